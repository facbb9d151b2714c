/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-figure.h"

#include "mtn-chart-view-private.h"
#include "mtn-figure-private.h"
#include "mtn-legend.h"

#define MARGIN 22.0
#define COLUMN_GAP 30.0
#define ROW_GAP 24.0
#define TITLE_SCALE 1.5
#define MIN_WIDTH 120.0
#define MIN_COLUMN 200.0

/* Cairo's surfaces end there. */
#define MAX_WIDTH 8000.0

MtnFigure *
mtn_figure_new (const char *title)
{
  MtnFigure *self = g_new0 (MtnFigure, 1);

  self->title = mtn_plot_text_clean (title);
  self->columns = 2;
  self->width = 920;
  self->charts = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_chart_free);

  return self;
}

void
mtn_figure_free (MtnFigure *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->warning);
  g_free (self->caption);
  g_ptr_array_unref (self->charts);
  g_free (self);
}

MtnFigure *
mtn_figure_copy (MtnFigure *self)
{
  MtnFigure *copy = mtn_figure_new (self->title);

  copy->subtitle = g_strdup (self->subtitle);
  copy->warning = g_strdup (self->warning);
  copy->caption = g_strdup (self->caption);
  copy->columns = self->columns;
  copy->width = self->width;
  for (guint i = 0; i < self->charts->len; i++)
    mtn_figure_take (copy, mtn_chart_copy (g_ptr_array_index (self->charts, i)));

  return copy;
}

static void
set_text (char **field, const char *text)
{
  char *clean = mtn_plot_text_clean (text);

  g_free (*field);
  *field = clean;
}

void
mtn_figure_set_subtitle (MtnFigure *self, const char *subtitle)
{
  set_text (&self->subtitle, subtitle);
}

void
mtn_figure_set_warning (MtnFigure *self, const char *warning)
{
  set_text (&self->warning, warning);
}

void
mtn_figure_set_caption (MtnFigure *self, const char *caption)
{
  set_text (&self->caption, caption);
}

void
mtn_figure_set_columns (MtnFigure *self, guint columns)
{
  self->columns = MAX (columns, 1);
}

void
mtn_figure_set_width (MtnFigure *self, double width)
{
  /* Written so that NaN becomes the least. */
  self->width = width > MIN_WIDTH ? MIN (width, MAX_WIDTH) : MIN_WIDTH;
}

void
mtn_figure_take (MtnFigure *self, MtnChart *chart)
{
  g_ptr_array_add (self->charts, chart);
}

const char *
mtn_figure_get_title (MtnFigure *self)
{
  return self->title;
}

const char *
mtn_figure_get_subtitle (MtnFigure *self)
{
  return self->subtitle;
}

const char *
mtn_figure_get_warning (MtnFigure *self)
{
  return self->warning;
}

const char *
mtn_figure_get_caption (MtnFigure *self)
{
  return self->caption;
}

guint
mtn_figure_get_n_charts (MtnFigure *self)
{
  return self->charts->len;
}

MtnChart *
mtn_figure_get_chart (MtnFigure *self, guint index)
{
  g_return_val_if_fail (index < self->charts->len, NULL);

  return g_ptr_array_index (self->charts, index);
}

typedef struct
{
  MtnFigure *figure;
  const MtnPlotTheme *theme;
  MtnPlotText *text;
  cairo_t *cr; /* (nullable): only measuring */
  double thin;
  double width; /* between the margins */
  double y;
} Sheet;

static void
put_text (Sheet *sheet, const char *text, double scale, gboolean bold, MtnPlotColor color, double after)
{
  double size = sheet->theme->font_size * scale;
  double height = mtn_plot_text_height (sheet->text, size);
  g_auto (GStrv) lines = NULL;

  if (text == NULL || text[0] == '\0')
    return;

  lines = mtn_plot_text_wrap (sheet->text, text, size, bold, sheet->width);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      /* A word wider than the sheet. */
      g_autofree char *line = mtn_plot_text_fit (sheet->text, lines[i], size, bold, sheet->width);

      if (sheet->cr != NULL)
        mtn_plot_text_draw (sheet->text, sheet->cr, line, size, bold, color,
                            sheet->theme->rtl ? MARGIN + sheet->width : MARGIN, sheet->y,
                            sheet->theme->rtl ? 1 : 0, 0);
      sheet->y += height;
    }
  sheet->y += after;
}

/* The warning has a bar before it: it must not look like one more caption. */
static void
put_warning (Sheet *sheet)
{
  double size = sheet->theme->font_size;
  double height = mtn_plot_text_height (sheet->text, size);
  MtnPlotColor color = mtn_plot_theme_color (sheet->theme, 1);
  gboolean rtl = sheet->theme->rtl;
  g_auto (GStrv) lines = NULL;
  guint n;

  if (sheet->figure->warning == NULL || sheet->figure->warning[0] == '\0')
    return;

  lines = mtn_plot_text_wrap (sheet->text, sheet->figure->warning, size, TRUE, sheet->width - 12);
  n = g_strv_length (lines);
  if (sheet->cr != NULL)
    {
      mtn_plot_color_set (color, sheet->cr);
      cairo_rectangle (sheet->cr, rtl ? MARGIN + sheet->width - 4 : MARGIN, sheet->y + 1, 4, n * height - 2);
      cairo_fill (sheet->cr);
      for (guint i = 0; i < n; i++)
        mtn_plot_text_draw (sheet->text, sheet->cr, lines[i], size, TRUE, sheet->theme->text,
                            rtl ? MARGIN + sheet->width - 12 : MARGIN + 12, sheet->y + i * height,
                            rtl ? 1 : 0, 0);
    }
  sheet->y += n * height + 6;
}

