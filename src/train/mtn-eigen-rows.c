/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Block Lanczos with full orthogonalisation and thick restarts (Wu and Simon,
 * "Thick-restart Lanczos method for large symmetric eigenvalue problems", SIAM
 * Journal on Matrix Analysis and Applications 22, 2000): a basis grows by the
 * matrix times its last block, made orthogonal to what is there; when it is
 * full, it is rotated to the eigenvectors of the matrix within its span
 * (Rayleigh and Ritz), and the best of these are what it starts from again. The
 * products are kept with the basis, so that nothing relies on a recurrence.
 *
 * The products are two sparse layers of the engine, by the rows and by their
 * transpose, in floats; all else is in doubles.
 */

#include <math.h>

#include <cblas.h>
#include <glib/gi18n-lib.h>
#include <lapacke.h>

#include "mtn-eigen-private.h"
#include "mtn-engine.h"
#include "mtn-error.h"
#include "mtn-random.h"

/* Columns that a basis grows by, and how often before it is rotated. */
#define BLOCK 32
#define N_BLOCKS 6

/* Rotations; by far less than that the wanted ones have settled, unless the last of them hardly differ. */
#define MAX_ROUNDS 25

typedef struct
{
  guint n; /* of the matrix */
  MtnEngine *engine;
  MtnRows rows;
  MtnRows transposed;
  MtnBuffer *in;    /* [n, BLOCK] */
  MtnBuffer *inner; /* [rows, BLOCK] */
  MtnBuffer *out;   /* [n, BLOCK] */
  float *block;     /* [n, BLOCK] on the host */
} Product;

static void
product_clear (Product *self)
{
  g_free ((float *) self->rows.values);
  g_free ((guint *) self->transposed.offsets);
  g_free ((guint *) self->transposed.columns);
  g_free ((float *) self->transposed.values);
  g_clear_pointer (&self->in, mtn_buffer_free);
  g_clear_pointer (&self->inner, mtn_buffer_free);
  g_clear_pointer (&self->out, mtn_buffer_free);
  g_clear_pointer (&self->engine, mtn_engine_free);
  g_clear_pointer (&self->block, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Product, product_clear)

static void
product_init (Product *self, const MtnEigenRows *rows)
{
  guint n_entries = rows->offsets[rows->n_rows];
  float *values = g_new (float, MAX (n_entries, 1));
  guint *offsets = g_new0 (guint, rows->n + 1);
  guint *columns = g_new (guint, MAX (n_entries, 1));
  float *transposed = g_new (float, MAX (n_entries, 1));
  g_autofree guint *next = NULL;

  for (guint i = 0; i < n_entries; i++)
    {
      values[i] = (float) rows->values[i];
      offsets[rows->columns[i] + 1]++;
    }
  for (guint j = 0; j < rows->n; j++)
    offsets[j + 1] += offsets[j];

  next = g_memdup2 (offsets, sizeof (guint) * ((gsize) rows->n + 1));
  for (guint r = 0; r < rows->n_rows; r++)
    for (guint i = rows->offsets[r]; i < rows->offsets[r + 1]; i++)
      {
        guint place = next[rows->columns[i]]++;

        columns[place] = r;
        transposed[place] = values[i];
      }

  self->n = rows->n;
  self->engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  self->rows = (MtnRows){ rows->n_rows, rows->offsets, rows->columns, values };
  self->transposed = (MtnRows){ rows->n, offsets, columns, transposed };
  self->in = mtn_buffer_new (self->engine, (gsize) rows->n * BLOCK);
  self->inner = mtn_buffer_new (self->engine, (gsize) rows->n_rows * BLOCK);
  self->out = mtn_buffer_new (self->engine, (gsize) rows->n * BLOCK);
  self->block = g_new (float, (gsize) rows->n *BLOCK);
}

static gboolean
fail (guint n, const char *why, GError **error)
{
  g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
               _ ("the eigenvectors of a matrix of %u × %u could not be computed: %s"), n, n, why);

  return FALSE;
}

static gboolean
fail_lapack (guint n, const char *routine, lapack_int info, GError **error)
{
  g_autofree char *why = g_strdup_printf ("LAPACK %s: %d", routine, (int) info);

  return fail (n, why, error);
}

