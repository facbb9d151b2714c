/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-popularity.h"

float *
mtn_popularity_fit (MtnRatings *ratings)
{
  g_autofree guint *n_loved = g_new0 (guint, MAX (ratings->n_movies, 1));
  float *shares = g_new (float, MAX (ratings->n_movies, 1));

  for (guint i = 0; i < ratings->offsets[ratings->n_people]; i++)
    if (ratings->stars[i] >= MTN_LOVED_STARS)
      n_loved[ratings->movies[i]]++;

  for (guint j = 0; j < ratings->n_movies; j++)
    shares[j] = (float) ((double) n_loved[j] / MAX (ratings->n_people, 1));

  return shares;
}
