/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-legend.h"

#define SWATCH 24.0
#define SWATCH_GAP 7.0
#define BETWEEN 22.0
#define LINE_GAP 4.0

typedef struct
{
  const MtnChartSeries *series;
  char *name; /* as it fits */
  MtnPlotRect rect;
} Entry;

struct _MtnLegend
{
  const MtnPlotTheme *theme;
  MtnPlotText *text;
  GArray *entries;
};

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->name);
}

MtnLegend *
mtn_legend_new (const MtnPlotTheme *theme, MtnPlotText *text)
{
  MtnLegend *self = g_new0 (MtnLegend, 1);

  self->theme = theme;
  self->text = text;
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);

  return self;
}

void
mtn_legend_free (MtnLegend *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->entries);
  g_free (self);
}

static gboolean
is_line (const MtnChartSeries *series)
{
  return series->kind == MTN_SERIES_LINE || series->kind == MTN_SERIES_MARK;
}

static gboolean
look_alike (const MtnChartSeries *one, const MtnChartSeries *other)
{
  gboolean lines = is_line (one) && is_line (other);

  return g_strcmp0 (one->name, other->name) == 0 && (lines || one->kind == other->kind) &&
         one->color == other->color && one->dash == other->dash && one->marker == other->marker &&
         one->hatched == other->hatched;
}

void
mtn_legend_add_chart (MtnLegend *self, const MtnChart *chart)
{
  for (guint i = 0; i < chart->series->len; i++)
    {
      const MtnChartSeries *series = g_ptr_array_index (chart->series, i);
      Entry entry = { series };
      gboolean known = FALSE;

      /* Lines across a chart carry their name there. */
      if (series->name == NULL || series->kind == MTN_SERIES_REFERENCE || series->kind == MTN_SERIES_EVENT ||
          series->kind == MTN_SERIES_HEAT)
        continue;
      for (guint j = 0; j < self->entries->len && !known; j++)
        known = look_alike (series, g_array_index (self->entries, Entry, j).series);
      if (!known)
        g_array_append_val (self->entries, entry);
    }
}

double
mtn_legend_place (MtnLegend *self, double width)
{
  double size = self->theme->font_size;
  double height = mtn_plot_text_height (self->text, size);
  double x = 0;
  double y = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);
      double wide;

      g_free (entry->name);
      entry->name =
          mtn_plot_text_fit (self->text, entry->series->name, size, FALSE, width - SWATCH - SWATCH_GAP);
      wide = SWATCH + SWATCH_GAP + mtn_plot_text_width (self->text, entry->name, size, FALSE);
      if (x > 0 && x + wide > width)
        {
          x = 0;
          y += height + LINE_GAP;
        }
      entry->rect = (MtnPlotRect){ self->theme->rtl ? width - x - wide : x, y, wide, height };
      x += wide + BETWEEN;
    }

  return self->entries->len > 0 ? y + height : 0;
}

void
mtn_legend_draw (MtnLegend *self, cairo_t *cr)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      /* A name keeps its contrast while its series is hidden or faded. */
      MtnPlotColor color = entry->series->hidden ? self->theme->muted : self->theme->text;

      gboolean rtl = self->theme->rtl;
      double start = rtl ? entry->rect.x + entry->rect.width - SWATCH : entry->rect.x;

      mtn_chart_swatch_draw (entry->series, self->theme, cr, start, entry->rect.y, SWATCH,
                             entry->rect.height);
      mtn_plot_text_draw (self->text, cr, entry->name, self->theme->font_size, FALSE, color,
                          rtl ? start - SWATCH_GAP : start + SWATCH + SWATCH_GAP, entry->rect.y, rtl ? 1 : 0,
                          0);
    }
}

guint
mtn_legend_get_n_entries (MtnLegend *self)
{
  return self->entries->len;
}

MtnPlotRect
mtn_legend_get_rect (MtnLegend *self, guint entry)
{
  g_return_val_if_fail (entry < self->entries->len, (MtnPlotRect){ 0 });

  return g_array_index (self->entries, Entry, entry).rect;
}
