/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine.h"

G_BEGIN_DECLS

/**
 * MtnNet:
 *
 * A feed-forward network being trained: parameters, Adam's moments and all the
 * memory that a step needs, allocated once. Inputs and targets are sparse rows.
 *
 *   h₀ = drop (x),  hₗ = drop (activation (hₗ₋₁ Wₗ + bₗ)),  logits = hₙ₋₁ Wₙ + bₙ
 *
 * The same options, batches and build give the same bits on the same kind of
 * processor, whatever the number of threads; and, with an engine, on every
 * engine. Between the two sums differ in their last bits. Where the engine is a
 * card that fails, the CPU goes on (mtn_engine_take_notice()), with the same bits.
 * Drop-out is a function of (seed, step, layer, row, unit), so that a network
 * whose state was exported and imported goes on as if it had never stopped. A
 * network is used by one caller at a time; it has helper threads of its own.
 */
typedef struct _MtnNet MtnNet;

typedef enum
{
  MTN_NET_RELU,
  MTN_NET_TANH,
} MtnNetActivation;

/**
 * MtnNetLoss:
 * @MTN_NET_BCE: cross entropy of sigmoid (logit) with 1 where the row has a target (whatever its value), else 0;
 *   mean over the cells of the batch
 * @MTN_NET_MSE: squared difference between sigmoid (logit) and the target's value, else 0; mean over the cells
 * @MTN_NET_MULTINOMIAL: −Σᵢ xᵢ log softmaxᵢ (logits), x the targets' values; mean over the rows (Liang et al.,
 *   "Variational Autoencoders for Collaborative Filtering", WWW 2018, equation 2)
 *
 * The mean over cells is over those that are not excluded, of the batch as a
 * whole. For the multinomial loss excluded cells are no part of the softmax.
 */
typedef enum
{
  MTN_NET_BCE,
  MTN_NET_MSE,
  MTN_NET_MULTINOMIAL,
} MtnNetLoss;

/**
 * MtnNetOptions:
 *
 * Initialise with %MTN_NET_OPTIONS_INIT, then set at least @sizes, @n_layers
 * and @max_rows.
 */
typedef struct
{
  const guint      *sizes;         /* [n_layers + 1]: inputs, hidden units …, outputs */
  guint             n_layers;      /* weight matrices; at least 1 */
  MtnNetActivation  activation;    /* of the hidden layers */
  MtnNetLoss        loss;
  guint             max_rows;      /* of a batch */
  guint             n_threads;     /* 0: as many as there are processors */
  guint64           seed;          /* of initialisation and drop-out */
  MtnEngine        *engine;        /* (nullable): where to train, without buffers of others; NULL: the processor, at its best */

  /* Inverted drop-out: the probability that a unit is zeroed in training; what is left is scaled by 1 / (1 − p). */
  double            drop_input;
  double            drop_hidden;   /* behind each hidden layer but the last … */
  gboolean          drop_last;     /* … or behind that too */

  /* Adam (Kingma and Ba, ICLR 2015). */
  double            learning_rate;
  double            beta1;
  double            beta2;
  double            epsilon;
  double            l2;            /* gradient += l2 · parameter, as weight_decay of PyTorch's Adam */
  double            decay;         /* parameter −= learning rate · decay · parameter, as in AdamW
                                    * (Loshchilov and Hutter, ICLR 2019) */
  double            clip;          /* largest Euclidean norm of the whole gradient (before l2); 0: any. Costs time */
} MtnNetOptions;

#define MTN_NET_OPTIONS_INIT                                                   \
  { .activation = MTN_NET_RELU, .loss = MTN_NET_BCE, .seed = 42,               \
    .learning_rate = 1e-3, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8 }

/**
 * MtnNetRows:
 *
 * Sparse rows: entries offsets[r] … offsets[r + 1] − 1 belong to row r (the
 * first offset need not be 0, so that a batch may be a window of a larger
 * table). A column at most once a row, in any order; values finite, those of
 * targets not negative.
 */
typedef struct
{
  const guint *offsets;  /* [n_rows + 1] */
  const guint *columns;
  const float *values;   /* (nullable): NULL: each is 1 */
} MtnNetRows;

/**
 * MtnNetBatch:
 * @n_rows: 1 … max_rows
 * @in: columns below sizes[0]
 * @targets: columns below the last size
 * @excluded: offsets NULL: none. Cells that are no part of the loss (for the seed's masked losses the films that
 *   the input shows); values are not looked at
 *
 * Borrowed for the time of a call.
 */
typedef struct
{
  guint      n_rows;
  MtnNetRows in;
  MtnNetRows targets;
  MtnNetRows excluded;
} MtnNetBatch;

