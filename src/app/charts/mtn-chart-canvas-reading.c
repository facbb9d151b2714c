/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-canvas-private.h"

#include <math.h>

static void
tell (MtnChartCanvas *self)
{
  GString *text = NULL;

  if (self->hits != NULL && self->hits->len > 0)
    {
      const MtnChartHit *hits = (const MtnChartHit *) self->hits->data;
      const MtnChart *chart = mtn_chart_canvas_get_chart (self, self->current);
      g_autofree char *place =
          mtn_chart_view_dup_place (mtn_chart_canvas_get_place (self, self->current)->view, hits);

      text = g_string_new (place);
      for (guint i = 0; i < self->hits->len; i++)
        {
          const MtnChartSeries *series = g_ptr_array_index (chart->series, hits[i].series);
          g_autofree char *value = mtn_chart_hit_dup_value (&hits[i]);

          g_string_append (text, i == 0 ? ": " : "; ");
          if (series->name != NULL)
            g_string_append_printf (text, "%s ", series->name);
          g_string_append (text, value);
        }
    }
  if (g_strcmp0 (text != NULL ? text->str : NULL, self->reading) != 0)
    {
      g_free (self->reading);
      self->reading = text != NULL ? g_strdup (text->str) : NULL;
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      self->reading != NULL ? self->reading : "", -1);
      mtn_chart_canvas_reading_changed (self);
    }
  if (text != NULL)
    g_string_free (text, TRUE);
}

/* (transfer full) */
static void
set_hits (MtnChartCanvas *self, GArray *hits)
{
  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = hits;
  self->at = hits != NULL && hits->len > 0 ? g_array_index (hits, MtnChartHit, 0).x : NAN;
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

int
mtn_chart_canvas_find_chart (MtnChartCanvas *self, double x, double y)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const MtnPlotRect *rect = &mtn_chart_canvas_get_place (self, i)->rect;

      if (x >= rect->x && x < rect->x + rect->width && y >= rect->y && y < rect->y + rect->height)
        return i;
    }

  return -1;
}

void
mtn_chart_canvas_read_pointer (MtnChartCanvas *self)
{
  int index;

  mtn_chart_canvas_lay_out (self);
  index = mtn_chart_canvas_find_chart (self, self->pointer_x, self->pointer_y);
  if (index < 0)
    {
      if (!self->by_key)
        set_hits (self, NULL);
      return;
    }

  self->by_key = FALSE;
  self->current = index;
  set_hits (self, mtn_chart_view_hit (mtn_chart_canvas_get_place (self, index)->view,
                                      self->pointer_x - mtn_chart_canvas_get_place (self, index)->rect.x,
                                      self->pointer_y - mtn_chart_canvas_get_place (self, index)->rect.y));
}

/* What the keyboard has found at @x. */
static void
read_at (MtnChartCanvas *self, double x)
{
  const MtnCanvasPlace *place;
  MtnPlotRect area;
  double middle_x, middle_y, px, py;

  mtn_chart_canvas_lay_out (self);
  if (self->current >= self->places->len)
    return;

  place = mtn_chart_canvas_get_place (self, self->current);
  area = mtn_chart_view_get_area (place->view);
  if (!mtn_chart_view_to_value (place->view, area.x + area.width / 2, area.y + area.height / 2, &middle_x,
                                &middle_y) ||
      !mtn_chart_view_to_pixel (place->view, x, middle_y, &px, &py))
    {
      set_hits (self, NULL);
      return;
    }

  self->by_key = TRUE;
  set_hits (self, mtn_chart_view_hit (place->view, CLAMP (px, area.x, area.x + area.width),
                                      CLAMP (py, area.y, area.y + area.height)));
}

void
mtn_chart_canvas_read_again (MtnChartCanvas *self)
{
  if (self->by_key && !isnan (self->at))
    read_at (self, self->at);
  else if (!isnan (self->pointer_x))
    mtn_chart_canvas_read_pointer (self);
  else
    set_hits (self, NULL);
}

/* Scrolls to the chart that the keys have come to. */
static void
show_current (MtnChartCanvas *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  const MtnPlotRect *rect = &mtn_chart_canvas_get_place (self, self->current)->rect;

  if (scrolled == NULL)
    return;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_adjustment_clamp_page (adjustment, rect->y, rect->y + rect->height);
}

void
mtn_chart_canvas_step (MtnChartCanvas *self, int direction, gboolean to_end)
{
  double x;

  mtn_chart_canvas_lay_out (self);
  if (self->current >= self->places->len)
    return;

  x = mtn_chart_view_step (mtn_chart_canvas_get_place (self, self->current)->view, to_end ? NAN : self->at,
                           direction);
  if (!isnan (x))
    read_at (self, x);
  show_current (self);
}

void
mtn_chart_canvas_choose (MtnChartCanvas *self, int direction)
{
  int index = (int) self->current + direction;

  if (index < 0 || index >= (int) self->places->len)
    return;

  self->current = index;
  self->at = NAN;
  mtn_chart_canvas_step (self, 1, TRUE);
}

void
mtn_chart_canvas_forget (MtnChartCanvas *self)
{
  set_hits (self, NULL);
}
