/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The shared eigenbasis against the plain formula of the paper, whose matrix is inverted outright. */

#include "mtn-edlae.h"

#include <math.h>
#include <string.h>

#include <lapacke.h>

#include "mtn-eigen.h"
#include "mtn-error.h"
#include "mtn-random.h"

static const MtnEdlaeOptions plain = { .values = { 0, 0.2f, 0.4f, 0.7f, 1, 1.2f },
                                       .damping = 0.5,
                                       .mu = 2,
                                       .rank = 1000 };

static MtnRatings *
make_ratings (guint n_people, guint n_movies, double density, guint64 seed)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (MtnRating));
  MtnRandom random;

  mtn_random_init (&random, seed, 0);
  for (guint u = 0; u < n_people; u++)
    for (guint j = 0; j < n_movies; j++)
      {
        MtnRating rating = { u, j, 0.5f * (1 + mtn_random_below (&random, 10)), 0 };

        /* Nobody knows the last film. */
        if (j + 1 < n_movies && mtn_random_unit (&random) < density)
          g_array_append_val (entries, rating);
      }

  return mtn_ratings_new ((const MtnRating *) entries->data, entries->len, n_people, n_movies);
}

/* B of EDLAE with the penalty c · (diag G + μ), solved directly. */
static double *
solve_directly (MtnRatings *ratings, const MtnEdlaeOptions *options, double c)
{
  gsize n = ratings->n_movies;
  double *p = g_new0 (double, n *n);
  g_autofree double *diagonal = g_new (double, n);

  for (guint u = 0; u < ratings->n_people; u++)
    {
      guint start = ratings->offsets[u], end = ratings->offsets[u + 1];
      double weight = pow (MAX (end - start, 1), -options->damping);

      for (guint i = start; i < end; i++)
        for (guint k = start; k < end; k++)
          p[ratings->movies[i] * n + ratings->movies[k]] +=
              weight * mtn_star_value (options->values, ratings->stars[i]) *
              mtn_star_value (options->values, ratings->stars[k]);
    }
  for (gsize j = 0; j < n; j++)
    p[j * n + j] += c * (p[j * n + j] + options->mu);

  g_assert_cmpint (LAPACKE_dpotrf (LAPACK_COL_MAJOR, 'L', (lapack_int) n, p, (lapack_int) n), ==, 0);
  g_assert_cmpint (LAPACKE_dpotri (LAPACK_COL_MAJOR, 'L', (lapack_int) n, p, (lapack_int) n), ==, 0);
  for (gsize j = 0; j < n; j++)
    diagonal[j] = p[j * n + j];
  for (gsize i = 0; i < n; i++)
    for (gsize j = i; j < n; j++)
      {
        double value = p[i * n + j];

        p[i * n + j] = -value / diagonal[j];
        p[j * n + i] = -value / diagonal[i];
      }

  return p;
}

static void
compare (guint n_people, guint n_movies, double density)
{
  g_autoptr (MtnRatings) ratings = make_ratings (n_people, n_movies, density, n_people);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnEdlae) edlae = mtn_edlae_fit (ratings, &plain, NULL, &error);
  g_autofree float *scores = g_new (float, n_movies);

  g_assert_no_error (error);
  g_assert_cmpuint (edlae->rank, <=, MIN (n_people, n_movies));

  for (guint step = 0; step < 3; step++)
    {
      double c = (double[]){ 5, 50, 500 }[step];
      g_autofree double *b = solve_directly (ratings, &plain, c);

      for (guint i = 0; i < n_movies; i++)
        {
          guint offsets[] = { 0, 1 };
          float one = 1;
          double largest = 0;

          for (guint j = 0; j < n_movies; j++)
            if (i != j)
              largest = MAX (largest, fabs (b[(gsize) i * n_movies + j]));

          mtn_edlae_score (edlae, c, 1, offsets, &i, &one, scores);
          /* Factors are floats: errors of their roundings, as a share of the row's largest entry. */
          for (guint j = 0; j < n_movies; j++)
            if (i != j)
              g_assert_cmpfloat_with_epsilon (scores[j], b[(gsize) i * n_movies + j], 2e-5 * largest + 1e-12);
        }
    }
}

static void
test_fewer_people (void)
{
  compare (40, 70, 0.2);
}

static void
test_fewer_films (void)
{
  compare (90, 35, 0.3);
}