static void
put_legend (Sheet *sheet)
{
  g_autoptr (MtnLegend) legend = mtn_legend_new (sheet->theme, sheet->text);
  double height;

  for (guint i = 0; i < sheet->figure->charts->len; i++)
    mtn_legend_add_chart (legend, g_ptr_array_index (sheet->figure->charts, i));
  height = mtn_legend_place (legend, sheet->width);
  if (height <= 0)
    return;

  sheet->y += 6;
  if (sheet->cr != NULL)
    {
      cairo_save (sheet->cr);
      cairo_translate (sheet->cr, MARGIN, sheet->y);
      mtn_legend_draw (legend, sheet->cr);
      cairo_restore (sheet->cr);
    }
  sheet->y += height;
}

/* As many columns as leave each a readable width. */
static guint
count_columns (MtnFigure *self, double width, double scale)
{
  guint columns = self->columns;

  while (columns > 1 && (width - (columns - 1) * COLUMN_GAP * scale) / columns < MIN_COLUMN * scale)
    columns--;

  return columns;
}

/* Charts from @start that share a row. Returns: the first that does not */
static guint
place_row (MtnFigure *self, guint start, guint columns, double width, double scale, MtnPlotRect *rects)
{
  double gap = COLUMN_GAP * scale;
  double column = (width - (columns - 1) * gap) / columns;
  double height = 0;
  double x = 0;
  guint taken = 0;
  guint end = start;

  while (end < self->charts->len)
    {
      const MtnChart *chart = g_ptr_array_index (self->charts, end);
      guint span = CLAMP (chart->span, 1, columns);

      if (taken + span > columns)
        break;
      rects[end].x = x;
      rects[end].width = span * column + (span - 1) * gap;
      x += rects[end].width + gap;
      height = MAX (height, mtn_chart_natural_height (chart) * scale);
      taken += span;
      end++;
    }
  for (guint i = start; i < end; i++)
    rects[i].height = height;

  return end;
}

double
mtn_figure_place_charts (MtnFigure *self, double width, double height, double scale, MtnPlotRect *rects)
{
  guint columns = count_columns (self, width, scale);
  guint n_rows = 0;
  double natural = 0;
  double more;

  for (guint start = 0; start < self->charts->len;)
    {
      guint end = place_row (self, start, columns, width, scale, rects);

      natural += rects[start].height + (start > 0 ? ROW_GAP * scale : 0);
      n_rows++;
      start = end;
    }

  /* The same for each row: what one chart would gain the others are worth too. */
  more = height > natural && n_rows > 0 ? (height - natural) / n_rows : 0;
  natural = 0;
  for (guint i = 0; i < self->charts->len; i++)
    {
      gboolean is_first = i == 0 || rects[i].x == 0;

      if (is_first && i > 0)
        natural += rects[i - 1].height + ROW_GAP * scale;
      rects[i].y = natural;
      rects[i].height += more;
    }

  return self->charts->len > 0 ? natural + rects[self->charts->len - 1].height : 0;
}

static void
put_charts (Sheet *sheet)
{
  GPtrArray *charts = sheet->figure->charts;
  g_autofree MtnPlotRect *rects = g_new0 (MtnPlotRect, MAX (charts->len, 1));
  double height = mtn_figure_place_charts (sheet->figure, sheet->width, 0, 1, rects);

  if (charts->len == 0)
    return;

  sheet->y += 14;
  for (guint i = 0; i < charts->len && sheet->cr != NULL; i++)
    {
      g_autoptr (MtnChartView) view =
          mtn_chart_view_new (g_ptr_array_index (charts, i), sheet->theme, rects[i].width, rects[i].height);

      if (sheet->thin > 1)
        mtn_chart_view_set_thin (view, sheet->thin);
      cairo_save (sheet->cr);
      cairo_translate (sheet->cr, MARGIN + rects[i].x, sheet->y + rects[i].y);
      mtn_chart_view_draw (view, sheet->cr);
      cairo_restore (sheet->cr);
    }
  sheet->y += height;
}

double
mtn_figure_draw (MtnFigure *self, const MtnPlotTheme *theme, cairo_t *cr, double thin)
{
  g_autoptr (MtnPlotText) text = mtn_plot_text_new (theme->font);
  Sheet sheet = { self, theme, text, cr, thin, self->width - 2 * MARGIN, MARGIN };

  put_text (&sheet, self->title, TITLE_SCALE, TRUE, theme->text, 2);
  put_text (&sheet, self->subtitle, 1, FALSE, theme->muted, 6);
  put_warning (&sheet);
  put_legend (&sheet);
  put_charts (&sheet);
  if (self->caption != NULL && self->caption[0] != '\0')
    sheet.y += 16;
  put_text (&sheet, self->caption, 0.92, FALSE, theme->muted, 0);

  return sheet.y + MARGIN;
}
