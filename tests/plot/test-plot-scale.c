/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Scales, ticks and numbers against answers worked out by hand. */

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "mtn-plot-scale.h"

static void
test_numbers (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 0.5, ".5" },
    { 0.1394, ".139" },
    { -0.25, "−.25" },
    { 1, "1" },
    { 1.5, "1.5" },
    { 12.345, "12.3" },
    { 0.0123, ".0123" },
    { 583, "583" },
    { 1682, "1,682" },
    { 100000, "100,000" },
    { 2500000, "2.5M" },
    { 1e9, "1e9" },
    { 4.04e-5, "4.04e-5" },
    { 1.5e-300, "1.5e-300" },
    { 0.99999, "1" },
    { -0.00001, "−1e-5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = mtn_plot_number (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_fixed (void)
{
  g_autofree char *kept = mtn_plot_number_fixed (0.8, 3);
  g_autofree char *negative = mtn_plot_number_fixed (-0.0004, 3);
  g_autofree char *nan = mtn_plot_number_fixed (NAN, 3);
  g_autofree char *infinite = mtn_plot_number_fixed (-INFINITY, 3);
  g_autofree char *huge = mtn_plot_number_fixed (DBL_MAX, 2);

  g_assert_cmpstr (kept, ==, ".800");
  /* What rounds to nothing is not negative. */
  g_assert_cmpstr (negative, ==, ".000");
  g_assert_cmpstr (nan, ==, "NaN");
  g_assert_cmpstr (infinite, ==, "−∞");
  g_assert_cmpstr (huge, ==, "1.8e308");
}

static void
test_locale (void)
{
  const char *old = setlocale (LC_NUMERIC, NULL);
  g_autofree char *kept = g_strdup (old);
  static const char *const comma[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8" };
  gboolean set = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (comma) && !set; i++)
    set = setlocale (LC_NUMERIC, comma[i]) != NULL;
  if (!set)
    {
      g_test_skip ("no locale with a decimal comma");
      return;
    }
  {
    g_autofree char *text = mtn_plot_number (1.5);
    g_autofree char *small = mtn_plot_number (-0.394);
    g_autofree char *kept_zeros = mtn_plot_number_fixed (0.8, 3);
    g_autofree char *large = mtn_plot_number (1682);
    g_autofree char *tiny = mtn_plot_number (4.5e-5);

    setlocale (LC_NUMERIC, kept);
    g_assert_cmpstr (text, ==, "1,5");
    g_assert_cmpstr (small, ==, "−0,394");
    g_assert_cmpstr (kept_zeros, ==, "0,800");
    g_assert_cmpstr (tiny, ==, "4,5e-5");
    /* A point, a space, a narrow one or one that does not break: never the comma, which is for decimals. */
    g_assert_true (g_str_has_prefix (large, "1") && g_str_has_suffix (large, "682"));
    g_assert_cmpuint (g_utf8_strlen (large, -1), ==, 5);
    g_assert_null (strchr (large, ','));
  }
}

static void
test_steps (void)
{
  g_assert_cmpfloat_with_epsilon (mtn_plot_nice_step (1, 5), 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (mtn_plot_nice_step (1, 4), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (mtn_plot_nice_step (0.3, 3), 0.1, 1e-12);
  g_assert_cmpfloat_with_epsilon (mtn_plot_nice_step (29, 6), 5, 1e-12);
  g_assert_cmpfloat_with_epsilon (mtn_plot_nice_step (1e6, 10), 1e5, 1e-6);
  g_assert_cmpfloat (mtn_plot_nice_step (0, 5), ==, 1);
  g_assert_cmpfloat (mtn_plot_nice_step (NAN, 5), ==, 1);
  g_assert_cmpfloat (mtn_plot_nice_step (INFINITY, 5), ==, 1);
}

static void
expect_ticks (const MtnPlotScale *scale, guint most, const char *expected)
{
  g_autoptr (GArray) ticks = mtn_plot_ticks_new (scale, most);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", g_array_index (ticks, MtnPlotTick, i).label);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_linear_ticks (void)
{
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, 0, 0.4 }, 5, "0 .1 .2 .3 .4");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, 0, 1 }, 6, "0 .2 .4 .6 .8 1.0");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, -1, 1 }, 5, "−1.0 −.5 0 .5 1.0");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, 0, 34174 }, 5, "0 10,000 20,000 30,000");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, 0, 1.9e-5 }, 5, "0 5e-6 1e-5 1.5e-5");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, 5, 5 }, 5, "");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, NAN, 1 }, 5, "");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, -DBL_MAX, DBL_MAX }, 5, "");
}

