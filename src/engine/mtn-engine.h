/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnEngine:
 *
 * Where the arithmetic happens, for those who call it. Back ends implement
 * mtn-engine-vtable.h. This room knows matrices and rows, neither films nor
 * people. The engine may be used from one thread at a time.
 *
 * Operations work on buffers of the device and may be queued: they return
 * nothing, and a failure (out of memory, card lost) sticks, makes what follows
 * do nothing, and is reported by the next call that brings results back
 * (mtn_buffer_read(), mtn_engine_take_columns(), mtn_engine_top_k()), which
 * return FALSE; mtn_engine_take_failure() then says why. All matrices are
 * row-major float32 without padding; a buffer may be larger than what an
 * operation uses of it.
 *
 * Every path and every device gives the same bits: each output is one chain of
 * fused multiply-adds in ascending order of the summed index, inputs of 0 add
 * nothing to the layers (not even times infinity) and a sum of 0 is positive,
 * exponentials are computed from IEEE operations, ties go to the lower index.
 */
typedef struct _MtnEngine MtnEngine;

typedef enum
{
  MTN_ENGINE_AUTO,
  MTN_ENGINE_CPU,
  MTN_ENGINE_CUDA,
} MtnEngineKind;

/**
 * mtn_engine_new:
 * @kind: %MTN_ENGINE_AUTO takes the best that works
 * @device: number of the card, −1: the default
 * @message: (out) (transfer full): why it could not be had (kind is then not AUTO)
 *
 * Returns: (transfer full) (nullable): the engine
 */
MtnEngine  *mtn_engine_new             (MtnEngineKind   kind,
                                        int             device,
                                        char          **message);
void        mtn_engine_free            (MtnEngine      *self);

MtnEngineKind mtn_engine_get_kind      (MtnEngine      *self);
/* "CPU", "NVIDIA GeForce RTX 3060": short, for a header bar. */
const char *mtn_engine_get_name        (MtnEngine      *self);
/* A sentence: "CPU, 8-wide AVX2, 2 threads; no GPU: this build has no CUDA engine". */
const char *mtn_engine_get_description (MtnEngine      *self);

/* Bytes that buffers may still take on the device; G_MAXSIZE: as much as the computer has. */
gsize       mtn_engine_get_memory      (MtnEngine      *self);

/* Why the last call that brings results back returned FALSE; the engine is usable again. (transfer full) (nullable) */
char       *mtn_engine_take_failure    (MtnEngine      *self);

/**
 * mtn_engine_take_over:
 * @self: all of its buffers have been freed
 * @why: what mtn_engine_take_failure() said
 *
 * Lets the CPU go on where a card has failed: the engine is then one on the CPU,
 * under the same pointer, and says so in its description and, once, in
 * mtn_engine_take_notice().
 *
 * Returns: FALSE for an engine that nobody can take over from: it is as it was
 */
gboolean    mtn_engine_take_over       (MtnEngine      *self,
                                        const char     *why);
/**
 * mtn_engine_decline:
 * @self: all of its buffers have been freed
 * @why: "to train this network takes 900 MiB of its memory, and 300 are free"
 *
 * The same before work begins, of a card that cannot do it: the CPU does it, unless
 * %MTN_ENGINE_CUDA was asked for.
 *
 * Returns: FALSE: the engine is as it was
 */
gboolean    mtn_engine_decline         (MtnEngine      *self,
                                        const char     *why);
/* What people should be told about the engine, once; from any thread. (transfer full) (nullable) */
char       *mtn_engine_take_notice     (MtnEngine      *self);

/**
 * MtnEngineListener:
 * @notice: what mtn_engine_take_notice() is about to say
 *
 * Called at once, from the thread that works with the engine.
 */
typedef void (*MtnEngineListener) (const char *notice, gpointer data);

/* Of all engines, for a program that has many at a time; set before there are any. */
void        mtn_engine_set_listener    (MtnEngineListener listener,
                                        gpointer          data);

/* A result was found to be wrong: the engine has failed, and its card is not used again with this driver and
 * version of Matinee. */
void        mtn_engine_distrust        (MtnEngine      *self);

/**
 * MtnBuffer:
 *
 * Floats in the memory of the device. Freed before its engine.
 */
