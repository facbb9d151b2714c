/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Rows are made when they are first asked for, and kept: selections and lists know a row by its object. */

#include "mtn-data-row.h"

struct _MtnDataRow
{
  GObject parent_instance;

  guint index;
};

G_DEFINE_FINAL_TYPE (MtnDataRow, mtn_data_row, G_TYPE_OBJECT)

#define MTN_TYPE_DATA_ROWS (mtn_data_rows_get_type ())
G_DECLARE_FINAL_TYPE (MtnDataRows, mtn_data_rows, MTN, DATA_ROWS, GObject)

struct _MtnDataRows
{
  GObject parent_instance;

  guint n;
  MtnDataRow **rows; /* [n], NULL where nobody asked */
};

static void mtn_data_rows_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MtnDataRows,
                               mtn_data_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, mtn_data_rows_list_init))

static void
mtn_data_row_class_init (MtnDataRowClass *klass)
{
}

static void
mtn_data_row_init (MtnDataRow *self)
{
}

static void
mtn_data_rows_finalize (GObject *object)
{
  MtnDataRows *self = MTN_DATA_ROWS (object);

  for (guint i = 0; i < self->n; i++)
    g_clear_object (&self->rows[i]);
  g_free (self->rows);

  G_OBJECT_CLASS (mtn_data_rows_parent_class)->finalize (object);
}

static void
mtn_data_rows_class_init (MtnDataRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mtn_data_rows_finalize;
}

static void
mtn_data_rows_init (MtnDataRows *self)
{
}

static GType
get_item_type (GListModel *list)
{
  return MTN_TYPE_DATA_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return MTN_DATA_ROWS (list)->n;
}

static gpointer
get_item (GListModel *list, guint position)
{
  MtnDataRows *self = MTN_DATA_ROWS (list);

  if (position >= self->n)
    return NULL;

  if (self->rows[position] == NULL)
    {
      self->rows[position] = g_object_new (MTN_TYPE_DATA_ROW, NULL);
      self->rows[position]->index = position;
    }

  return g_object_ref (self->rows[position]);
}

static void
mtn_data_rows_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

GListModel *
mtn_data_row_list (guint n)
{
  MtnDataRows *self = g_object_new (MTN_TYPE_DATA_ROWS, NULL);

  self->n = n;
  self->rows = g_new0 (MtnDataRow *, n);

  return G_LIST_MODEL (self);
}

guint
mtn_data_row_get_index (MtnDataRow *self)
{
  g_return_val_if_fail (MTN_IS_DATA_ROW (self), 0);

  return self->index;
}
