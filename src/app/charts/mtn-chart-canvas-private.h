/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/* What the files of the canvas share: mtn-chart-canvas.c lays out and draws, -reading finds values under the pointer or by
 * keys, -input turns events into zoom and reading. */

#include <glib-object.h>

#include "mtn-chart-canvas.h"
#include "mtn-chart-view.h"
#include "mtn-chart-zoom.h"

/* A drag this long is meant. */
#define MTN_CANVAS_MEANT 6.0

G_BEGIN_DECLS

/* A chart of the figure on the screen. */
typedef struct
{
  MtnPlotRect rect;
  MtnChartView *view;
  MtnChartZoom zoom;
} MtnCanvasPlace;

struct _MtnChartCanvas
{
  GtkWidget parent_instance;

  MtnFigure *figure; /* borrowed */
  MtnPlotTheme theme;
  GArray *places; /* of MtnCanvasPlace */
  cairo_surface_t *surface; /* (nullable): the charts as drawn */
  int surface_scale;
  GdkTexture *texture; /* (nullable): of it */
  gboolean laid_out;
  gboolean preview;

  guint current;
  GArray *hits; /* (nullable) of MtnChartHit in the current chart */
  double at;    /* their x; NaN: none */
  gboolean by_key;
  double pointer_x, pointer_y; /* NaN: elsewhere */
  char *reading;

  gboolean is_boxing, is_moving;
  double drag_x, drag_y;   /* where a drag began */
  double drag_dx, drag_dy; /* how far it is */
  double pinch;            /* scale of the gesture so far */
};

static inline MtnCanvasPlace *
mtn_chart_canvas_get_place (MtnChartCanvas *self, guint index)
{
  return &g_array_index (self->places, MtnCanvasPlace, index);
}

static inline MtnChart *
mtn_chart_canvas_get_chart (MtnChartCanvas *self, guint index)
{
  return mtn_figure_get_chart (self->figure, index);
}

/* Where everything is, for the size that the widget has. */
void     mtn_chart_canvas_lay_out      (MtnChartCanvas *self);
/* What is drawn has to be drawn anew. */
void     mtn_chart_canvas_invalidate   (MtnChartCanvas *self);
/* A zoom has changed: draws, reads and tells. */
void     mtn_chart_canvas_zoom_changed (MtnChartCanvas *self);
gboolean mtn_chart_canvas_get_zoomed   (MtnChartCanvas *self);
/* `reading` has changed. */
void     mtn_chart_canvas_reading_changed (MtnChartCanvas *self);

/* The chart at a place of the widget, or −1. */
int      mtn_chart_canvas_find_chart   (MtnChartCanvas *self,
                                        double          x,
                                        double          y);
void     mtn_chart_canvas_forget       (MtnChartCanvas *self);
void     mtn_chart_canvas_read_pointer (MtnChartCanvas *self);
/* What was read before, among numbers or at places that may be new. */
void     mtn_chart_canvas_read_again   (MtnChartCanvas *self);
/* To the next value, or the first (@direction 1) or last (−1) one of the current chart. */
void     mtn_chart_canvas_step         (MtnChartCanvas *self,
                                        int             direction,
                                        gboolean        to_end);
/* To the next chart or the one before. */
void     mtn_chart_canvas_choose       (MtnChartCanvas *self,
                                        int             direction);

void     mtn_chart_canvas_add_input    (MtnChartCanvas *self);

G_END_DECLS
