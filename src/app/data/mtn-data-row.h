/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A row of a table: a number. What it says is asked of the data when it is shown. */
#define MTN_TYPE_DATA_ROW (mtn_data_row_get_type ())
G_DECLARE_FINAL_TYPE (MtnDataRow, mtn_data_row, MTN, DATA_ROW, GObject)

/* (transfer full) (element-type MtnDataRow): 0 … @n − 1 */
GListModel *mtn_data_row_list      (guint       n);
guint       mtn_data_row_get_index (MtnDataRow *self);

G_END_DECLS
