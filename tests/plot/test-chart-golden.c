/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Charts of every kind compared with pictures of them that somebody has looked at: light, dark, read from the
 * right, and at twice the size.
 *
 * What is drawn depends on fonts and on cairo's anti-aliasing, so blocks of pixels are compared, and only
 * where the font is there: a letter may move by a fraction of a pixel, a line or a label may not.
 *
 * After a wanted change run with MTN_UPDATE_GOLDENS=1, and look at the result. What was drawn instead is left
 * in the build folder.
 */

#include <cairo.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "golden.h"
#include "mtn-chart-view.h"

#define FONT "Cantarell"
#define WIDTH 300
#define HEIGHT 200
#define BLOCK 10
#define N_KINDS 8

/* Of the means of blocks, in 255ths: a label that moves by a pixel stays below, one that is missing does not.
 */
#define MOST_MEAN 1.5
#define MOST_WORST 45.0

static double
wave (guint i, guint series)
{
  return 0.1 + 0.05 * series + 0.4 * exp (-0.15 * i) + 0.02 * sin (i * (1.3 + series));
}

static MtnChart *
make_curves (void)
{
  MtnChart *chart = mtn_chart_new ("Loss per Epoch");

  mtn_chart_axis_set (&chart->x, "Epoch", NULL, MTN_SCALE_LINEAR);
  chart->x.whole = TRUE;
  for (guint s = 0; s < 3; s++)
    {
      MtnChartSeries *series = mtn_chart_add (chart, MTN_SERIES_LINE, "run", NULL, NULL, 0);

      series->dash = s;
      for (guint i = 1; i <= 20; i++)
        mtn_chart_series_append (series, i, i == 9 && s == 1 ? NAN : wave (i, s));
    }
  mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, "best, epoch 12", 12);

  return chart;
}

static MtnChart *
make_band (void)
{
  MtnChart *chart = mtn_chart_new ("NDCG@K");
  double x[] = { 5, 10, 20, 50 }, y[] = { .59, .54, .51, .50 }, low[] = { .55, .51, .48, .47 },
         high[] = { .63, .57, .54, .53 };

  mtn_chart_axis_set (&chart->x, "Length of the list, K", NULL, MTN_SCALE_LOG);
  mtn_chart_series_set_interval (mtn_chart_add (chart, MTN_SERIES_LINE, "blend", x, y, 4), low, high);
  mtn_chart_add_line_at (chart, MTN_SERIES_REFERENCE, "number of ratings", .42);
  mtn_chart_set_note (chart, "Band: 95 %, bootstrap over people.");

  return chart;
}

static MtnChart *
make_groups (void)
{
  MtnChart *chart = mtn_chart_new ("By group");
  const char *const names[] = { "F (269)", "M (665)", "other (9)", NULL };
  const double values[2][3] = { { .5, .56, .4 }, { .45, .5, .3 } }, low[] = { .46, .54, .2 },
               high[] = { .54, .58, .6 };
  const gboolean faint[] = { FALSE, FALSE, TRUE };

  mtn_chart_axis_set_categories (&chart->x, names);
  for (guint i = 0; i < 2; i++)
    {
      MtnChartSeries *series =
          mtn_chart_add (chart, MTN_SERIES_BAR, i == 0 ? "blend" : "edlae", NULL, values[i], 3);

      series->hatched = i == 1;
      mtn_chart_series_set_faint (series, faint);
      mtn_chart_series_set_interval (series, low, high);
    }

  return chart;
}

static MtnChart *
make_rows (void)
{
  MtnChart *chart = mtn_chart_new ("MAP@10");
  const char *const names[] = { "blend", "edlae", "popularity", NULL };
  const double values[] = { .396, .383, .264 }, marks[] = { .9, .8, .7 };

  chart->horizontal = TRUE;
  chart->values = TRUE;
  mtn_chart_axis_set_categories (&chart->x, names);
  mtn_chart_add (chart, MTN_SERIES_BAR, NULL, NULL, values, 3);
  mtn_chart_add (chart, MTN_SERIES_MARK, "ceiling", NULL, marks, 3);

  return chart;
}

static MtnChart *
make_columns (void)
{
  MtnChart *chart = mtn_chart_new ("Age");
  const double edges[] = { 5, 15, 25, 35, 45, 55, 65 }, heights[] = { 20, 310, 280, 170, 110, 50 };

  mtn_chart_axis_set (&chart->x, "Age", "years", MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, "People", NULL, MTN_SCALE_LINEAR);
  mtn_chart_add (chart, MTN_SERIES_HISTOGRAM, NULL, edges, heights, 6);

  return chart;
}

