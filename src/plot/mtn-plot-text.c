/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-plot-text.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define ELLIPSIS "\342\200\246"

struct _MtnPlotText
{
  char *family;
  PangoFontDescription *font;
  PangoLayout *layout;
};

static const cairo_user_data_key_t collect_key;

MtnPlotText *
mtn_plot_text_new (const char *family)
{
  MtnPlotText *self = g_new0 (MtnPlotText, 1);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Without hints and rounding type has one width at every scale and on every surface. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);

  self->family = g_strdup (family);
  self->font = pango_font_description_new ();
  pango_font_description_set_family (self->font, family);
  self->layout = pango_layout_new (context);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  g_object_unref (context);

  return self;
}

void
mtn_plot_text_free (MtnPlotText *self)
{
  if (self == NULL)
    return;

  g_free (self->family);
  pango_font_description_free (self->font);
  g_object_unref (self->layout);
  g_free (self);
}

const char *
mtn_plot_text_family (MtnPlotText *self)
{
  return self->family;
}

static void
set_text (MtnPlotText *self, const char *text, double size, gboolean bold)
{
  pango_font_description_set_weight (self->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (self->font, size * PANGO_SCALE);
  pango_layout_set_font_description (self->layout, self->font);
  pango_layout_set_text (self->layout, text, -1);
}

double
mtn_plot_text_width (MtnPlotText *self, const char *text, double size, gboolean bold)
{
  int width;

  set_text (self, text, size, bold);
  pango_layout_get_size (self->layout, &width, NULL);

  return width / (double) PANGO_SCALE;
}

double
mtn_plot_text_height (MtnPlotText *self, double size)
{
  int height;

  set_text (self, "X", size, FALSE);
  pango_layout_get_size (self->layout, NULL, &height);

  return height / (double) PANGO_SCALE;
}

char *
mtn_plot_text_fit (MtnPlotText *self, const char *text, double size, gboolean bold, double width)
{
  glong low = 0;
  glong high = g_utf8_strlen (text, -1);

  if (mtn_plot_text_width (self, text, size, bold) <= width)
    return g_strdup (text);

  /* The most characters that fit with the ellipsis: @low fit or are none. */
  while (low + 1 < high)
    {
      glong middle = (low + high) / 2;
      g_autofree char *start = g_utf8_substring (text, 0, middle);
      g_autofree char *candidate = g_strconcat (g_strchomp (start), ELLIPSIS, NULL);

      if (mtn_plot_text_width (self, candidate, size, bold) <= width)
        low = middle;
      else
        high = middle;
    }

  {
    g_autofree char *start = g_utf8_substring (text, 0, low);

    return g_strconcat (g_strchomp (start), ELLIPSIS, NULL);
  }
}

char **
mtn_plot_text_wrap (MtnPlotText *self, const char *text, double size, gboolean bold, double width)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize before = line->len;

      if (before > 0)
        g_string_append_c (line, ' ');
      g_string_append (line, words[i]);
      if (before > 0 && mtn_plot_text_width (self, line->str, size, bold) > width)
        {
          g_string_truncate (line, before);
          g_ptr_array_add (lines, g_strdup (line->str));
          g_string_assign (line, words[i]);
        }
    }
  g_ptr_array_add (lines, g_strdup (line->str));
  g_ptr_array_add (lines, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

static void
append_number (GString *string, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  /* Hundredths of a pixel; no "-0". */
  value = round (value * 100) / 100 + 0.0;
  g_ascii_formatd (buffer, sizeof buffer, "%.2f", value);
  if (strchr (buffer, '.') != NULL)
    {
      gsize length = strlen (buffer);

      while (buffer[length - 1] == '0')
        buffer[--length] = '\0';
      if (buffer[length - 1] == '.')
        buffer[--length] = '\0';
    }
  g_string_append (string, buffer);
}

static void
append_attribute (GString *string, const char *name, double value)
{
  g_string_append_printf (string, " %s=\"", name);
  append_number (string, value);
  g_string_append_c (string, '"');
}

/* textLength holds the layout together where the reader's font is another one. */
static void
collect_element (GString *into,
                 const char *text,
                 double size,
                 gboolean bold,
                 MtnPlotColor color,
                 double x,
                 double y,
                 double width,
                 double angle)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (into, "<text");
  append_attribute (into, "x", x);
  append_attribute (into, "y", y);
  append_attribute (into, "font-size", size);
  append_attribute (into, "textLength", width);
  if (bold)
    g_string_append (into, " font-weight=\"bold\"");
  g_string_append_printf (into, " fill=\"#%02x%02x%02x\"", (guint) round (color.red * 255),
                          (guint) round (color.green * 255), (guint) round (color.blue * 255));
  if (angle != 0)
    {
      g_string_append (into, " transform=\"rotate(");
      append_number (into, angle * 180 / G_PI);
      g_string_append_c (into, ' ');
      append_number (into, x);
      g_string_append_c (into, ' ');
      append_number (into, y);
      g_string_append (into, ")\"");
    }
  g_string_append_printf (into, ">%s</text>\n", escaped);
}

void
mtn_plot_text_draw (MtnPlotText *self,
                    cairo_t *cr,
                    const char *text,
                    double size,
                    gboolean bold,
                    MtnPlotColor color,
                    double x,
                    double y,
                    double align,
                    double angle)
{
  GString *into = cairo_get_user_data (cr, &collect_key);
  double width;
  double baseline;

  if (text == NULL || text[0] == '\0' || !isfinite (x) || !isfinite (y))
    return;

  set_text (self, text, size, bold);
  {
    int pango_width;

    pango_layout_get_size (self->layout, &pango_width, NULL);
    width = pango_width / (double) PANGO_SCALE;
    baseline = pango_layout_get_baseline (self->layout) / (double) PANGO_SCALE;
  }

  if (into != NULL)
    {
      double left = -align * width;
      double device_x = x + left * cos (angle) - baseline * sin (angle);
      double device_y = y + left * sin (angle) + baseline * cos (angle);

      cairo_user_to_device (cr, &device_x, &device_y);
      collect_element (into, text, size, bold, color, device_x, device_y, width, angle);
      return;
    }

  cairo_save (cr);
  cairo_translate (cr, x, y);
  if (angle != 0)
    cairo_rotate (cr, angle);
  cairo_move_to (cr, -align * width, 0);
  mtn_plot_color_set (color, cr);
  pango_cairo_show_layout (cr, self->layout);
  cairo_new_path (cr);
  cairo_restore (cr);
}

void
mtn_plot_text_collect (cairo_t *cr, GString *into)
{
  cairo_set_user_data (cr, &collect_key, into, NULL);
}

char *
mtn_plot_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString *clean;

  if (text == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  clean = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* What XML cannot hold, what would break the line, and what would turn the rest of it around. */
      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        g_string_append_c (clean, ' ');
      else if (c != 0xFFFE && c != 0xFFFF && !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069))
        g_string_append_unichar (clean, c);
    }

  return g_string_free (clean, FALSE);
}
