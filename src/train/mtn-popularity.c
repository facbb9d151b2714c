/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-popularity.h"

static guint *
count_lovers (MtnRatings *ratings)
{
  guint *n_loved = g_new0 (guint, MAX (ratings->n_movies, 1));

  for (guint i = 0; i < ratings->offsets[ratings->n_people]; i++)
    if (ratings->stars[i] >= MTN_LOVED_STARS)
      n_loved[ratings->movies[i]]++;

  return n_loved;
}

float *
mtn_popularity_fit (MtnRatings *ratings)
{
  g_autofree guint *n_loved = count_lovers (ratings);
  float *shares = g_new (float, MAX (ratings->n_movies, 1));

  for (guint j = 0; j < ratings->n_movies; j++)
    shares[j] = (float) ((double) n_loved[j] / MAX (ratings->n_people, 1));

  return shares;
}

float *
mtn_popularity_fit_of_union (MtnRatings *ratings, const MtnPerson *people, const MtnFilms *films)
{
  g_autofree guint *n_loved = count_lovers (ratings);
  float *shares = g_new (float, MAX (ratings->n_movies, 1));
  guint n_people[2] = { 0 };

  for (guint u = 0; u < ratings->n_people; u++)
    n_people[people[u].set]++;

  for (guint j = 0; j < ratings->n_movies; j++)
    {
      guint n = 0;

      for (guint set = 0; set < G_N_ELEMENTS (n_people); set++)
        n += (films->sets[j] >> set & 1) != 0 ? n_people[set] : 0;
      shares[j] = (float) ((double) n_loved[j] / MAX (n, 1));
    }

  return shares;
}
