/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-checkpoint.h"
#include "mtn-figure.h"

G_BEGIN_DECLS

/* A tensor of weights. */
typedef struct
{
  const char *name;      /* borrowed from the checkpoint: "favorites.factors", "fc1.weight" */
  MtnDtype    dtype;     /* as it lies in the file */
  guint       n_dims;
  gsize       dims[MTN_TENSOR_MAX_DIMS];
  gsize       n_values;
  gsize       n_bytes;
  double      min, max, mean, deviation;
  gsize       n_zero;
  guint       n_bins;    /* 0: no values */
  double     *edges;     /* [n_bins + 1] */
  double     *counts;    /* [n_bins] */
} MtnModelLayer;

/* A part of the blend, with its tensors. */
typedef struct
{
  const MtnPart *part;     /* borrowed from the checkpoint */
  GPtrArray     *layers;   /* (element-type MtnModelLayer) */
} MtnModelPart;

/**
 * MtnModelInspection:
 *
 * Everything that there is to be seen in a checkpoint.
 */
typedef struct
{
  MtnCheckpoint *checkpoint;
  char          *damage;      /* (nullable): why the checksum says that the weights were changed; NULL: verified */
  GPtrArray     *parts;       /* (element-type MtnModelPart) */
  gboolean       has_nearest; /* films stand beside films in it */
} MtnModelInspection;

/* In a worker: looks at every weight. Errors as those of mtn_checkpoint_open(). */
MtnModelInspection *mtn_model_inspection_new  (const char           *path,
                                               GCancellable         *cancellable,
                                               GError              **error);
void                mtn_model_inspection_free (MtnModelInspection   *self);

/* "Linear autoencoder", and for whom: "for favorites". */
const char         *mtn_model_part_get_title  (MtnPartType           type);
const char         *mtn_model_part_get_input  (MtnPartInput          input);
/* "1,682 × 160". Free with g_free(). */
char               *mtn_model_layer_dup_shape (const MtnModelLayer  *layer);
/* The distribution of the weights. (transfer full) */
MtnFigure          *mtn_model_layer_make_figure (const MtnModelLayer *layer,
                                               const char           *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnModelInspection, mtn_model_inspection_free)

G_END_DECLS
