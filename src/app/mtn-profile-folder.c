/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-profile-folder.h"

#include <string.h>

#include <glib/gstdio.h>

#define MAX_SLUG_LENGTH 64

char *
mtn_profile_folder_make_slug (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  GString *slug = g_string_new (NULL);

  for (const char *p = lower; *p != '\0' && slug->len < MAX_SLUG_LENGTH; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (slug, c);
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_append (slug, "profile");

  return g_string_free (slug, FALSE);
}

char *
mtn_profile_folder_name_file (const char *file)
{
  static const char *const suffixes[] = { MTN_PROFILE_SUFFIX, ".json" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (file, suffixes[i]))
      return g_strndup (file, strlen (file) - strlen (suffixes[i]));

  return g_strdup (file);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
mtn_profile_folder_list (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *files = g_ptr_array_new ();
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = NULL;

      if (g_str_has_suffix (entry, ".json"))
        file = g_strdup (entry);
      else if (g_str_has_suffix (entry, ".json.bak"))
        file = g_strndup (entry, strlen (entry) - strlen (".bak"));
      if (file != NULL && g_hash_table_add (seen, file))
        g_ptr_array_add (files, g_steal_pointer (&file));
    }
  g_ptr_array_sort (files, compare_names);
  g_ptr_array_add (files, NULL);

  return (GStrv) g_ptr_array_free (files, FALSE);
}

void
mtn_profile_folder_remove (const char *path)
{
  g_autofree char *backup = g_strconcat (path, ".bak", NULL);

  g_unlink (path);
  g_unlink (backup);
}

static gboolean
is_ours (const char *entry)
{
  return g_str_has_suffix (entry, ".json") || g_str_has_suffix (entry, ".json.bak") ||
         strstr (entry, ".json.broken-") != NULL || strstr (entry, ".json.bak.broken-") != NULL;
}

void
mtn_profile_folder_erase (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  const char *entry;

  /* What a link leads to is somebody else's. */
  if (!g_file_test (folder, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);

      if (is_ours (entry))
        g_unlink (path);
    }
  g_rmdir (folder);
}
