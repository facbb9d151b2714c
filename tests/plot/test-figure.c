/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Figures as files: well-formed, small, the same every time, and with no label on another. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mtn-figure.h"

/* A text of an SVG as a box, about @x, @y. */
typedef struct
{
  double x, y, width, height, angle;
  char *text;
} Label;

typedef struct
{
  GArray *labels;
  GString *text; /* of the element that is open */
  gboolean in_text;
  guint depth, deepest;
  char *title;
  double width, height;
} Drawing;

static void
clear_label (gpointer data)
{
  g_free (((Label *) data)->text);
}

static double
get (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return g_ascii_strtod (values[i], NULL);

  return NAN;
}

static void
start_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Drawing *drawing = data;

  drawing->depth++;
  drawing->deepest = MAX (drawing->deepest, drawing->depth);
  g_string_truncate (drawing->text, 0);
  if (g_str_equal (element, "svg"))
    {
      drawing->width = get (names, values, "width");
      drawing->height = get (names, values, "height");
    }
  if (g_str_equal (element, "text"))
    {
      Label label = { get (names, values, "x"), get (names, values, "y"), get (names, values, "textLength"),
                      get (names, values, "font-size") };

      for (guint i = 0; names[i] != NULL; i++)
        if (g_str_equal (names[i], "transform"))
          label.angle = g_ascii_strtod (values[i] + strlen ("rotate("), NULL);
      g_array_append_val (drawing->labels, label);
      drawing->in_text = TRUE;
    }
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Drawing *drawing = data;

  drawing->depth--;
  if (g_str_equal (element, "text"))
    g_array_index (drawing->labels, Label, drawing->labels->len - 1).text = g_strdup (drawing->text->str);
  if (g_str_equal (element, "title"))
    drawing->title = g_strdup (drawing->text->str);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  g_string_append_len (((Drawing *) data)->text, text, length);
}

static Drawing *
parse (GBytes *svg)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };
  Drawing *drawing = g_new0 (Drawing, 1);
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) error = NULL;

  drawing->labels = g_array_new (FALSE, TRUE, sizeof (Label));
  g_array_set_clear_func (drawing->labels, clear_label);
  drawing->text = g_string_new (NULL);
  context = g_markup_parse_context_new (&parser, 0, drawing, NULL);
  g_markup_parse_context_parse (context, g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drawing->depth, ==, 0);

  return drawing;
}

