/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MtnLiftBar:
 *
 * A small bar on both sides of a zero line: how much one reason lifted or
 * lowered a film. The number beside it says the same in words, so it has no
 * accessible name of its own.
 */
#define MTN_TYPE_LIFT_BAR (mtn_lift_bar_get_type ())
G_DECLARE_FINAL_TYPE (MtnLiftBar, mtn_lift_bar, MTN, LIFT_BAR, GtkWidget)

/**
 * mtn_lift_bar_new:
 * @value: −1 … 1
 * @low: −1 … 0, the left end of the scale; the right end is 1. The same for all
 *   bars of a table, so that their zero lines meet
 */
GtkWidget *mtn_lift_bar_new (double value,
                             double low);

G_END_DECLS
