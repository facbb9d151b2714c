/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Subspace iteration with a Chebyshev filter (Zhou, Saad, Tiago and
 * Chelikowsky, "Self-consistent-field calculations using Chebyshev-filtered
 * subspace iteration", Journal of Computational Physics 219, 2006): a
 * polynomial of the matrix that is at most 1 where the unwanted eigenvalues lie
 * and grows steeply above them is applied to a block of vectors, which are then
 * made orthonormal and rotated to the eigenvectors of the matrix within their
 * span (Rayleigh and Ritz).
 *
 * Blocks are [n, width] by rows, so that an entry of a sparse row touches
 * neighbouring numbers. Threads share out the columns of a block; a column is
 * always summed in the order of the rows.
 */

#include <math.h>

#include <cblas.h>
#include <glib/gi18n-lib.h>
#include <lapacke.h>

#include "mtn-eigen-private.h"
#include "mtn-error.h"
#include "mtn-parallel.h"
#include "mtn-random.h"

/* More vectors than wanted, since the last ones of a block are slow to settle. */
#define SPARE_SHARE 0.15
#define SPARE_LEAST 8

#define DEGREE 8
#define MAX_ROUNDS 12

/* Largest residual, as a share of the largest eigenvalue. */
#define TOLERANCE 1e-5

/* Where hardly anything is unwanted, as a share of the largest eigenvalue: 0 would divide by itself. */
#define LEAST_BOUND 1e-9

/* Columns of a block that a thread takes at a time: a few cache lines. */
#define STRIPE 32

typedef struct
{
  const MtnEigenRows *rows;
  guint width; /* of a block */
  guint n_threads;

  /* What is computed: out = (a · X − b) in − c · last, X the matrix. */
  const double *in;
  const double *last; /* (nullable) */
  double *out;        /* may be @last */
  double a;
  double b;
  double c;
} Product;

static void
multiply_stripe (guint index, gpointer data)
{
  const Product *self = data;
  const MtnEigenRows *rows = self->rows;
  guint first = index * STRIPE;
  guint n = MIN (STRIPE, self->width - first);

  for (guint i = 0; i < rows->n; i++)
    {
      const double *in = self->in + (gsize) i * self->width + first;
      const double *last = self->last != NULL ? self->last + (gsize) i * self->width + first : NULL;
      double *out = self->out + (gsize) i * self->width + first;

      for (guint v = 0; v < n; v++)
        out[v] = -self->b * in[v] - (last != NULL ? self->c * last[v] : 0);
    }

  for (guint r = 0; r < rows->n_rows; r++)
    {
      double product[STRIPE] = { 0 };

      for (guint i = rows->offsets[r]; i < rows->offsets[r + 1]; i++)
        {
          const double *in = self->in + (gsize) rows->columns[i] * self->width + first;
          double value = self->a * rows->values[i];

          for (guint v = 0; v < n; v++)
            product[v] += value * in[v];
        }
      for (guint i = rows->offsets[r]; i < rows->offsets[r + 1]; i++)
        {
          double *out = self->out + (gsize) rows->columns[i] * self->width + first;
          double value = rows->values[i];

          for (guint v = 0; v < n; v++)
            out[v] += value * product[v];
        }
    }
}

static void
multiply (Product *self, const double *in, const double *last, double *out, double a, double b, double c)
{
  self->in = in;
  self->last = last;
  self->out = out;
  self->a = a;
  self->b = b;
  self->c = c;
  mtn_parallel_run ((self->width + STRIPE - 1) / STRIPE, self->n_threads, multiply_stripe, self);
}

/*
 * Three blocks take turns. T_0 = 1, T_1 = y, T_d = 2 y T_{d − 1} − T_{d − 2}, where y = 2 x / bound − 1
 * takes the unwanted eigenvalues, 0 … @bound, to −1 … 1; each is scaled by what it makes of @top, or the
 * numbers would overflow.
 */
static gboolean
filter (Product *self, double **blocks, double bound, double top, GCancellable *cancellable, GError **error)
{
  double y = 2 * top / bound - 1;
  double scale = 1 / y; /* T_{d − 1} (y) / T_d (y) */
  double *result;

  multiply (self, blocks[0], NULL, blocks[1], 2 / bound * scale, scale, 0);
  for (guint d = 2; d <= DEGREE; d++)
    {
      double next = 1 / (2 * y - scale);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      result = blocks[2];
      multiply (self, blocks[1], blocks[0], result, 4 / bound * next, 2 * next, scale * next);
      blocks[2] = blocks[0];
      blocks[0] = blocks[1];
      blocks[1] = result;
      scale = next;
    }

  result = blocks[0];
  blocks[0] = blocks[1];
  blocks[1] = result;

  return TRUE;
}

static gboolean
fail (lapack_int info, guint n, GError **error)
{
  g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
               _ ("the eigenvectors of a matrix of %u × %u could not be computed (LAPACK: %d)"), n, n,
               (int) info);

  return FALSE;
}

