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

/* Two genres and two spans of years. */
static MtnKinds *
make_kinds (guint n_movies)
{
  g_autoptr (GArray) movies = g_array_new (FALSE, FALSE, sizeof (MtnMovie));
  g_autoptr (MtnCatalog) catalog = NULL;
  MtnKinds *kinds;

  for (guint j = 0; j < n_movies; j++)
    {
      MtnMovie movie = { .id = (int) j + 1, .title = g_strdup_printf ("Film %u", j) };

      movie.year = j % 3 == 0 ? 1955 : j % 3 == 1 ? 1986 : 0;
      movie.genres = (j % 5 == 0 ? 1u : 0u) | (j % 4 == 0 ? 2u : 0u);
      g_array_append_val (movies, movie);
    }
  catalog =
      mtn_catalog_new (g_steal_pointer (&movies), (const char *const[]){ "War", "Western", NULL }, NULL);
  g_assert_nonnull (catalog);
  kinds = mtn_kinds_new (catalog);
  g_assert_cmpuint (kinds->n_kinds, ==, 4);

  return kinds;
}

/* B of EDLAE with the penalty c · (diag G + μ), solved directly. */
static double *
solve_directly (MtnRatings *ratings, const MtnKinds *kinds, const MtnEdlaeOptions *options, double c)
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
    p[j * n + j] += c * (options->is_plain ? 1 : p[j * n + j] + options->mu);
  for (guint k = 0; kinds != NULL && k < kinds->n_kinds; k++)
    for (guint i = kinds->offsets[k]; i < kinds->offsets[k + 1]; i++)
      for (guint m = kinds->offsets[k]; m < kinds->offsets[k + 1]; m++)
        p[kinds->movies[i] * n + kinds->movies[m]] += options->kinship * options->kinship;

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
compare (guint n_people, guint n_movies, double density, double kinship, gboolean is_plain)
{
  g_autoptr (MtnRatings) ratings = make_ratings (n_people, n_movies, density, n_people);
  g_autoptr (MtnKinds) kinds = kinship > 0 ? make_kinds (n_movies) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnEdlae) edlae = NULL;
  g_autofree float *scores = g_new (float, n_movies);
  MtnEdlaeOptions options = plain;

  options.kinship = kinship;
  options.is_plain = is_plain;
  edlae = mtn_edlae_fit (ratings, kinds, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (edlae->rank, <=, n_movies);

  for (guint step = 0; step < 3; step++)
    {
      double c = (double[]){ 5, 50, 500 }[step];
      g_autofree double *b = solve_directly (ratings, kinds, &options, c);

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
  compare (40, 70, 0.2, 0, FALSE);
}

static void
test_fewer_films (void)
{
  compare (90, 35, 0.3, 0, FALSE);
}

static void
test_kinds (void)
{
  compare (40, 70, 0.2, 0.8, FALSE);
  compare (90, 35, 0.3, 0.8, FALSE);
}

/* EASE: the same penalty for every film. */
static void
test_plain (void)
{
  compare (40, 70, 0.2, 0, TRUE);
  compare (90, 35, 0.3, 0, TRUE);
}

static void
test_spans (void)
{
  g_assert_cmpint (mtn_kinds_get_span (1939), ==, 1930);
  g_assert_cmpint (mtn_kinds_get_span (1979), ==, 1970);
  g_assert_cmpint (mtn_kinds_get_span (1980), ==, 1980);
  g_assert_cmpint (mtn_kinds_get_span (1989), ==, 1985);
  g_assert_cmpint (mtn_kinds_get_span (2018), ==, 2015);
}

static void
test_batch (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings (50, 60, 0.2, 7);
  g_autoptr (MtnEdlae) edlae = mtn_edlae_fit (ratings, NULL, &plain, NULL, NULL);
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
  g_autoptr (MtnEdlae) whole = mtn_edlae_fit (ratings, NULL, &options, NULL, NULL);
  g_autoptr (MtnEdlae) part = NULL;

  options.rank = 8;
  part = mtn_edlae_fit (ratings, NULL, &options, NULL, NULL);
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

/* Films out of reach take part, but get no scores. */
static void
test_reach (void)
{
  static const guint reach[] = { 1, 4, 5, 17 };
  const guint offsets[] = { 0, 2, 3 };
  const guint movies[] = { 3, 16, 8 };
  const float values[] = { 1, 0.5f, 1.2f };
  g_autoptr (MtnRatings) ratings = make_ratings (30, 20, 0.4, 9);
  MtnEdlaeOptions options = plain;
  g_autoptr (MtnEdlae) whole = mtn_edlae_fit (ratings, NULL, &options, NULL, NULL);
  g_autoptr (MtnEdlae) part = NULL;
  float wanted[40], scores[40];

  options.reach = reach;
  options.n_reach = G_N_ELEMENTS (reach);
  part = mtn_edlae_fit (ratings, NULL, &options, NULL, NULL);
  for (guint i = 0; i < 40; i++)
    scores[i] = -7;
  mtn_edlae_score (whole, 50, 2, offsets, movies, values, wanted);
  mtn_edlae_score (part, 50, 2, offsets, movies, values, scores);

  for (guint r = 0; r < 2; r++)
    for (guint j = 0; j < 20; j++)
      {
        gboolean is_within = j == 1 || j == 4 || j == 5 || j == 17;

        g_assert_cmpfloat_with_epsilon (scores[r * 20 + j], is_within ? wanted[r * 20 + j] : -7, 1e-6);
      }
}

/* Whoever counts twice is as good as two people. */
static void
test_weights (void)
{
  const MtnRating once[] = {
    { 0, 0, 5, 0 }, { 0, 1, 4, 0 }, { 1, 1, 5, 0 }, { 1, 2, 3, 0 }, { 2, 0, 4, 0 }, { 2, 2, 2, 0 },
  };
  const MtnRating twice[] = {
    { 0, 0, 5, 0 }, { 0, 1, 4, 0 }, { 1, 1, 5, 0 }, { 1, 2, 3, 0 },
    { 2, 0, 4, 0 }, { 2, 2, 2, 0 }, { 3, 0, 5, 0 }, { 3, 1, 4, 0 },
  };
  const float weights[] = { 2, 1, 1 };
  g_autoptr (MtnRatings) few = mtn_ratings_new (once, G_N_ELEMENTS (once), 3, 3);
  g_autoptr (MtnRatings) more = mtn_ratings_new (twice, G_N_ELEMENTS (twice), 4, 3);
  MtnEdlaeOptions options = plain;
  g_autoptr (MtnEdlae) weighted = NULL;
  g_autoptr (MtnEdlae) wanted = mtn_edlae_fit (more, NULL, &options, NULL, NULL);

  options.weights = weights;
  weighted = mtn_edlae_fit (few, NULL, &options, NULL, NULL);
  g_assert_cmpuint (weighted->rank, ==, wanted->rank);
  for (guint k = 0; k < wanted->rank; k++)
    g_assert_cmpfloat_with_epsilon (weighted->eigenvalues[k], wanted->eigenvalues[k], 1e-5);
  for (guint j = 0; j < 3; j++)
    g_assert_cmpfloat_with_epsilon (weighted->gram[j], wanted->gram[j], 1e-5);
}

static void
test_unknown_film (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings (30, 20, 0.4, 9);
  g_autoptr (MtnEdlae) edlae = mtn_edlae_fit (ratings, NULL, &plain, NULL, NULL);
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
  g_autoptr (MtnEdlae) edlae = mtn_edlae_fit (ratings, NULL, &plain, NULL, &error);

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
  g_assert_null (mtn_edlae_fit (ratings, NULL, &plain, cancellable, &error));
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

/* Sparse rows whose matrix has eigenvalues of all sizes, as ratings have. */
static MtnRatings *
make_many_ratings (guint n_people, guint n_movies)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (MtnRating));
  MtnRandom random;

  mtn_random_init (&random, 99, 0);
  for (guint u = 0; u < n_people; u++)
    {
      guint taste = u % 7;

      for (guint j = 0; j < n_movies; j++)
        {
          double liked = (j % 7 == taste ? 0.3 : 0.04) * (1.3 - (double) j / n_movies);
          MtnRating rating = { u, j, 1.0f + mtn_random_below (&random, 5), 0 };

          if (mtn_random_unit (&random) < liked)
            g_array_append_val (entries, rating);
        }
    }

  return mtn_ratings_new ((const MtnRating *) entries->data, entries->len, n_people, n_movies);
}

typedef struct
{
  MtnRatings *ratings;
  double *entries;
  MtnEigenRows rows;
} Rows;

static void
rows_init (Rows *self, guint n_people, guint n_movies)
{
  guint n;

  self->ratings = make_many_ratings (n_people, n_movies);
  n = self->ratings->offsets[n_people];
  self->entries = g_new (double, n);
  for (guint i = 0; i < n; i++)
    self->entries[i] = self->ratings->stars[i] / 5;
  self->rows =
      (MtnEigenRows){ n_people, n_movies, self->ratings->offsets, self->ratings->movies, self->entries };
}

static void
rows_clear (Rows *self)
{
  mtn_ratings_unref (self->ratings);
  g_free (self->entries);
}

/* Without forming the matrix: what LAPACK finds in it. */
static void
test_eigen_rows (void)
{
  const guint n_people = 500, n = 700, n_wanted = 40;
  g_autofree double *matrix = g_new0 (double, n *n);
  g_autofree double *wanted = g_new (double, n_wanted);
  g_autofree double *wanted_vectors = g_new (double, n_wanted *n);
  g_autofree double *values = g_new (double, n_wanted);
  g_autofree double *vectors = g_new (double, n_wanted *n);
  g_autoptr (GError) error = NULL;
  Rows data;

  rows_init (&data, n_people, n);
  for (guint r = 0; r < n_people; r++)
    for (guint i = data.rows.offsets[r]; i < data.rows.offsets[r + 1]; i++)
      for (guint j = i; j < data.rows.offsets[r + 1]; j++)
        matrix[data.rows.columns[i] * n + data.rows.columns[j]] += data.entries[i] * data.entries[j];

  g_assert_true (mtn_eigen_largest (matrix, n, n_wanted, wanted, wanted_vectors, &error));
  g_assert_no_error (error);
  g_assert_true (mtn_eigen_largest_of_rows (&data.rows, n_wanted, 1e-5, values, vectors, NULL, &error));
  g_assert_no_error (error);

  for (guint k = 0; k < n_wanted; k++)
    {
      double dot = 0;

      g_assert_cmpfloat (fabs (values[k] - wanted[k]), <=, 1e-5 * wanted[k]);
      for (guint i = 0; i < n; i++)
        dot += vectors[k * n + i] * wanted_vectors[k * n + i];
      /* Neighbours among the last may mix. */
      if (k < n_wanted / 2)
        g_assert_cmpfloat (dot, >=, 0.99999);

      for (guint other = 0; other <= k; other++)
        {
          double product = 0;

          for (guint i = 0; i < n; i++)
            product += vectors[k * n + i] * vectors[other * n + i];
          g_assert_cmpfloat (fabs (product - (other == k ? 1 : 0)), <=, 1e-10);
        }
    }
  rows_clear (&data);
}

static void
test_eigen_rows_threads (void)
{
  static const char *const numbers[] = { "1", "2", "3" };
  const guint n = 700, n_wanted = 70;
  double *vectors[G_N_ELEMENTS (numbers)];
  g_autofree double *values = g_new (double, n_wanted);
  Rows data;

  rows_init (&data, 150, n);
  for (guint t = 0; t < G_N_ELEMENTS (numbers); t++)
    {
      vectors[t] = g_new (double, n_wanted *n);
      g_setenv ("MATINEE_THREADS", numbers[t], TRUE);
      g_assert_true (mtn_eigen_largest_of_rows (&data.rows, n_wanted, 1e-4, values, vectors[t], NULL, NULL));
      g_assert_cmpmem (vectors[t], sizeof (double) * n_wanted * n, vectors[0],
                       sizeof (double) * n_wanted * n);
    }
  g_unsetenv ("MATINEE_THREADS");
  for (guint t = 0; t < G_N_ELEMENTS (numbers); t++)
    g_free (vectors[t]);
  rows_clear (&data);
}

/* Of the 20 eigenvalues that are asked for only two are not 0; and the work stops when told to. */
static void
test_eigen_rows_edges (void)
{
  const guint offsets[] = { 0, 2, 3 };
  const guint columns[] = { 0, 1, 30 };
  const double entries[] = { 3, 4, 2 };
  const MtnEigenRows rows = { 2, 600, offsets, columns, entries };
  g_autofree double *values = g_new (double, 20);
  g_autofree double *vectors = g_new (double, 20 * 600);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (mtn_eigen_largest_of_rows (&rows, 20, 1e-5, values, vectors, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (fabs (values[0] - 25), <=, 1e-5);
  g_assert_cmpfloat (fabs (values[1] - 4), <=, 1e-5);
  g_assert_cmpfloat (fabs (values[2]), <=, 1e-5);
  g_assert_cmpfloat (fabs (vectors[0] - 0.6), <=, 1e-5);
  g_assert_cmpfloat (fabs (vectors[1] - 0.8), <=, 1e-5);
  g_assert_cmpfloat (fabs (vectors[600 + 30] - 1), <=, 1e-5);

  g_cancellable_cancel (cancellable);
  g_assert_false (mtn_eigen_largest_of_rows (&rows, 20, 1e-5, values, vectors, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edlae/equals-direct-solution/fewer-people", test_fewer_people);
  g_test_add_func ("/edlae/equals-direct-solution/fewer-films", test_fewer_films);
  g_test_add_func ("/edlae/equals-direct-solution/kinds", test_kinds);
  g_test_add_func ("/edlae/equals-direct-solution/one-penalty", test_plain);
  g_test_add_func ("/edlae/batch", test_batch);
  g_test_add_func ("/kinds/spans", test_spans);
  g_test_add_func ("/edlae/rank", test_rank);
  g_test_add_func ("/edlae/reach", test_reach);
  g_test_add_func ("/edlae/weights", test_weights);
  g_test_add_func ("/edlae/unknown-film", test_unknown_film);
  g_test_add_func ("/edlae/single-rating", test_single_rating);
  g_test_add_func ("/edlae/cancelled", test_cancelled);
  g_test_add_func ("/eigen/known-answer", test_eigenvectors);

  g_test_add_func ("/eigen/rows", test_eigen_rows);
  g_test_add_func ("/eigen/rows/threads", test_eigen_rows_threads);
  g_test_add_func ("/eigen/rows/edges", test_eigen_rows_edges);

  return g_test_run ();
}
