/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-recipe.h"

#include <math.h>

#include "mtn-popularity.h"

/* Where the curves have become flat. */
#define LAST_STEP 256

/* 0 stars: loved, without stars. Whoever calls a film bad has chosen it all the same, which predicts what
 * they rate next. What they love next it does not: as a favourite a film of one star counts nothing. */
static const MtnStarValues favorites_values = { 1.1f, 0.0f, 0.2f, 0.6f, 1.0f, 1.2f };
static const MtnStarValues ratings_values = { 1.1f, 0.2f, 0.75f, 1.0f, 1.05f, 1.1f };

/* For favourites stars make much of a difference; for what a person rates next little. */
static const MtnEdlaeOptions favorites_edlae = {
  .values = { 0.0f, 0.2f, 0.25f, 0.55f, 1.0f, 1.25f },
  .damping = 0.5,
  .mu = 1.0,
  .kinship = 0.25,
};
static const MtnEdlaeOptions ratings_edlae = {
  .values = { 0.0f, 0.5f, 0.6f, 0.8f, 1.0f, 1.1f },
  .damping = 0.25,
  .mu = 8.0,
  .kinship = 1.0,
};

/* Few epochs at a high rate, cooled to nothing: as good as twice as many at a third of it. More hidden units
 * help where there are many favourites to go by; rated histories have no use for them. */
static const MtnAutoencoderOptions favorites_autoencoder = {
  .values = { 1.0f, 1.0f, 1.0f, 1.0f, 1.0f, 1.0f },
  .least_stars = MTN_LOVED_STARS,
  .most_picks = 30,
  .n_hidden = 400,
  .n_epochs = 45,
  .batch = 32,
  .learning_rate = 3e-3,
  .dropout = 0.3,
};
static const MtnAutoencoderOptions ratings_autoencoder = {
  .values = { 1.1f, 0.4f, 0.8f, 1.0f, 1.05f, 1.1f },
  .least_share = 0.1,
  .most_share = 0.8,
  .n_hidden = 200,
  .n_epochs = 45,
  .batch = 32,
  .learning_rate = 3e-3,
  .dropout = 0.3,
};

/* The others are models of their own, to be compared with. */
static const MtnEdlaeOptions favorites_ease = {
  .values = { 0.0f, 0.3f, 0.3f, 0.6f, 1.0f, 1.2f },
  .damping = 0.5,
  .is_plain = TRUE,
};
static const MtnEdlaeOptions ratings_ease = {
  .values = { 0.0f, 1.0f, 1.0f, 1.0f, 1.0f, 1.0f },
  .is_plain = TRUE,
};
static const MtnIalsOptions favorites_ials = {
  .values = { 0.0f, 0.0f, 0.0f, 0.0f, 1.0f, 1.0f },
  .rank = 32,
  .n_sweeps = 8,
  .background = 0.3,
  .penalty = 0.015,
};
static const MtnIalsOptions ratings_ials = {
  .values = { 0.0f, 1.0f, 1.0f, 1.0f, 1.0f, 1.0f },
  .rank = 32,
  .n_sweeps = 8,
  .background = 0.5,
  .penalty = 0.01,
};
static const MtnItemKnnOptions favorites_item_knn = {
  .values = { 0.0f, 0.2f, 0.25f, 0.55f, 1.0f, 1.25f },
  .damping = 1.0,
  .shrinkage = 1.0,
  .n_neighbours = 400,
};
static const MtnItemKnnOptions ratings_item_knn = {
  .values = { 0.0f, 1.0f, 1.0f, 1.0f, 1.0f, 1.0f },
  .damping = 1.0,
  .shrinkage = 0.3,
  .n_neighbours = 400,
};

MtnEdlaeOptions
mtn_recipe_get_edlae (MtnHistory history, guint rank)
{
  MtnEdlaeOptions options = history == MTN_HISTORY_FAVORITES ? favorites_edlae : ratings_edlae;

  options.rank = rank;

  return options;
}

MtnEdlaeOptions
mtn_recipe_get_edlae_of_union (MtnHistory history, gboolean later, guint rank)
{
  MtnEdlaeOptions options = mtn_recipe_get_edlae (history, rank);

  /* Later films have fewer ratings, which are to be doubted more; two kinds of people need more traits than
   * one. */
  if (later)
    options.mu *= 2.0;
  else
    options.rank = rank + rank * 3 / 5;

  return options;
}