static void
test_batch (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings (50, 60, 0.2, 7);
  g_autoptr (MtnEdlae) edlae = mtn_edlae_fit (ratings, &plain, NULL, NULL);
  const guint offsets[] = { 0, 3, 3, 5 };
  const guint movies[] = { 1, 7, 30, 7, 12 };
  const float values[] = { 1, 0.5f, 1.2f, 0.5f, -0.3f };
  float together[3 * 60], alone[60];

  mtn_edlae_score (edlae, 20, 3, offsets, movies, values, together);
  for (guint r = 0; r < 3; r++)
    {
      guint own[] = { 0, offsets[r + 1] - offsets[r] };

      mtn_edlae_score (edlae, 20, 1, own, movies + offsets[r], values + offsets[r], alone);
      for (guint j = 0; j < 60; j++)
        g_assert_cmpfloat_with_epsilon (together[r * 60 + j], alone[j], 1e-6);
    }
  for (guint j = 0; j < 60; j++)
    g_assert_cmpfloat (together[60 + j], ==, 0);
}

static void
test_rank (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings (60, 40, 0.3, 3);
  MtnEdlaeOptions options = plain;
  g_autoptr (MtnEdlae) whole = mtn_edlae_fit (ratings, &options, NULL, NULL);
  g_autoptr (MtnEdlae) part = NULL;

  options.rank = 8;
  part = mtn_edlae_fit (ratings, &options, NULL, NULL);
  g_assert_cmpuint (part->rank, ==, 8);
  for (guint k = 0; k < 8; k++)
    {
      g_assert_cmpfloat_with_epsilon (part->eigenvalues[k], whole->eigenvalues[k], 1e-5);
      if (k > 0)
        g_assert_cmpfloat (part->eigenvalues[k], <=, part->eigenvalues[k - 1]);
      for (guint j = 0; j < 40; j++)
        g_assert_cmpfloat_with_epsilon (part->factors[j * 8 + k], whole->factors[j * whole->rank + k], 1e-4);
    }
}

static void
test_unknown_film (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings (30, 20, 0.4, 9);
  g_autoptr (MtnEdlae) edlae = mtn_edlae_fit (ratings, &plain, NULL, NULL);
  const guint offsets[] = { 0, 2 };
  const guint movies[] = { 3, 19 };
  const float values[] = { 1, 1 };
  float scores[20];

  g_assert_cmpfloat (edlae->gram[19], ==, 2);
  mtn_edlae_score (edlae, 50, 1, offsets, movies, values, scores);
  for (guint j = 0; j < 20; j++)
    g_assert_true (isfinite (scores[j]));
  g_assert_cmpfloat_with_epsilon (scores[19], 0, 1e-6);
}

static void
test_single_rating (void)
{
  MtnRating entry = { 0, 1, 4, 0 };
  g_autoptr (MtnRatings) ratings = mtn_ratings_new (&entry, 1, 1, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnEdlae) edlae = mtn_edlae_fit (ratings, &plain, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (edlae->rank, ==, 1);
  g_assert_cmpfloat_with_epsilon (edlae->factors[1], 1, 1e-6);
}

static void
test_cancelled (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings (30, 20, 0.4, 9);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mtn_edlae_fit (ratings, &plain, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_eigenvectors (void)
{
  /* Eigenvalues 5, 3, 1 of known vectors; the lower triangle holds what must not be read. */
  double matrix[] = { 4, 1, 0, NAN, 4, 0, NAN, NAN, 1 };
  double values[2], vectors[6];
  g_autoptr (GError) error = NULL;

  g_assert_true (mtn_eigen_largest (matrix, 3, 2, values, vectors, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (values[0], 5, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[1], 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (vectors[0], G_SQRT2 / 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (vectors[1], G_SQRT2 / 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (fabs (vectors[3]), G_SQRT2 / 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (vectors[3], -vectors[4], 1e-12);
  g_assert_cmpfloat_with_epsilon (vectors[5], 0, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edlae/equals-direct-solution/fewer-people", test_fewer_people);
  g_test_add_func ("/edlae/equals-direct-solution/fewer-films", test_fewer_films);
  g_test_add_func ("/edlae/batch", test_batch);
  g_test_add_func ("/edlae/rank", test_rank);
  g_test_add_func ("/edlae/unknown-film", test_unknown_film);
  g_test_add_func ("/edlae/single-rating", test_single_rating);
  g_test_add_func ("/edlae/cancelled", test_cancelled);
  g_test_add_func ("/eigen/known-answer", test_eigenvectors);

  return g_test_run ();
}
