/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-list-comparison.h"

static void
place_free (gpointer data)
{
  MtnListPlace *self = data;

  g_free (self->label);
  g_free (self);
}

static GPtrArray *
make_list (const MtnRecommendations *list, MtnCatalog *catalog)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (place_free);

  for (guint i = 0; i < list->items->len; i++)
    {
      const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, i);
      MtnListPlace *place = g_new0 (MtnListPlace, 1);

      place->label = mtn_movie_dup_label (mtn_catalog_get_movie (catalog, item->movie));
      place->rank = i + 1;
      g_ptr_array_add (places, place);
    }

  return places;
}

MtnListComparison *
mtn_list_comparison_new (const MtnRecommendations *a,
                         MtnCatalog *a_catalog,
                         const MtnRecommendations *b,
                         MtnCatalog *b_catalog)
{
  MtnListComparison *self;
  g_autoptr (GHashTable) by_label = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, NULL);
  g_return_val_if_fail (a_catalog != NULL && b_catalog != NULL, NULL);

  self = g_new0 (MtnListComparison, 1);
  self->lists[0] = make_list (a, a_catalog);
  self->lists[1] = make_list (b, b_catalog);
  by_label = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->lists[0]->len; i++)
    {
      MtnListPlace *place = g_ptr_array_index (self->lists[0], i);

      g_hash_table_insert (by_label, place->label, place);
    }
  for (guint i = 0; i < self->lists[1]->len; i++)
    {
      MtnListPlace *place = g_ptr_array_index (self->lists[1], i);
      MtnListPlace *other = g_hash_table_lookup (by_label, place->label);

      /* Two films of one name and year: the first pair is enough. */
      if (other == NULL || other->other_rank != 0)
        continue;
      place->other_rank = other->rank;
      other->other_rank = place->rank;
      self->n_common++;
    }

  return self;
}

void
mtn_list_comparison_free (MtnListComparison *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->lists[0]);
  g_ptr_array_unref (self->lists[1]);
  g_free (self);
}