typedef struct _MtnBuffer MtnBuffer;

/* Zeroed. */
MtnBuffer  *mtn_buffer_new             (MtnEngine      *engine,
                                        gsize           n_values);
/* Holds @data, which must outlive the buffer unchanged: a back end in the same memory uses it in place. For weights. */
MtnBuffer  *mtn_buffer_new_for_data    (MtnEngine      *engine,
                                        const float    *data,
                                        gsize           n_values);
void        mtn_buffer_free            (MtnBuffer      *self);
/* Not for buffers made with mtn_buffer_new_for_data(). */
void        mtn_buffer_write           (MtnBuffer      *self,
                                        gsize           offset,
                                        const float    *values,
                                        gsize           n_values);
/* FALSE if this or anything queued before it failed; @values is then undefined. */
gboolean    mtn_buffer_read            (MtnBuffer      *self,
                                        gsize           offset,
                                        float          *values,
                                        gsize           n_values);

/**
 * MtnRows:
 *
 * Sparse rows in host memory, in the compressed form: row r has the entries
 * offsets[r] … offsets[r + 1] − 1. Columns of a row are in the order in which
 * they are summed.
 */
typedef struct
{
  guint        n_rows;
  const guint *offsets;   /* [n_rows + 1] */
  const guint *columns;   /* [offsets[n_rows]] */
  const float *values;    /* [offsets[n_rows]]; (nullable) where only the places matter */
} MtnRows;

typedef enum
{
  MTN_ACTIVATION_NONE,
  MTN_ACTIVATION_RELU,      /* NaN gives 0 */
  MTN_ACTIVATION_TANH,      /* absolute error below 2e-7; NaN gives 1 */
  MTN_ACTIVATION_SIGMOID,   /* inside (0, 1), never 0 or 1; NaN gives nearly 0 */
} MtnActivation;

/* The same bits as %MTN_ACTIVATION_SIGMOID, for single numbers on the host. */
float       mtn_sigmoid                (float           x);

/* out[i] = value, i < n_values */
void        mtn_engine_fill            (MtnEngine      *self,
                                        MtnBuffer      *out,
                                        gsize           n_values,
                                        float           value);

/**
 * mtn_engine_gather:
 * @rows: the sparse input; columns below @n_in
 * @weight: [n_in, n_out], a row for each input column
 * @bias: (nullable): [n_out]
 * @out: [rows->n_rows, n_out]
 *
 * Sparse layer: out[r] = activation (bias + Σ_i value_i · weight[column_i]).
 * Costs as much as there are entries, however wide the input is. An
 * item-item matrix is this with a row for each film.
 */
void        mtn_engine_gather          (MtnEngine      *self,
                                        const MtnRows  *rows,
                                        MtnBuffer      *weight,
                                        MtnBuffer      *bias,
                                        MtnActivation   activation,
                                        guint           n_in,
                                        guint           n_out,
                                        MtnBuffer      *out);

/**
 * mtn_engine_dense:
 * @in: [n_rows, n_in]
 * @weight: [n_in, n_out] (PyTorch keeps the transpose)
 * @bias: (nullable): [n_out]
 * @out: [n_rows, n_out], another buffer than @in
 *
 * Dense layer: out = activation (in · weight + bias).
 */
void        mtn_engine_dense           (MtnEngine      *self,
                                        MtnBuffer      *in,
                                        MtnBuffer      *weight,
                                        MtnBuffer      *bias,
                                        MtnActivation   activation,
                                        guint           n_rows,
                                        guint           n_in,
                                        guint           n_out,
                                        MtnBuffer      *out);

/**
 * mtn_engine_scale:
 * @matrix: [n_rows, n_columns], changed in place
 * @table: [lines, n_columns]
 * @line: [n_rows], host memory: which line of @table is for the row
 *
 * Multiplies each row element by element: a diagonal matrix chosen per row.
 */
void        mtn_engine_scale           (MtnEngine      *self,
                                        MtnBuffer      *matrix,
                                        guint           n_rows,
                                        guint           n_columns,
                                        MtnBuffer      *table,
                                        const guint    *line);

