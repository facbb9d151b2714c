/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-comparison.h"

#include <math.h>

#include <glib/gi18n-lib.h>

void
mtn_comparison_compute (const MtnMeasures *a,
                        const MtnMeasures *b,
                        const MtnSelection *selection,
                        MtnInterval *out)
{
  guint n_rows = mtn_measures_get_n_rows (a);
  guint n_columns = a->n_ks * MTN_N_COLUMNS;
  g_autofree double *differences = NULL;
  g_autofree guint *people = NULL;
  g_autofree guint *slices = NULL;
  guint n = 0;

  g_return_if_fail (n_rows == mtn_measures_get_n_rows (b) && a->n_ks == b->n_ks);

  differences = g_new (double, MAX ((gsize) n_rows * n_columns, 1));
  people = g_new (guint, MAX (n_rows, 1));
  slices = g_new (guint, MAX (n_rows, 1));
  for (guint row = 0; row < n_rows; row++)
    {
      const double *x = mtn_measures_get_row (a, row), *y = mtn_measures_get_row (b, row);

      if (g_array_index (a->n_relevant, guint, row) == 0 || !mtn_selection_has (selection, a, row))
        continue;
      people[n] = g_array_index (a->people, guint, row);
      slices[n] = g_array_index (a->slices, guint, row);
      for (guint c = 0; c < n_columns; c++)
        differences[(gsize) n * n_columns + c] = x[c] - y[c];
      n++;
    }

  mtn_bootstrap_means (differences, NULL, n, n_columns, people, selection->by_slices ? slices : NULL,
                       selection->by_slices ? a->n_slices : 1, selection->seed, MTN_BOOTSTRAP_DRAWS, out);
}

MtnVerdict
mtn_interval_judge (const MtnInterval *difference)
{
  if (isnan (difference->low) || isnan (difference->high))
    return MTN_VERDICT_TOO_FEW;
  if (difference->low > 0)
    return MTN_VERDICT_BETTER;
  if (difference->high < 0)
    return MTN_VERDICT_WORSE;

  return MTN_VERDICT_NO_DIFFERENCE;
}

const char *
mtn_verdict_get_name (MtnVerdict verdict)
{
  static const char *const names[] = { "better", "worse", "no significant difference", "too few people" };

  g_return_val_if_fail (verdict < G_N_ELEMENTS (names), NULL);

  return names[verdict];
}

static const char *
format (char buffer[G_ASCII_DTOSTR_BUF_SIZE], double value)
{
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%+.4f", value);
}

char *
mtn_comparison_dup_words (const char *a, const char *b, const char *what, const MtnInterval *difference)
{
  char mean[G_ASCII_DTOSTR_BUF_SIZE], low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *figures = g_strdup_printf ("%s %s [%s, %s]", what, format (mean, difference->mean),
                                              format (low, difference->low), format (high, difference->high));

  switch (mtn_interval_judge (difference))
    {
    case MTN_VERDICT_BETTER:
      return g_strdup_printf (_ ("%s is better than %s: %s"), a, b, figures);
    case MTN_VERDICT_WORSE:
      return g_strdup_printf (_ ("%s is worse than %s: %s"), a, b, figures);
    case MTN_VERDICT_TOO_FEW:
      return g_strdup_printf (_ ("too few people to compare %s with %s: %s %s"), a, b, what, mean);
    case MTN_VERDICT_NO_DIFFERENCE:
    default:
      return g_strdup_printf (_ ("no significant difference between %s and %s: %s"), a, b, figures);
    }
}
