/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-item-knn.h"

#include <math.h>
#include <string.h>

#include <cblas.h>
#include <glib/gi18n-lib.h>

#include "mtn-error.h"

/* Upper triangle of Xᵀ diag (w) X, summed up rating by rating. */
static void
sum_products (MtnRatings *ratings, const MtnItemKnnOptions *options, float *products)
{
  gsize n = ratings->n_movies;

  for (guint u = 0; u < ratings->n_people; u++)
    {
      guint start = ratings->offsets[u], end = ratings->offsets[u + 1];
      double weight = pow (MAX (end - start, 1), -options->damping);

      for (guint i = start; i < end; i++)
        {
          double value = weight * mtn_star_value (options->values, ratings->stars[i]);
          float *line = products + ratings->movies[i] * n;

          for (guint j = i; j < end; j++)
            line[ratings->movies[j]] += (float) (value * mtn_star_value (options->values, ratings->stars[j]));
        }
    }
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x < y) - (x > y);
}

/* Leaves the @n_kept largest of a row, of equal ones those in front. @sorted: [n] scratch */
static void
keep_nearest (float *row, gsize n, guint n_kept, float *sorted)
{
  guint n_equal = 0;
  float least;

  if (n <= n_kept)
    return;

  memcpy (sorted, row, sizeof (float) * n);
  qsort (sorted, n, sizeof (float), compare_floats);
  least = sorted[n_kept - 1];
  for (guint i = 0; i < n_kept; i++)
    n_equal += sorted[i] == least ? 1 : 0;

  for (gsize j = 0; j < n; j++)
    {
      if (row[j] > least)
        continue;
      if (row[j] == least && n_equal > 0)
        n_equal--;
      else
        row[j] = 0;
    }
}

float *
mtn_item_knn_fit (MtnRatings *ratings,
                  const MtnItemKnnOptions *options,
                  GCancellable *cancellable,
                  GError **error)
{
  gsize n = ratings->n_movies;
  g_autofree float *matrix = NULL;
  g_autofree double *norms = g_new (double, MAX (n, 1));
  g_autofree float *sorted = g_new (float, MAX (n, 1));

  g_return_val_if_fail (options->n_neighbours >= 1, NULL);

  if (n > MTN_ITEM_KNN_MOST_MOVIES)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("a matrix of every film with every other is too large for %u films; choose edlae or "
                      "ease"),
                   ratings->n_movies);
      return NULL;
    }
  matrix = g_try_malloc0_n (MAX (n * n, 1), sizeof (float));
  if (matrix == NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                   _ ("%u people and %u films are too many for the memory of this machine"),
                   ratings->n_people, ratings->n_movies);
      return NULL;
    }

  sum_products (ratings, options, matrix);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  for (gsize j = 0; j < n; j++)
    norms[j] = sqrt (matrix[j * n + j]);
  for (gsize i = 0; i < n; i++)
    {
      matrix[i * n + i] = 0;
      for (gsize j = i + 1; j < n; j++)
        {
          double below = norms[i] * norms[j] + options->shrinkage;
          float cosine = below > 0 ? (float) (matrix[i * n + j] / below) : 0;

          matrix[i * n + j] = matrix[j * n + i] = cosine;
        }
    }

  for (gsize i = 0; i < n; i++)
    keep_nearest (matrix + i * n, n, options->n_neighbours, sorted);

  return g_steal_pointer (&matrix);
}

void
mtn_item_knn_score (const float *similarity,
                    guint n_movies,
                    guint n_rows,
                    const guint *offsets,
                    const guint *movies,
                    const float *values,
                    float *scores)
{
  gsize n = n_movies;

  memset (scores, 0, sizeof (float) * n_rows * n);
  for (guint r = 0; r < n_rows; r++)
    for (guint i = offsets[r]; i < offsets[r + 1]; i++)
      cblas_saxpy ((blasint) n, values[i], similarity + movies[i] * n, 1, scores + r * n, 1);
}
