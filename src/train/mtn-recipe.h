/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-autoencoder.h"
#include "mtn-edlae.h"
#include "mtn-ials.h"
#include "mtn-item-knn.h"

G_BEGIN_DECLS

/**
 * Every number of the shipped model that is not learnt, in one place. Chosen on
 * held-out people of MovieLens 100K; models/MODEL_CARD.md says how.
 */

/* What picks are: films that a person loves, or films that a person rated. */
typedef enum
{
  MTN_HISTORY_FAVORITES,
  MTN_HISTORY_RATINGS,
} MtnHistory;

/* How ratings become the factors for such a history. */
MtnEdlaeOptions mtn_recipe_get_edlae   (MtnHistory history, guint rank);
/* The same for the films of a union that its first set lacks; and for its other films. */
MtnEdlaeOptions mtn_recipe_get_edlae_of_union (MtnHistory history, gboolean later, guint rank);
/* What the people of a set of a union count where films are learnt from both. */
float           mtn_recipe_get_set_weight     (MtnHistory history, guint set);
/* The others; seeds are the caller's. */
MtnAutoencoderOptions mtn_recipe_get_autoencoder  (MtnHistory history, gboolean is_union);
MtnEdlaeOptions       mtn_recipe_get_ease         (MtnHistory history);
double                mtn_recipe_get_ease_penalty (MtnHistory history);
MtnIalsOptions        mtn_recipe_get_ials         (MtnHistory history);
MtnItemKnnOptions     mtn_recipe_get_item_knn     (MtnHistory history);
/* What a pick puts in, by its stars. */
const float    *mtn_recipe_get_values  (MtnHistory history);
/* c for so many picks: the fewer, the more must be made of each; @n_picks ≥ 1. */
double          mtn_recipe_get_penalty (MtnHistory history, guint n_picks);

/* Weights of the other parts, where scores of the factors spread by 1 and popularity by 1 over the films. */
double          mtn_recipe_get_popularity_weight  (MtnHistory history, guint n_picks);
double          mtn_recipe_get_demographic_weight (guint n_picks);
/* Of the learner beside the factors, likewise where its scores spread by 1. */
double          mtn_recipe_get_partner_weight     (MtnHistory history, guint n_picks);

/* Numbers of picks at which penalty and weights change: 0 for the first, MTN_RECIPE_END behind the last. */
guint           mtn_recipe_next_step   (guint n_picks);

#define MTN_RECIPE_END G_MAXUINT

G_END_DECLS
