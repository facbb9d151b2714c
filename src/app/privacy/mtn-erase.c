/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-erase.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

static char *
dup_path (MtnPlace place)
{
  g_autofree char *root = mtn_root_dup_path (mtn_place_get_root (place));

  return g_build_filename (root, mtn_place_get_name (place), NULL);
}

static gboolean
is_folder (MtnPlace place)
{
  return mtn_place_get_name (place) != NULL && *mtn_place_get_name (place) != '\0';
}

static void
subtract (MtnTreeCount *from, const MtnTreeCount *count)
{
  from->n_files -= MIN (from->n_files, count->n_files);
  from->n_bytes -= MIN (from->n_bytes, count->n_bytes);
  from->n_others -= MIN (from->n_others, count->n_others);
}

static MtnTreeCount
count_tree (const char *path)
{
  MtnTreeCount count = { 0 };
  g_autoptr (GPtrArray) files = mtn_tree_list (path, &count, NULL);

  return count;
}

MtnErased *
mtn_erased_new (void)
{
  MtnErased *self = g_new0 (MtnErased, 1);
  MtnTreeCount roots[MTN_N_ROOTS];

  for (guint i = 0; i < MTN_N_ROOTS; i++)
    {
      g_autofree char *root = mtn_root_dup_path ((MtnRoot) i);

      roots[i] = count_tree (root);
      for (guint j = 0; j < MTN_N_PLACES; j++)
        if (is_folder ((MtnPlace) j) && mtn_place_get_root ((MtnPlace) j) == (MtnRoot) i &&
            !g_file_test (root, G_FILE_TEST_IS_SYMLINK))
          {
            g_autofree char *path = dup_path ((MtnPlace) j);

            self->counts[j] = count_tree (path);
            subtract (&roots[i], &self->counts[j]);
          }
    }
  self->counts[MTN_PLACE_CARDS] = roots[MTN_ROOT_STATE];
  self->counts[MTN_PLACE_CACHE] = roots[MTN_ROOT_CACHE];
  self->others = roots[MTN_ROOT_DATA];

  return self;
}

static void
erase_link (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    g_unlink (path);
}

void
mtn_erase_links (void)
{
  for (guint i = 0; i < MTN_N_ROOTS; i++)
    {
      g_autofree char *root = mtn_root_dup_path ((MtnRoot) i);

      erase_link (root);
    }
  for (guint i = 0; i < MTN_N_PLACES; i++)
    if (is_folder ((MtnPlace) i))
      {
        g_autofree char *path = dup_path ((MtnPlace) i);

        erase_link (path);
      }
}

void
mtn_erase_files (MtnErased *self)
{
  g_autoptr (MtnErased) left = NULL;

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < MTN_N_ROOTS; i++)
    {
      g_autofree char *root = mtn_root_dup_path ((MtnRoot) i);
      g_autoptr (GError) error = NULL;

      if (!mtn_tree_erase (root, NULL, &error) && self->failure == NULL)
        self->failure = g_strdup (error->message);
    }

  left = mtn_erased_new ();
  for (guint i = 0; i < MTN_N_PLACES; i++)
    subtract (&self->counts[i], &left->counts[i]);
  subtract (&self->others, &left->others);
}

static void
append_line (GString *text, const char *title, const MtnTreeCount *count)
{
  g_autofree char *size = g_format_size (count->n_bytes);
  guint n = count->n_files + count->n_others;

  if (n == 0)
    return;

  /* Translators: what was erased: “Profiles: 3 files, 2.1 kB” */
  g_string_append_printf (text, ngettext ("%s: %u file, %s", "%s: %u files, %s", n), title, n, size);
  g_string_append_c (text, '\n');
}

char *
mtn_erased_dup_text (const MtnErased *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MTN_N_PLACES; i++)
    append_line (text, mtn_place_get_title ((MtnPlace) i), &self->counts[i]);
  /* Translators: a line of a list, after “Profiles”, “Models” … */
  append_line (text, _ ("Other files"), &self->others);
  /* Translators: the last line of a list of what was erased */
  g_string_append (text, _ ("Settings: as they were at first"));
  if (self->failure != NULL)
    g_string_append_printf (text, "\n\n%s", self->failure);

  return g_string_free (text, FALSE);
}

void
mtn_erased_free (MtnErased *self)
{
  g_free (self->failure);
  g_free (self);
}
