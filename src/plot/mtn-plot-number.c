/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-plot-scale.h"

#include <math.h>
#include <string.h>

#define MINUS "\342\210\222"

/* @digits: what printf made of a positive number. A comma goes between each three digits of its whole part.
 */
static char *
dress (const char *digits, gboolean negative)
{
  GString *text = g_string_new (negative ? MINUS : NULL);
  gsize whole = strspn (digits, "0123456789");

  if (whole == 1 && digits[0] == '0' && digits[1] == '.')
    return g_string_free (g_string_append (text, digits + 1), FALSE);

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }

  return g_string_free (g_string_append (text, digits + whole), FALSE);
}

static void
strip_zeros (char *digits)
{
  gsize length = strlen (digits);

  if (strchr (digits, '.') == NULL)
    return;
  while (digits[length - 1] == '0')
    length--;
  if (digits[length - 1] == '.')
    length--;
  digits[length] = '\0';
}

/* "1.50e-05" becomes "1.5e-5". */
static char *
exponential (double value, gboolean negative)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *exponent;
  g_autofree char *mantissa = NULL;

  g_ascii_formatd (buffer, sizeof buffer, "%.2e", value);
  exponent = strchr (buffer, 'e');
  mantissa = g_strndup (buffer, exponent - buffer);
  strip_zeros (mantissa);

  return g_strdup_printf ("%s%se%d", negative ? MINUS : "", mantissa, atoi (exponent + 1));
}

char *
mtn_plot_number_fixed (double value, guint decimals)
{
  char format[8];
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double size = fabs (value);

  if (isnan (value))
    return g_strdup ("NaN");
  if (isinf (value))
    return g_strdup (value < 0 ? MINUS "\342\210\236" : "\342\210\236");
  if (size >= 1e15 || decimals > 15)
    return exponential (size, value < 0);

  g_snprintf (format, sizeof format, "%%.%uf", decimals);
  g_ascii_formatd (buffer, sizeof buffer, format, size);

  /* What rounds to nothing has no sign. */
  return dress (buffer, value < 0 && strpbrk (buffer, "123456789") != NULL);
}

char *
mtn_plot_number (double value)
{
  double size = fabs (value);
  int magnitude;
  g_autofree char *text = NULL;

  if (!isfinite (value) || size == 0)
    return mtn_plot_number_fixed (value, 0);
  if (size < 1e-4 || size >= 1e9)
    return exponential (size, value < 0);
  if (size >= 1e6)
    {
      char *millions = mtn_plot_number_fixed (value / 1e6, size >= 1e8 ? 0 : size >= 1e7 ? 1 : 2);

      strip_zeros (millions);
      text = millions;
      return g_strconcat (text, "M", NULL);
    }
  if (size >= 1000)
    return mtn_plot_number_fixed (value, 0);

  magnitude = (int) floor (log10 (size));
  text = mtn_plot_number_fixed (value, MAX (0, 2 - magnitude));
  strip_zeros (text);

  return g_steal_pointer (&text);
}
