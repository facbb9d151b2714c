/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Settings: the best found for each range of the number of picks by independent experiments on held-out
 * people of MovieLens 100K. */

#include "bench-quality-baseline.h"

#include <math.h>
#include <string.h>

#include <cblas.h>
#include <lapacke.h>

#include "mtn-error.h"

#define N_RANGES 4
#define LOVED 4.0f
#define SHRINKAGE 30.0

typedef struct
{
  guint most_picks;
  double dropout;
} Range;

/* clang-format off */
static const Range ranges[2][N_RANGES] = {
  [PROTOCOL_NEW_USERS] = { { 7, 0.985 }, { 15, 0.95 }, { 40, 0.90 }, { G_MAXUINT, 0.85 } },
  [PROTOCOL_FAVORITES] = { { 1, 0.998 }, { 3, 0.9925 }, { 7, 0.98 }, { G_MAXUINT, 0.97 } },
};
/* clang-format on */

static const double ridge[] = { [PROTOCOL_NEW_USERS] = 200, [PROTOCOL_FAVORITES] = 300 };

struct _Baseline
{
  guint n_movies;
  const MtnVocabulary *vocabulary;
  float *matrix[2][N_RANGES]; /* [movies, movies], row = picked film */
  double *popularity;         /* [movies] */
  double *deviations[3];      /* [groups, movies]: age, gender, occupation */
};

static double
get_value (Protocol protocol, float stars)
{
  if (protocol == PROTOCOL_NEW_USERS)
    return 1.0;

  return stars >= 5 ? 1.2 : stars >= 4 ? 1.0 : stars >= 3 ? 0.6 : 0.3;
}

/* G = Xᵀ diag (w) X of the rows in @people; returns the mean of w. */
static double
sum_gram (MtnDataset *dataset, const guint *people, guint n_people, Protocol protocol, double *gram)
{
  const MtnRatings *ratings = dataset->ratings;
  gsize n = ratings->n_movies;
  g_autofree double *row = g_new (double, n);
  double weights = 0;

  for (guint p = 0; p < n_people; p++)
    {
      guint start = ratings->offsets[people[p]], end = ratings->offsets[people[p] + 1];
      double weight = protocol == PROTOCOL_NEW_USERS ? 1 : 1 / sqrt (MAX (end - start, 1));

      weights += weight;
      for (guint i = start; i < end; i++)
        row[i - start] = get_value (protocol, ratings->stars[i]);
      for (guint i = start; i < end; i++)
        for (guint k = start; k < end; k++)
          gram[ratings->movies[i] * n + ratings->movies[k]] += weight * row[i - start] * row[k - start];
    }

  return weights / MAX (n_people, 1);
}

/* B = I − P diag (P)⁻¹ with P = (G + diag (p/(1 − p) · diag G + λ))⁻¹, diagonal 0. */
static float *
solve_edlae (const double *gram, guint n, double dropout, double lambda, GError **error)
{
  g_autofree double *p = g_memdup2 (gram, sizeof (double) * n * n);
  float *b = g_new (float, (gsize) n *n);

  for (gsize j = 0; j < n; j++)
    p[j * n + j] += dropout / (1 - dropout) * gram[j * n + j] + lambda;

  if (LAPACKE_dpotrf (LAPACK_COL_MAJOR, 'L', (lapack_int) n, p, (lapack_int) n) != 0 ||
      LAPACKE_dpotri (LAPACK_COL_MAJOR, 'L', (lapack_int) n, p, (lapack_int) n) != 0)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                           "the baseline's matrix could not be inverted");
      g_free (b);
      return NULL;
    }

  /* Only the entries [i, j] with j ≥ i were filled in. */
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      b[i * n + j] = i == j ? 0 : (float) (-(i < j ? p[i * n + j] : p[j * n + i]) / p[j * n + j]);

  return b;
}

static int
get_group (const Baseline *self, const MtnPerson *person, guint attribute)
{
  return attribute == 0   ? mtn_vocabulary_age_group (self->vocabulary, person->age)
         : attribute == 1 ? person->gender
                          : person->occupation;
}