static void
drawing_free (Drawing *drawing)
{
  g_array_unref (drawing->labels);
  g_string_free (drawing->text, TRUE);
  g_free (drawing->title);
  g_free (drawing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drawing, drawing_free)

static GBytes *
write_svg (MtnFigure *figure, const MtnPlotTheme *theme)
{
  g_autoptr (GError) error = NULL;
  GBytes *svg = mtn_figure_to_svg (figure, theme, &error);

  g_assert_no_error (error);
  g_assert_nonnull (svg);

  return svg;
}

static gboolean
has_text (const Drawing *drawing, const char *text)
{
  for (guint i = 0; i < drawing->labels->len; i++)
    if (g_str_equal (g_array_index (drawing->labels, Label, i).text, text))
      return TRUE;

  return FALSE;
}

/* Boxes of small letters, without the room above and below them. */
static gboolean
overlap (const Label *a, const Label *b)
{
  const double inset = 0.22;

  return a->x < b->x + b->width - 0.5 && b->x < a->x + a->width - 0.5 &&
         a->y - a->height * (1 - inset) < b->y && b->y - b->height * (1 - inset) < a->y;
}

static void
expect_apart (const Drawing *drawing)
{
  for (guint i = 0; i < drawing->labels->len; i++)
    {
      const Label *a = &g_array_index (drawing->labels, Label, i);

      /* Nothing leaves the sheet, or enters its margin. */
      g_assert_cmpfloat (a->x, >=, 21);
      if (a->angle == 0)
        g_assert_cmpfloat (a->x + a->width, <=, drawing->width - 21);
      g_assert_cmpfloat (a->y, <=, drawing->height);

      for (guint j = 0; j < i; j++)
        {
          const Label *b = &g_array_index (drawing->labels, Label, j);

          if (a->angle == 0 && b->angle == 0 && overlap (a, b))
            g_error ("“%s” at %g, %g lies on “%s” at %g, %g", a->text, a->x, a->y, b->text, b->x, b->y);
          /* Slanted ones on one line are apart by more than their height. */
          if (a->angle != 0 && b->angle == a->angle && fabs (a->x + a->y - b->x - b->y) < 0.1)
            g_assert_cmpfloat (hypot (a->x - b->x, a->y - b->y), >, a->height * 0.8);
        }
    }
}

static MtnChart *
random_chart (GRand *random)
{
  static const MtnSeriesKind kinds[] = { MTN_SERIES_LINE, MTN_SERIES_BAR, MTN_SERIES_POINTS,
                                         MTN_SERIES_HISTOGRAM };
  MtnSeriesKind kind = kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))];
  MtnChart *chart = mtn_chart_new ("A Chart with a Title");
  guint n = 2 + g_rand_int_range (random, 0, 30);
  double top = pow (10, g_rand_double_range (random, -6, 8));
  g_autofree double *x = g_new (double, n + 1);
  g_autofree double *y = g_new (double, n);
  g_auto (GStrv) names = g_new0 (char *, n + 1);

  x[0] = g_rand_double_range (random, 0, 100);
  for (guint i = 0; i < n; i++)
    {
      x[i + 1] = x[i] + g_rand_double (random) * top;
      y[i] = g_rand_double (random) * top;
      names[i] = g_strdup_printf ("name %0*u", (int) g_rand_int_range (random, 1, 24), i);
    }
  if (kind == MTN_SERIES_BAR)
    {
      mtn_chart_axis_set_categories (&chart->x, (const char *const *) names);
      for (guint i = 0; i < n; i++)
        x[i] = i;
      chart->horizontal = g_rand_boolean (random);
      chart->values = TRUE;
    }
  mtn_chart_axis_set (&chart->y, g_rand_boolean (random) ? "Upwards" : NULL, NULL,
                      g_rand_boolean (random) ? MTN_SCALE_LOG : MTN_SCALE_LINEAR);
  if (kind != MTN_SERIES_BAR)
    mtn_chart_axis_set (&chart->x, "Across", "unit", g_rand_int_range (random, 0, 4));
  if (chart->x.scale == MTN_SCALE_CATEGORY && kind != MTN_SERIES_BAR)
    chart->x.scale = MTN_SCALE_LINEAR;
  mtn_chart_add (chart, kind, "series", x, y, n);
  if (g_rand_boolean (random))
    mtn_chart_set_note (chart, "A note below the chart that may be longer than it is wide.");

  return chart;
}

static void
test_labels_apart (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint round = 0; round < 120; round++)
    {
      g_autoptr (MtnFigure) figure = mtn_figure_new ("A Figure");
      g_autoptr (GBytes) svg = NULL;
      g_autoptr (Drawing) drawing = NULL;

      mtn_figure_set_width (figure, 240 + g_rand_int_range (random, 0, 900));
      mtn_figure_set_columns (figure, 1 + round % 3);
      for (guint i = 0; i < 3; i++)
        mtn_figure_take (figure, random_chart (random));
      svg = write_svg (figure, NULL);
      drawing = parse (svg);
      g_assert_cmpuint (drawing->labels->len, >, 10);
      expect_apart (drawing);
    }
}

/* Names that were given are there to be read, also those that XML would not like. */
static void
test_text_is_text (void)
{
  static const char *const models[] = { "bce_msplit_best", "Tom & Jerry <\"1\">", "línea\nnueva\x01",
                                        "\xff\xfe broken", NULL };
  static const double values[] = { .1, .2, .3, .4 };
  g_autoptr (MtnFigure) figure = mtn_figure_new ("Models & <more>");
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (Drawing) drawing = NULL;
  MtnChart *chart = mtn_chart_new ("Bars");

  mtn_chart_axis_set_categories (&chart->x, models);
  chart->horizontal = TRUE;
  mtn_chart_add (chart, MTN_SERIES_BAR, "a ]]> b", NULL, values, 4);
  mtn_figure_take (figure, chart);
  mtn_figure_set_warning (figure, "leaks: same people in training and test");
  svg = write_svg (figure, NULL);
  drawing = parse (svg);

  g_assert_cmpstr (drawing->title, ==, "Models & <more>");
  g_assert_true (has_text (drawing, "bce_msplit_best"));
  g_assert_true (has_text (drawing, "Tom & Jerry <\"1\">"));
  g_assert_true (has_text (drawing, "línea nueva "));
  g_assert_true (has_text (drawing, "a ]]> b"));
  g_assert_true (has_text (drawing, "leaks: same people in training and test"));
  /* No glyph became a path. */
  g_assert_null (g_strstr_len (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), "<symbol"));
}

