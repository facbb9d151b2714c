/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How much larger than usual the person has text (1: 96 dpi). Follows GtkSettings' `gtk-xft-dpi`. */
double mtn_text_scale (GtkWidget *widget);

/**
 * mtn_text_scale_stack:
 * @widget: a GtkBox, or a GtkFlowBox of at least two children in a line
 *
 * Has children that are beside each other stand below each other while text is so large (half as large again as
 * usual) that a telephone's width is too little for both.
 */
void mtn_text_scale_stack (GtkWidget *widget);

G_END_DECLS
