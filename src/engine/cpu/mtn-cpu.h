/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine-vtable.h"

G_BEGIN_DECLS

/*
 * The CPU back end. A buffer's handle is its floats. Each operation has a file
 * with the readable reference, which is the specification, and where it pays a
 * `-vector` file with its twin in AVX2 and FMA, the dense layer also in AVX-512.
 * A twin handles several outputs at once, on several threads where that pays,
 * and never splits the sum of one, so all give the same bits; that is what keeps
 * it from using more than one accumulator per output.
 */
extern const MtnEngineVtable mtn_cpu_reference;   /* context: NULL */
extern const MtnEngineVtable mtn_cpu_vector;      /* context: an MtnCpu */

typedef struct _MtnCpu MtnCpu;

/*
 * What the vector path works with, or NULL where this processor or build has
 * none. @wish: (nullable): "avx2": no wider than that. Freed by the table.
 */
MtnCpu     *mtn_cpu_new           (const char *wish);
/* "16-wide AVX-512, 2 threads". (transfer full) */
char       *mtn_cpu_describe      (MtnCpu     *self);

#if defined(__x86_64__) && defined(__GNUC__)
#define MTN_CPU_HAVE_VECTOR 1
#define MTN_CPU_VECTOR __attribute__ ((target ("avx2,fma")))
#define MTN_CPU_WIDE_VECTOR __attribute__ ((target ("avx512f,avx2,fma")))
#else
#define MTN_CPU_HAVE_VECTOR 0
#endif

/* Reference operations; signatures as in the vtable. */
gboolean mtn_cpu_gather            (gpointer context, const MtnRows *rows, gpointer weight, gpointer bias,
                                    MtnActivation activation, guint n_out, gpointer out);
gboolean mtn_cpu_dense             (gpointer context, gpointer in, gpointer weight, gpointer bias,
                                    MtnActivation activation, guint n_rows, guint n_in, guint n_out, gpointer out);
gboolean mtn_cpu_scale             (gpointer context, gpointer matrix, guint n_rows, guint n_columns,
                                    gpointer table, const guint *line);
gboolean mtn_cpu_subtract_diagonal (gpointer context, gpointer matrix, const MtnRows *rows, guint n_columns,
                                    gpointer table, const guint *line);
gboolean mtn_cpu_column_norms      (gpointer context, gpointer matrix, gpointer weights,
                                    guint n_rows, guint n_columns, gpointer out);
gboolean mtn_cpu_blend             (gpointer context, gpointer sum, guint n_rows, guint n_columns,
                                    gpointer part, const guint *row_of, const float *weights);
gboolean mtn_cpu_merge_columns     (gpointer context, gpointer matrix, guint n_rows, guint n_columns,
                                    const guint *from, const guint *to, guint n_pairs);
gboolean mtn_cpu_spread_columns    (gpointer context, gpointer in, guint n_rows, guint n_in,
                                    const guint *columns, guint n_columns, gpointer out);
gboolean mtn_cpu_take_columns      (gpointer context, gpointer matrix, guint n_rows, guint n_columns,
                                    const guint *columns, guint n_taken, float *out);
gboolean mtn_cpu_top_k             (gpointer context, gpointer scores, guint n_rows, guint n_columns,
                                    const guint8 *mask, const MtnRows *hidden, guint k,
                                    guint *out_columns, float *out_scores, guint *out_n);
gboolean mtn_cpu_dense_nt          (gpointer context, gpointer in, gpointer weight, guint n_rows, guint n_in,
                                    guint n_out, gpointer out);
gboolean mtn_cpu_dense_tn          (gpointer context, gpointer in, gpointer weight, guint n_rows, guint n_in,
                                    guint n_out, gpointer out);
gboolean mtn_cpu_drop              (gpointer context, gpointer matrix, guint n_rows, guint n_columns, const MtnDrop *drop);
gboolean mtn_cpu_derive            (gpointer context, gpointer deltas, gpointer units, guint n_rows, guint n_columns,
                                    MtnActivation activation, const MtnDrop *drop);
gboolean mtn_cpu_set_goals         (gpointer context, const MtnRows *targets, const MtnRows *excluded, guint n_columns,
                                    gpointer goals);
gboolean mtn_cpu_column_sums       (gpointer context, gpointer matrix, guint n_rows, guint n_columns, gpointer out);
gboolean mtn_cpu_loss              (gpointer context, MtnLoss loss, gpointer values, gpointer goals, guint n_rows,
                                    guint n_columns, float scale, float *losses);
gboolean mtn_cpu_sum_squares       (gpointer context, gpointer values, gsize n_values, double *sum);
gboolean mtn_cpu_adam              (gpointer context, const MtnAdam *adam, gpointer values, gpointer means,
                                    gpointer variances, gpointer gradient, gsize n_values, float factor);
void     mtn_cpu_activate          (float *values, gsize n_values, MtnActivation activation);

#if MTN_CPU_HAVE_VECTOR
/* Twins. */
gboolean mtn_cpu_gather_vector       (gpointer context, const MtnRows *rows, gpointer weight, gpointer bias,
                                      MtnActivation activation, guint n_out, gpointer out);
gboolean mtn_cpu_dense_vector        (gpointer context, gpointer in, gpointer weight, gpointer bias,
                                      MtnActivation activation, guint n_rows, guint n_in, guint n_out, gpointer out);
gboolean mtn_cpu_scale_vector        (gpointer context, gpointer matrix, guint n_rows, guint n_columns,
                                      gpointer table, const guint *line);
gboolean mtn_cpu_column_norms_vector (gpointer context, gpointer matrix, gpointer weights,
                                      guint n_rows, guint n_columns, gpointer out);
gboolean mtn_cpu_blend_vector        (gpointer context, gpointer sum, guint n_rows, guint n_columns,
                                      gpointer part, const guint *row_of, const float *weights);
gboolean mtn_cpu_top_k_vector        (gpointer context, gpointer scores, guint n_rows, guint n_columns,
                                      const guint8 *mask, const MtnRows *hidden, guint k,
                                      guint *out_columns, float *out_scores, guint *out_n);
gboolean mtn_cpu_dense_nt_vector     (gpointer context, gpointer in, gpointer weight, guint n_rows, guint n_in,
                                      guint n_out, gpointer out);
gboolean mtn_cpu_dense_tn_vector     (gpointer context, gpointer in, gpointer weight, guint n_rows, guint n_in,
                                      guint n_out, gpointer out);
gboolean mtn_cpu_loss_vector         (gpointer context, MtnLoss loss, gpointer values, gpointer goals, guint n_rows,
                                      guint n_columns, float scale, float *losses);
gboolean mtn_cpu_sum_squares_vector  (gpointer context, gpointer values, gsize n_values, double *sum);
gboolean mtn_cpu_adam_vector         (gpointer context, const MtnAdam *adam, gpointer values, gpointer means,
                                      gpointer variances, gpointer gradient, gsize n_values, float factor);
void     mtn_cpu_activate_vector     (float *values, gsize n_values, MtnActivation activation);
#endif

G_END_DECLS