/* @out = X · @in, X the matrix; both are blocks within rows of @stride. */
static gboolean
multiply (Product *self, const double *in, double *out, gsize stride, GError **error)
{
  gsize n_values = (gsize) self->n * BLOCK;

  for (guint i = 0; i < self->n; i++)
    for (guint v = 0; v < BLOCK; v++)
      self->block[(gsize) i * BLOCK + v] = (float) in[i * stride + v];

  mtn_buffer_write (self->in, 0, self->block, n_values);
  mtn_engine_gather (self->engine, &self->rows, self->in, NULL, MTN_ACTIVATION_NONE, self->n, BLOCK,
                     self->inner);
  mtn_engine_gather (self->engine, &self->transposed, self->inner, NULL, MTN_ACTIVATION_NONE,
                     self->rows.n_rows, BLOCK, self->out);
  if (!mtn_buffer_read (self->out, 0, self->block, n_values))
    {
      g_autofree char *failure = mtn_engine_take_failure (self->engine);

      return fail (self->n, failure, error);
    }

  for (guint i = 0; i < self->n; i++)
    for (guint v = 0; v < BLOCK; v++)
      out[i * stride + v] = self->block[(gsize) i * BLOCK + v];

  return TRUE;
}

typedef struct
{
  guint n;
  guint n_wanted;
  guint n_kept;    /* over a restart */
  guint most;      /* columns */
  guint n_columns; /* that are there */
  double *basis;   /* [n, most], orthonormal columns */
  double *product; /* [n, most]: the matrix times the basis */
  double *next;    /* [n, BLOCK]: what comes next, orthogonal to the basis */
  double *rotated; /* [n, n_kept]: scratch */
  double *small;   /* [most, most]: scratch */
  double *values;  /* [most], ascending: after a rotation */
} Basis;

static void
basis_clear (Basis *self)
{
  g_free (self->basis);
  g_free (self->product);
  g_free (self->next);
  g_free (self->rotated);
  g_free (self->small);
  g_free (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Basis, basis_clear)

static gboolean
basis_init (Basis *self, guint n, guint n_wanted)
{
  self->n = n;
  self->n_wanted = n_wanted;
  self->n_kept = MIN (n_wanted + BLOCK, n);
  self->most = n_wanted + BLOCK * (N_BLOCKS + 1);
  self->basis = g_try_malloc_n ((gsize) n * self->most, sizeof (double));
  self->product = g_try_malloc_n ((gsize) n * self->most, sizeof (double));
  self->next = g_try_malloc_n ((gsize) n * BLOCK, sizeof (double));
  self->rotated = g_try_malloc_n ((gsize) n * self->n_kept, sizeof (double));
  self->small = g_new (double, (gsize) self->most * self->most);
  self->values = g_new (double, self->most);

  return self->basis != NULL && self->product != NULL && self->next != NULL && self->rotated != NULL;
}

/* Makes the columns of the next block orthonormal, and orthogonal to the basis. Rounding, and directions that
 * come out of nothing where the matrix has no more, ask for it to be done again. */
static gboolean
orthonormalize (Basis *self, GError **error)
{
  const blasint n = (blasint) self->n, m = (blasint) self->n_columns, most = (blasint) self->most;

  for (guint pass = 0; pass < 3; pass++)
    {
      double reflectors[BLOCK];
      lapack_int info;

      if (m > 0)
        {
          cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, m, BLOCK, n, 1, self->basis, most, self->next,
                       BLOCK, 0, self->small, BLOCK);
          cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, n, BLOCK, m, -1, self->basis, most,
                       self->small, BLOCK, 1, self->next, BLOCK);
        }
      info = LAPACKE_dgeqrf (LAPACK_ROW_MAJOR, n, BLOCK, self->next, BLOCK, reflectors);
      if (info == 0)
        info = LAPACKE_dorgqr (LAPACK_ROW_MAJOR, n, BLOCK, BLOCK, self->next, BLOCK, reflectors);
      if (info != 0)
        return fail_lapack (self->n, "dgeqrf", info, error);
    }

  return TRUE;
}

/* Takes the next block in, and finds the one after it. */
static gboolean
grow (Basis *self, Product *product, GError **error)
{
  gsize at = self->n_columns;

  for (guint i = 0; i < self->n; i++)
    for (guint v = 0; v < BLOCK; v++)
      self->basis[i * (gsize) self->most + at + v] = self->next[(gsize) i * BLOCK + v];
  if (!multiply (product, self->basis + at, self->product + at, self->most, error))
    return FALSE;
  self->n_columns += BLOCK;

  for (guint i = 0; i < self->n; i++)
    for (guint v = 0; v < BLOCK; v++)
      self->next[(gsize) i * BLOCK + v] = self->product[i * (gsize) self->most + at + v];

  return orthonormalize (self, error);
}

