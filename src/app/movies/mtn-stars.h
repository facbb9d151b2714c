/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MtnStars:
 *
 * A rating as five stars, and a way to give one: the star under the pointer
 * previews, a click rates. Shows halves, gives whole stars. Keys belong to the
 * list around it, which has the focus.
 *
 * Properties: `value` (double, 0 … 5; 0: not rated).
 * Signals: `rated` (int, 1 … 5): a star was clicked; the value is not changed by it.
 */
#define MTN_TYPE_STARS (mtn_stars_get_type ())
G_DECLARE_FINAL_TYPE (MtnStars, mtn_stars, MTN, STARS, GtkWidget)

GtkWidget *mtn_stars_new       (void);
double     mtn_stars_get_value (MtnStars *self);
void       mtn_stars_set_value (MtnStars *self, double value);

/* The star (1 … 5) at @x of a widget @width wide, 0 when beside; @rtl: the first star is on the right. */
int        mtn_stars_hit       (double x, double width, gboolean rtl);

G_END_DECLS
