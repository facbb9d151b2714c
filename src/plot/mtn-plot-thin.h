/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In pixels. NaN in @y: a gap. */
typedef struct
{
  double x, y;
} MtnPlotPoint;

/**
 * mtn_plot_thin:
 * @points: [@n]: a curve in drawing order
 * @width: of a column in pixels, 1 for the screen
 *
 * Leaves of each run of points within one column of pixels the first, the lowest, the
 * highest and the last, in their order: what is drawn covers the same pixels, and no
 * extreme is lost. A gap stays one. Done in place.
 *
 * Returns: how many points are left
 */
gsize mtn_plot_thin (MtnPlotPoint *points,
                     gsize         n,
                     double        width);

G_END_DECLS
