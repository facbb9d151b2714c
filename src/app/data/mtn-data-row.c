/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-row.h"

struct _MtnDataRow
{
  GObject parent_instance;

  guint index;
};

G_DEFINE_FINAL_TYPE (MtnDataRow, mtn_data_row, G_TYPE_OBJECT)

static void
mtn_data_row_class_init (MtnDataRowClass *klass)
{
}

static void
mtn_data_row_init (MtnDataRow *self)
{
}

GListModel *
mtn_data_row_list (guint n)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n, g_object_unref);
  GListStore *list = g_list_store_new (MTN_TYPE_DATA_ROW);

  for (guint i = 0; i < n; i++)
    {
      MtnDataRow *row = g_object_new (MTN_TYPE_DATA_ROW, NULL);

      row->index = i;
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (list, 0, 0, rows->pdata, n);

  return G_LIST_MODEL (list);
}

guint
mtn_data_row_get_index (MtnDataRow *self)
{
  g_return_val_if_fail (MTN_IS_DATA_ROW (self), 0);

  return self->index;
}
