/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * EDLAE (Steck, "Autoencoders that don't overfit towards the identity", NeurIPS
 * 2020) is the ridge regression of every film on all others, with the diagonal
 * penalty that drop-out of probability p amounts to, p/(1 − p) · diag G; without
 * drop-out it is EASE (Steck, "Embarrassingly shallow autoencoders for sparse
 * data", WWW 2019). With the penalty c · g, g = diag G + μ, the solution is
 *
 *   B = I − P · diag (P)⁻¹,  P = (G + c · diag g)⁻¹,  G = Xᵀ diag (w) X.
 *
 * Scaled by g, G has one set of eigenvectors for all c: with
 * Z = diag (w)^½ X diag (g)^−½ and Z = Σ_k l_k^½ u_k W_kᵀ (singular values),
 *
 *   P = diag (g)^−½ (I − Wᵀ f W) diag (g)^−½ / c,  f_k = (l_k / c) / (1 + l_k / c),
 *
 * and so B_ij = g_i^−½ [Wᵀ f W]_ij g_j^½ / (1 − [Wᵀ f W]_jj) off the diagonal.
 * Keeping the strongest eigenvectors alone does no harm; it smooths.
 *
 * Rows of Z may also be kinds of films, each as if kinship² people had rated all of
 * it (after Jeunen, Van Balen and Goethals, "Closed-form models for collaborative
 * filtering with side-information", RecSys 2020); g stays that of the ratings.
 *
 * W comes from the smaller of ZZᵀ (people) and ZᵀZ (films). Ratings are sparse,
 * so these are summed up rating by rating; X is never dense. Where even the
 * smaller one is large, it is not formed either (mtn_eigen_largest_of_rows()):
 * the work then grows with the number of ratings.
 */

#include "mtn-edlae.h"

#include <math.h>
#include <string.h>

#include <cblas.h>
#include <glib/gi18n-lib.h>

#include "mtn-eigen.h"
#include "mtn-error.h"
#include "mtn-memory.h"
#include "mtn-parallel.h"

/* Below this share of the largest, an eigenvalue is rounding. */
#define LEAST_EIGENVALUE 1e-9

/* Up to so many people or films their products are formed and solved by LAPACK, which takes the cube of that.
 */
#define LARGEST_DENSE 3000

/* Lines of their products that a thread sums at a time. */
#define LINE_BLOCK 16

/* Eigenvectors that are multiplied at once: those of a thousand people stay in a core's cache. */
#define FACTOR_BLOCK 16

/* Threads for each of LAPACK's, which wait for more work for a while where they are, and in turn with those
 * that have it: the more of these there are, the less of the time is waited away. */
#define CROWD 4

/* Residual of eigenvectors found otherwise: what is left out of the weakest ones is noise. */
#define TOLERANCE 1e-4

/* Z in compressed rows: people, and behind them kinds of films. */
typedef struct
{
  guint n_rows;
  guint n_columns;
  guint *offsets;
  guint *columns;
  double *values;
} Sparse;

static void
sparse_clear (Sparse *self)
{
  g_clear_pointer (&self->offsets, g_free);
  g_clear_pointer (&self->columns, g_free);
  g_clear_pointer (&self->values, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sparse, sparse_clear)

/* Fills in the rows of people, not yet scaled, and @gram. */
static void
add_people (Sparse *self, MtnRatings *ratings, const MtnEdlaeOptions *options, float *gram)
{
  g_autofree double *sums = g_new0 (double, ratings->n_movies);

  for (guint u = 0; u < ratings->n_people; u++)
    {
      guint n_ratings = ratings->offsets[u + 1] - ratings->offsets[u];
      double weight = pow (MAX (n_ratings, 1), -0.5 * options->damping);

      if (options->weights != NULL)
        weight *= sqrt (options->weights[u]);
      self->offsets[u + 1] = ratings->offsets[u + 1];
      for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
        {
          double value = weight * mtn_star_value (options->values, ratings->stars[i]);

          self->columns[i] = ratings->movies[i];
          self->values[i] = value;
          sums[ratings->movies[i]] += value * value;
        }
    }

  for (guint j = 0; j < ratings->n_movies; j++)
    gram[j] = options->is_plain ? 1 : (float) (sums[j] + options->mu);
}

static void
add_kinds (Sparse *self, guint n_people, const MtnKinds *kinds, double kinship)
{
  guint n = self->offsets[n_people];

  for (guint k = 0; k < kinds->n_kinds; k++)
    {
      for (guint i = kinds->offsets[k]; i < kinds->offsets[k + 1]; i++)
        {
          self->columns[n] = kinds->movies[i];
          self->values[n++] = kinship;
        }
      self->offsets[n_people + k + 1] = n;
    }
}

/* Fills in @gram as well. */
static void
init_scaled (Sparse *self,
             MtnRatings *ratings,
             const MtnKinds *kinds,
             const MtnEdlaeOptions *options,
             float *gram)
{
  guint n_kinds = kinds != NULL && options->kinship > 0 ? kinds->n_kinds : 0;
  guint n = ratings->offsets[ratings->n_people] + (n_kinds > 0 ? kinds->offsets[n_kinds] : 0);
  g_autofree double *scales = g_new (double, ratings->n_movies);

  self->n_rows = ratings->n_people + n_kinds;
  self->n_columns = ratings->n_movies;
  self->offsets = g_new0 (guint, self->n_rows + 1);
  self->columns = g_new (guint, n);
  self->values = g_new (double, n);

  add_people (self, ratings, options, gram);
  if (n_kinds > 0)
    add_kinds (self, ratings->n_people, kinds, options->kinship);

  for (guint j = 0; j < ratings->n_movies; j++)
    scales[j] = sqrt (gram[j]);
  for (guint i = 0; i < n; i++)
    self->values[i] /= scales[self->columns[i]];
}

static void
init_transposed (Sparse *self, const Sparse *z)
{
  guint n = z->offsets[z->n_rows];
  g_autofree guint *next = NULL;

  self->n_rows = z->n_columns;
  self->n_columns = z->n_rows;
  self->offsets = g_new0 (guint, z->n_columns + 1);
  self->columns = g_new (guint, MAX (n, 1));
  self->values = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    self->offsets[z->columns[i] + 1]++;
  for (guint j = 0; j < z->n_columns; j++)
    self->offsets[j + 1] += self->offsets[j];

  next = g_memdup2 (self->offsets, sizeof (guint) * ((gsize) z->n_columns + 1));
  for (guint u = 0; u < z->n_rows; u++)
    for (guint i = z->offsets[u]; i < z->offsets[u + 1]; i++)
      {
        guint place = next[z->columns[i]]++;

        self->columns[place] = u;
        self->values[place] = z->values[i];
      }
}

typedef struct
{
  const Sparse *rows;
  const Sparse *columns; /* of the rows */
  guint *places;         /* [entries of @columns]: where each is among the rows' */
  double *sum;
} Products;

/* A line of it at a time, which stays in the cache, from the rows that have an entry there. */
static void
sum_lines (guint index, gpointer user_data)
{
  const Products *self = user_data;
  const Sparse *rows = self->rows, *columns = self->columns;
  guint last = MIN ((index + 1) * LINE_BLOCK, columns->n_rows);

  for (guint c = index * LINE_BLOCK; c < last; c++)
    {
      double *line = self->sum + (gsize) c * columns->n_rows;

      memset (line + c, 0, sizeof (double) * (columns->n_rows - c));
      for (guint i = columns->offsets[c]; i < columns->offsets[c + 1]; i++)
        {
          guint end = rows->offsets[columns->columns[i] + 1];
          double value = columns->values[i];

          /* Columns ascend in every row, so that what is left of it begins here. */
          for (guint j = self->places[i]; j < end; j++)
            line[rows->columns[j]] += value * rows->values[j];
        }
    }
}

/* Upper triangle of the sum of the rows' outer products: with rows of people that is ZᵀZ, with rows of films
 * ZZᵀ. Freed with mtn_memory_free(); NULL without memory. */
static double *
sum_products (const Sparse *rows, const Sparse *columns)
{
  gsize n = rows->n_columns;
  double *sum = mtn_memory_new (n * n, sizeof (double));
  g_autofree guint *places = NULL;
  g_autofree guint *next = NULL;
  Products products = { .rows = rows, .columns = columns, .sum = sum };

  if (sum == NULL)
    return NULL;

  places = g_new (guint, MAX (rows->offsets[rows->n_rows], 1));
  next = g_memdup2 (columns->offsets, sizeof (guint) * (n + 1));
  for (guint i = 0; i < rows->offsets[rows->n_rows]; i++)
    places[next[rows->columns[i]]++] = i;
  products.places = places;

  mtn_parallel_run ((guint) ((n + LINE_BLOCK - 1) / LINE_BLOCK), (guint) openblas_get_num_threads (),
                    sum_lines, &products);

  return sum;
}

/* The largest eigenvalues of the sum of the rows' outer products, and their eigenvectors. @columns: of the
 * rows, filled in where they are needed and not yet there. */
static gboolean
solve (const Sparse *rows,
       Sparse *columns,
       guint n_wanted,
       double *values,
       double *vectors,
       GCancellable *cancellable,
       GError **error)
{
  double *products;
  gboolean is_solved;

  if (rows->n_columns > LARGEST_DENSE && mtn_eigen_is_worth_rows (rows->n_columns, n_wanted))
    {
      MtnEigenRows sparse = { rows->n_rows, rows->n_columns, rows->offsets, rows->columns, rows->values };

      return mtn_eigen_largest_of_rows (&sparse, n_wanted, TOLERANCE, values, vectors, cancellable, error);
    }

  if (columns->offsets == NULL)
    init_transposed (columns, rows);
  products = sum_products (rows, columns);
  if (products == NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                   _ ("not enough memory for the products of %u people or films"), rows->n_columns);
      return FALSE;
    }

  is_solved = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
              mtn_eigen_largest (products, rows->n_columns, n_wanted, values, vectors, error);
  mtn_memory_free (products);

  return is_solved;
}

/* W from the eigenvectors of ZᵀZ, which are its rows. */
static void
fill_factors_of_films (MtnEdlae *self, const double *vectors)
{
  for (guint k = 0; k < self->rank; k++)
    for (guint j = 0; j < self->n_movies; j++)
      self->factors[(gsize) j * self->rank + k] = (float) vectors[(gsize) k * self->n_movies + j];
}

typedef struct
{
  MtnEdlae *edlae;
  const Sparse *films; /* the rows of Zᵀ */
  const double *values;
  const double *vectors;
} Factors;

/* Rows k of W from the eigenvectors k of ZZᵀ: l_k^−½ u_kᵀ Z, for the k of block @index. The same sums in the
 * same order, however many of them an instruction adds to. */
static inline __attribute__ ((always_inline)) void
fill_block_inline (guint index, const Factors *self)
{
  const Sparse *films = self->films;
  gsize rank = self->edlae->rank, n_people = films->n_columns;
  gsize first = (gsize) index * FACTOR_BLOCK, width = MIN (FACTOR_BLOCK, rank - first);
  g_autofree double *people = g_new0 (double, MAX (n_people, 1) * FACTOR_BLOCK);

  for (gsize k = 0; k < width; k++)
    {
      const double *vector = self->vectors + (first + k) * n_people;
      double scale = 1 / sqrt (self->values[first + k]);

      for (gsize u = 0; u < n_people; u++)
        people[u * FACTOR_BLOCK + k] = vector[u] * scale;
    }

  for (guint j = 0; j < films->n_rows; j++)
    {
      /* Of one length, so that the sums stay in registers. */
      double sum[FACTOR_BLOCK] = { 0 };

      for (guint i = films->offsets[j]; i < films->offsets[j + 1]; i++)
        {
          const double *from = people + (gsize) films->columns[i] * FACTOR_BLOCK;
          double value = films->values[i];

          for (guint k = 0; k < FACTOR_BLOCK; k++)
            sum[k] += value * from[k];
        }
      for (gsize k = 0; k < width; k++)
        self->edlae->factors[j * rank + first + k] = (float) sum[k];
    }
}

static void
fill_block (guint index, gpointer user_data)
{
  fill_block_inline (index, user_data);
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__ ((target ("avx2"))) static void
fill_block_avx2 (guint index, gpointer user_data)
{
  fill_block_inline (index, user_data);
}
#endif

static MtnParallelFunc
get_fill_block (void)
{
#if defined(__x86_64__) && defined(__GNUC__)
  if (__builtin_cpu_supports ("avx2"))
    return fill_block_avx2;
#endif

  return fill_block;
}

static void
report_too_many (MtnRatings *ratings, GError **error)
{
  g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
               _ ("%u people and %u films are too many for the memory of this machine"), ratings->n_people,
               ratings->n_movies);
}

MtnEdlae *
mtn_edlae_fit (MtnRatings *ratings,
               const MtnKinds *kinds,
               const MtnEdlaeOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (MtnEdlae) self = NULL;
  g_auto (Sparse) z = { 0 };
  g_auto (Sparse) transposed = { 0 };
  g_autofree double *values = NULL;
  g_autofree double *vectors = NULL;
  gboolean by_films;
  guint n, n_wanted;

  g_return_val_if_fail (ratings->offsets[ratings->n_people] > 0, NULL);
  g_return_val_if_fail (options->rank >= 1 && (options->is_plain || options->mu > 0), NULL);

  self = g_new0 (MtnEdlae, 1);
  self->n_movies = ratings->n_movies;
  self->gram = g_new (float, ratings->n_movies);
  self->n_reach = options->n_reach;
  if (options->reach != NULL)
    self->reach = g_memdup2 (options->reach, sizeof (guint) * MAX (options->n_reach, 1));
  init_scaled (&z, ratings, kinds, options, self->gram);

  by_films = z.n_columns < z.n_rows;
  n = by_films ? z.n_columns : z.n_rows;
  n_wanted = MIN (options->rank, n);
  if (!by_films)
    init_transposed (&transposed, &z);
  vectors = g_try_malloc_n ((gsize) n_wanted * n, sizeof (double));
  if (vectors == NULL)
    {
      report_too_many (ratings, error);
      return NULL;
    }

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  values = g_new (double, n_wanted);
  if (!solve (by_films ? &z : &transposed, by_films ? &transposed : &z, n_wanted, values, vectors,
              cancellable, error))
    return NULL;

  while (self->rank < n_wanted && values[self->rank] > LEAST_EIGENVALUE * values[0])
    self->rank++;
  if (self->rank == 0)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_NUMERIC, _ ("the ratings hold nothing to learn from"));
      return NULL;
    }

  self->factors = g_new (float, (gsize) self->n_movies * self->rank);
  self->eigenvalues = g_new (float, self->rank);
  for (guint k = 0; k < self->rank; k++)
    self->eigenvalues[k] = (float) values[k];
  if (by_films)
    fill_factors_of_films (self, vectors);
  else
    {
      Factors factors = { self, &transposed, values, vectors };

      mtn_parallel_run ((self->rank + FACTOR_BLOCK - 1) / FACTOR_BLOCK,
                        CROWD * (guint) openblas_get_num_threads (), get_fill_block (), &factors);
    }

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
mtn_edlae_free (MtnEdlae *self)
{
  if (self == NULL)
    return;

  g_free (self->factors);
  g_free (self->eigenvalues);
  g_free (self->gram);
  g_free (self->reach);
  g_free (self);
}

/* The factors of the films within reach, one behind the other. */
static float *
dup_factors_within_reach (const MtnEdlae *self)
{
  float *factors = g_new (float, MAX ((gsize) self->n_reach * self->rank, 1));

  for (guint c = 0; c < self->n_reach; c++)
    memcpy (factors + (gsize) c * self->rank, self->factors + (gsize) self->reach[c] * self->rank,
            sizeof (float) * self->rank);

  return factors;
}

void
mtn_edlae_score (const MtnEdlae *self,
                 double penalty,
                 guint n_rows,
                 const guint *offsets,
                 const guint *movies,
                 const float *values,
                 float *scores)
{
  guint n_columns = self->reach != NULL ? self->n_reach : self->n_movies;
  g_autofree float *filter = g_new (float, self->rank);
  g_autofree float *hidden = g_new0 (float, (gsize) n_rows * self->rank);
  g_autofree float *scale = g_new (float, MAX (n_columns, 1));
  g_autofree float *within = self->reach != NULL ? dup_factors_within_reach (self) : NULL;
  g_autofree float *narrow = self->reach != NULL ? g_new (float, MAX ((gsize) n_rows * n_columns, 1)) : NULL;
  const float *columns = within != NULL ? within : self->factors;
  float *out = narrow != NULL ? narrow : scores;

  for (guint k = 0; k < self->rank; k++)
    filter[k] = (float) (self->eigenvalues[k] / penalty / (1 + self->eigenvalues[k] / penalty));

  for (guint c = 0; c < n_columns; c++)
    {
      const float *factors = columns + (gsize) c * self->rank;
      double diagonal = 0;

      for (guint k = 0; k < self->rank; k++)
        diagonal += (double) filter[k] * factors[k] * factors[k];
      scale[c] =
          (float) (sqrt (self->gram[self->reach != NULL ? self->reach[c] : c]) / MAX (1 - diagonal, 1e-6));
    }

  for (guint r = 0; r < n_rows; r++)
    {
      float *row = hidden + (gsize) r * self->rank;

      for (guint i = offsets[r]; i < offsets[r + 1]; i++)
        {
          const float *factors = self->factors + (gsize) movies[i] * self->rank;
          float value = values[i] / sqrtf (self->gram[movies[i]]);

          for (guint k = 0; k < self->rank; k++)
            row[k] += value * factors[k];
        }
      for (guint k = 0; k < self->rank; k++)
        row[k] *= filter[k];
    }

  if (n_rows > 0 && n_columns > 0)
    cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (blasint) n_rows, (blasint) n_columns,
                 (blasint) self->rank, 1, hidden, (blasint) self->rank, columns, (blasint) self->rank, 0, out,
                 (blasint) n_columns);

  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_columns; c++)
      {
        gsize movie = self->reach != NULL ? self->reach[c] : c;

        scores[(gsize) r * self->n_movies + movie] = out[(gsize) r * n_columns + c] * scale[c];
      }
}
