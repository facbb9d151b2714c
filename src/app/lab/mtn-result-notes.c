/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-result-notes.h"

#include <string.h>

static const char *const words[MTN_N_NOTES] = { "removed", "pinned", "name", "color" };

void
mtn_result_notes_init (MtnResultNotes *self)
{
  for (MtnNote note = 0; note < MTN_N_NOTES; note++)
    self->texts[note] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
mtn_result_notes_clear (MtnResultNotes *self)
{
  for (MtnNote note = 0; note < MTN_N_NOTES; note++)
    g_clear_pointer (&self->texts[note], g_hash_table_unref);
}

const char *
mtn_result_notes_get (const MtnResultNotes *self, MtnNote note, const char *id)
{
  return g_hash_table_lookup (self->texts[note], id);
}

gboolean
mtn_result_notes_set (MtnResultNotes *self, MtnNote note, const char *id, const char *text)
{
  if (g_strcmp0 (mtn_result_notes_get (self, note, id), text) == 0)
    return FALSE;

  if (text != NULL)
    g_hash_table_insert (self->texts[note], g_strdup (id), g_strdup (text));
  else
    g_hash_table_remove (self->texts[note], id);

  return TRUE;
}

static gboolean
begins (gpointer id, gpointer text, gpointer start)
{
  return g_str_has_prefix (id, start);
}

gboolean
mtn_result_notes_forget (MtnResultNotes *self, MtnNote note, const char *start)
{
  return g_hash_table_foreach_remove (self->texts[note], begins, (gpointer) start) > 0;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
mtn_result_notes_to_strv (const MtnResultNotes *self)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (MtnNote note = 0; note < MTN_N_NOTES; note++)
    {
      GHashTableIter iter;
      gpointer id, text;

      g_hash_table_iter_init (&iter, self->texts[note]);
      while (g_hash_table_iter_next (&iter, &id, &text))
        g_ptr_array_add (lines, g_strdup_printf ("%s\t%s\t%s", words[note], (char *) id, (char *) text));
    }
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);

  return (GStrv) g_ptr_array_free (lines, FALSE);
}

gboolean
mtn_result_notes_take (MtnResultNotes *self, const char *const *lines)
{
  gboolean is_new = FALSE;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);

      for (MtnNote note = 0; note < MTN_N_NOTES && g_strv_length (parts) == 3; note++)
        if (g_str_equal (parts[0], words[note]))
          is_new = mtn_result_notes_set (self, note, parts[1], parts[2]) || is_new;
    }

  return is_new;
}
