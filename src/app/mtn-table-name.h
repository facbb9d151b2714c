/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names a GtkColumnView for screen readers, and the list of rows inside of it, which they meet first. */
void mtn_table_set_name (GtkColumnView *table,
                         const char    *name);

G_END_DECLS