static void
fit_demographic (Baseline *self, MtnDataset *dataset, const guint *people, guint n_people)
{
  const MtnRatings *ratings = dataset->ratings;
  gsize n = self->n_movies;
  guint n_groups[3] = { dataset->vocabulary->n_ages, g_strv_length (dataset->vocabulary->genders),
                        g_strv_length (dataset->vocabulary->occupations) };

  self->popularity = g_new0 (double, n);
  for (guint p = 0; p < n_people; p++)
    for (guint i = ratings->offsets[people[p]]; i < ratings->offsets[people[p] + 1]; i++)
      if (ratings->stars[i] >= LOVED)
        self->popularity[ratings->movies[i]] += 1.0 / n_people;

  for (guint attribute = 0; attribute < 3; attribute++)
    {
      g_autofree guint *sizes = g_new0 (guint, MAX (n_groups[attribute], 1));
      double *deviations = g_new0 (double, MAX (n_groups[attribute] * n, 1));

      for (guint p = 0; p < n_people; p++)
        {
          int group = get_group (self, &dataset->people[people[p]], attribute);

          if (group == MTN_NOT_SAID)
            continue;
          sizes[group]++;
          for (guint i = ratings->offsets[people[p]]; i < ratings->offsets[people[p] + 1]; i++)
            if (ratings->stars[i] >= LOVED)
              deviations[group * n + ratings->movies[i]]++;
        }
      for (guint g = 0; g < n_groups[attribute]; g++)
        for (gsize j = 0; j < n; j++)
          deviations[g * n + j] =
              (deviations[g * n + j] - sizes[g] * self->popularity[j]) / (sizes[g] + SHRINKAGE);
      self->deviations[attribute] = deviations;
    }
}

Baseline *
baseline_new (MtnDataset *dataset, const guint *people, guint n_people, GError **error)
{
  g_autoptr (Baseline) self = g_new0 (Baseline, 1);
  gsize n = dataset->ratings->n_movies;

  self->n_movies = dataset->ratings->n_movies;
  self->vocabulary = dataset->vocabulary;
  fit_demographic (self, dataset, people, n_people);

  for (guint protocol = 0; protocol < 2; protocol++)
    {
      g_autofree double *gram = g_new0 (double, n *n);
      double weight = sum_gram (dataset, people, n_people, protocol, gram);

      for (guint r = 0; r < N_RANGES; r++)
        {
          self->matrix[protocol][r] = solve_edlae (gram, self->n_movies, ranges[protocol][r].dropout,
                                                   ridge[protocol] * weight, error);
          if (self->matrix[protocol][r] == NULL)
            return NULL;
        }
    }

  return g_steal_pointer (&self);
}

void
baseline_free (Baseline *self)
{
  if (self == NULL)
    return;

  for (guint protocol = 0; protocol < 2; protocol++)
    for (guint r = 0; r < N_RANGES; r++)
      g_free (self->matrix[protocol][r]);
  for (guint attribute = 0; attribute < 3; attribute++)
    g_free (self->deviations[attribute]);
  g_free (self->popularity);
  g_free (self);
}

void
baseline_score_edlae (const Baseline *self,
                      Protocol protocol,
                      const guint *input,
                      guint n_input,
                      float *scores)
{
  guint range = 0;

  while (n_input > ranges[protocol][range].most_picks)
    range++;

  memset (scores, 0, sizeof (float) * self->n_movies);
  for (guint i = 0; i < n_input; i++)
    cblas_saxpy ((blasint) self->n_movies, 1,
                 self->matrix[protocol][range] + (gsize) input[i] * self->n_movies, 1, scores, 1);
}

static double
compute_spread (const float *scores, guint n)
{
  double sum = 0, squares = 0;

  for (guint j = 0; j < n; j++)
    {
      sum += scores[j];
      squares += (double) scores[j] * scores[j];
    }

  return sqrt (MAX (squares / n - sum / n * (sum / n), 1e-30));
}

static void
add_deviations (const Baseline *self, const MtnPerson *person, double weight, float *scores)
{
  for (guint attribute = 0; attribute < 3; attribute++)
    {
      int group = get_group (self, person, attribute);

      for (gsize j = 0; group != MTN_NOT_SAID && j < self->n_movies; j++)
        scores[j] += (float) (weight * self->deviations[attribute][(gsize) group * self->n_movies + j]);
    }
}

void
baseline_add_demographic (const Baseline *self, const MtnPerson *person, double weight, float *scores)
{
  g_autofree float *popularity = g_new (float, self->n_movies);

  baseline_score_popularity (self, NULL, popularity);
  add_deviations (self, person,
                  weight * compute_spread (scores, self->n_movies) /
                      compute_spread (popularity, self->n_movies),
                  scores);
}

void
baseline_score_popularity (const Baseline *self, const MtnPerson *person, float *scores)
{
  for (gsize j = 0; j < self->n_movies; j++)
    scores[j] = (float) self->popularity[j];
  if (person != NULL)
    add_deviations (self, person, 1, scores);
}
