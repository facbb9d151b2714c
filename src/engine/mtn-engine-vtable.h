/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine-training.h"

G_BEGIN_DECLS

/* Raised with every change of the table below; a module of another number is not used. */
#define MTN_ENGINE_ABI 4

/**
 * MtnEngineVtable:
 *
 * What a back end provides. Each operation does what the function of the same
 * name in mtn-engine.h says, bit for bit as the reference in cpu/ does it; the
 * arguments have been checked against the sizes of the buffers. `context` is
 * the back end's own; a handle is what it gave out for a buffer. Operations
 * return FALSE when they failed, and get_failure() then has the reason;
 * a queue may report a failure later than it happened, at the latest in
 * read(), take_columns() or top_k(). Slots marked (optional) may be NULL.
 */
typedef struct
{
  guint     abi;                /* MTN_ENGINE_ABI */

  void         (*free)             (gpointer context);    /* (optional): nothing to free */
  const char * (*get_failure)      (gpointer context);    /* (optional): "the engine failed" */
  gsize        (*get_memory)       (gpointer context);    /* (optional): as mtn_engine_get_memory() says */

  gpointer     (*buffer_new)       (gpointer context, gsize n_values);   /* zeroed; NULL: out of memory */
  gpointer     (*buffer_wrap)      (gpointer context, const float *data, gsize n_values);   /* (optional): made and written to */
  void         (*buffer_free)      (gpointer context, gpointer handle);  /* not for wrapped ones */
  gboolean     (*write)            (gpointer context, gpointer handle, gsize offset,
                                    const float *values, gsize n_values);
  gboolean     (*read)             (gpointer context, gpointer handle, gsize offset,
                                    float *values, gsize n_values);

  gboolean     (*fill)             (gpointer context, gpointer out, gsize n_values, float value);
  gboolean     (*gather)           (gpointer context, const MtnRows *rows, gpointer weight, gpointer bias,
                                    MtnActivation activation, guint n_out, gpointer out);
  gboolean     (*dense)            (gpointer context, gpointer in, gpointer weight, gpointer bias,
                                    MtnActivation activation, guint n_rows, guint n_in, guint n_out, gpointer out);
  gboolean     (*scale)            (gpointer context, gpointer matrix, guint n_rows, guint n_columns,
                                    gpointer table, const guint *line);
  gboolean     (*subtract_diagonal) (gpointer context, gpointer matrix, const MtnRows *rows, guint n_columns,
                                    gpointer table, const guint *line);
  gboolean     (*column_norms)     (gpointer context, gpointer matrix, gpointer weights,
                                    guint n_rows, guint n_columns, gpointer out);
  gboolean     (*blend)            (gpointer context, gpointer sum, guint n_rows, guint n_columns,
                                    gpointer part, const guint *row_of, const float *weights);
  gboolean     (*merge_columns)    (gpointer context, gpointer matrix, guint n_rows, guint n_columns,
                                    const guint *from, const guint *to, guint n_pairs);
  gboolean     (*spread_columns)   (gpointer context, gpointer in, guint n_rows, guint n_in,
                                    const guint *columns, guint n_columns, gpointer out);
  gboolean     (*take_columns)     (gpointer context, gpointer matrix, guint n_rows, guint n_columns,
                                    const guint *columns, guint n_taken, float *out);
  /* (optional): the scores are read and ranked on the host */
  gboolean     (*top_k)            (gpointer context, gpointer scores, guint n_rows, guint n_columns,
                                    const guint8 *mask, const MtnRows *hidden, guint k,
                                    guint *out_columns, float *out_scores, guint *out_n);

  /* For training (mtn-engine-training.h). */
  gboolean     (*dense_nt)         (gpointer context, gpointer in, gpointer weight,
                                    guint n_rows, guint n_in, guint n_out, gpointer out);
  gboolean     (*dense_tn)         (gpointer context, gpointer in, gpointer weight,
                                    guint n_rows, guint n_in, guint n_out, gpointer out);
  gboolean     (*drop)             (gpointer context, gpointer matrix, guint n_rows, guint n_columns,
                                    const MtnDrop *drop);
  gboolean     (*derive)           (gpointer context, gpointer deltas, gpointer units, guint n_rows,
                                    guint n_columns, MtnActivation activation, const MtnDrop *drop);
  gboolean     (*set_goals)        (gpointer context, const MtnRows *targets, const MtnRows *excluded,
                                    guint n_columns, gpointer goals);
  gboolean     (*loss)             (gpointer context, MtnLoss loss, gpointer values, gpointer goals,
                                    guint n_rows, guint n_columns, float scale, float *losses);
  gboolean     (*column_sums)      (gpointer context, gpointer matrix, guint n_rows, guint n_columns, gpointer out);
  gboolean     (*sum_squares)      (gpointer context, gpointer values, gsize n_values, double *sum);
  gboolean     (*adam)             (gpointer context, const MtnAdam *adam, gpointer values, gpointer means,
                                    gpointer variances, gpointer gradient, gsize n_values, float factor);
} MtnEngineVtable;

/* Whether the back end does @slot itself: mtn_engine_supports (engine, top_k). */
#define mtn_engine_supports(engine, slot) (mtn_engine_get_vtable (engine)->slot != NULL)
const MtnEngineVtable *mtn_engine_get_vtable (MtnEngine *self);

/**
 * mtn_engine_new_for_vtable:
 * @vtable: must outlive the engine
 * @context: (transfer full): freed with vtable->free
 *
 * Returns: (transfer full): an engine on a back end made elsewhere (a module, a test's double)
 */
MtnEngine *mtn_engine_new_for_vtable (const MtnEngineVtable *vtable,
                                      gpointer               context,
                                      MtnEngineKind          kind,
                                      const char            *name,
                                      const char            *description);

G_END_DECLS
