/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * What GTK does under another name in later versions. This is the only place
 * that looks at GTK's version.
 */

/* The CSS colour of the widget's text. */
void mtn_widget_get_color (GtkWidget *widget, GdkRGBA *color);

G_END_DECLS
