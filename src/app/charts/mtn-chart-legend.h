/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * MtnChartLegend:
 *
 * A button for every named series of a figure. A click, or Space, hides the series in all charts or shows it again; a
 * double click, or Ctrl+Space, shows it alone; the pointer on it, or the focus, makes the others fade.
 *
 * What is hidden is remembered by name, also for figures to come.
 *
 * Signal `changed`: series have been hidden, shown or faded: the charts have to be drawn anew.
 */
#define MTN_TYPE_CHART_LEGEND (mtn_chart_legend_get_type ())
G_DECLARE_FINAL_TYPE (MtnChartLegend, mtn_chart_legend, MTN, CHART_LEGEND, GtkWidget)

GtkWidget *mtn_chart_legend_new        (void);

/* @figure: (nullable): borrowed: must live until the next call. Its series are hidden as they have been before. */
void       mtn_chart_legend_set_figure (MtnChartLegend *self,
                                        MtnFigure      *figure);
/* Puts it into @above, or into @below where it is long, so that the chart between is what is seen first. */
void       mtn_chart_legend_set_places (MtnChartLegend *self,
                                        GtkBox         *above,
                                        GtkBox         *below);

G_END_DECLS