/* Epochs: no half ones, and the first. */
static void
test_whole_ticks (void)
{
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, 1, 30, .whole = TRUE }, 8, "1 5 10 15 20 25 30");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, 1, 3, .whole = TRUE }, 12, "1 2 3");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LINEAR, 1, 2, .whole = TRUE }, 12, "1 2");
}

static void
test_log_ticks (void)
{
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LOG, 1, 1000 }, 4, "1 10 100 1,000");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LOG, 1, 100 }, 8, "1 2 5 10 20 50 100");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LOG, 0.01, 1 }, 5, ".01 .03 .1 .3 1");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LOG, 1e-9, 1e9 }, 7, "1e-9 1e-6 .001 1 1,000 1M 1e9");
  /* No power of ten inside: round numbers instead. */
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LOG, 2.1, 4.9 }, 4, "3 4");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_LOG, 0, 10 }, 5, "");
}

static void
test_time_ticks (void)
{
  /* MovieLens 100K, September 1997 to April 1998. */
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_TIME, 874724710, 893286638 }, 8,
                "1997-10 1997-11 1997-12 1998-01 1998-02 1998-03 1998-04");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_TIME, 874724710, 893286638 }, 4, "1997-11 1998-01 1998-03");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_TIME, 0, 3 * 365.25 * 24 * 3600 }, 5, "1970 1971 1972");
  expect_ticks (&(MtnPlotScale){ MTN_SCALE_TIME, 0, 7200 }, 5, "00:00 00:30 01:00 01:30 02:00");
}

static void
test_no_more_than_asked (void)
{
  for (guint kind = MTN_SCALE_LINEAR; kind <= MTN_SCALE_TIME; kind++)
    for (guint most = 2; most < 20; most++)
      for (double top = 1e-7; top < 1e12; top *= 3.7)
        {
          MtnPlotScale scale = { kind, top / 977, top };
          g_autoptr (GArray) ticks = mtn_plot_ticks_new (&scale, most);
          double before = -INFINITY;

          g_assert_cmpuint (ticks->len, <=, most + 1);
          for (guint i = 0; i < ticks->len; i++)
            {
              const MtnPlotTick *tick = &g_array_index (ticks, MtnPlotTick, i);

              g_assert_cmpfloat (tick->value, >, before);
              g_assert_cmpfloat (tick->value, >=, scale.min * (1 - 1e-6));
              g_assert_cmpfloat (tick->value, <=, scale.max * (1 + 1e-6));
              before = tick->value;
            }
        }
}

/* Labels are what the ticks are: no two alike on one axis. */
static void
test_labels_differ (void)
{
  for (double from = -3; from < 2000; from = from * 1.7 + 4)
    for (double range = 1e-4; range < 1e6; range *= 2.3)
      {
        MtnPlotScale scale = { MTN_SCALE_LINEAR, from, from + range };
        g_autoptr (GArray) ticks = mtn_plot_ticks_new (&scale, 6);

        for (guint i = 1; i < ticks->len; i++)
          g_assert_cmpstr (g_array_index (ticks, MtnPlotTick, i).label, !=,
                           g_array_index (ticks, MtnPlotTick, i - 1).label);
      }
}