static MtnFigure *
busy_figure (void)
{
  MtnFigure *figure = mtn_figure_new ("Busy");
  MtnChart *chart = mtn_chart_new ("Ten runs");
  g_autofree double *y = g_new (double, 10000);

  for (guint run = 0; run < 10; run++)
    {
      for (guint i = 0; i < 10000; i++)
        y[i] = run + sin (i * (1.0 + run) * 12.9898);
      mtn_chart_add (chart, MTN_SERIES_LINE, "run", NULL, y, 10000);
    }
  mtn_figure_take (figure, chart);

  return figure;
}

static void
test_small (void)
{
  g_autoptr (MtnFigure) figure = busy_figure ();
  g_autoptr (GBytes) svg = write_svg (figure, NULL);

  g_test_message ("%" G_GSIZE_FORMAT " bytes", g_bytes_get_size (svg));
  g_assert_cmpuint (g_bytes_get_size (svg), <, 200 * 1000);
}

static MtnFigure *
usual_figure (void)
{
  static const double x[] = { 1, 2, 3, 4 };
  static const double y[] = { 4, 2, 3, NAN };
  static const double cells[] = { 1, 2, 3, 4 };
  static const char *const names[] = { "one", "two", NULL };
  MtnFigure *figure = mtn_figure_new ("Usual");
  MtnChart *lines = mtn_chart_new ("Lines");
  MtnChart *heat = mtn_chart_new ("Cells");
  MtnChart *bars = mtn_chart_new ("Bars");

  mtn_chart_series_set_interval (mtn_chart_add (lines, MTN_SERIES_LINE, "line", x, y, 4), x, y);
  mtn_chart_add_line_at (lines, MTN_SERIES_EVENT, "best", 2);
  /* Outside of what is shown, so that it has to be cut. */
  lines->y.max = 3.5;
  mtn_chart_add_heat (heat, NULL, cells, 2, 2);
  mtn_chart_axis_set_categories (&heat->x, names);
  mtn_chart_axis_set_categories (&bars->x, names);
  mtn_chart_add (bars, MTN_SERIES_BAR, "bar", NULL, cells, 2)->hatched = TRUE;
  mtn_figure_set_caption (figure, "Caption");
  mtn_figure_take (figure, lines);
  mtn_figure_take (figure, heat);
  mtn_figure_take (figure, bars);

  return figure;
}

typedef GBytes *(*Write) (MtnFigure *figure, const MtnPlotTheme *theme, GError **error);

static GBytes *
write_png (MtnFigure *figure, const MtnPlotTheme *theme, GError **error)
{
  return mtn_figure_to_png (figure, theme, 2, error);
}

/* The same bytes again, also after other drawings; and no date in them but one that is always there. */
static void
test_deterministic (void)
{
  static const Write writes[] = { mtn_figure_to_svg, mtn_figure_to_pdf, write_png };
  static const char *const starts[] = { "<?xml", "%PDF-", "\211PNG" };

  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    for (int dark = 0; dark < 2; dark++)
      {
        const MtnPlotTheme *theme = dark ? &mtn_plot_theme_dark : NULL;
        g_autoptr (MtnFigure) figure = usual_figure ();
        g_autoptr (MtnFigure) other = usual_figure ();
        g_autoptr (GBytes) first = writes[i](figure, theme, NULL);
        g_autoptr (GBytes) between = writes[i](other, NULL, NULL);
        g_autoptr (GBytes) second = NULL;
        g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
        g_autofree char *year = g_date_time_format (now, "%Y");

        g_assert_nonnull (first);
        if (i == 1 && !dark)
          /* What a clock would change has changed. */
          g_usleep (1100000);
        second = writes[i](other, theme, NULL);
        g_assert_true (g_bytes_equal (first, second));
        g_assert_true (g_bytes_equal (first, between) == !dark);
        g_assert_true (memcmp (g_bytes_get_data (first, NULL), starts[i], strlen (starts[i])) == 0);
        if (i < 2)
          g_assert_null (g_strstr_len (g_bytes_get_data (first, NULL), g_bytes_get_size (first), year));
      }
}

