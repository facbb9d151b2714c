/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A figure as the bytes of a file. Cairo numbers what it writes by surfaces made
 * so far, and dates its documents: both are taken out again, so that one figure
 * gives the same bytes twice.
 */

#include "mtn-figure.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "mtn-chart-view-private.h"
#include "mtn-chart-table.h"
#include "mtn-figure-private.h"
#include "mtn-png-text.h"

/* Cairo's image surfaces end there. */
#define MAX_PIXELS 32767.0

/* Points of all lines that a file may hold: some 25 bytes each. */
#define POINTS_IN_FILE 3000.0

G_DEFINE_QUARK (mtn - figure - error - quark, mtn_figure_error)

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  /* Translators: %s is a reason such as "out of memory" */
  g_set_error (error, MTN_FIGURE_ERROR, MTN_FIGURE_ERROR_FAILED, _ ("The figure cannot be drawn: %s"),
               cairo_status_to_string (status));
  return FALSE;
}

/* Width of the columns that lines are thinned to: wider the more of them there are. */
static double
thin_for_file (MtnFigure *self)
{
  double points = 0;

  for (guint i = 0; i < self->charts->len; i++)
    {
      const MtnChart *chart = g_ptr_array_index (self->charts, i);
      double width = self->width * MIN (chart->span, self->columns) / self->columns;

      for (guint j = 0; j < chart->series->len; j++)
        {
          const MtnChartSeries *series = g_ptr_array_index (chart->series, j);

          if (series->kind == MTN_SERIES_LINE && !series->hidden)
            points += MIN ((double) series->n, 4 * width);
        }
    }

  return MAX (1, points / POINTS_IN_FILE);
}

static void
paint (MtnFigure *self, const MtnPlotTheme *theme, cairo_t *cr, double height, double thin)
{
  mtn_plot_color_set (theme->background, cr);
  cairo_rectangle (cr, 0, 0, self->width, height);
  cairo_fill (cr);
  mtn_figure_draw (self, theme, cr, thin);
}

/* Every id by the order of its appearance. */
static gboolean
renumber_cb (const GMatchInfo *match, GString *result, gpointer data)
{
  GHashTable *ids = data;
  char *before = g_match_info_fetch (match, 1);
  char *id = g_match_info_fetch (match, 2);
  gpointer number;

  if (!g_hash_table_lookup_extended (ids, id, NULL, &number))
    {
      number = GUINT_TO_POINTER (g_hash_table_size (ids));
      g_hash_table_insert (ids, g_strdup (id), number);
    }
  g_string_append_printf (result, "%si%u", before, GPOINTER_TO_UINT (number));
  g_free (before);
  g_free (id);

  return FALSE;
}

static char *
renumber (const char *svg)
{
  /* Bytes, here and below: else all of the text is looked at for whether it is UTF-8 again at every match. */
  g_autoptr (GRegex) regex =
      g_regex_new ("(\\bid=\"|url\\(#|href=\"#)([A-Za-z][\\w.-]*)", G_REGEX_RAW, 0, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return g_regex_replace_eval (regex, svg, -1, 0, 0, renumber_cb, ids, NULL);
}

/* What says nothing: less than a hundredth of a pixel, a move after the end of a path, what is so anyway. */
static char *
shorten (const char *svg)
{
  static const char *const patterns[][2] = {
    { "(\\.\\d\\d)\\d+", "\\1" },
    { "Z M [-\\d.]+ [-\\d.]+ (?=[M\"])", "Z " },
    { "(?:stroke-linecap:butt|stroke-linejoin:miter|stroke-opacity:1|fill-opacity:1|fill-rule:nonzero);",
      "" },
  };
  char *text = g_strdup (svg);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[i][0], G_REGEX_RAW, 0, NULL);
      char *shorter = g_regex_replace (regex, text, -1, 0, patterns[i][1], 0, NULL);

      g_free (text);
      text = shorter;
    }

  return text;
}

static void
append_element (GString *svg, const char *name, const char *text)
{
  g_autofree char *escaped = NULL;

  if (text == NULL || text[0] == '\0')
    return;

  escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (svg, "<%s>%s</%s>\n", name, escaped, name);
}

/* Where the numbers come from, in one line. */
static char *
dup_about (MtnFigure *self)
{
  char *about = g_strjoin (" ", self->subtitle != NULL ? self->subtitle : "",
                           self->warning != NULL ? self->warning : "",
                           self->caption != NULL ? self->caption : "", NULL);

  return g_strstrip (about);
}

