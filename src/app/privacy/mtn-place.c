/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-place.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "mtn-settings.h"

/* In the order of MtnPlace. */
static const struct
{
  const char *title;
  const char *description;
  MtnRoot root;
  const char *name;
} places[] = {
  { N_ ("Settings"),
    N_ ("Preferences, the size of the window, and where data sets and models lie that you opened"),
    MTN_ROOT_DATA, NULL },
  { N_ ("Profiles"), N_ ("What you picked, rated and hid, and what you said about yourself; a file for each"),
    MTN_ROOT_DATA, "profiles" },
  { N_ ("Models"), N_ ("Models that you trained, copied or renamed"), MTN_ROOT_DATA, "models" },
  { N_ ("Trainings"), N_ ("What was trained how, its course, and what it needs to go on"), MTN_ROOT_DATA,
    "runs" },
  { N_ ("Results"), N_ ("Evaluations of models: numbers and charts"), MTN_ROOT_DATA, "evaluations" },
  { N_ ("Graphics Cards"), N_ ("How graphics cards passed their test"), MTN_ROOT_STATE, "" },
  { N_ ("Cache"), N_ ("What can be made again at any time"), MTN_ROOT_CACHE, "" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (places) == MTN_N_PLACES);

char *
mtn_root_dup_path (MtnRoot root)
{
  const char *base = root == MTN_ROOT_DATA    ? g_get_user_data_dir ()
                     : root == MTN_ROOT_STATE ? g_get_user_state_dir ()
                                              : g_get_user_cache_dir ();

  return g_build_filename (base, "matinee", NULL);
}

char *
mtn_root_dup_real_path (MtnRoot root)
{
  char *path = mtn_root_dup_path (root);
  char *real = realpath (path, NULL);

  if (real != NULL)
    {
      g_free (path);
      path = g_strdup (real);
      free (real);
    }

  return path;
}

const char *
mtn_place_get_title (MtnPlace place)
{
  return _ (places[place].title);
}

const char *
mtn_place_get_description (MtnPlace place)
{
  return _ (places[place].description);
}

MtnRoot
mtn_place_get_root (MtnPlace place)
{
  return places[place].root;
}

const char *
mtn_place_get_name (MtnPlace place)
{
  return places[place].name;
}

char *
mtn_place_dup_path (MtnPlace place)
{
  g_autofree char *root = NULL;

  if (place == MTN_PLACE_SETTINGS)
    return mtn_settings_dup_path (mtn_settings_get_default ());

  root = mtn_root_dup_path (places[place].root);

  return *places[place].name == '\0' ? g_steal_pointer (&root)
                                     : g_build_filename (root, places[place].name, NULL);
}

gboolean
mtn_place_count (MtnPlace place, MtnTreeCount *count, GError **error)
{
  g_autofree char *root = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (count != NULL, FALSE);

  *count = (MtnTreeCount){ 0 };
  if (place == MTN_PLACE_SETTINGS)
    {
      struct stat info;

      path = mtn_place_dup_path (place);
      if (path != NULL && g_stat (path, &info) == 0)
        *count = (MtnTreeCount){ .n_files = 1, .n_bytes = info.st_size };
      return TRUE;
    }

  root = mtn_root_dup_real_path (places[place].root);
  path = g_build_filename (root, *places[place].name == '\0' ? NULL : places[place].name, NULL);
  files = mtn_tree_list (path, count, error);

  return files != NULL;
}
