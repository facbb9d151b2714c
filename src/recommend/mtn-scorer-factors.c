/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Factors of films; those of the person are the solution of a small system that is set up from the picks
 * ("fold-in": Hu, Koren and Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008,
 * equation 4). It is solved here, in double precision and without a library, so that every engine is given
 * the same bits; the engine multiplies the result with the factors of all films. */

#include "mtn-scorer-private.h"

#include <math.h>
#include <string.h>

/* Used by a part that lists no penalties, or an impossible one. */
#define DEFAULT_PENALTY 1.0f

/* Share of the diagonal below which a pivot is rounding: a system of a foreign file need not be definite. */
#define LEAST_PIVOT 1e-12

typedef struct
{
  MtnScorer base;
  guint rank;
  const float *factors; /* [movies, rank] */
  const float *gram;    /* [rank, rank] */

  MtnBuffer *transposed; /* [rank, movies] */
  MtnBuffer *person;     /* [MTN_BATCH, rank] */
} Factors;

static void
prepare (Factors *self)
{
  MtnScorer *base = &self->base;
  gsize n_gram, n_factors;
  g_autofree float *transposed = NULL;

  if (self->transposed != NULL)
    return;

  self->gram = mtn_checkpoint_get_weights (base->checkpoint, base->part->name, "gram", &n_gram);
  self->factors = mtn_checkpoint_get_weights (base->checkpoint, base->part->name, "factors", &n_factors);
  self->rank = n_factors / MAX (base->n_movies, 1);

  transposed = g_new (float, MAX (n_factors, 1));
  for (guint block = 0; block < base->n_movies; block += 16)
    for (guint k = 0; k < self->rank; k++)
      for (guint j = block; j < MIN (block + 16, base->n_movies); j++)
        transposed[(gsize) k * base->n_movies + j] = self->factors[(gsize) j * self->rank + k];

  self->transposed = mtn_buffer_new (base->engine, n_factors);
  mtn_buffer_write (self->transposed, 0, transposed, n_factors);
  self->person = mtn_buffer_new (base->engine, (gsize) MTN_BATCH * self->rank);
}

/* Cholesky: @matrix [n, n], its lower triangle is overwritten; @x: the right-hand side, then the solution. */
static void
solve (double *matrix, double *x, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      double *row = matrix + (gsize) i * n;
      double least = LEAST_PIVOT * fabs (row[i]) + G_MINDOUBLE;

      for (guint j = 0; j <= i; j++)
        {
          const double *other = matrix + (gsize) j * n;
          double sum = row[j];

          for (guint k = 0; k < j; k++)
            sum -= row[k] * other[k];
          row[j] = j < i ? sum / other[j] : sqrt (sum > least ? sum : least);
        }
    }

  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; k < i; k++)
        x[i] -= matrix[(gsize) i * n + k] * x[k];
      x[i] /= matrix[(gsize) i * n + i];
    }
  for (guint i = n; i-- > 0;)
    {
      for (guint k = i + 1; k < n; k++)
        x[i] -= matrix[(gsize) k * n + i] * x[k];
      x[i] /= matrix[(gsize) i * n + i];
    }
}

static void
fold_in (Factors *self, const MtnFeatures *features, double *matrix, double *x, float *out)
{
  const MtnPart *part = self->base.part;
  guint n = self->rank;
  float penalty = mtn_steps_get (part->penalty, features->picks->len, DEFAULT_PENALTY);

  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j <= i; j++)
        matrix[(gsize) i * n + j] = self->gram[(gsize) i * n + j];
      matrix[(gsize) i * n + i] += penalty > 0.0f ? penalty : DEFAULT_PENALTY;
      x[i] = 0.0;
    }

  for (guint p = 0; p < features->picks->len; p++)
    {
      const MtnFeaturePick *pick = mtn_features_get_pick (features, p);
      const float *v = self->factors + (gsize) pick->movie * n;
      double value = mtn_star_value (part->values, pick->stars);

      for (guint i = 0; i < n; i++)
        {
          double weighted = value * v[i];

          for (guint j = 0; j <= i; j++)
            matrix[(gsize) i * n + j] += weighted * v[j];
          x[i] += weighted;
        }
    }

  solve (matrix, x, n);
  for (guint i = 0; i < n; i++)
    out[i] = (float) x[i];
}

static void
run (MtnScorer *base, const MtnFeatures *const *rows, guint n_rows, MtnBuffer *out)
{
  Factors *self = (Factors *) base;
  g_autofree double *matrix = NULL;
  g_autofree double *x = NULL;
  g_autofree float *people = NULL;

  prepare (self);

  matrix = g_new (double, (gsize) self->rank * self->rank);
  x = g_new (double, self->rank);
  people = g_new (float, (gsize) n_rows * self->rank);
  for (guint r = 0; r < n_rows; r++)
    fold_in (self, rows[r], matrix, x, people + (gsize) r * self->rank);

  mtn_buffer_write (self->person, 0, people, (gsize) n_rows * self->rank);
  mtn_engine_dense (base->engine, self->person, self->transposed, NULL, MTN_ACTIVATION_NONE, n_rows,
                    self->rank, base->n_movies, out);
}

static void
free_factors (MtnScorer *base)
{
  Factors *self = (Factors *) base;

  g_clear_pointer (&self->transposed, mtn_buffer_free);
  g_clear_pointer (&self->person, mtn_buffer_free);
  g_free (self);
}

static void
prepare_scorer (MtnScorer *base)
{
  prepare ((Factors *) base);
}

MtnScorer *
mtn_scorer_factors_new (void)
{
  Factors *self = g_new0 (Factors, 1);

  self->base.run = run;
  self->base.prepare = prepare_scorer;
  self->base.free = free_factors;

  return &self->base;
}
