/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-adam.h"
#include "mtn-drop.h"
#include "mtn-engine.h"

G_BEGIN_DECLS

/*
 * The operations of MtnEngine that networks are trained with. Like the others
 * they give the same bits on every path and device; denormals are kept. Sums
 * over a row, and over all values, are those of mtn-cpu-training.h.
 */

typedef enum
{
  MTN_LOSS_BCE,            /* cross entropy of sigmoid (logit) with 1 where the goal is > 0, else 0 */
  MTN_LOSS_MSE,            /* (sigmoid (logit) − goal)² */
  MTN_LOSS_MULTINOMIAL,    /* −Σ goal · log softmax (logits) */
} MtnLoss;

/**
 * mtn_engine_dense_nt:
 * @in: [n_rows, n_in]
 * @weight: [n_out, n_in]
 * @out: [n_rows, n_out]
 *
 * Product with the transposed matrix, as mtn_engine_dense() sums it: what deltas are passed back with.
 */
void     mtn_engine_dense_nt    (MtnEngine       *self,
                                 MtnBuffer       *in,
                                 MtnBuffer       *weight,
                                 guint            n_rows,
                                 guint            n_in,
                                 guint            n_out,
                                 MtnBuffer       *out);
/**
 * mtn_engine_dense_tn:
 * @in: [n_in, n_rows]
 * @weight: [n_in, n_out]
 * @out: [n_rows, n_out]
 *
 * Product of the transposed matrix: the gradient of weights, with the units as @in and the deltas as @weight.
 */
void     mtn_engine_dense_tn    (MtnEngine       *self,
                                 MtnBuffer       *in,
                                 MtnBuffer       *weight,
                                 guint            n_rows,
                                 guint            n_in,
                                 guint            n_out,
                                 MtnBuffer       *out);

/* Drop-out in place: what is spared times its scale, else 0. */
void     mtn_engine_drop        (MtnEngine       *self,
                                 MtnBuffer       *matrix,
                                 guint            n_rows,
                                 guint            n_columns,
                                 const MtnDrop   *drop);

/**
 * mtn_engine_derive:
 * @deltas: [n_rows, n_columns]: derivatives by @units; changed in place to those by what went into the activation
 * @units: what the activation, and drop-out behind it, gave
 * @drop: (nullable): the drop-out
 */
void     mtn_engine_derive      (MtnEngine       *self,
                                 MtnBuffer       *deltas,
                                 MtnBuffer       *units,
                                 guint            n_rows,
                                 guint            n_columns,
                                 MtnActivation    activation,
                                 const MtnDrop   *drop);

/**
 * mtn_engine_set_goals:
 * @targets: values NULL: each is 1; a column at most once in a row
 * @excluded: (nullable): cells that are no part of the loss, each at most once too; values unused
 * @goals: [targets->n_rows, n_columns]: the targets' values, −1 where excluded, else 0
 */
void     mtn_engine_set_goals   (MtnEngine       *self,
                                 const MtnRows   *targets,
                                 const MtnRows   *excluded,
                                 guint            n_columns,
                                 MtnBuffer       *goals);

/**
 * mtn_engine_loss:
 * @values: [n_rows, n_columns]: logits; changed to the derivatives of the loss by them, times @scale
 * @goals: [n_rows, n_columns]: < 0: excluded
 * @losses: [n_rows], host memory: not scaled
 */
gboolean mtn_engine_loss        (MtnEngine       *self,
                                 MtnLoss          loss,
                                 MtnBuffer       *values,
                                 MtnBuffer       *goals,
                                 guint            n_rows,
                                 guint            n_columns,
                                 float            scale,
                                 float           *losses);

/* out[j] = Σ_r matrix[r, j]: the gradient of biases. */
void     mtn_engine_column_sums (MtnEngine       *self,
                                 MtnBuffer       *matrix,
                                 guint            n_rows,
                                 guint            n_columns,
                                 MtnBuffer       *out);

/* Σ value², of single-precision sums of stretches. */
gboolean mtn_engine_sum_squares (MtnEngine       *self,
                                 MtnBuffer       *values,
                                 gsize            n_values,
                                 double          *sum);

/* A step of Adam with @factor · @gradient. All [n_values]. */
void     mtn_engine_adam        (MtnEngine       *self,
                                 const MtnAdam   *adam,
                                 MtnBuffer       *values,
                                 MtnBuffer       *means,
                                 MtnBuffer       *variances,
                                 MtnBuffer       *gradient,
                                 gsize            n_values,
                                 float            factor);

G_END_DECLS