/* Replaces the first columns of @matrix by its columns times the last n_kept of the small matrix, best first.
 */
static void
rotate_columns (Basis *self, double *matrix)
{
  const blasint n = (blasint) self->n, m = (blasint) self->n_columns, kept = (blasint) self->n_kept;

  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, n, kept, m, 1, matrix, (blasint) self->most,
               self->small + (m - kept), m, 0, self->rotated, kept);
  for (guint i = 0; i < self->n; i++)
    for (guint k = 0; k < self->n_kept; k++)
      matrix[i * (gsize) self->most + k] = self->rotated[(gsize) i * self->n_kept + self->n_kept - 1 - k];
}

/* Leaves the best eigenvectors within the span of the basis, and their values. */
static gboolean
rotate (Basis *self, GError **error)
{
  const blasint n = (blasint) self->n, m = (blasint) self->n_columns, most = (blasint) self->most;
  lapack_int info;

  cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, m, m, n, 1, self->basis, most, self->product, most, 0,
               self->small, m);
  info = LAPACKE_dsyevd (LAPACK_ROW_MAJOR, 'V', 'U', m, self->small, m, self->values);
  if (info != 0)
    return fail_lapack (self->n, "dsyevd", info, error);

  rotate_columns (self, self->basis);
  rotate_columns (self, self->product);
  for (guint k = 0; k < self->n_kept; k++)
    self->values[k] = self->values[self->n_columns - 1 - k];
  self->n_columns = self->n_kept;

  return TRUE;
}

/* Largest residual of the wanted ones. */
static double
measure_residual (const Basis *self)
{
  double largest = 0;

  for (guint k = 0; k < self->n_wanted; k++)
    {
      double sum = 0;

      for (guint i = 0; i < self->n; i++)
        {
          gsize at = i * (gsize) self->most + k;
          double rest = self->product[at] - self->values[k] * self->basis[at];

          sum += rest * rest;
        }
      largest = MAX (largest, sqrt (sum));
    }

  return largest;
}

static gboolean
iterate (Basis *self, Product *product, double tolerance, GCancellable *cancellable, GError **error)
{
  MtnRandom random;

  /* Any start will do; this one is the same every time. */
  mtn_random_init (&random, self->n, self->n_wanted);
  for (gsize i = 0; i < (gsize) self->n * BLOCK; i++)
    self->next[i] = mtn_random_unit (&random) - 0.5;
  if (!orthonormalize (self, error))
    return FALSE;

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      while (self->n_columns + BLOCK <= self->most)
        if (g_cancellable_set_error_if_cancelled (cancellable, error) || !grow (self, product, error))
          return FALSE;
      if (!rotate (self, error))
        return FALSE;
      if (!isfinite (self->values[0]))
        return fail (self->n, _ ("a value is not finite"), error);
      if (measure_residual (self) <= tolerance * self->values[0])
        break;
    }

  return TRUE;
}

gboolean
mtn_eigen_largest_of_rows (const MtnEigenRows *rows,
                           guint n_wanted,
                           double tolerance,
                           double *values,
                           double *vectors,
                           GCancellable *cancellable,
                           GError **error)
{
  g_auto (Product) product = { 0 };
  g_auto (Basis) basis = { 0 };

  g_return_val_if_fail (n_wanted >= 1 && mtn_eigen_is_worth_rows (rows->n, n_wanted), FALSE);

  if (!basis_init (&basis, rows->n, n_wanted))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                   _ ("not enough memory for the eigenvectors of a matrix of %u × %u"), rows->n, rows->n);
      return FALSE;
    }

  product_init (&product, rows);
  if (!iterate (&basis, &product, tolerance, cancellable, error))
    return FALSE;

  for (guint k = 0; k < n_wanted; k++)
    {
      values[k] = basis.values[k];
      for (guint i = 0; i < rows->n; i++)
        vectors[(gsize) k * rows->n + i] = basis.basis[i * (gsize) basis.most + k];
      mtn_eigen_normalize_sign (vectors + (gsize) k * rows->n, rows->n);
    }

  return TRUE;
}

gboolean
mtn_eigen_is_worth_rows (guint n, guint n_wanted)
{
  return n / 2 >= n_wanted + BLOCK * (N_BLOCKS + 1);
}