/* Makes the columns of the block [n, width] orthonormal. */
static gboolean
orthonormalize (double *block, guint n, guint width, GError **error)
{
  g_autofree double *reflectors = g_new (double, width);
  lapack_int info = LAPACKE_dgeqrf (LAPACK_ROW_MAJOR, (lapack_int) n, (lapack_int) width, block,
                                    (lapack_int) width, reflectors);

  if (info == 0)
    info = LAPACKE_dorgqr (LAPACK_ROW_MAJOR, (lapack_int) n, (lapack_int) width, (lapack_int) width, block,
                           (lapack_int) width, reflectors);

  return info == 0 || fail (info, n, error);
}

/*
 * Rotates the orthonormal block 0 to the eigenvectors within its span. @values: [width], ascending. Leaves
 * the product of the matrix with it in block 1; block 2 is scratch.
 */
static gboolean
rotate (Product *self, double **blocks, double *values, GError **error)
{
  const blasint n = (blasint) self->rows->n, width = (blasint) self->width;
  g_autofree double *small = g_new (double, (gsize) width *width);
  double *rotated = blocks[2];
  lapack_int info;

  multiply (self, blocks[0], NULL, blocks[1], 1, 0, 0);
  cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, width, width, n, 1, blocks[0], width, blocks[1],
               width, 0, small, width);
  info = LAPACKE_dsyevd (LAPACK_ROW_MAJOR, 'V', 'U', (lapack_int) width, small, (lapack_int) width, values);
  if (info != 0)
    return fail (info, self->rows->n, error);

  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, n, width, width, 1, blocks[0], width, small, width,
               0, rotated, width);
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, n, width, width, 1, blocks[1], width, small, width,
               0, blocks[0], width);
  blocks[2] = blocks[1];
  blocks[1] = blocks[0];
  blocks[0] = rotated;

  return TRUE;
}

/* Largest residual of the wanted ones, which are the last. */
static double
measure_residual (const Product *self, double *const *blocks, const double *values, guint n_wanted)
{
  double largest = 0;

  for (guint k = self->width - n_wanted; k < self->width; k++)
    {
      double sum = 0;

      for (guint i = 0; i < self->rows->n; i++)
        {
          double rest =
              blocks[1][(gsize) i * self->width + k] - values[k] * blocks[0][(gsize) i * self->width + k];

          sum += rest * rest;
        }
      largest = MAX (largest, sqrt (sum));
    }

  return largest;
}

static gboolean
iterate (Product *self,
         double **blocks,
         double *values,
         guint n_wanted,
         GCancellable *cancellable,
         GError **error)
{
  guint n = self->rows->n;
  MtnRandom random;
  double top = 0;

  /* Any start will do; this one is the same every time. */
  mtn_random_init (&random, n, self->width);
  for (gsize i = 0; i < (gsize) n * self->width; i++)
    blocks[0][i] = mtn_random_unit (&random) - 0.5;

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      if (!orthonormalize (blocks[0], n, self->width, error) || !rotate (self, blocks, values, error))
        return FALSE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      top = values[self->width - 1];
      /* What is no number compares with nothing, and must not go round for ever. */
      if (!(top > 0) || measure_residual (self, blocks, values, n_wanted) <= TOLERANCE * top)
        break;
      if (!filter (self, blocks, MAX (values[0], LEAST_BOUND * top), top, cancellable, error))
        return FALSE;
    }

  if (!isfinite (top))
    return fail (0, n, error);

  return TRUE;
}

gboolean
mtn_eigen_largest_of_rows (const MtnEigenRows *rows,
                           guint n_wanted,
                           guint n_threads,
                           double *values,
                           double *vectors,
                           GCancellable *cancellable,
                           GError **error)
{
  guint spare = MAX ((guint) (SPARE_SHARE * n_wanted), SPARE_LEAST);
  Product product = { .rows = rows, .width = MIN (n_wanted + spare, rows->n), .n_threads = n_threads };
  gsize n_values = (gsize) rows->n * product.width;
  g_autofree double *memory = NULL;
  g_autofree double *ascending = g_new (double, product.width);
  double *blocks[3];

  g_return_val_if_fail (n_wanted >= 1 && n_wanted <= rows->n, FALSE);

  memory = g_try_malloc_n (3 * n_values, sizeof (double));
  if (memory == NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                   _ ("not enough memory for the eigenvectors of a matrix of %u × %u"), rows->n, rows->n);
      return FALSE;
    }
  for (guint i = 0; i < 3; i++)
    blocks[i] = memory + i * n_values;

  if (!iterate (&product, blocks, ascending, n_wanted, cancellable, error))
    return FALSE;

  for (guint k = 0; k < n_wanted; k++)
    {
      guint from = product.width - 1 - k;

      values[k] = ascending[from];
      for (guint i = 0; i < rows->n; i++)
        vectors[(gsize) k * rows->n + i] = blocks[0][(gsize) i * product.width + from];
      mtn_eigen_normalize_sign (vectors + (gsize) k * rows->n, rows->n);
    }

  return TRUE;
}
