/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-eigen-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>
#include <lapacke.h>

#include "mtn-error.h"

void
mtn_eigen_normalize_sign (double *vector, guint n)
{
  guint largest = 0;

  for (guint i = 1; i < n; i++)
    if (fabs (vector[i]) > fabs (vector[largest]))
      largest = i;

  if (vector[largest] < 0)
    for (guint i = 0; i < n; i++)
      vector[i] = -vector[i];
}

gboolean
mtn_eigen_largest (double *matrix, guint n, guint n_wanted, double *values, double *vectors, GError **error)
{
  g_autofree lapack_int *support = g_new (lapack_int, 2 * (gsize) n);
  g_autofree double *ascending = g_new (double, n);
  lapack_int n_found = 0;
  lapack_int info;

  g_return_val_if_fail (n_wanted >= 1 && n_wanted <= n, FALSE);

  /* The upper triangle by rows is the lower one by columns, which spares LAPACKE a transposed copy. */
  info = LAPACKE_dsyevr (LAPACK_COL_MAJOR, 'V', 'I', 'L', (lapack_int) n, matrix, (lapack_int) n, 0, 0,
                         (lapack_int) (n - n_wanted + 1), (lapack_int) n, 0, &n_found, ascending, vectors,
                         (lapack_int) n, support);
  if (info != 0 || n_found != (lapack_int) n_wanted)
    {
      if (info == LAPACK_WORK_MEMORY_ERROR)
        g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                     _ ("not enough memory for the eigenvectors of a matrix of %u × %u"), n, n);
      else
        g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                     _ ("the eigenvectors of a matrix of %u × %u could not be computed (LAPACK dsyevr: %d)"),
                     n, n, (int) info);
      return FALSE;
    }

  /* They came in the order of ascending values. */
  for (guint k = 0; k < n_wanted; k++)
    values[k] = ascending[n_wanted - 1 - k];
  for (guint k = 0; k < (n_wanted + 1) / 2; k++)
    {
      double *a = vectors + (gsize) k * n;
      double *b = vectors + (gsize) (n_wanted - 1 - k) * n;

      mtn_eigen_normalize_sign (a, n);
      if (a == b)
        break;

      mtn_eigen_normalize_sign (b, n);
      for (guint i = 0; i < n; i++)
        {
          double kept = a[i];

          a[i] = b[i];
          b[i] = kept;
        }
    }

  return TRUE;
}
