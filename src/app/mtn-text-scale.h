/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How much larger than usual the person has text (1: 96 dpi). Follows GtkSettings' `gtk-xft-dpi`. */
double mtn_text_scale (GtkWidget *widget);

G_END_DECLS
