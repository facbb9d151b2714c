/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * mtn_table_add_keys:
 *
 * Lets Tab come to the headings of a table, those of columns that are added later too, and Enter or the space
 * bar sort by them as a click does, the other way round the second time: at GTK 4.8 headings are for the mouse
 * alone.
 */
void mtn_table_add_keys (GtkColumnView *table);

G_END_DECLS
