/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-plot-scale.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define MINUS "\342\210\222"
#define NARROW_SPACE "\342\200\257"

/* The locale's sign, if it can be shown: a charset other than UTF-8 may put bytes there that are no text. */
static const char *
sign_or (const char *sign, const char *otherwise)
{
  return sign != NULL && *sign != '\0' && g_utf8_validate (sign, -1, NULL) ? sign : otherwise;
}

/* @digits: what printf made of a positive number in C's way. The locale's sign goes between each three digits
 * of its whole part and before its decimals. That a zero before the point may be missing is an English
 * custom. */
static char *
dress (const char *digits, gboolean negative)
{
  const struct lconv *locale = localeconv ();
  const char *point = sign_or (locale->decimal_point, ".");
  gboolean is_point = g_str_equal (point, ".");
  const char *between = sign_or (locale->thousands_sep, is_point ? "," : NARROW_SPACE);
  GString *text = g_string_new (negative ? MINUS : NULL);
  gsize whole = strspn (digits, "0123456789");

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, between);
      if (whole > 1 || digits[0] != '0' || digits[1] != '.' || !is_point)
        g_string_append_c (text, digits[i]);
    }
  if (digits[whole] == '.')
    g_string_append (text, point);

  return g_string_free (g_string_append (text, digits + whole + (digits[whole] == '.')), FALSE);
}

/* Of a number in C's way. */
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
  g_autofree char *dressed = NULL;

  g_ascii_formatd (buffer, sizeof buffer, "%.2e", value);
  exponent = strchr (buffer, 'e');
  mantissa = g_strndup (buffer, exponent - buffer);
  strip_zeros (mantissa);
  dressed = dress (mantissa, negative);

  return g_strdup_printf ("%se%d", dressed, atoi (exponent + 1));
}

static char *
fixed (double value, guint decimals, gboolean stripped)
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
  if (stripped)
    strip_zeros (buffer);

  /* What rounds to nothing has no sign. */
  return dress (buffer, value < 0 && strpbrk (buffer, "123456789") != NULL);
}

char *
mtn_plot_number_fixed (double value, guint decimals)
{
  return fixed (value, decimals, FALSE);
}

char *
mtn_plot_number (double value)
{
  double size = fabs (value);

  if (!isfinite (value) || size == 0)
    return mtn_plot_number_fixed (value, 0);
  if (size < 1e-4 || size >= 1e9)
    return exponential (size, value < 0);
  if (size >= 1e6)
    {
      g_autofree char *millions = fixed (value / 1e6, size >= 1e8 ? 0 : size >= 1e7 ? 1 : 2, TRUE);

      return g_strconcat (millions, "M", NULL);
    }
  if (size >= 1000)
    return mtn_plot_number_fixed (value, 0);

  return fixed (value, MAX (0, 2 - (int) floor (log10 (size))), TRUE);
}