static MtnChart *
make_points (void)
{
  MtnChart *chart = mtn_chart_new ("Average precision of each row");

  mtn_chart_axis_set (&chart->x, "Row", NULL, MTN_SCALE_LINEAR);
  for (guint s = 0; s < 2; s++)
    {
      MtnChartSeries *series = mtn_chart_add (chart, MTN_SERIES_POINTS, "row", NULL, NULL, 0);

      for (guint i = 0; i < 40; i++)
        mtn_chart_series_append (series, i, 0.5 + 0.4 * sin (i * i * (s + 1.)));
    }

  return chart;
}

static MtnChart *
make_heat (void)
{
  MtnChart *chart = mtn_chart_new ("Rated together");
  const char *const names[] = { "Heat", "Alien", "Fargo", "Big", NULL };
  double cells[16];

  for (guint i = 0; i < 16; i++)
    cells[i] = i % 5 == 0 ? NAN : 10. * (i % 4) + i / 4;
  mtn_chart_add_heat (chart, NULL, cells, 4, 4);
  mtn_chart_axis_set_categories (&chart->x, names);
  mtn_chart_axis_set_categories (&chart->y, names);

  return chart;
}

static MtnChart *
make_smooth (void)
{
  MtnChart *chart = make_curves ();

  mtn_chart_set_smoothing (chart, 0.8);
  return chart;
}

static MtnChart *(*const makers[N_KINDS]) (void) = { make_curves,  make_band,   make_groups, make_rows,
                                                     make_columns, make_points, make_heat,   make_smooth };
static const char *const kind_names[N_KINDS] = { "curves",  "band",   "groups", "rows",
                                                 "columns", "points", "heat",   "smooth" };

/* All kinds in two columns, each read out at a place. */
static cairo_surface_t *
draw_sheet (const MtnPlotTheme *theme, int scale)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, 2 * WIDTH * scale, N_KINDS / 2 * HEIGHT * scale);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  mtn_plot_color_set (theme->background, cr);
  cairo_paint (cr);
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autoptr (MtnChart) chart = makers[i]();
      g_autoptr (MtnChartView) view = mtn_chart_view_new (chart, theme, WIDTH - 16, HEIGHT - 16);
      g_autoptr (GArray) hits = NULL;

      cairo_save (cr);
      cairo_translate (cr, i % 2 * WIDTH + 8, i / 2 * HEIGHT + 8);
      mtn_chart_view_draw (view, cr);
      if (i == 1)
        {
          hits = mtn_chart_view_hit (view, 150, 90);
          mtn_chart_view_draw_hits (view, cr, (const MtnChartHit *) hits->data, hits->len);
        }
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static gboolean
has_font (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *wanted = pango_font_description_from_string (FONT " 12");
  PangoFont *font = pango_context_load_font (context, wanted);
  PangoFontDescription *found = pango_font_describe (font);
  gboolean is_there = g_str_has_prefix (pango_font_description_get_family (found), FONT);

  pango_font_description_free (found);
  pango_font_description_free (wanted);
  g_object_unref (font);
  g_object_unref (context);

  return is_there;
}

typedef struct
{
  const char *name;
  gboolean dark, rtl;
  int scale;
} Sheet;

static void
test_sheet (gconstpointer data)
{
  const Sheet *sheet = data;
  MtnPlotTheme theme = sheet->dark ? mtn_plot_theme_dark : mtn_plot_theme_light;
  g_autofree char *file = g_strdup_printf ("charts-%s.png", sheet->name);
  cairo_surface_t *drawn, *golden;

  if (!has_font ())
    {
      g_test_skip ("The font " FONT " is not installed");
      return;
    }

  theme.font = FONT;
  theme.rtl = sheet->rtl;
  drawn = draw_sheet (&theme, sheet->scale);
  golden = load_golden (drawn, "plot", file);
  for (guint i = 0; i < N_KINDS; i++)
    {
      int s = sheet->scale;
      Difference difference =
          compare (drawn, golden, i % 2 * WIDTH * s, i / 2 * HEIGHT * s, WIDTH * s, HEIGHT * s, BLOCK * s);

      g_test_message ("%s: mean %.2f, worst %.1f", kind_names[i], difference.mean, difference.worst);
      g_assert_cmpfloat (difference.mean, <=, MOST_MEAN);
      g_assert_cmpfloat (difference.worst, <=, MOST_WORST);
    }
  cairo_surface_destroy (golden);
  cairo_surface_destroy (drawn);
}

/* The comparison itself must see what it is for: another theme, texts on the other side, a series that is
 * missing. */
