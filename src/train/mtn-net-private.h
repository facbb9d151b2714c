/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-net.h"
#include "mtn-net-kernels.h"
#include "mtn-net-team.h"

G_BEGIN_DECLS

/*
 * A layer's parameters and what the step computes for it. Units are padded to
 * whole panels; the parameters of units that do not exist are 0 and stay so,
 * because neither activations nor deltas of theirs are ever anything else.
 */
typedef struct
{
  guint  n_in, n_out;
  guint  n_lines;       /* of the matrix: n_in; behind the first layer padded */
  guint  n_padded_out;
  gsize  line;          /* floats from line to line: an odd number of cache lines, so that columns of lines
                         * do not fall on the same few sets of a cache */
  gsize  offset;        /* of the matrix, behind which the biases are, in values, means, variances, gradient */
  gsize  bias_offset;

  float *units;         /* [n_blocks][n_padded_out][MTN_NET_BLOCK]: activations; of the last layer logits, then deltas */
  float *deltas;        /* the same: of the loss by what goes into the activation */
  float *panels;        /* [n_padded_out / MTN_NET_PANEL][max_padded_rows][MTN_NET_PANEL]: deltas */
} MtnNetLayer;

/* What a run of the team is for. */
typedef enum
{
  MTN_NET_PREDICT,
  MTN_NET_LOSS,
  MTN_NET_GRADIENT,
  MTN_NET_STEP,
} MtnNetTask;

struct _MtnNet
{
  MtnNetOptions        options;
  guint               *sizes;
  guint                n_layers;
  MtnNetLayer         *layers;
  const MtnNetKernels *kernels;
  MtnNetTeam          *team;
  struct _MtnNetDevice *device;    /* (nullable): what does the work on an engine */

  gsize                n_stored;   /* floats in each of these, pads included */
  float               *values, *means, *variances;
  float               *gradient;   /* (nullable): only when something needs it as a whole */
  guint64              n_steps;

  /* The batch at hand. */
  const MtnNetBatch   *batch;
  MtnNetTask           task;
  guint                n_blocks;
  guint                max_padded_rows;
  float               *goals;      /* [n_blocks][padded outputs][MTN_NET_BLOCK]: targets; −1: excluded. 0 between steps */
  float               *live;       /* [max_padded_rows]: 1 for rows that exist */
  float               *totals;     /* [max_padded_rows]: sum of the row's targets that are not excluded */
  double               n_cells;
  float               *in_values;  /* those of the batch's input, after drop-out */
  gsize                in_room;
  /* The input by columns: entries column_ends[c − 1] … column_ends[c] − 1 are those of column c. */
  guint               *column_ends; /* [sizes[0] + 1] */
  guint               *column_rows;
  float               *column_values;

  /* Shared by the team. */
  double              *losses;     /* [panels × blocks]: parts of the loss, summed in this order */
  float               *greatest;   /* [blocks × panels × MTN_NET_BLOCK] */
  float               *sums;       /* the same */
  float               *log_sums;   /* [max_padded_rows] */
  double              *squares;    /* [parts of the gradient] */
  MtnNetWaiting       *waiting;    /* [members of the team] */
  double               loss;
  gboolean             is_finite;
  MtnAdam           adam;
};

static inline guint
mtn_net_layer_get_n_panels (const MtnNetLayer *layer)
{
  return layer->n_padded_out / MTN_NET_PANEL;
}

static inline float *
mtn_net_layer_get_block (const MtnNetLayer *layer, float *units, guint block)
{
  return units + (gsize) block * layer->n_padded_out * MTN_NET_BLOCK;
}

/* Of the step to come. */
MtnAdam mtn_net_get_adam (MtnNet *self);

/* For tests, which compare the kernels. */
MtnNet *mtn_net_new_with_kernels (const MtnNetOptions *options, const MtnNetKernels *kernels, GError **error);

/* Drop-out behind layer @index − 1 (0: of the input) in this task, or NULL. */
const MtnDrop *mtn_net_get_drop (MtnNet *self, guint index, MtnDrop *drop);

/* mtn-net-batch.c: before and after the team's run. */
gboolean mtn_net_take_batch    (MtnNet *self, const MtnNetBatch *batch, MtnNetTask task, GError **error);
/* From the team: the targets of the member's share of the rows, written or taken back. */
void     mtn_net_set_goals     (MtnNet *self, guint member, gboolean is_set);

/* Parts of a step; each is called by every member. */
void     mtn_net_forward       (MtnNet *self, guint member);
void     mtn_net_measure       (MtnNet *self, guint member); /* the loss and the deltas of the outputs */
void     mtn_net_backward      (MtnNet *self, guint member);

/* mtn-net-init.c */
void     mtn_net_init_parameters (MtnNet *self);

/* mtn-net-state.c: into PyTorch's order. */
void     mtn_net_copy_to_plain   (MtnNet *self, const float *stored, float *plain);

G_END_DECLS