/**
 * mtn_engine_subtract_diagonal:
 * @matrix: [rows->n_rows, n_columns], changed in place
 * @rows: columns below @n_columns
 * @table, @line: as in mtn_engine_scale()
 *
 * Takes what each input did to itself out again: for every entry,
 * matrix[r, column] −= value · table[line[r], column].
 */
void        mtn_engine_subtract_diagonal (MtnEngine     *self,
                                          MtnBuffer     *matrix,
                                          const MtnRows *rows,
                                          guint          n_columns,
                                          MtnBuffer     *table,
                                          const guint   *line);

/**
 * mtn_engine_column_norms:
 * @matrix: [n_rows, n_columns]
 * @weights: [n_rows]
 * @out: [n_columns]
 *
 * Weighted squared norms of the columns: out[j] = Σ_k weights[k] · matrix[k, j]².
 */
void        mtn_engine_column_norms    (MtnEngine      *self,
                                        MtnBuffer      *matrix,
                                        MtnBuffer      *weights,
                                        guint           n_rows,
                                        guint           n_columns,
                                        MtnBuffer      *out);

#define MTN_NO_ROW G_MAXUINT

/**
 * mtn_engine_blend:
 * @sum: [n_rows, n_columns], changed in place
 * @part: [some rows, n_columns]
 * @row_of: [n_rows], host memory: the row of @part that belongs to the row of
 *   @sum (several may share one), or %MTN_NO_ROW: untouched
 * @weights: [n_rows], host memory
 *
 * sum[r] += weights[r] · part[row_of[r]], fused.
 */
void        mtn_engine_blend           (MtnEngine      *self,
                                        MtnBuffer      *sum,
                                        guint           n_rows,
                                        guint           n_columns,
                                        MtnBuffer      *part,
                                        const guint    *row_of,
                                        const float    *weights);

/**
 * mtn_engine_merge_columns:
 * @from, @to: [n_pairs], host memory, columns
 *
 * matrix[r, to[p]] = the larger of matrix[r, from[p]] and itself, pair after pair.
 */
void        mtn_engine_merge_columns   (MtnEngine      *self,
                                        MtnBuffer      *matrix,
                                        guint           n_rows,
                                        guint           n_columns,
                                        const guint    *from,
                                        const guint    *to,
                                        guint           n_pairs);

/**
 * mtn_engine_spread_columns:
 * @in: [n_rows, n_in]
 * @columns: [n_in], host memory, below @n_columns, each at most once
 * @out: [n_rows, n_columns]
 *
 * Puts narrow rows into wide ones: out[r, columns[i]] = in[r, i], all else 0.
 */
void        mtn_engine_spread_columns  (MtnEngine      *self,
                                        MtnBuffer      *in,
                                        guint           n_rows,
                                        guint           n_in,
                                        const guint    *columns,
                                        guint           n_columns,
                                        MtnBuffer      *out);

/**
 * mtn_engine_take_columns:
 * @columns: [n_taken], host memory
 * @out: [n_rows, n_taken], host memory
 *
 * Brings single columns back: out[r, i] = matrix[r, columns[i]].
 */
gboolean    mtn_engine_take_columns    (MtnEngine      *self,
                                        MtnBuffer      *matrix,
                                        guint           n_rows,
                                        guint           n_columns,
                                        const guint    *columns,
                                        guint           n_taken,
                                        float          *out);

/**
 * mtn_engine_top_k:
 * @scores: [n_rows, n_columns]
 * @mask: (nullable): [n_columns], host memory: a column with 0 is listed for nobody
 * @hidden: (nullable): columns that are not listed for that row; values unused
 * @k: longest list wanted; may exceed the columns
 * @out_columns: [n_rows, k], host memory
 * @out_scores: [n_rows, k], host memory
 * @out_n: [n_rows], host memory: how many there are
 *
 * The @k highest scores of each row, best first, ties by lower column. Exact.
 * −∞ and NaN are never listed.
 */
gboolean    mtn_engine_top_k           (MtnEngine      *self,
                                        MtnBuffer      *scores,
                                        guint           n_rows,
                                        guint           n_columns,
                                        const guint8   *mask,
                                        const MtnRows  *hidden,
                                        guint           k,
                                        guint          *out_columns,
                                        float          *out_scores,
                                        guint          *out_n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnBuffer, mtn_buffer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnEngine, mtn_engine_free)

G_END_DECLS
