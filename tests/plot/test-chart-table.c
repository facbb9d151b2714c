/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The numbers behind charts, smoothed curves, and what a file says of itself. */

#define _GNU_SOURCE

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "mtn-chart-table.h"
#include "mtn-figure.h"

static void
assert_csv (const MtnChart *chart, const char *expected)
{
  g_autoptr (MtnChartTable) table = mtn_chart_table_new (chart);
  g_autoptr (GString) csv = g_string_new (NULL);

  mtn_chart_table_append_csv (table, csv);
  g_assert_cmpstr (csv->str, ==, expected);
}

static void
test_lines (void)
{
  g_autoptr (MtnChart) chart = mtn_chart_new ("Loss");
  const double x[] = { 1, 2, 3 }, y[] = { .5, NAN, .25 }, low[] = { .4, NAN, .2 }, high[] = { .6, NAN, .3 };
  const double other_x[] = { 2, 3.5 }, other_y[] = { 7, -1e300 };

  mtn_chart_axis_set (&chart->x, "Epoch", NULL, MTN_SCALE_LINEAR);
  mtn_chart_series_set_interval (mtn_chart_add (chart, MTN_SERIES_LINE, "a, \"one\"", x, y, 3), low, high);
  mtn_chart_add (chart, MTN_SERIES_LINE, "b", other_x, other_y, 2);
  mtn_chart_add (chart, MTN_SERIES_LINE, "hidden", x, y, 3)->hidden = TRUE;
  mtn_chart_add_line_at (chart, MTN_SERIES_REFERENCE, "baseline", .125);
  mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, "best", 2);
  assert_csv (chart, "Epoch,\"a, \"\"one\"\"\",\"a, \"\"one\"\", low\",\"a, \"\"one\"\", high\",b,baseline\n"
                     "1,0.5,0.40000000000000002,0.59999999999999998,,0.125\n"
                     "2,,,,7,0.125\n"
                     "3,0.25,0.20000000000000001,0.29999999999999999,,0.125\n"
                     "3.5,,,,-1.0000000000000001e+300,0.125\n");
}

/* Two points at one x are two rows; one of each series shares a row. */
static void
test_scatter (void)
{
  g_autoptr (MtnChart) chart = mtn_chart_new (NULL);
  const double x[] = { 1, 0, 1 }, y[] = { 10, 20, 30 }, other_x[] = { 1, NAN }, other_y[] = { 5, 6 };

  mtn_chart_add (chart, MTN_SERIES_POINTS, "a", x, y, 3);
  mtn_chart_add (chart, MTN_SERIES_POINTS, "b", other_x, other_y, 2);
  assert_csv (chart, "Place,a,b\n0,20,\n1,10,5\n1,30,\n");
}

static void
test_bars_and_columns (void)
{
  g_autoptr (MtnChart) bars = mtn_chart_new ("Films");
  g_autoptr (MtnChart) columns = mtn_chart_new (NULL);
  const char *const names[] = { "Drama", "Noir", NULL };
  const double y[] = { 3, 0 }, edges[] = { 0, 10, 25 }, heights[] = { 4, 5 };
  g_autoptr (MtnChartTable) table = NULL;
  g_autofree char *text = NULL;

  mtn_chart_axis_set (&bars->x, "Genre", NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set_categories (&bars->x, names);
  mtn_chart_add (bars, MTN_SERIES_BAR, NULL, NULL, y, 2);
  assert_csv (bars, "Genre,Films\nDrama,3\nNoir,0\n");
  table = mtn_chart_table_new (bars);
  g_assert_cmpuint (mtn_chart_table_get_n_columns (table), ==, 2);
  g_assert_cmpuint (mtn_chart_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (mtn_chart_table_get_name (table, 1, 0), ==, "Noir");
  g_assert_null (mtn_chart_table_get_name (table, 1, 1));
  text = mtn_chart_table_dup_text (table, 0, 1);
  g_assert_cmpstr (text, ==, "3");

  mtn_chart_axis_set (&columns->x, "Age", "years", MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&columns->y, "People", NULL, MTN_SCALE_LINEAR);
  mtn_chart_add (columns, MTN_SERIES_HISTOGRAM, NULL, edges, heights, 2);
  assert_csv (columns, "Age (years),To,People\n0,10,4\n10,25,5\n");
}

static void
test_heat (void)
{
  g_autoptr (MtnChart) chart = mtn_chart_new (NULL);
  const char *const names[] = { "Heat", "Alien", NULL };
  const double cells[] = { 1, 2, 3, NAN };

  mtn_chart_add_heat (chart, NULL, cells, 2, 2);
  mtn_chart_axis_set_categories (&chart->x, names);
  mtn_chart_axis_set_categories (&chart->y, names);
  assert_csv (chart, "Row,Heat,Alien\nHeat,1,2\nAlien,3,\n");
}

static void
test_empty (void)
{
  g_autoptr (MtnChart) chart = mtn_chart_new (NULL);

  assert_csv (chart, "Place\n");
  mtn_chart_add (chart, MTN_SERIES_LINE, "nothing", NULL, NULL, 0);
  mtn_chart_add_heat (chart, NULL, NULL, 0, 0);
  assert_csv (chart, "Row\n");
}

/* By hand: means .5, .75 / .75, (.375 + 1) / .875, without the gap; and back. */
static void
test_smoothing (void)
{
  g_autoptr (MtnChart) chart = mtn_chart_new (NULL);
  const double y[] = { 1, NAN, 1, 2 };
  MtnChartSeries *line = mtn_chart_add (chart, MTN_SERIES_LINE, "a", NULL, y, 4);
  MtnChartSeries *points = mtn_chart_add (chart, MTN_SERIES_POINTS, "b", NULL, y, 4);

  mtn_chart_set_smoothing (chart, 0.5);
  g_assert_cmpfloat (chart->smoothing, ==, 0.5);
  g_assert_cmpfloat_with_epsilon (line->y[0], 1, 1e-12);
  g_assert_true (isnan (line->y[1]));
  g_assert_cmpfloat_with_epsilon (line->y[2], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (line->y[3], (0.75 / 2 + 1) / 0.875, 1e-12);
  g_assert_cmpfloat (line->raw[3], ==, 2);
  g_assert_null (points->raw);
  assert_csv (chart, "Place,a,\"a, smoothed .50\",b\n0,1,1,1\n1,,,\n2,1,1,1\n3,2,1.5714285714285714,2\n");

  /* From what was measured, not from what is smooth already. */
  mtn_chart_set_smoothing (chart, 0.9);
  mtn_chart_set_smoothing (chart, 0.5);
  g_assert_cmpfloat_with_epsilon (line->y[3], 1.375 / 0.875, 1e-12);
  mtn_chart_set_smoothing (chart, 0);
  g_assert_null (line->raw);
  g_assert_cmpfloat (line->y[3], ==, 2);
}

static MtnFigure *
make_figure (void)
{
  MtnFigure *figure = mtn_figure_new ("Größe");
  MtnChart *chart = mtn_chart_new ("First");
  const double y[] = { 1, 2 };

  mtn_figure_set_subtitle (figure, "Seed 42");
  mtn_figure_set_warning (figure, "Leaks");
  mtn_figure_set_caption (figure, "SHA-256 abc");
  mtn_chart_add (chart, MTN_SERIES_LINE, "a", NULL, y, 2);
  mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, "best, epoch 1", 1);
  mtn_figure_take (figure, chart);
  mtn_figure_take (figure, mtn_chart_new (NULL));

  return figure;
}

static void
test_csv_says_where_from (void)
{
  g_autoptr (MtnFigure) figure = make_figure ();
  g_autoptr (GBytes) csv = mtn_figure_to_csv (figure);
  g_autofree char *text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));

  g_assert_cmpstr (text, ==,
                   "# Größe\n# Seed 42\n# Leaks\n# SHA-256 abc\n# First\n# best, epoch "
                   "1\nPlace,a\n0,1\n1,2\n\nPlace\n");
}

