/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-recent.h"

#include <unistd.h>

/* Of files that the program can open. In the list of the desktop it is no text for people. */
#define GROUP "Matinee"

static const char *
get_application (void)
{
  return g_get_prgname ();
}

/* GTK complains where the folder of its list cannot be made, and where it cannot be written; a list that is
 * not kept is no loss. */
GtkRecentManager *
mtn_recent_get_manager (void)
{
  return g_mkdir_with_parents (g_get_user_data_dir (), 0700) == 0 ? gtk_recent_manager_get_default () : NULL;
}

static gboolean
can_keep (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);

  return mtn_recent_get_manager () != NULL && access (g_get_user_data_dir (), W_OK) == 0 &&
         (access (path, W_OK) == 0 || !g_file_test (path, G_FILE_TEST_EXISTS));
}

void
mtn_recent_add (const char *path, gboolean opens)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_filename_display_basename (canonical);
  g_autofree char *uri = g_filename_to_uri (canonical, NULL, NULL);
  g_autofree char *content_type = g_content_type_guess (canonical, NULL, 0, NULL);
  g_autofree char *mime_type = g_content_type_get_mime_type (content_type);
  g_autofree char *command = g_strconcat (get_application (), " %u", NULL);
  char *groups[] = { (char *) GROUP, NULL };
  GtkRecentData data = {
    .display_name = name,
    .mime_type = g_file_test (canonical, G_FILE_TEST_IS_DIR) ? (char *) "inode/directory"
                 : mime_type != NULL                         ? mime_type
                                                             : (char *) "application/octet-stream",
    .app_name = (char *) get_application (),
    .app_exec = command,
    .groups = opens ? groups : NULL,
  };

  if (uri != NULL && can_keep ())
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  /* The latest first. */
  return -g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) a),
                               gtk_recent_info_get_modified ((GtkRecentInfo *) b));
}

/* (element-type GtkRecentInfo) (transfer full): what this program added. */
static GList *
list_own (void)
{
  GtkRecentManager *manager = mtn_recent_get_manager ();
  GList *infos = manager != NULL ? gtk_recent_manager_get_items (manager) : NULL;
  GList *own = NULL;

  for (GList *l = infos; l != NULL; l = l->next)
    if (gtk_recent_info_has_application (l->data, get_application ()))
      own = g_list_prepend (own, l->data);
    else
      gtk_recent_info_unref (l->data);
  g_list_free (infos);

  return g_list_sort (own, compare);
}

static void
free_list (GList *infos)
{
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

GMenu *
mtn_recent_make_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GList *infos = list_own ();

  for (GList *l = infos; l != NULL && g_menu_model_get_n_items (G_MENU_MODEL (menu)) < MTN_N_RECENT;
       l = l->next)
    {
      /* A name is no mnemonic. */
      g_auto (GStrv) parts = NULL;
      g_autofree char *label = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (!gtk_recent_info_has_group (l->data, GROUP) || !gtk_recent_info_is_local (l->data) ||
          !gtk_recent_info_exists (l->data))
        continue;
      parts = g_strsplit (gtk_recent_info_get_display_name (l->data), "_", -1);
      label = g_strjoinv ("__", parts);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.open-recent", "s", gtk_recent_info_get_uri (l->data));
      g_menu_append_item (menu, item);
    }
  free_list (infos);

  return g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0 ? g_steal_pointer (&menu) : NULL;
}

void
mtn_recent_forget (void)
{
  GList *infos = list_own ();

  if (can_keep ())
    for (GList *l = infos; l != NULL; l = l->next)
      gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), gtk_recent_info_get_uri (l->data),
                                      NULL);
  free_list (infos);
}
