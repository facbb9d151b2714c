/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-ials.h"

#include <math.h>
#include <string.h>

#include <cblas.h>
#include <glib/gi18n-lib.h>
#include <lapacke.h>

#include "mtn-error.h"
#include "mtn-random.h"

/* Standard deviation of what a product of two factors starts with. */
#define START 0.1

/* Confidences in compressed rows. */
typedef struct
{
  guint n_rows;
  guint *offsets; /* [n_rows + 1] */
  guint *columns;
  float *values;
} Sparse;

static void
sparse_clear (Sparse *self)
{
  g_clear_pointer (&self->offsets, g_free);
  g_clear_pointer (&self->columns, g_free);
  g_clear_pointer (&self->values, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sparse, sparse_clear)

static void
init_by_people (Sparse *self, MtnRatings *ratings, const MtnStarValues values)
{
  guint n = ratings->offsets[ratings->n_people], kept = 0;

  self->n_rows = ratings->n_people;
  self->offsets = g_new0 (guint, ratings->n_people + 1);
  self->columns = g_new (guint, MAX (n, 1));
  self->values = g_new (float, MAX (n, 1));
  for (guint u = 0; u < ratings->n_people; u++)
    {
      for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
        {
          float value = mtn_star_value (values, ratings->stars[i]);

          if (!(value > 0))
            continue;
          self->columns[kept] = ratings->movies[i];
          self->values[kept++] = value;
        }
      self->offsets[u + 1] = kept;
    }
}

static void
init_transposed (Sparse *self, const Sparse *other, guint n_rows)
{
  guint n = other->offsets[other->n_rows];
  g_autofree guint *next = NULL;

  self->n_rows = n_rows;
  self->offsets = g_new0 (guint, n_rows + 1);
  self->columns = g_new (guint, MAX (n, 1));
  self->values = g_new (float, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    self->offsets[other->columns[i] + 1]++;
  for (guint r = 0; r < n_rows; r++)
    self->offsets[r + 1] += self->offsets[r];

  next = g_memdup2 (self->offsets, sizeof (guint) * ((gsize) n_rows + 1));
  for (guint u = 0; u < other->n_rows; u++)
    for (guint i = other->offsets[u]; i < other->offsets[u + 1]; i++)
      {
        guint place = next[other->columns[i]]++;

        self->columns[place] = u;
        self->values[place] = other->values[i];
      }
}

/* gram = weight · Σ_j v_j v_jᵀ, whole. */
static void
sum_gram (const float *factors, guint n, guint rank, double weight, float *gram)
{
  cblas_ssyrk (CblasRowMajor, CblasLower, CblasTrans, (blasint) rank, (blasint) n, (float) weight, factors,
               (blasint) rank, 0, gram, (blasint) rank);
  for (guint i = 0; i < rank; i++)
    for (guint j = i + 1; j < rank; j++)
      gram[(gsize) i * rank + j] = gram[(gsize) j * rank + i];
}

/* x = (gram + penalty · 1 + Σ c v vᵀ)⁻¹ Σ c v over the entries. @system: [rank, rank] scratch */
static gboolean
solve_row (const float *factors,
           guint rank,
           const float *gram,
           double penalty,
           guint n,
           const guint *columns,
           const float *values,
           float *system,
           float *x)
{
  memcpy (system, gram, sizeof (float) * rank * rank);
  memset (x, 0, sizeof (float) * rank);
  for (guint k = 0; k < rank; k++)
    system[(gsize) k * rank + k] += (float) penalty;

  for (guint i = 0; i < n; i++)
    {
      const float *v = factors + (gsize) columns[i] * rank;

      cblas_ssyr (CblasRowMajor, CblasLower, (blasint) rank, values[i], v, 1, system, (blasint) rank);
      cblas_saxpy ((blasint) rank, values[i], v, 1, x, 1);
    }

  return LAPACKE_sposv (LAPACK_ROW_MAJOR, 'L', (lapack_int) rank, 1, system, (lapack_int) rank, x, 1) == 0;
}

/* All rows of one side, the factors of the other given. */
static gboolean
solve_side (const Sparse *rows,
            const float *others,
            guint n_others,
            const MtnIalsOptions *options,
            float *factors,
            GError **error)
{
  guint rank = options->rank;
  g_autofree float *gram = g_new (float, (gsize) rank *rank);
  g_autofree float *system = g_new (float, (gsize) rank *rank);

  sum_gram (others, n_others, rank, options->background, gram);
  for (guint r = 0; r < rows->n_rows; r++)
    {
      guint start = rows->offsets[r], n = rows->offsets[r + 1] - start;

      if (!solve_row (others, rank, gram, options->penalty * (n + options->background * n_others), n,
                      rows->columns + start, rows->values + start, system, factors + (gsize) r * rank))
        {
          g_set_error_literal (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                               _ ("the factorisation does not converge on these ratings"));
          return FALSE;
        }
    }

  return TRUE;
}

MtnIals *
mtn_ials_fit (MtnRatings *ratings, const MtnIalsOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (MtnIals) self = NULL;
  g_auto (Sparse) by_people = { 0 };
  g_auto (Sparse) by_films = { 0 };
  g_autofree float *people = NULL;
  gsize n_factors = (gsize) ratings->n_movies * options->rank;
  MtnRandom random;

  g_return_val_if_fail (options->rank >= 1 && options->background > 0 && options->penalty > 0, NULL);

  init_by_people (&by_people, ratings, options->values);
  init_transposed (&by_films, &by_people, ratings->n_movies);

  self = g_new0 (MtnIals, 1);
  self->n_movies = ratings->n_movies;
  self->rank = options->rank;
  self->background = options->background;
  self->penalty = options->penalty;
  self->factors = g_new (float, MAX (n_factors, 1));
  self->gram = g_new (float, (gsize) self->rank * self->rank);
  people = g_new0 (float, MAX ((gsize) ratings->n_people * self->rank, 1));

  /* Uniform numbers of that standard deviation: √3 on either side. */
  mtn_random_init (&random, options->seed, 2);
  for (gsize i = 0; i < n_factors; i++)
    self->factors[i] = (float) ((2 * mtn_random_unit (&random) - 1) * sqrt (3.0) * START / sqrt (self->rank));

  for (guint sweep = 0; sweep < options->n_sweeps; sweep++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!solve_side (&by_people, self->factors, ratings->n_movies, options, people, error) ||
          !solve_side (&by_films, people, ratings->n_people, options, self->factors, error))
        return NULL;
    }
  sum_gram (self->factors, self->n_movies, self->rank, options->background, self->gram);

  return g_steal_pointer (&self);
}

void
mtn_ials_free (MtnIals *self)
{
  if (self == NULL)
    return;

  g_free (self->factors);
  g_free (self->gram);
  g_free (self);
}

double
mtn_ials_get_penalty (const MtnIals *self, guint n_picks)
{
  return self->penalty * (n_picks + self->background * self->n_movies);
}

void
mtn_ials_score (const MtnIals *self,
                guint n_rows,
                const guint *offsets,
                const guint *movies,
                const float *values,
                float *scores)
{
  guint rank = self->rank;
  g_autofree float *system = g_new (float, (gsize) rank *rank);
  g_autofree float *people = g_new0 (float, MAX ((gsize) n_rows * rank, 1));

  /* Singular it cannot be: the penalty stands on its diagonal. */
  for (guint r = 0; r < n_rows; r++)
    solve_row (self->factors, rank, self->gram, mtn_ials_get_penalty (self, offsets[r + 1] - offsets[r]),
               offsets[r + 1] - offsets[r], movies + offsets[r], values + offsets[r], system,
               people + (gsize) r * rank);

  if (n_rows > 0)
    cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (blasint) n_rows, (blasint) self->n_movies,
                 (blasint) rank, 1, people, (blasint) rank, self->factors, (blasint) rank, 0, scores,
                 (blasint) self->n_movies);
}
