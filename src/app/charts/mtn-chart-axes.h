/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * MtnChartAxes:
 *
 * Which axes of a figure can be made linear or logarithmic: those that came as one or the other. Times and categories
 * stay what they are.
 */
typedef struct _MtnChartAxes MtnChartAxes;

/* @figure: (nullable): borrowed: must outlive it */
MtnChartAxes *mtn_chart_axes_new      (MtnFigure     *figure);
void          mtn_chart_axes_free     (MtnChartAxes  *self);

/* Whether any axis of numbers is there; @x: along the x axis. */
gboolean      mtn_chart_axes_can      (MtnChartAxes  *self,
                                       gboolean       x);
/* How the first chart came. */
gboolean      mtn_chart_axes_came_log (MtnChartAxes  *self,
                                       gboolean       x);
gboolean      mtn_chart_axes_came_from_zero (MtnChartAxes *self);

/* Values of visible series that have no place on a scale of powers of ten. */
guint         mtn_chart_axes_count_without_logarithm (MtnChartAxes *self,
                                                      gboolean      x);
/* Sets all axes of numbers. */
void          mtn_chart_axes_apply    (MtnChartAxes  *self,
                                       gboolean       log_x,
                                       gboolean       log_y,
                                       gboolean       from_zero);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnChartAxes, mtn_chart_axes_free)

G_END_DECLS
