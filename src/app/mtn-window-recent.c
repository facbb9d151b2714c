/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What was opened lately, in the main menu; there is no such item as long as there is nothing. */

#include "mtn-window-private.h"

#include <glib/gi18n.h>

#include "mtn-recent.h"

/* In the section of the menu. */
#define POSITION 1

static void
open_recent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GFile *file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  g_application_open (g_application_get_default (), &file, 1, "");
  g_object_unref (file);
}

static gboolean
is_same (GMenuModel *a, GMenuModel *b)
{
  gboolean same = g_menu_model_get_n_items (a) == g_menu_model_get_n_items (b);

  for (int i = 0; same && i < g_menu_model_get_n_items (a); i++)
    {
      g_autoptr (GVariant) x = g_menu_model_get_item_attribute_value (a, i, G_MENU_ATTRIBUTE_TARGET, NULL);
      g_autoptr (GVariant) y = g_menu_model_get_item_attribute_value (b, i, G_MENU_ATTRIBUTE_TARGET, NULL);

      same = g_variant_equal (x, y);
    }

  return same;
}

static void
changed_cb (MtnWindow *self)
{
  GMenu *files = G_MENU (gtk_widget_get_template_child (GTK_WIDGET (self), MTN_TYPE_WINDOW, "files_menu"));
  g_autoptr (GMenu) recent = mtn_recent_make_menu ();
  g_autofree char *label = NULL;

  g_menu_model_get_item_attribute (G_MENU_MODEL (files), POSITION, "recent", "s", &label);
  if (label != NULL)
    {
      g_autoptr (GMenuModel) before =
          g_menu_model_get_item_link (G_MENU_MODEL (files), POSITION, G_MENU_LINK_SUBMENU);

      /* Programs add to the list at any time: a menu that is open would close under the pointer. */
      if (recent != NULL && is_same (before, G_MENU_MODEL (recent)))
        return;
      g_menu_remove (files, POSITION);
    }
  if (recent != NULL)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new_submenu (_ ("Open _Recent"), G_MENU_MODEL (recent));

      g_menu_item_set_attribute (item, "recent", "s", "");
      g_menu_insert_item (files, POSITION, item);
    }
}

void
mtn_window_add_recent (MtnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "open-recent", .parameter_type = "s", .activate = open_recent_cb },
  };
  GtkRecentManager *manager = mtn_recent_get_manager ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  if (manager != NULL)
    g_signal_connect_object (manager, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
