/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-scorer.h"

G_BEGIN_DECLS

/* Base of the types of scorer, which embed it as their first member. */
struct _MtnScorer
{
  MtnCheckpoint *checkpoint;
  const MtnPart *part;
  MtnEngine     *engine;
  MtnTilt       *tilts;
  guint          n_movies;
  gboolean       is_same_for_all;

  void (*run)  (MtnScorer *self, const MtnFeatures * const *rows, guint n_rows, MtnBuffer *out);
  /* (optional): mtn_tilt_multiply() */
  void (*tilt) (MtnScorer *self, const MtnFeatures * const *rows, guint n_rows, double particular, MtnBuffer *scores);
  /* (optional): uploads what the first call would */
  void (*prepare) (MtnScorer *self);
  void (*free) (MtnScorer *self);
};

MtnScorer *mtn_scorer_popularity_new  (void);
MtnScorer *mtn_scorer_demographic_new (void);
MtnScorer *mtn_scorer_spectral_new    (void);
MtnScorer *mtn_scorer_item_item_new   (void);
MtnScorer *mtn_scorer_network_new     (void);
MtnScorer *mtn_scorer_autoencoder_new (void);
MtnScorer *mtn_scorer_factors_new     (void);

/* Tensor of the part in the memory of the device, n_values long. */
MtnBuffer *mtn_scorer_upload          (MtnScorer *self, const char *tensor);

/* Sparse rows of a batch, built pick by pick. */
typedef struct
{
  guint   n_rows;
  guint   offsets[MTN_BATCH + 1];
  GArray *columns;   /* (element-type guint) */
  GArray *values;    /* (element-type float) */
} MtnRowsBuilder;

void    mtn_rows_builder_init    (MtnRowsBuilder *self);
void    mtn_rows_builder_clear   (MtnRowsBuilder *self);
void    mtn_rows_builder_add     (MtnRowsBuilder *self, guint column, float value);
void    mtn_rows_builder_end_row (MtnRowsBuilder *self);
/* A view of what has been built. */
MtnRows mtn_rows_builder_get     (MtnRowsBuilder *self);

/* A row of picks for each of @rows: their input values, times factor[movie] unless that is NULL. */
void    mtn_rows_builder_add_picks (MtnRowsBuilder             *self,
                                    const MtnPart              *part,
                                    const MtnFeatures * const  *rows,
                                    guint                       n_rows,
                                    const float                *factor);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnRowsBuilder, mtn_rows_builder_clear)

G_END_DECLS
