/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Reading a data set and fitting EDLAE and EASE to it, against the bare LAPACK solve within each and EDLAE
 * against numpy and scipy in the same minute. Sides take turns, and the best run of each counts.
 *
 *   bench-edlae ML-100K [PEER-SCRIPT]
 */

#include <math.h>

#include <cblas.h>
#include <lapacke.h>

#include "mtn-bench-peer.h"
#include "mtn-dataset.h"
#include "mtn-edlae.h"
#include "mtn-recipe.h"

#define RANK 160
#define N_TURNS 5

/* The matrix that the fit solves, upper triangle: products of people, or of films where these are fewer. */
static double *
create_products (MtnRatings *ratings, const MtnEdlaeOptions *options, const MtnEdlae *edlae, guint n)
{
  double *products = g_new0 (double, (gsize) n *n);
  g_autofree double *people = g_new0 (double, ratings->n_people);

  g_assert (n == ratings->n_people);
  for (guint u = 0; u < n; u++)
    {
      double own = pow (MAX (ratings->offsets[u + 1] - ratings->offsets[u], 1), -0.5 * options->damping);
      g_autofree double *row = g_new0 (double, ratings->n_movies);

      for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
        row[ratings->movies[i]] =
            own * mtn_star_value (options->values, ratings->stars[i]) / edlae->gram[ratings->movies[i]];
      for (guint v = u; v < n; v++)
        {
          double other =
              pow (MAX (ratings->offsets[v + 1] - ratings->offsets[v], 1), -0.5 * options->damping);

          for (guint i = ratings->offsets[v]; i < ratings->offsets[v + 1]; i++)
            products[(gsize) u * n + v] +=
                row[ratings->movies[i]] * other * mtn_star_value (options->values, ratings->stars[i]);
        }
    }

  return products;
}

/* Seconds of LAPACK alone for the @rank largest of @n. */
static double
solve (const double *products, guint n, guint rank)
{
  g_autofree double *matrix = g_memdup2 (products, sizeof (double) * n * n);
  g_autofree double *values = g_new (double, n);
  g_autofree double *vectors = g_new (double, (gsize) n *rank);
  g_autofree lapack_int *support = g_new (lapack_int, 2 * (gsize) n);
  lapack_int n_found;
  double start = mtn_bench_now ();

  LAPACKE_dsyevr (LAPACK_COL_MAJOR, 'V', 'I', 'L', (lapack_int) n, matrix, (lapack_int) n, 0, 0,
                  (lapack_int) (n - rank + 1), (lapack_int) n, 0, &n_found, values, vectors, (lapack_int) n,
                  support);

  return mtn_bench_now () - start;
}

/* A fit and what LAPACK needs of it; the best of all turns. */
typedef struct
{
  MtnEdlaeOptions options;
  guint rank;
  double *products;
  double fitted;
  double solved;
} Fit;

static void
run_fit (Fit *self, MtnRatings *ratings)
{
  double start;
  g_autoptr (MtnEdlae) edlae = NULL;

  /* OpenBLAS's threads spin for a while after their work, which would count as ours. */
  g_usleep (G_USEC_PER_SEC / 5);
  start = mtn_bench_now ();
  edlae = mtn_edlae_fit (ratings, NULL, &self->options, NULL, NULL);
  self->fitted = MIN (self->fitted, mtn_bench_now () - start);
  if (self->products == NULL)
    self->products = create_products (ratings, &self->options, edlae, ratings->n_people);
  self->solved = MIN (self->solved, solve (self->products, ratings->n_people, self->rank));
}

static void
print_line (const char *what, double seconds, double peer)
{
  g_print ("  %-44s %9.1f ms", what, seconds * 1e3);
  if (peer > 0)
    g_print (" %8.2f", seconds / peer);
  g_print ("\n");
}

int
main (int argc, char **argv)
{
  Fit edlae = { mtn_recipe_get_edlae (MTN_HISTORY_FAVORITES, RANK), RANK, NULL, G_MAXDOUBLE, G_MAXDOUBLE };
  Fit ease = { mtn_recipe_get_ease (MTN_HISTORY_FAVORITES), 0, NULL, G_MAXDOUBLE, G_MAXDOUBLE };
  g_autoptr (MtnDataset) dataset = argc > 1 ? mtn_dataset_load (argv[1], NULL, NULL, NULL) : NULL;
  double read = G_MAXDOUBLE;
  double peer[3] = { G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE };
  gboolean has_peer = argc > 2;
  guint n;

  if (dataset == NULL || dataset->ratings->n_people > dataset->ratings->n_movies)
    {
      g_print ("SKIPPED: needs MovieLens 100K, which is not at %s\n", argc > 1 ? argv[1] : "a place named");
      return MTN_BENCH_SKIPPED;
    }

  mtn_bench_free_blas ();
  openblas_set_num_threads (2);
  n = dataset->ratings->n_people;
  ease.rank = n;

  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      double numbers[3];
      double start;
      g_autoptr (MtnDataset) again = NULL;

      run_fit (&edlae, dataset->ratings);
      run_fit (&ease, dataset->ratings);

      start = mtn_bench_now ();
      again = mtn_dataset_load (argv[1], NULL, NULL, NULL);
      read = MIN (read, mtn_bench_now () - start);

      has_peer = has_peer && mtn_bench_run_peer (argv[2], argv[1], numbers, 3);
      for (guint i = 0; has_peer && i < 3; i++)
        peer[i] = MIN (peer[i], numbers[i]);
    }

  g_print ("%u people, %u films, %u ratings; rank %u, two threads\n\n", n, dataset->ratings->n_movies,
           dataset->ratings->offsets[n], RANK);
  print_line ("LAPACK alone (dsyevr)", edlae.solved, edlae.solved);
  print_line ("EDLAE fit; in fits of LAPACK alone", edlae.fitted, edlae.solved);
  print_line ("LAPACK alone, all eigenvectors", ease.solved, ease.solved);
  print_line ("EASE fit; in fits of LAPACK alone", ease.fitted, ease.solved);
  if (has_peer)
    {
      print_line ("EDLAE fit with numpy and scipy", peer[1], 0);
      print_line ("  of these eigh", peer[2], 0);
      print_line ("EDLAE fit; in fits of numpy's", edlae.fitted, peer[1]);
      print_line ("reading with numpy.loadtxt, ratings alone", peer[0], 0);
      print_line ("reading, everything; in numpy's", read, peer[0]);
    }
  else
    {
      print_line ("reading, everything", read, 0);
      g_print ("  numpy: SKIPPED, it is not installed (Debian: python3-scipy)\n");
    }
  g_free (edlae.products);
  g_free (ease.products);

  return has_peer ? 0 : MTN_BENCH_SKIPPED;
}
