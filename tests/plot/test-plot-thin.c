/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Thinning against something dumber: what every column of pixels covers. */

#include <math.h>

#include "mtn-plot-thin.h"

#define WIDTH 300

typedef struct
{
  double low[WIDTH], high[WIDTH], first[WIDTH], last[WIDTH];
  guint gaps;
} Columns;

/* Of each column its extremes, and where a line enters and leaves it. */
static void
look (const MtnPlotPoint *points, gsize n, Columns *columns)
{
  gboolean in_gap = FALSE;

  for (guint c = 0; c < WIDTH; c++)
    columns->low[c] = columns->high[c] = columns->first[c] = columns->last[c] = NAN;
  columns->gaps = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint c;

      if (isnan (points[i].y))
        {
          columns->gaps += !in_gap;
          in_gap = TRUE;
          continue;
        }
      in_gap = FALSE;
      c = (guint) points[i].x;
      g_assert_cmpuint (c, <, WIDTH);
      if (!(columns->low[c] <= points[i].y))
        columns->low[c] = points[i].y;
      if (!(columns->high[c] >= points[i].y))
        columns->high[c] = points[i].y;
      if (isnan (columns->first[c]))
        columns->first[c] = points[i].y;
      columns->last[c] = points[i].y;
    }
}

static gboolean
same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static void
test_covers_the_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 60; round++)
    {
      gsize n = 1 + g_rand_int_range (random, 0, 6000);
      g_autofree MtnPlotPoint *points = g_new (MtnPlotPoint, n);
      g_autofree Columns *before = g_new (Columns, 1);
      g_autofree Columns *after = g_new (Columns, 1);
      gsize left;

      for (gsize i = 0; i < n; i++)
        {
          points[i].x = WIDTH * (i / (double) n);
          points[i].y = round % 3 == 0 && g_rand_int_range (random, 0, 40) == 0 ? NAN
                        : g_rand_int_range (random, 0, 50) == 0                 ? 1e6
                                                                : g_rand_double (random) * 100;
        }
      look (points, n, before);
      left = mtn_plot_thin (points, n, 1);
      look (points, left, after);

      g_assert_cmpuint (left, <=, n);
      if (round % 3 != 0)
        g_assert_cmpuint (left, <=, 4 * WIDTH);
      g_assert_cmpuint (before->gaps, ==, after->gaps);
      for (guint c = 0; c < WIDTH; c++)
        {
          g_assert_true (same (before->low[c], after->low[c]));
          g_assert_true (same (before->high[c], after->high[c]));
          g_assert_true (same (before->first[c], after->first[c]));
          g_assert_true (same (before->last[c], after->last[c]));
        }
      for (gsize i = 1; i < left; i++)
        g_assert_cmpfloat (points[i].x, >=, points[i - 1].x);
    }
}

/* Few points are left as they are. */
static void
test_keeps_few (void)
{
  MtnPlotPoint points[] = { { 1.5, 3 }, { 7.2, 1 }, { 20, NAN }, { 30.1, 2 }, { 90, 9 } };
  MtnPlotPoint copy[G_N_ELEMENTS (points)];

  memcpy (copy, points, sizeof points);
  g_assert_cmpuint (mtn_plot_thin (points, G_N_ELEMENTS (points), 1), ==, G_N_ELEMENTS (points));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_true (points[i].x == copy[i].x && same (points[i].y, copy[i].y));
}

static void
test_one_column (void)
{
  MtnPlotPoint points[] = { { .1, 5 }, { .2, 9 }, { .3, 6 }, { .4, 1 }, { .5, 4 }, { .6, 5 } };
  static const double expected[] = { 5, 9, 1, 5 };

  g_assert_cmpuint (mtn_plot_thin (points, G_N_ELEMENTS (points), 1), ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (points[i].y, ==, expected[i]);
}

static void
test_wide_columns (void)
{
  g_autofree MtnPlotPoint *points = g_new (MtnPlotPoint, 10000);

  for (guint i = 0; i < 10000; i++)
    points[i] = (MtnPlotPoint){ i * 0.03, sin (i) };
  g_assert_cmpuint (mtn_plot_thin (points, 10000, 10), <=, 4 * 30);
}

static void
test_nothing (void)
{
  MtnPlotPoint gap[] = { { 1, NAN }, { NAN, NAN }, { 3, NAN } };

  g_assert_cmpuint (mtn_plot_thin (NULL, 0, 1), ==, 0);
  g_assert_cmpuint (mtn_plot_thin (gap, 3, 1), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot/thin/covers-the-same", test_covers_the_same);
  g_test_add_func ("/plot/thin/keeps-few", test_keeps_few);
  g_test_add_func ("/plot/thin/one-column", test_one_column);
  g_test_add_func ("/plot/thin/wide-columns", test_wide_columns);
  g_test_add_func ("/plot/thin/nothing", test_nothing);

  return g_test_run ();
}
