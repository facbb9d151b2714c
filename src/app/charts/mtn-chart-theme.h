/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-plot-theme.h"

G_BEGIN_DECLS

/**
 * mtn_chart_theme_init:
 * @widget: on the screen
 *
 * What charts look like in @widget: light or dark, contrast, font, size and direction of its text. The theme holds no
 * memory of its own.
 *
 * Returns: whether @theme was something else before
 */
gboolean mtn_chart_theme_init  (MtnPlotTheme *theme,
                                GtkWidget    *widget);

/* How large text is: 1 where labels have 12 pixels. */
double   mtn_chart_theme_scale (const MtnPlotTheme *theme);

G_END_DECLS