static void
test_mapping (void)
{
  static const MtnPlotScale scales[] = {
    { MTN_SCALE_LINEAR, -2, 8, 50, 450 },
    { MTN_SCALE_LINEAR, 0, 1, 300, 20 },
    { MTN_SCALE_LOG, 0.001, 1000, 10, 610 },
    { MTN_SCALE_CATEGORY, -0.5, 3.5, 0, 400 },
  };

  g_assert_cmpfloat (mtn_plot_scale_to_pixel (&scales[0], 3), ==, 250);
  g_assert_cmpfloat (mtn_plot_scale_to_pixel (&scales[1], 0.25), ==, 230);
  g_assert_cmpfloat_with_epsilon (mtn_plot_scale_to_pixel (&scales[2], 1), 310, 1e-9);
  g_assert_cmpfloat (mtn_plot_scale_to_pixel (&scales[3], 1), ==, 150);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (double t = 0; t <= 1; t += 0.0625)
      {
        double pixel = scales[i].from + t * (scales[i].to - scales[i].from);
        double value = mtn_plot_scale_to_value (&scales[i], pixel);

        g_assert_cmpfloat_with_epsilon (mtn_plot_scale_to_pixel (&scales[i], value), pixel, 1e-6);
      }
}

static void
test_odd_values (void)
{
  MtnPlotScale log = { MTN_SCALE_LOG, 1, 10, 0, 100 };
  MtnPlotScale all = { MTN_SCALE_LINEAR, -DBL_MAX, DBL_MAX, 0, 100 };
  MtnPlotScale zoomed = { MTN_SCALE_LINEAR, 0, 1e-9, 0, 100 };

  g_assert_true (isnan (mtn_plot_scale_to_pixel (&log, 0)));
  g_assert_true (isnan (mtn_plot_scale_to_pixel (&log, -1)));
  g_assert_true (isnan (mtn_plot_scale_to_pixel (&log, NAN)));
  g_assert_true (isnan (mtn_plot_scale_to_pixel (&all, INFINITY)));
  g_assert_cmpfloat (mtn_plot_scale_to_pixel (&all, 0), ==, 50);
  g_assert_cmpfloat (mtn_plot_scale_to_pixel (&all, DBL_MAX), ==, 100);
  /* Cut off before cairo's coordinates overflow. */
  g_assert_cmpfloat (mtn_plot_scale_to_pixel (&zoomed, 1), <, 1e6);
}

static void
test_round (void)
{
  MtnPlotScale linear = { MTN_SCALE_LINEAR, 0.13, 0.87 };
  MtnPlotScale log = { MTN_SCALE_LOG, 0.07, 0.31 };
  MtnPlotScale exact = { MTN_SCALE_LINEAR, 0, 0.4 };

  mtn_plot_scale_round (&linear, 6);
  g_assert_cmpfloat (linear.min, ==, 0);
  g_assert_cmpfloat_with_epsilon (linear.max, 1, 1e-12);
  mtn_plot_scale_round (&log, 6);
  g_assert_cmpfloat_with_epsilon (log.min, 0.05, 1e-12);
  g_assert_cmpfloat_with_epsilon (log.max, 0.5, 1e-12);
  mtn_plot_scale_round (&exact, 5);
  g_assert_cmpfloat_with_epsilon (exact.max, 0.4, 1e-12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot/number/general", test_numbers);
  g_test_add_func ("/plot/number/fixed", test_fixed);
  g_test_add_func ("/plot/number/locale", test_locale);
  g_test_add_func ("/plot/ticks/steps", test_steps);
  g_test_add_func ("/plot/ticks/linear", test_linear_ticks);
  g_test_add_func ("/plot/ticks/whole", test_whole_ticks);
  g_test_add_func ("/plot/ticks/log", test_log_ticks);
  g_test_add_func ("/plot/ticks/time", test_time_ticks);
  g_test_add_func ("/plot/ticks/no-more-than-asked", test_no_more_than_asked);
  g_test_add_func ("/plot/ticks/labels-differ", test_labels_differ);
  g_test_add_func ("/plot/scale/mapping", test_mapping);
  g_test_add_func ("/plot/scale/odd-values", test_odd_values);
  g_test_add_func ("/plot/scale/round", test_round);

  return g_test_run ();
}
