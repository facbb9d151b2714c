/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-menu.h"

#include <glib/gi18n.h>

#include "mtn-data-location.h"

static void
append (GMenu *menu, const char *location, const char *action)
{
  g_autofree char *name = mtn_data_location_dup_name (location);
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", location);
  g_menu_append_item (menu, item);
}

static guint
count_paths (const char *location)
{
  g_auto (GStrv) paths = mtn_data_location_dup_paths (location);

  return g_strv_length (paths);
}

gboolean
mtn_data_menu_can_add (MtnDataStore *store, const char *location)
{
  const char *open = mtn_data_store_get_location (store);

  return mtn_data_store_get_data (store) != NULL && count_paths (open) == 1 && count_paths (location) == 1 &&
         !g_str_equal (open, location);
}

GMenuModel *
mtn_data_menu_new (MtnDataStore *store)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) open = g_menu_new ();
  g_autoptr (GMenu) again = g_menu_new ();
  g_autoptr (GMenu) together = g_menu_new ();
  g_autoptr (GMenu) close = g_menu_new ();
  g_auto (GStrv) recent = NULL;

  g_menu_append (open, _ ("_Folder…"), "data.open-folder");
  g_menu_append (open, _ ("ZIP _Archive…"), "data.open-archive");
  g_object_get (store, "recent", &recent, NULL);
  for (guint i = 0; recent[i] != NULL; i++)
    {
      if (!g_str_equal (recent[i], mtn_data_store_get_location (store)))
        append (again, recent[i], "data.open-recent");
      if (mtn_data_menu_can_add (store, recent[i]))
        append (together, recent[i], "data.add");
    }
  g_menu_append (close, _ ("_Close These Data"), "data.close");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  g_menu_append_section (menu, _ ("Opened Before"), G_MENU_MODEL (again));
  /* Translators: followed by names of data sets */
  g_menu_append_section (menu, _ ("As One With"), G_MENU_MODEL (together));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (close));

  return G_MENU_MODEL (menu);
}
