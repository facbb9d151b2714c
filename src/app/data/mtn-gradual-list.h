/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*MtnGradualListFunc) (gpointer data);

/**
 * mtn_gradual_list_new:
 * @model: (transfer full)
 * @view: the list view or column view that shows it, and outlives it
 *
 * The beginning of @model, longer with every frame that @view shows until it is all of it: GTK makes widgets for two
 * hundred rows at once, which in a table of many columns takes several frames' time. It waits where @model is being
 * sorted or looked through.
 *
 * Returns: (transfer full)
 */
GtkSliceListModel *mtn_gradual_list_new    (GListModel         *model,
                                            GtkWidget          *view);

/**
 * mtn_gradual_list_change:
 * @change: what puts the rows into another order, or chooses among them
 * @data: must be there as long as the view
 *
 * Shortens the list over some frames, calls @change and begins again: rows that are not there need not be filled anew.
 * Only the last one asked for is called.
 */
void               mtn_gradual_list_change (GtkSliceListModel  *self,
                                            MtnGradualListFunc  change,
                                            gpointer            data);

G_END_DECLS
