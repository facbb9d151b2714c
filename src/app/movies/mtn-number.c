/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-number.h"

#include <math.h>

#include "mtn-plot-scale.h"

#define MINUS "\342\210\222"

char *
mtn_score_dup_text (double score)
{
  /* Nothing is certain: rounding must not say 1.00. Written so that NaN becomes nothing. */
  return mtn_plot_number_fixed (score > 0 ? MIN (score, 0.99) : 0, 2);
}

char *
mtn_count_dup_text (guint n)
{
  return mtn_plot_number_fixed (n, 0);
}

char *
mtn_amount_dup_text (double amount)
{
  g_autofree char *number = mtn_plot_number_fixed (fabs (amount), 2);

  return g_strconcat (amount < 0 ? MINUS : "+", number, NULL);
}
