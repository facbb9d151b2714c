/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-list-update.h"

static gboolean
item_is (GListStore *store, guint position, gpointer item)
{
  g_autoptr (GObject) present = g_list_model_get_item (G_LIST_MODEL (store), position);

  return present == item;
}

void
mtn_list_store_update (GListStore *store, GPtrArray *items)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint n_new = items->len;
  guint head = 0;
  guint tail = 0;

  while (head < n_old && head < n_new && item_is (store, head, g_ptr_array_index (items, head)))
    head++;
  while (tail < n_old - head && tail < n_new - head &&
         item_is (store, n_old - 1 - tail, g_ptr_array_index (items, n_new - 1 - tail)))
    tail++;

  if (n_old == n_new && head == n_new)
    return;

  g_list_store_splice (store, head, n_old - head - tail, items->pdata + head, n_new - head - tail);
}