float
mtn_recipe_get_set_weight (MtnHistory history, guint set)
{
  /* The later people rate the old films as they know them now. The more they count, the better it is for
   * them, and the worse for the others; so neither side loses. */
  if (set == 0)
    return 1.0f;

  return history == MTN_HISTORY_FAVORITES ? 0.5f : 0.4f;
}

MtnAutoencoderOptions
mtn_recipe_get_autoencoder (MtnHistory history, gboolean is_union)
{
  MtnAutoencoderOptions options =
      history == MTN_HISTORY_FAVORITES ? favorites_autoencoder : ratings_autoencoder;

  /* A union has six times as many films; its file is to stay below 16 MB, and favourites make more of what
   * fits. */
  if (is_union)
    options.n_hidden = history == MTN_HISTORY_FAVORITES ? 152 : 128;

  return options;
}

MtnEdlaeOptions
mtn_recipe_get_ease (MtnHistory history)
{
  MtnEdlaeOptions options = history == MTN_HISTORY_FAVORITES ? favorites_ease : ratings_ease;

  /* As it was published: nothing is left out. */
  options.rank = G_MAXINT32;

  return options;
}

double
mtn_recipe_get_ease_penalty (MtnHistory history)
{
  return history == MTN_HISTORY_FAVORITES ? 400.0 : 1200.0;
}

MtnIalsOptions
mtn_recipe_get_ials (MtnHistory history)
{
  return history == MTN_HISTORY_FAVORITES ? favorites_ials : ratings_ials;
}

MtnItemKnnOptions
mtn_recipe_get_item_knn (MtnHistory history)
{
  return history == MTN_HISTORY_FAVORITES ? favorites_item_knn : ratings_item_knn;
}

const float *
mtn_recipe_get_values (MtnHistory history)
{
  return history == MTN_HISTORY_FAVORITES ? favorites_values : ratings_values;
}

double
mtn_recipe_get_penalty (MtnHistory history, guint n_picks)
{
  double n = MAX (n_picks, 1);

  /* From some picks on the finer traits are left to the network. */
  if (history == MTN_HISTORY_FAVORITES)
    return n <= 5 ? 700.0 * pow (n, -1.57) : MAX (6.0, 280.0 / n);
  else
    return n <= 11 ? 58.0 * pow (n, -0.62) : MAX (2.4, MIN (13.1, 70.0 * pow (n, -0.62)));
}

double
mtn_recipe_get_popularity_weight (MtnHistory history, guint n_picks)
{
  if (n_picks == 0)
    return 1.0;

  /* A few favourites say little, and what everybody loves would fill the list whoever asks; held
   * against it, popularity makes room at hardly any cost. A rated history keeps a trace of it, so that one of
   * nothing but single stars still gets a sensible list. */
  if (history == MTN_HISTORY_RATINGS)
    return n_picks == 1 ? 0.15 : 0.03;

  /* In small steps: what changes with the number of picks alone is laid to every single one of them. */
  return n_picks < 4 ? MAX (0.1 * (1.0 - n_picks), -0.2) : MIN (-0.2 + 0.01 * (n_picks - 4.0), -0.12);
}

double
mtn_recipe_get_demographic_weight (guint n_picks)
{
  return n_picks == 0 ? 1.0 : 0.7 / (1.0 + n_picks / 8.0);
}

double
mtn_recipe_get_partner_weight (MtnHistory history, guint n_picks)
{
  if (history == MTN_HISTORY_FAVORITES)
    return MIN (0.6 + 0.07 * (MAX (n_picks, 1) - 1.0), 1.3);

  /* Of a short history the network makes little that the factors do not; of a very long one they know more.
   */
  return n_picks <= 60 ? MIN (0.9 + 0.15 * MAX (n_picks, 1), 3.0) : 3.0 * pow (n_picks / 60.0, -0.3);
}

guint
mtn_recipe_next_step (guint n_picks)
{
  if (n_picks >= LAST_STEP)
    return MTN_RECIPE_END;
  if (n_picks < 16)
    return n_picks + 1;

  /* About an eighth further, so that no step is felt. */
  return MIN (n_picks + n_picks / 8, LAST_STEP);
}