static void
test_empty (void)
{
  g_autoptr (MtnFigure) figure = mtn_figure_new (NULL);
  g_autoptr (MtnFigure) chart = mtn_figure_new ("");
  g_autoptr (GBytes) svg = write_svg (figure, NULL);
  g_autoptr (GBytes) other = NULL;
  g_autoptr (Drawing) drawing = NULL;

  mtn_figure_take (chart, mtn_chart_new (NULL));
  mtn_figure_set_width (chart, -5);
  other = write_svg (chart, NULL);
  drawing = parse (other);
  g_assert_true (has_text (drawing, "No data"));
}

/* What is left out is said. */
static void
test_says_what_is_missing (void)
{
  static const double y[] = { 1, NAN, INFINITY, 2, 0 };
  g_autoptr (MtnFigure) figure = mtn_figure_new ("Gaps");
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (Drawing) drawing = NULL;
  MtnChart *linear = mtn_chart_new ("Linear");
  MtnChart *log = mtn_chart_new ("Log");

  mtn_chart_add (linear, MTN_SERIES_LINE, NULL, NULL, y, 5);
  mtn_chart_add (log, MTN_SERIES_LINE, NULL, NULL, y, 5);
  log->y.scale = MTN_SCALE_LOG;
  mtn_figure_take (figure, linear);
  mtn_figure_take (figure, log);
  svg = write_svg (figure, NULL);
  drawing = parse (svg);
  g_assert_true (has_text (drawing, "2 values that are not finite left out"));
  g_assert_true (has_text (drawing, "3 values that are not finite or not positive left out"));
}

static void
test_errors (void)
{
  g_autoptr (MtnFigure) figure = usual_figure ();
  static const double scales[] = { 1e6, 0, -1, INFINITY, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mtn_figure_to_png (figure, NULL, scales[i], &error));
      g_assert_error (error, MTN_FIGURE_ERROR, MTN_FIGURE_ERROR_FAILED);
    }
}

/* One entry for what looks alike in several charts, none for what has no name or carries it itself. */
static void
test_legend (void)
{
  static const double y[] = { 1, 2 };
  g_autoptr (MtnFigure) figure = mtn_figure_new (NULL);
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (Drawing) drawing = NULL;
  guint runs = 0;

  for (guint i = 0; i < 3; i++)
    {
      MtnChart *chart = mtn_chart_new (NULL);

      mtn_chart_add (chart, MTN_SERIES_LINE, "run one", NULL, y, 2);
      mtn_chart_add (chart, MTN_SERIES_LINE, NULL, NULL, y, 2);
      mtn_figure_take (figure, chart);
    }
  svg = write_svg (figure, NULL);
  drawing = parse (svg);
  for (guint i = 0; i < drawing->labels->len; i++)
    runs += g_str_equal (g_array_index (drawing->labels, Label, i).text, "run one");
  g_assert_cmpuint (runs, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot/figure/labels-apart", test_labels_apart);
  g_test_add_func ("/plot/figure/text-is-text", test_text_is_text);
  g_test_add_func ("/plot/figure/small", test_small);
  g_test_add_func ("/plot/figure/deterministic", test_deterministic);
  g_test_add_func ("/plot/figure/empty", test_empty);
  g_test_add_func ("/plot/figure/says-what-is-missing", test_says_what_is_missing);
  g_test_add_func ("/plot/figure/errors", test_errors);
  g_test_add_func ("/plot/figure/legend", test_legend);

  return g_test_run ();
}