/* Cairo's shapes with a title before them and the texts after them. */
static GBytes *
finish_svg (MtnFigure *self, const MtnPlotTheme *theme, GByteArray *drawn, GString *texts)
{
  g_autofree char *raw = g_strndup ((const char *) drawn->data, drawn->len);
  g_autofree char *numbered = renumber (raw);
  g_autofree char *shapes = shorten (numbered);
  g_autofree char *family = g_markup_escape_text (theme->font, -1);
  g_autofree char *about = dup_about (self);
  char *root = strstr (shapes, "<svg");
  char *inside = root != NULL ? strchr (root, '>') : NULL;
  char *end = g_strrstr (shapes, "</svg>");
  GString *svg = g_string_new (NULL);
  gsize length;

  g_assert (inside != NULL && end != NULL);
  g_string_append_len (svg, shapes, inside + 1 - shapes);
  g_string_append_c (svg, '\n');
  append_element (svg, "title", self->title);
  append_element (svg, "desc", about);
  g_string_append_len (svg, inside + 1, end - inside - 1);
  g_string_append_printf (svg, "<g font-family=\"%s, sans-serif\" xml:space=\"preserve\">\n", family);
  g_string_append_len (svg, texts->str, texts->len);
  g_string_append (svg, "</g>\n</svg>\n");

  length = svg->len;
  return g_bytes_new_take (g_string_free (svg, FALSE), length);
}

GBytes *
mtn_figure_to_svg (MtnFigure *self, const MtnPlotTheme *theme, GError **error)
{
  g_autoptr (GByteArray) drawn = g_byte_array_new ();
  g_autoptr (GString) texts = g_string_new (NULL);
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;
  double height;

  g_return_val_if_fail (self != NULL, NULL);

  theme = theme != NULL ? theme : &mtn_plot_theme_light;
  height = ceil (mtn_figure_draw (self, theme, NULL, 1));
  surface = cairo_svg_surface_create_for_stream (append_cb, drawn, self->width, height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  mtn_plot_text_collect (cr, texts);
  paint (self, theme, cr, height, thin_for_file (self));
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return check (status, error) ? finish_svg (self, theme, drawn, texts) : NULL;
}

GBytes *
mtn_figure_to_pdf (MtnFigure *self, const MtnPlotTheme *theme, GError **error)
{
  g_autoptr (GByteArray) drawn = g_byte_array_new ();
  g_autofree char *about = dup_about (self);
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;
  double height;

  g_return_val_if_fail (self != NULL, NULL);

  theme = theme != NULL ? theme : &mtn_plot_theme_light;
  height = ceil (mtn_figure_draw (self, theme, NULL, 1));
  /* A pixel is 3/4 of a point. */
  surface = cairo_pdf_surface_create_for_stream (append_cb, drawn, self->width * 0.75, height * 0.75);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title != NULL ? self->title : "");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT,
                                  self->subtitle != NULL ? self->subtitle : "");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, about);
  /* A date that says nothing, so that it is not today's. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  cr = cairo_create (surface);
  cairo_scale (cr, 0.75, 0.75);
  paint (self, theme, cr, height, thin_for_file (self));
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return check (status, error) ? g_byte_array_free_to_bytes (g_steal_pointer (&drawn)) : NULL;
}

GBytes *
mtn_figure_to_png (MtnFigure *self, const MtnPlotTheme *theme, double scale, GError **error)
{
  g_autoptr (GByteArray) drawn = g_byte_array_new ();
  g_autofree char *about = dup_about (self);
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;
  double height;
  double width;

  g_return_val_if_fail (self != NULL, NULL);

  theme = theme != NULL ? theme : &mtn_plot_theme_light;
  height = ceil (mtn_figure_draw (self, theme, NULL, 1));
  width = ceil (self->width * scale);
  /* Also for NaN. */
  if (!(scale > 0 && width <= MAX_PIXELS && ceil (height * scale) <= MAX_PIXELS))
    {
      g_set_error (error, MTN_FIGURE_ERROR, MTN_FIGURE_ERROR_FAILED,
                   _ ("An image of %.0f × %.0f pixels is too large: choose a smaller scale"), width,
                   ceil (height * scale));
      return NULL;
    }

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) ceil (height * scale));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  paint (self, theme, cr, height, 1);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_cb, drawn);
  cairo_surface_destroy (surface);
  mtn_png_text_insert (drawn, "Description", about);
  mtn_png_text_insert (drawn, "Title", self->title);

  return check (status, error) ? g_byte_array_free_to_bytes (g_steal_pointer (&drawn)) : NULL;
}

static void
append_comment (GString *out, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, "# %s\n", text);
}

GBytes *
mtn_figure_to_csv (MtnFigure *self)
{
  GString *out = g_string_new (NULL);

  append_comment (out, self->title);
  append_comment (out, self->subtitle);
  append_comment (out, self->warning);
  append_comment (out, self->caption);
  for (guint i = 0; i < self->charts->len; i++)
    {
      const MtnChart *chart = g_ptr_array_index (self->charts, i);
      g_autoptr (MtnChartTable) table = mtn_chart_table_new (chart);

      if (i > 0)
        g_string_append_c (out, '\n');
      append_comment (out, chart->title);
      append_comment (out, chart->note);
      /* Lines across the chart at one x have no row. */
      for (guint s = 0; s < chart->series->len; s++)
        {
          const MtnChartSeries *series = g_ptr_array_index (chart->series, s);

          if (series->kind == MTN_SERIES_EVENT && !series->hidden)
            append_comment (out, series->name);
        }
      mtn_chart_table_append_csv (table, out);
    }

  return g_string_free_to_bytes (out);
}
