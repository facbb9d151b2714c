/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-number.h"

#include <math.h>

#include "mtn-plot-scale.h"

#define MINUS "\342\210\222"

static char *
without_zero (double value)
{
  /* For people, so in their locale. */
  char *text = g_strdup_printf ("%.2f", value);

  if (value < 1 && text[0] == '0')
    memmove (text, text + 1, strlen (text));
  return text;
}

char *
mtn_score_dup_text (double score)
{
  /* Nothing is certain: rounding must not say 1.00. Written so that NaN becomes nothing. */
  return without_zero (score > 0 ? MIN (score, 0.99) : 0);
}

char *
mtn_count_dup_text (guint n)
{
  return mtn_plot_number_fixed (n, 0);
}

char *
mtn_amount_dup_text (double amount)
{
  g_autofree char *number = without_zero (fabs (amount));

  return g_strconcat (amount < 0 ? MINUS : "+", number, NULL);
}
