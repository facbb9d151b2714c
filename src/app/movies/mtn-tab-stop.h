/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * mtn_tab_stop_attach:
 * @list: a grid or list view, or a list box
 *
 * Makes the list one stop of the Tab key: Tab and Shift+Tab leave it, arrows
 * move inside. (`tab-behavior` came with GTK 4.12.)
 */
void mtn_tab_stop_attach (GtkWidget *list);

G_END_DECLS
