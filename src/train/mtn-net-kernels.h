/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-adam.h"
#include "mtn-drop.h"
#include "mtn-net.h"

G_BEGIN_DECLS

/*
 * The inner loops of training. A batch is cut into blocks of MTN_NET_BLOCK
 * rows; within a block the rows are what vectors run along, so that each
 * weight is read once per block and used for all its rows:
 *
 *   units     [block][unit][row of the block]       activations, logits, deltas
 *   panels    [unit / PANEL][row of the batch][unit mod PANEL]   deltas again,
 *             along units, for the gradient of weights
 *   weights   [in][out], lines MtnNetLayer.line floats apart
 *
 * Each value of an output is one chain of fused multiply-adds in the order of
 * the index summed over, whatever the width of the vectors and the share of the
 * thread. mtn_net_kernels_get() gives those for this processor; they are built
 * three times from mtn-net-kernels-body.h.
 */
#define MTN_NET_BLOCK 32
#define MTN_NET_PANEL 32
#define MTN_NET_TILE 8 /* units that mtn_net_kernels.multiply handles at once */

/* Where a gradient goes: into Adam's update at once or, with @gradient set, there. Lines of one length. */
typedef struct
{
  const MtnAdam *adam;
  float            *value, *mean, *variance;
  float            *gradient; /* (nullable) */
} MtnNetTarget;

/* The gradient of MTN_NET_TILE lines that a member of the team has summed and not yet used, and room for the next
 * one. Begins with row = MTN_NET_TILE: nothing waits. */
typedef struct
{
  MtnNetTarget target;
  gsize        line;
  guint        n_columns;
  guint        row, column;  /* next */
  guint        current;
  float       *gradients[2]; /* [MTN_NET_TILE × padded outputs] */
} MtnNetWaiting;

typedef struct
{
  const char *name;

  /* c[r][·] (+)= Σₖ s[r · line + k · step] · x[k][·] for MTN_NET_TILE values of r; rows of x and c are a block
   * wide. @ahead: how far beyond what is read memory is asked for, 0: not. */
  void (*multiply) (const float *s, gsize line, gsize step, const float *x, guint n, float *c, gboolean add,
                    gsize ahead);

  /* tile[row][·] = Σ values · weight[columns · line + ·], a panel wide, for @n_rows sparse rows. */
  void (*gather) (const guint *offsets, const guint *columns, const float *values, guint n_rows,
                  const float *weight, gsize line, float *tile);

  /* to[unit][row] = tile[row][unit], and back, for 32 × 32 values; lines of @to and @from are that long. */
  void (*transpose) (const float *from, float *to);

  /* Bias, activation and (@drop not NULL) drop-out, for @n_units from number @unit on of one block whose first
   * row is @row. */
  void (*activate) (float *units, const float *bias, guint unit, guint n_units, guint row,
                    MtnNetActivation activation, const MtnDrop *drop);
  /* delta · derivative of that, from its result. */
  void (*derive) (float *deltas, const float *units, guint unit, guint n_units, guint row,
                  MtnNetActivation activation, const MtnDrop *drop);

  /* The gradient of MTN_NET_TILE lines of weights: Σ over rows of x[unit][row] · panels[row][·]. @x: first of
   * the units in the first block; @stride: floats from block to block. What waits is used up meanwhile, and this
   * waits then. */
  void (*update) (const MtnNetTarget *target, gsize line, const float *x, gsize stride, const float *panels,
                  guint n_padded_rows, guint n_rows, guint n_panels, MtnNetWaiting *waiting);
  void (*settle) (MtnNetWaiting *waiting);
  /* That of one line of a sparse input: Σ over its entries of values · panels[rows][·]. */
  void (*update_sparse) (const MtnNetTarget *target, const guint *rows, const float *values, guint n,
                         const float *panels, guint n_padded_rows, guint n_panels);
  /* Adam for @n values whose gradients are known. */
  void (*adam) (const MtnNetTarget *target, const float *gradient, gsize n);

  /* Losses of @n_units of one block; targets < 0 mark excluded cells; live[row]: 1, or 0 behind the end of the
   * batch. Logits are in @units, to which deltas times @scale are written. Returns the sum over cells. */
  double (*bce) (float *units, const float *targets, guint n_units, const float *live, float scale);
  double (*mse) (float *units, const float *targets, guint n_units, const float *live, float scale);
  /* Softmax, before and after all columns are known: greatest logit and Σ exp (logit − greatest) by row; then,
   * with both of the whole row, deltas. */
  void (*softmax_sums) (const float *units, const float *targets, guint n_units, float *greatest, float *sums);
  double (*softmax) (float *units, const float *targets, guint n_units, const float *live,
                     const float *log_sums, const float *totals, float scale);
} MtnNetKernels;

extern const MtnNetKernels mtn_net_kernels_plain;
extern const MtnNetKernels mtn_net_kernels_avx2;
extern const MtnNetKernels mtn_net_kernels_avx512;

#if defined(__x86_64__) && defined(__GNUC__)
#define MTN_NET_HAVE_AVX 1
#endif

/* Those for this processor, or from the environment variable MATINEE_TRAIN_CPU: "plain", "avx2" or "avx512"
 * where it can run them. */
const MtnNetKernels *mtn_net_kernels_get      (void);
/* All that this processor can run, NULL behind the last. */
void                 mtn_net_kernels_get_all  (const MtnNetKernels *kernels[4]);

G_END_DECLS