static void
test_comparison (void)
{
  MtnPlotTheme rtl = mtn_plot_theme_light;
  cairo_surface_t *light = draw_sheet (&mtn_plot_theme_light, 1);
  cairo_surface_t *dark = draw_sheet (&mtn_plot_theme_dark, 1);
  cairo_surface_t *mirrored;
  g_autoptr (MtnChart) chart = make_rows ();
  g_autoptr (MtnChartView) view = NULL;
  cairo_t *cr;

  rtl.rtl = TRUE;
  mirrored = draw_sheet (&rtl, 1);
  g_assert_cmpfloat (compare (light, light, 0, 0, WIDTH, HEIGHT, BLOCK).worst, ==, 0);
  g_assert_cmpfloat (compare (light, dark, 0, 0, WIDTH, HEIGHT, BLOCK).mean, >, MOST_MEAN);
  g_assert_cmpfloat (compare (light, mirrored, 0, 0, WIDTH, HEIGHT, BLOCK).worst, >, MOST_WORST);

  ((MtnChartSeries *) g_ptr_array_index (chart->series, 0))->hidden = TRUE;
  view = mtn_chart_view_new (chart, &mtn_plot_theme_light, WIDTH - 16, HEIGHT - 16);
  cr = cairo_create (mirrored);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, WIDTH + 8, HEIGHT + 8);
  mtn_chart_view_draw (view, cr);
  cairo_destroy (cr);
  cairo_surface_flush (mirrored);
  g_assert_cmpfloat (compare (light, mirrored, WIDTH, HEIGHT, WIDTH, HEIGHT, BLOCK).worst, >, MOST_WORST);

  cairo_surface_destroy (mirrored);
  cairo_surface_destroy (dark);
  cairo_surface_destroy (light);
}

/* What is written into an image directly is what cairo would have drawn: also at twice the size, moved, and
 * cut by a zoom. */
static void
test_dense (void)
{
  g_autoptr (MtnChart) chart = mtn_chart_new (NULL);
  MtnChartSeries *series = mtn_chart_add (chart, MTN_SERIES_LINE, "dense", NULL, NULL, 0);

  for (guint i = 0; i < 20000; i++)
    mtn_chart_series_append (series, i,
                             i == 9000 || i > 19000 ? NAN : sin (i * 0.0007) + 0.2 * sin (i * 12.9898));
  for (int zoomed = 0; zoomed < 2; zoomed++)
    for (int scale = 1; scale <= 2; scale++)
      {
        g_autoptr (MtnChartView) view = NULL;
        cairo_surface_t *images[2];
        Difference difference;

        chart->x.min = zoomed ? 500 : NAN;
        chart->y.max = zoomed ? 0.5 : NAN;
        view = mtn_chart_view_new (chart, NULL, WIDTH, HEIGHT);
        for (guint i = 0; i < 2; i++)
          {
            cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
            cairo_t *cr;

            images[i] =
                cairo_image_surface_create (CAIRO_FORMAT_RGB24, (WIDTH + 20) * scale, (HEIGHT + 20) * scale);
            cr = cairo_create (i == 0 ? images[i] : recording);
            if (i == 0)
              cairo_scale (cr, scale, scale);
            cairo_set_source_rgb (cr, 1, 1, 1);
            cairo_paint (cr);
            cairo_translate (cr, 10, 10);
            mtn_chart_view_draw (view, cr);
            cairo_destroy (cr);
            if (i == 1)
              {
                cr = cairo_create (images[i]);
                cairo_scale (cr, scale, scale);
                cairo_set_source_surface (cr, recording, 0, 0);
                cairo_paint (cr);
                cairo_destroy (cr);
              }
            cairo_surface_destroy (recording);
            cairo_surface_flush (images[i]);
          }
        difference =
            compare (images[0], images[1], 0, 0, (WIDTH + 20) * scale, (HEIGHT + 20) * scale, BLOCK * scale);
        g_test_message ("zoomed %d, scale %d: mean %.2f, worst %.1f", zoomed, scale, difference.mean,
                        difference.worst);
        g_assert_cmpfloat (difference.mean, <=, 0.5);
        /* Cairo's clip has soft edges, and here they are those of pixels. */
        g_assert_cmpfloat (difference.worst, <=, zoomed ? 25 : 8);
        cairo_surface_destroy (images[0]);
        cairo_surface_destroy (images[1]);
      }
}

int
main (int argc, char *argv[])
{
  static const Sheet sheets[] = {
    { "light", FALSE, FALSE, 1 },
    { "dark", TRUE, FALSE, 1 },
    { "rtl", FALSE, TRUE, 1 },
    { "twice", FALSE, FALSE, 2 },
  };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/golden/comparison", test_comparison);
  g_test_add_func ("/chart/golden/dense", test_dense);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = g_strconcat ("/chart/golden/", sheets[i].name, NULL);

      g_test_add_data_func (path, &sheets[i], test_sheet);
    }

  return g_test_run ();
}
