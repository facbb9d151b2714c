/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Two models beside each other, in the place of the one that is chosen. */

#include "mtn-models-page-private.h"

/* The other models, as they are when the menu opens. */
static void
fill_menu (GtkMenuButton *button, gpointer user_data)
{
  MtnModelsPage *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->models)); i++)
    {
      g_autoptr (MtnModelItem) item = g_list_model_get_item (G_LIST_MODEL (self->models), i);
      g_autoptr (GMenuItem) entry = NULL;
      g_auto (GStrv) parts = NULL;
      g_autofree char *label = NULL;

      if (item == mtn_models_page_get_item (self) || mtn_model_item_get_facts (item) == NULL)
        continue;

      /* A name is no mnemonic. */
      parts = g_strsplit (mtn_model_item_get_name (item), "_", -1);
      label = g_strjoinv ("__", parts);
      entry = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (entry, "models.compare", "s", mtn_model_item_get_path (item));
      g_menu_append_item (menu, entry);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* What is running may be about others than are being looked at by now. */
static void
finished_cb (MtnModelsPage *self, const char *words)
{
  if (words != NULL && self->to_evaluate->len == 2 &&
      mtn_model_compare_get_item (self->compare, 0) == g_ptr_array_index (self->to_evaluate, 0) &&
      mtn_model_compare_get_item (self->compare, 1) == g_ptr_array_index (self->to_evaluate, 1))
    mtn_model_compare_set_words (self->compare, words);
}

void
mtn_models_page_set_up_compare (MtnModelsPage *self)
{
  mtn_model_compare_set_state (self->compare, self->state);
  gtk_menu_button_set_create_popup_func (mtn_model_card_get_compare_button (self->card), fill_menu, self,
                                         NULL);
  g_signal_connect_object (self->evaluator, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
}

void
mtn_models_page_end_compare (MtnModelsPage *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL;

  if (mtn_model_compare_get_item (self->compare, 0) == NULL)
    return;

  gtk_stack_set_visible_child_name (self->stack, "card");
  /* The stack would give it back to the item of the menu that has closed long since, where Tab is stuck. */
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (mtn_model_card_get_compare_button (self->card)));
  mtn_model_compare_set_items (self->compare, NULL, NULL);
  mtn_models_page_update_actions (self);
}

void
mtn_models_page_compare (MtnModelsPage *self, const char *path)
{
  MtnModelItem *item = mtn_models_page_get_item (self);
  MtnModelItem *other = mtn_model_store_find (self->models, path);

  if (item == NULL || other == NULL || item == other)
    return;

  mtn_model_compare_set_items (self->compare, item, other);
  gtk_stack_set_visible_child_name (self->stack, "compare");
  mtn_models_page_update_actions (self);
}
