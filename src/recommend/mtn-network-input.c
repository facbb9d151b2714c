/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-network-input.h"

/* A film that is loved without stars goes in as one with the most. */
#define MOST_STARS 5.0f

void
mtn_network_input_set_attributes (MtnNetworkFeatures features,
                                  const MtnVocabulary *vocabulary,
                                  int years,
                                  int gender,
                                  int occupation,
                                  float attributes[MTN_NETWORK_N_ATTRIBUTES])
{
  float age = years != MTN_NOT_SAID ? (float) years / 100.0f : 0.0f;
  float is_male = gender != MTN_NOT_SAID && g_str_equal (vocabulary->genders[gender], "M") ? 1.0f : 0.0f;

  if (features == MTN_NETWORK_FEATURES_SEED_2023)
    {
      attributes[0] = 0.0f;
      attributes[1] = age;
      attributes[2] = is_male;
      return;
    }

  attributes[0] = age;
  attributes[1] = is_male;
  attributes[2] = occupation != MTN_NOT_SAID ? (float) occupation : 0.0f;
}

/* The next entry; one of 0 is none. */
static void
put (guint **column, float **value, guint at, float x)
{
  if (x == 0.0f)
    return;

  *(*column)++ = at;
  *(*value)++ = x;
}

void
mtn_network_input_append (const MtnCatalog *catalog,
                          const float attributes[MTN_NETWORK_N_ATTRIBUTES],
                          guint n_picks,
                          const guint *movies,
                          const float *stars,
                          GArray *columns,
                          GArray *values)
{
  guint n_genres = mtn_catalog_get_n_genres (catalog);
  guint first_genre = MTN_NETWORK_N_ATTRIBUTES, first_movie = first_genre + 1 + n_genres;
  double liked[1 + MTN_CATALOG_MAX_GENRES] = { 0.0 }; /* the first: of films without any genre */
  guint n_before = columns->len;
  guint *column;
  float *value;

  for (guint i = 0; i < n_picks; i++)
    {
      guint32 genres = mtn_catalog_get_movie (catalog, movies[i])->genres;
      double given = stars[i] > 0.0f ? stars[i] : MOST_STARS;

      if (genres == 0)
        liked[0] += given;
      for (; genres != 0; genres &= genres - 1)
        liked[1 + g_bit_nth_lsf (genres, -1)] += given;
    }

  /* Room for all there can be, once: this runs for every person of a batch. */
  g_array_set_size (columns, n_before + first_movie + n_picks);
  g_array_set_size (values, n_before + first_movie + n_picks);
  column = &g_array_index (columns, guint, n_before);
  value = &g_array_index (values, float, n_before);

  for (guint a = 0; a < MTN_NETWORK_N_ATTRIBUTES; a++)
    put (&column, &value, a, attributes[a]);
  for (guint g = 0; g < 1 + n_genres && n_picks > 0; g++)
    put (&column, &value, first_genre + g, (float) (liked[g] / ((double) MOST_STARS * n_picks)));
  for (guint i = 0; i < n_picks; i++)
    put (&column, &value, first_movie + movies[i], (stars[i] > 0.0f ? stars[i] : MOST_STARS) / MOST_STARS);

  g_array_set_size (columns, (guint) (column - (guint *) columns->data));
  g_array_set_size (values, columns->len);
}
