/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-recipe.h"

#include <math.h>

/* Where the curves have become flat. */
#define LAST_STEP 256

/* 0 stars: loved, without stars. Whoever calls a film bad has chosen it all the same, which predicts what
 * they rate next; but a film rated one star must not attract its like, so it counts nothing. */
static const MtnStarValues favorites_values = { 1.1f, 0.0f, 0.2f, 0.6f, 1.0f, 1.2f };
static const MtnStarValues ratings_values = { 1.1f, 0.0f, 0.35f, 0.8f, 1.05f, 1.2f };

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
mtn_recipe_get_set_weight (guint set)
{
  /* The later people rate the old films as they know them now. The more they count, the better it is for
   * them, and the worse for the others; so neither side loses. */
  return set == 0 ? 1.0f : 0.8f;
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

  if (history == MTN_HISTORY_FAVORITES)
    return MAX (6.0, 600.0 * pow (n, -1.5));
  else
    return MAX (2.0, 58.0 * pow (n, -0.62));
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
  return n_picks == 0 ? 1.0 : 0.5 / (1.0 + n_picks / 20.0);
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
