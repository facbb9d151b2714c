/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Where things are, and what is found under the pointer. */

#include <float.h>
#include <math.h>

#include "mtn-chart-view-private.h"

static MtnChart *
three_curves (void)
{
  static const double x[] = { 1, 2, 3, 4, 5 };
  static const double a[] = { 5, 4, 3, 2, 1 };
  static const double b[] = { 1, 2, NAN, 4, 5 };
  static const double c[] = { 2.5, 2.5, 2.5, 2.5, 2.5 };
  MtnChart *chart = mtn_chart_new ("Curves");

  mtn_chart_add (chart, MTN_SERIES_LINE, "a", x, a, 5);
  mtn_chart_add (chart, MTN_SERIES_LINE, "b", x, b, 5);
  mtn_chart_add (chart, MTN_SERIES_LINE, "c", x, c, 5);

  return chart;
}

static void
draw (MtnChartView *view, double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) CLAMP (width, 1, 2000),
                                                         (int) CLAMP (height, 1, 2000));
  cairo_t *cr = cairo_create (surface);

  mtn_chart_view_draw (view, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_there_and_back (void)
{
  for (int horizontal = 0; horizontal < 2; horizontal++)
    {
      g_autoptr (MtnChart) chart = three_curves ();
      g_autoptr (MtnChartView) view = NULL;
      MtnPlotRect area;

      chart->horizontal = horizontal;
      view = mtn_chart_view_new (chart, NULL, 500, 300);
      area = mtn_chart_view_get_area (view);
      g_assert_cmpfloat (area.width, >, 300);
      g_assert_cmpfloat (area.height, >, 150);

      for (double x = 1; x <= 5; x += 0.5)
        for (double y = 1; y <= 5; y += 0.5)
          {
            double px, py, back_x, back_y;

            g_assert_true (mtn_chart_view_to_pixel (view, x, y, &px, &py));
            g_assert_true (mtn_chart_view_to_value (view, px, py, &back_x, &back_y));
            g_assert_cmpfloat_with_epsilon (back_x, x, 1e-6);
            g_assert_cmpfloat_with_epsilon (back_y, y, 1e-6);
          }
      g_assert_false (mtn_chart_view_to_value (view, area.x - 1, area.y + 5, NULL, NULL));
      g_assert_false (mtn_chart_view_to_value (view, NAN, area.y + 5, NULL, NULL));
      g_assert_false (mtn_chart_view_to_pixel (view, NAN, 1, NULL, NULL));
    }
}

static void
test_hit (void)
{
  g_autoptr (MtnChart) chart = three_curves ();
  g_autoptr (MtnChartView) view = mtn_chart_view_new (chart, NULL, 500, 300);
  MtnPlotRect area = mtn_chart_view_get_area (view);
  g_autoptr (GArray) hits = NULL;
  g_autoptr (GArray) outside = mtn_chart_view_hit (view, area.x - 3, area.y + 1);
  double px;

  g_assert_cmpuint (outside->len, ==, 0);
  g_assert_true (mtn_chart_view_to_pixel (view, 3.2, 3, &px, NULL));
  hits = mtn_chart_view_hit (view, px, area.y + 10);

  /* At 3 one has a gap: its nearest point is at 4. The highest first. */
  g_assert_cmpuint (hits->len, ==, 3);
  g_assert_cmpuint (g_array_index (hits, MtnChartHit, 0).series, ==, 1);
  g_assert_cmpfloat (g_array_index (hits, MtnChartHit, 0).x, ==, 4);
  g_assert_cmpuint (g_array_index (hits, MtnChartHit, 1).series, ==, 0);
  g_assert_cmpfloat (g_array_index (hits, MtnChartHit, 1).y, ==, 3);
  g_assert_cmpuint (g_array_index (hits, MtnChartHit, 2).series, ==, 2);
  g_assert_true (isnan (g_array_index (hits, MtnChartHit, 2).low));
}

/* Of epochs one is read: not what a run has elsewhere that has a gap there, nor the ring where another is
 * best. */
static void
test_hit_whole (void)
{
  g_autoptr (MtnChart) chart = mtn_chart_new (NULL);
  const double gap[] = { 1, NAN, 3, 4 }, all[] = { 4, 3, 2, 1 }, at = 1, low = 1;
  g_autoptr (MtnChartView) view = NULL;
  g_autoptr (GArray) hits = NULL;
  double px;

  mtn_chart_add (chart, MTN_SERIES_LINE, "gap", NULL, gap, 4);
  mtn_chart_add (chart, MTN_SERIES_LINE, "all", NULL, all, 4);
  mtn_chart_add (chart, MTN_SERIES_POINTS, NULL, &at, &low, 1);
  g_assert_true (mtn_chart_is_mark (chart, 2));
  g_assert_false (mtn_chart_is_mark (chart, 1));
  chart->x.whole = TRUE;
  view = mtn_chart_view_new (chart, NULL, 400, 300);
  g_assert_true (mtn_chart_view_to_pixel (view, 1, 2, &px, NULL));
  hits = mtn_chart_view_hit (view, px, mtn_chart_view_get_area (view).y + 10);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpuint (g_array_index (hits, MtnChartHit, 0).series, ==, 1);
}

static void
test_hidden_is_not_hit (void)
{
  g_autoptr (MtnChart) chart = three_curves ();
  g_autoptr (MtnChartView) view = NULL;
  g_autoptr (GArray) hits = NULL;
  MtnPlotRect area;

  ((MtnChartSeries *) g_ptr_array_index (chart->series, 0))->hidden = TRUE;
  mtn_chart_add_line_at (chart, MTN_SERIES_REFERENCE, "reference", 2);
  view = mtn_chart_view_new (chart, NULL, 500, 300);
  area = mtn_chart_view_get_area (view);
  hits = mtn_chart_view_hit (view, area.x + area.width / 2, area.y + area.height / 2);
  g_assert_cmpuint (hits->len, ==, 2);
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpuint (g_array_index (hits, MtnChartHit, i).series, !=, 0);
}

/* Against looking at every point. */
static void
test_hit_dumb (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (MtnChart) chart = mtn_chart_new (NULL);
  g_autoptr (MtnChartView) view = NULL;
  g_autofree double *x = g_new (double, 900);
  g_autofree double *y = g_new (double, 900);
  MtnPlotRect area;

  for (guint i = 0; i < 900; i++)
    {
      x[i] = g_rand_double_range (random, 1, 1000);
      y[i] = g_rand_int_range (random, 0, 20) == 0 ? NAN : g_rand_double_range (random, -5, 5);
    }
  mtn_chart_axis_set (&chart->x, NULL, NULL, MTN_SCALE_LOG);
  mtn_chart_add (chart, MTN_SERIES_POINTS, "points", x, y, 900);
  view = mtn_chart_view_new (chart, NULL, 640, 400);
  area = mtn_chart_view_get_area (view);

  for (guint round = 0; round < 200; round++)
    {
      double px = g_rand_double_range (random, area.x, area.x + area.width);
      g_autoptr (GArray) hits = mtn_chart_view_hit (view, px, area.y + 1);
      const MtnChartHit *hit;
      double best = DBL_MAX;

      g_assert_cmpuint (hits->len, ==, 1);
      hit = &g_array_index (hits, MtnChartHit, 0);
      for (guint i = 0; i < 900; i++)
        {
          double point;

          if (mtn_chart_view_to_pixel (view, x[i], y[i], &point, NULL))
            best = MIN (best, fabs (point - px));
        }
      g_assert_cmpfloat (fabs (hit->px - px), ==, best);
      g_assert_cmpfloat (hit->x, ==, x[hit->index]);
      g_assert_cmpfloat (hit->y, ==, y[hit->index]);
    }
}

static void
test_hit_bars_and_cells (void)
{
  static const char *const names[] = { "a", "b", "c", NULL };
  static const double values[] = { 1, 2, 3 };
  static const double cells[] = { 1, 2, 3, 4, NAN, 6 };
  g_autoptr (MtnChart) bars = mtn_chart_new (NULL);
  g_autoptr (MtnChart) heat = mtn_chart_new (NULL);
  g_autoptr (MtnChartView) bar_view = NULL;
  g_autoptr (MtnChartView) heat_view = NULL;
  g_autoptr (GArray) bar_hits = NULL;
  g_autoptr (GArray) cell_hits = NULL;
  g_autoptr (GArray) empty_hits = NULL;
  MtnPlotRect area;

  mtn_chart_axis_set_categories (&bars->x, names);
  bars->horizontal = TRUE;
  mtn_chart_add (bars, MTN_SERIES_BAR, "bars", NULL, values, 3);
  bar_view = mtn_chart_view_new (bars, NULL, 400, 200);
  area = mtn_chart_view_get_area (bar_view);
  bar_hits = mtn_chart_view_hit (bar_view, area.x + 3, area.y + area.height * 0.9);
  g_assert_cmpuint (bar_hits->len, ==, 1);
  g_assert_cmpfloat (g_array_index (bar_hits, MtnChartHit, 0).y, ==, 3);

  mtn_chart_add_heat (heat, "cells", cells, 2, 3);
  heat_view = mtn_chart_view_new (heat, NULL, 400, 300);
  area = mtn_chart_view_get_area (heat_view);
  cell_hits = mtn_chart_view_hit (heat_view, area.x + area.width - 2, area.y + 2);
  g_assert_cmpuint (cell_hits->len, ==, 1);
  g_assert_cmpfloat (g_array_index (cell_hits, MtnChartHit, 0).y, ==, 3);
  empty_hits = mtn_chart_view_hit (heat_view, area.x + area.width / 2, area.y + area.height - 2);
  g_assert_cmpuint (empty_hits->len, ==, 0);
}

static void
test_step (void)
{
  g_autoptr (MtnChart) chart = three_curves ();
  g_autoptr (MtnChartView) view = mtn_chart_view_new (chart, NULL, 500, 300);
  g_autoptr (MtnChart) nothing = mtn_chart_new (NULL);
  g_autoptr (MtnChartView) empty = mtn_chart_view_new (nothing, NULL, 500, 300);

  g_assert_cmpfloat (mtn_chart_view_step (view, NAN, 1), ==, 1);
  g_assert_cmpfloat (mtn_chart_view_step (view, NAN, -1), ==, 5);
  g_assert_cmpfloat (mtn_chart_view_step (view, 2, 1), ==, 3);
  g_assert_cmpfloat (mtn_chart_view_step (view, 2, -1), ==, 1);
  g_assert_cmpfloat (mtn_chart_view_step (view, 5, 1), ==, 5);
  g_assert_true (isnan (mtn_chart_view_step (empty, NAN, 1)));
}

/* Every bar of a group has a place of its own, in its own category. */
static void
test_bars_apart (void)
{
  static const double values[] = { 3, 1, 2 };

  for (int horizontal = 0; horizontal < 2; horizontal++)
    {
      g_autoptr (MtnChart) chart = mtn_chart_new (NULL);
      g_autoptr (MtnChartView) view = NULL;
      static const char *const names[] = { "a", "b", "c", NULL };
      double end = -1;

      mtn_chart_axis_set_categories (&chart->x, names);
      chart->horizontal = horizontal;
      for (guint s = 0; s < 4; s++)
        mtn_chart_add (chart, MTN_SERIES_BAR, NULL, NULL, values, 3);
      ((MtnChartSeries *) g_ptr_array_index (chart->series, 2))->hidden = TRUE;
      view = mtn_chart_view_new (chart, NULL, 500, 300);

      for (guint i = 0; i < 3; i++)
        for (guint s = 0; s < 4; s++)
          {
            MtnPlotRect rect;
            double start;

            if (s == 2)
              continue;
            g_assert_true (mtn_chart_view_bar (view, s, i, &rect));
            start = horizontal ? rect.y : rect.x;
            g_assert_cmpfloat (start, >=, end - 1e-9);
            end = start + (horizontal ? rect.height : rect.width);
            g_assert_cmpfloat (horizontal ? rect.width : rect.height, >, 5);
          }
    }
}

/* Bars stand on zero, also where all are negative, and on a log scale on its foot. */
static void
test_bars_stand (void)
{
  static const double negative[] = { -1, -3 };
  static const double powers[] = { 10, 1000 };
  g_autoptr (MtnChart) below = mtn_chart_new (NULL);
  g_autoptr (MtnChart) log = mtn_chart_new (NULL);
  g_autoptr (MtnChartView) below_view = NULL;
  g_autoptr (MtnChartView) log_view = NULL;
  MtnPlotRect one, other;
  double zero;

  mtn_chart_axis_set (&below->x, NULL, NULL, MTN_SCALE_CATEGORY);
  mtn_chart_add (below, MTN_SERIES_BAR, NULL, NULL, negative, 2);
  below_view = mtn_chart_view_new (below, NULL, 300, 200);
  mtn_chart_view_to_pixel (below_view, 0, 0, NULL, &zero);
  g_assert_true (mtn_chart_view_bar (below_view, 0, 1, &one));
  g_assert_cmpfloat (one.y, ==, zero);
  g_assert_cmpfloat (one.height, >, 50);

  mtn_chart_axis_set (&log->x, NULL, NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set (&log->y, NULL, NULL, MTN_SCALE_LOG);
  mtn_chart_add (log, MTN_SERIES_BAR, NULL, NULL, powers, 2);
  log_view = mtn_chart_view_new (log, NULL, 300, 200);
  g_assert_true (mtn_chart_view_bar (log_view, 0, 0, &one));
  g_assert_true (mtn_chart_view_bar (log_view, 0, 1, &other));
  g_assert_cmpfloat (one.height, >, 5);
  g_assert_cmpfloat (other.height, >, one.height);
}

/* No size and no data make trouble. */
static void
test_odd (void)
{
  static const double sizes[] = { 0, -1, 1e-9, 1, 20, 60, 200, 1e6, INFINITY, NAN };
  static const double sets[][4] = {
    { NAN, NAN, NAN, NAN },
    { INFINITY, -INFINITY, 1, 2 },
    { 0, 0, 0, 0 },
    { 7, 7, 7, 7 },
    { -DBL_MAX, DBL_MAX, 0, 1 },
    { DBL_MAX, DBL_MAX, DBL_MAX, DBL_MAX },
    { 5e-324, 1e-320, 5e-324, 0 },
    { -1, -2, -3, -4 },
    { 1e-300, 1e300, 1, 2 },
  };

  for (guint kind = MTN_SERIES_LINE; kind <= MTN_SERIES_HEAT; kind++)
    for (guint scale = MTN_SCALE_LINEAR; scale <= MTN_SCALE_CATEGORY; scale++)
      for (guint s = 0; s < G_N_ELEMENTS (sets); s++)
        for (gsize n = 0; n <= 4; n += n == 1 ? 3 : 1)
          {
            g_autoptr (MtnChart) chart = mtn_chart_new ("Odd");
            double edges[] = { sets[s][0], sets[s][1], sets[s][2], sets[s][3], 9 };

            mtn_chart_axis_set (&chart->x, "x", NULL, scale);
            mtn_chart_axis_set (&chart->y, "y", "unit",
                                scale == MTN_SCALE_LOG ? MTN_SCALE_LOG : MTN_SCALE_LINEAR);
            chart->horizontal = s % 2;
            chart->values = TRUE;
            if (kind == MTN_SERIES_HEAT)
              mtn_chart_add_heat (chart, "cells", sets[s], n / 2, 2);
            else if (kind == MTN_SERIES_REFERENCE || kind == MTN_SERIES_EVENT)
              mtn_chart_add_line_at (chart, kind, "at", sets[s][n % 4]);
            else
              mtn_chart_series_set_interval (mtn_chart_add (chart, kind, "series", edges, sets[s], n),
                                             sets[s], edges);

            for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
              {
                g_autoptr (MtnChartView) view =
                    mtn_chart_view_new (chart, i % 2 ? &mtn_plot_theme_dark : NULL, sizes[i],
                                        sizes[G_N_ELEMENTS (sizes) - 1 - i]);
                g_autoptr (GArray) hits = NULL;
                MtnPlotRect area = mtn_chart_view_get_area (view);

                draw (view, 100, 100);
                hits = mtn_chart_view_hit (view, area.x + area.width / 2, area.y + area.height / 2);
                mtn_chart_view_step (view, NAN, 1);
              }
            {
              g_autoptr (MtnChartView) view = mtn_chart_view_new (chart, NULL, 400, 300);

              draw (view, 400, 300);
            }
          }
}

/* Axes that somebody has set are kept, whatever the data are, also upside down. */
static void
test_zoom (void)
{
  g_autoptr (MtnChart) chart = three_curves ();
  double ends[][2] = { { 2, 3 }, { 10, 20 }, { 3, 2 }, { NAN, 4 }, { 6, NAN }, { INFINITY, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (MtnChartView) view = NULL;

      chart->x.min = chart->y.min = ends[i][0];
      chart->x.max = chart->y.max = ends[i][1];
      view = mtn_chart_view_new (chart, NULL, 400, 300);
      draw (view, 400, 300);
      g_assert_cmpfloat (view->across.min, <, view->across.max);
      if (i == 0)
        {
          g_assert_cmpfloat (view->across.min, ==, 2);
          g_assert_cmpfloat (view->across.max, ==, 3);
          g_assert_cmpfloat (view->up.min, ==, 2);
        }
    }
}

/* A growing curve: what is appended is there. */
static void
test_append (void)
{
  g_autoptr (MtnChart) chart = mtn_chart_new (NULL);
  MtnChartSeries *series = mtn_chart_add (chart, MTN_SERIES_LINE, "live", NULL, NULL, 0);
  g_autoptr (MtnChartView) view = NULL;

  for (guint i = 0; i < 1000; i++)
    mtn_chart_series_append (series, i, i * 2.0);
  g_assert_cmpuint (series->n, ==, 1000);
  g_assert_cmpfloat (series->x[999], ==, 999);
  view = mtn_chart_view_new (chart, NULL, 300, 200);
  g_assert_cmpuint (view->pixels[0].n_points, <=, 4 * 300);
  g_assert_cmpfloat (view->up.max, ==, 2000);
}

/* What is hovered is drawn inside of the rectangle, and leaves the context as it was. */
static void
test_hover (void)
{
  g_autoptr (MtnChart) chart = three_curves ();
  g_autoptr (MtnChartView) view = mtn_chart_view_new (chart, NULL, 300, 200);
  MtnPlotRect area = mtn_chart_view_get_area (view);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  for (double x = area.x; x < area.x + area.width; x += 7)
    {
      g_autoptr (GArray) hits = mtn_chart_view_hit (view, x, area.y + area.height - 1);

      mtn_chart_view_draw_hits (view, cr, (const MtnChartHit *) hits->data, hits->len);
    }
  {
    double left, top, width, height, dash[4], line_width = cairo_get_line_width (cr);

    cairo_recording_surface_ink_extents (surface, &left, &top, &width, &height);
    g_assert_cmpfloat (left, >=, -1);
    g_assert_cmpfloat (top, >=, -1);
    g_assert_cmpfloat (left + width, <=, 301);
    g_assert_cmpfloat (top + height, <=, 201);
    g_assert_cmpfloat (width, >, 250);
    g_assert_cmpfloat (line_width, ==, 2);
    cairo_get_dash (cr, dash, NULL);
    g_assert_cmpint (cairo_get_dash_count (cr), ==, 0);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot/view/there-and-back", test_there_and_back);
  g_test_add_func ("/plot/view/hit", test_hit);
  g_test_add_func ("/plot/view/hidden-is-not-hit", test_hidden_is_not_hit);
  g_test_add_func ("/plot/view/whole", test_hit_whole);
  g_test_add_func ("/plot/view/hit-dumb", test_hit_dumb);
  g_test_add_func ("/plot/view/hit-bars-and-cells", test_hit_bars_and_cells);
  g_test_add_func ("/plot/view/step", test_step);
  g_test_add_func ("/plot/view/bars-apart", test_bars_apart);
  g_test_add_func ("/plot/view/bars-stand", test_bars_stand);
  g_test_add_func ("/plot/view/odd", test_odd);
  g_test_add_func ("/plot/view/zoom", test_zoom);
  g_test_add_func ("/plot/view/append", test_append);
  g_test_add_func ("/plot/view/hover", test_hover);

  return g_test_run ();
}