static void
test_png_says_where_from (void)
{
  g_autoptr (MtnFigure) figure = make_figure ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = mtn_figure_to_png (figure, NULL, 1, &error);
  g_autoptr (GBytes) again = mtn_figure_to_png (figure, NULL, 1, &error);
  gsize size;
  const char *data = g_bytes_get_data (png, &size);
  static const char description[] = "iTXtDescription\0\0\0\0\0Seed 42 Leaks SHA-256 abc";
  static const char title[] = "iTXtTitle\0\0\0\0\0Größe";
  cairo_surface_t *image;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "matinee-test-text.png", NULL);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (png, again));
  g_assert_nonnull (g_strstr_len (data, 8, "PNG"));
  g_assert_nonnull (memmem (data, size, description, sizeof description - 1));
  g_assert_nonnull (memmem (data, size, title, sizeof title - 1));
  /* Checksums and order are right: another reader takes it. */
  g_assert_true (g_file_set_contents (path, data, size, &error));
  image = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (image), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (image), ==, 920);
  cairo_surface_destroy (image);
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Rows side by side, one below the other, and all of a height that is offered. */
static void
test_places (void)
{
  g_autoptr (MtnFigure) figure = mtn_figure_new (NULL);
  MtnPlotRect rects[3] = { 0 };
  double natural;

  for (guint i = 0; i < 3; i++)
    mtn_figure_take (figure, mtn_chart_new (NULL));
  natural = mtn_figure_place_charts (figure, 830, 0, 1, rects);
  g_assert_cmpfloat (rects[0].width, ==, 400);
  g_assert_cmpfloat (rects[1].x, ==, 430);
  g_assert_cmpfloat (rects[1].y, ==, 0);
  g_assert_cmpfloat (rects[2].y, ==, rects[0].height + 24);
  g_assert_cmpfloat (natural, ==, rects[2].y + rects[2].height);
  g_assert_cmpfloat (mtn_figure_place_charts (figure, 830, natural + 100, 1, rects), ==, natural + 100);
  g_assert_cmpfloat (rects[2].height, ==, rects[0].height);
  g_assert_cmpfloat (mtn_figure_place_charts (figure, 300, 0, 1, rects), >, natural);
  g_assert_cmpfloat (rects[1].x, ==, 0);
  g_assert_cmpfloat (rects[1].width, ==, 300);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot/table/lines", test_lines);
  g_test_add_func ("/plot/table/scatter", test_scatter);
  g_test_add_func ("/plot/table/bars-and-columns", test_bars_and_columns);
  g_test_add_func ("/plot/table/heat", test_heat);
  g_test_add_func ("/plot/table/empty", test_empty);
  g_test_add_func ("/plot/table/smoothing", test_smoothing);
  g_test_add_func ("/plot/figure/csv-says-where-from", test_csv_says_where_from);
  g_test_add_func ("/plot/figure/png-says-where-from", test_png_says_where_from);
  g_test_add_func ("/plot/figure/places", test_places);

  return g_test_run ();
}
