/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * MtnChartCanvas:
 *
 * The charts of a figure, without its texts and legend: drawn once, and over it what the pointer or the
 * keyboard has found.
 *
 * Pointer: motion reads out; drag zooms into a box; Shift+drag, or drag with the middle button, moves; the wheel zooms
 * (of figures with several charts, which scroll, with Ctrl), Shift+wheel moves; double-click shows all. Touch: a tap reads out,
 * a pinch zooms, a drag moves what has been zoomed into. Keys: Left, Right, Home and End read out, Page Up and
 * Page Down choose the chart, + and − zoom, Shift+arrows move, 0 shows all, Escape forgets.
 *
 * Properties: `reading` (string, nullable): what was found, in words; `zoomed` (boolean); `preview`
 * (boolean, read-write): a small picture in a list: no zoom, no focus.
 */
#define MTN_TYPE_CHART_CANVAS (mtn_chart_canvas_get_type ())
G_DECLARE_FINAL_TYPE (MtnChartCanvas, mtn_chart_canvas, MTN, CHART_CANVAS, GtkWidget)

GtkWidget *mtn_chart_canvas_new            (void);

/**
 * mtn_chart_canvas_set_figure:
 * @figure: (nullable): borrowed: must live until the next call
 * @same: whether it is the one before with other numbers: zoom and reading stay
 */
void       mtn_chart_canvas_set_figure     (MtnChartCanvas *self,
                                            MtnFigure      *figure,
                                            gboolean        same);

/* After a change of the figure: a hidden series, another kind of axis. */
void       mtn_chart_canvas_update         (MtnChartCanvas *self);

/* The chart that keys are about. */
guint      mtn_chart_canvas_get_current    (MtnChartCanvas *self);
void       mtn_chart_canvas_reset_zoom     (MtnChartCanvas *self);
/* (transfer none): as it is drawn here. */
const MtnPlotTheme *mtn_chart_canvas_get_theme (MtnChartCanvas *self);

G_END_DECLS