/**
 * mtn_net_options_choose_engine:
 * @engine: (nullable): that was asked for, without buffers
 * @error: %MTN_ERROR_ENGINE: a card that has to be used has too little memory
 *
 * Sets options->engine, when all else is set: to @engine where that is a card with memory enough for the network
 * and its batches. A batch is part of what is learnt, so that it is never made smaller. Else to NULL, and
 * mtn_engine_take_notice() says why.
 */
gboolean mtn_net_options_choose_engine (MtnNetOptions *options,
                                        MtnEngine     *engine,
                                        GError       **error);

/**
 * mtn_net_new:
 * @error: %MTN_ERROR_USAGE for options that make no sense, %MTN_ERROR_NUMERIC when there is not enough memory
 *
 * Weights are Xavier-uniform, ±√(6 / (in + out)); biases uniform in
 * ±1 / √in, as PyTorch's Linear has them.
 */
MtnNet  *mtn_net_new                (const MtnNetOptions  *options,
                                     GError              **error);
void     mtn_net_free               (MtnNet               *self);

/**
 * mtn_net_set_output_bias:
 * @bias: [outputs], or NULL: @everywhere is taken for all of them
 *
 * Replaces the biases of the outputs. Starting at the log-odds of the rate at
 * which films are rated (mtn_log_odds()) is what keeps the squared loss behind
 * a sigmoid from collapsing to zero, where its gradient vanishes.
 */
void     mtn_net_set_output_bias    (MtnNet               *self,
                                     const float          *bias,
                                     float                 everywhere);
/* For the steps to come. */
void     mtn_net_set_learning_rate  (MtnNet               *self,
                                     double                learning_rate);

/**
 * mtn_net_step:
 * @loss: (out) (optional): of the batch, before the step, with drop-out
 * @error: %MTN_ERROR_NUMERIC when the loss, or with clipping the gradient, is not finite; the parameters are
 *   then those before the step
 *
 * One step of Adam down the gradient of the loss of this batch.
 */
gboolean mtn_net_step               (MtnNet               *self,
                                     const MtnNetBatch    *batch,
                                     double               *loss,
                                     GError              **error);
/* The loss without drop-out; changes nothing. */
gboolean mtn_net_loss               (MtnNet               *self,
                                     const MtnNetBatch    *batch,
                                     double               *loss,
                                     GError              **error);

/**
 * mtn_net_predict:
 * @batch: only @n_rows and @in are looked at
 * @logits: [n_rows × outputs], without drop-out. The sigmoid of a logit, or the softmax of a row, is the model's
 *   probability; the order is the same
 */
gboolean mtn_net_predict            (MtnNet               *self,
                                     const MtnNetBatch    *batch,
                                     float                *logits,
                                     GError              **error);

/*
 * The state as plain arrays in the order and layout of PyTorch's module:
 * fc1.weight [out, in], fc1.bias [out], fc2.weight …, one behind the other. The
 * moments have the same layout. State and number of steps are all that a
 * network of the same options needs in order to go on bit for bit.
 */
typedef struct
{
  char  name[24];  /* "fc1.weight" */
  guint n_dims;    /* 2 or 1 */
  gsize dims[2];
  gsize offset;    /* of its first value in the arrays of the state */
  gsize n_values;
} MtnNetTensor;

guint    mtn_net_get_n_tensors      (MtnNet               *self);
void     mtn_net_get_tensor         (MtnNet               *self,
                                     guint                 index,
                                     MtnNetTensor         *tensor);
gsize    mtn_net_get_n_parameters   (MtnNet               *self);
guint64  mtn_net_get_n_steps        (MtnNet               *self);

/**
 * mtn_net_get_state:
 * @parameters, @means, @variances: (nullable): [n_parameters] filled; the latter are Adam's moments
 * @error: %MTN_ERROR_NUMERIC when a value is not finite, so that a ruined network is never saved
 */
gboolean mtn_net_get_state          (MtnNet               *self,
                                     float                *parameters,
                                     float                *means,
                                     float                *variances,
                                     GError              **error);
/**
 * mtn_net_set_state:
 * @parameters: [n_parameters]
 * @means, @variances: (nullable): [n_parameters]; NULL: 0, for a fresh Adam
 * @n_steps: that Adam has made with these moments
 * @error: %MTN_ERROR_NUMERIC when a value is not finite or a variance negative; the network is then as before
 */
gboolean mtn_net_set_state          (MtnNet               *self,
                                     const float          *parameters,
                                     const float          *means,
                                     const float          *variances,
                                     guint64               n_steps,
                                     GError              **error);

/**
 * mtn_net_get_gradient:
 * @gradient: [n_parameters] in the layout of the state: of the loss, with the drop-out of the next step, without
 *   l2 and clipping
 *
 * For tests: what mtn_net_step() would go down. Changes nothing.
 */
gboolean mtn_net_get_gradient       (MtnNet               *self,
                                     const MtnNetBatch    *batch,
                                     float                *gradient,
                                     double               *loss,
                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnNet, mtn_net_free)

G_END_DECLS
