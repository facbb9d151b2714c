/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-data.h"
#include "mtn-data-column.h"

G_BEGIN_DECLS

/**
 * MtnDataTable:
 *
 * People or films: sorted by a click on a heading, narrowed by a search in all texts, copied with Ctrl+C (the chosen
 * rows, or all that are shown).
 *
 * Signal: `row-opened` (uint index): Enter or a double click on a row.
 */
#define MTN_TYPE_DATA_TABLE (mtn_data_table_get_type ())
G_DECLARE_FINAL_TYPE (MtnDataTable, mtn_data_table, MTN, DATA_TABLE, GtkWidget)

/* @label: what it is a table of, for screen readers; @search: what the empty search says */
GtkWidget      *mtn_data_table_new          (const char          *label,
                                             const char          *search);

/* @columns: [n_columns] static; @n_rows: of @data, which is kept. @first: the column that it is sorted by, falling. */
void            mtn_data_table_set_data     (MtnDataTable        *self,
                                             MtnData             *data,
                                             const MtnDataColumn *columns,
                                             guint                n_columns,
                                             guint                n_rows,
                                             guint                first);
GtkSearchEntry *mtn_data_table_get_search   (MtnDataTable        *self);

G_END_DECLS
