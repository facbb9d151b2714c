/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"
#include "mtn-profile.h"
#include "mtn-score-row.h"

G_BEGIN_DECLS

typedef struct
{
  guint movie;   /* catalogue index that the model computes with; of two ids of a film, the more rated one */
  guint film;    /* catalogue index that the film goes by: of two ids, the lower one */
  float stars;   /* 0: loved, without stars */
} MtnFeaturePick;

/**
 * MtnFeatures:
 *
 * A profile in the terms of one checkpoint: what all parts of a model compute
 * from. Picks that the catalogue does not hold are counted and left out;
 * placeholders are no films and count as nothing; a film picked under two ids
 * is one pick, and counts as much under either.
 */
typedef struct
{
  GArray *picks;        /* (element-type MtnFeaturePick), by film, each once */
  guint   n_unknown;
  float   rated_share;  /* r, share of the picks with stars; 0 without picks */
  int     years;        /* age as said, or MTN_NOT_SAID */
  int     age;          /* indices in the checkpoint's vocabulary, or MTN_NOT_SAID */
  int     gender;
  int     occupation;
  gboolean has_inputs;
  float   inputs[MTN_NETWORK_N_ATTRIBUTES];   /* of networks instead of what the attributes make, where has_inputs */
} MtnFeatures;

MtnFeatures *mtn_features_new         (MtnCheckpoint      *checkpoint,
                                       const MtnProfile   *profile);
/* As the row says it: nothing is merged and nothing is left out. */
MtnFeatures *mtn_features_new_for_row (MtnCheckpoint      *checkpoint,
                                       const MtnScoreRow  *row);
void         mtn_features_free        (MtnFeatures        *self);

/* Copies for ablation: the same person, who never gave that. */
MtnFeatures *mtn_features_without_pick       (const MtnFeatures *self, guint position);
MtnFeatures *mtn_features_without_age        (const MtnFeatures *self);
MtnFeatures *mtn_features_without_gender     (const MtnFeatures *self);
MtnFeatures *mtn_features_without_occupation (const MtnFeatures *self);
MtnFeatures *mtn_features_without_attributes (const MtnFeatures *self);

static inline const MtnFeaturePick *
mtn_features_get_pick (const MtnFeatures *self, guint position)
{
  return &g_array_index (self->picks, MtnFeaturePick, position);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnFeatures, mtn_features_free)

G_END_DECLS
