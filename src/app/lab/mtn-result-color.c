/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-result-color.h"

#include "mtn-plot-theme.h"

/* So many lines nobody tells apart: what is more is no colour of ours. */
#define MAX_COLOR 9999

static guint
find_free (GHashTable *colors, const char *name)
{
  guint wish = g_str_hash (name) % MTN_PLOT_N_COLORS;

  for (guint i = 0;; i++)
    {
      guint color = i / MTN_PLOT_N_COLORS * MTN_PLOT_N_COLORS + (wish + i) % MTN_PLOT_N_COLORS;
      GHashTableIter iter;
      gpointer taken;
      gboolean is_free = TRUE;

      g_hash_table_iter_init (&iter, colors);
      while (g_hash_table_iter_next (&iter, NULL, &taken))
        is_free = is_free && GPOINTER_TO_UINT (taken) - 1 != color;
      if (is_free)
        return color;
    }
}

guint
mtn_result_color_find (GHashTable *const *colors,
                       MtnResultNotes *notes,
                       guint kind,
                       const char *name,
                       gboolean *is_new)
{
  gpointer known = g_hash_table_lookup (colors[kind], name);
  guint color = known != NULL ? GPOINTER_TO_UINT (known) - 1 : find_free (colors[kind], name);
  g_autofree char *escaped = g_uri_escape_string (name, " ", TRUE);
  g_autofree char *key = g_strdup_printf ("%u %s", kind, escaped);
  g_autofree char *text = g_strdup_printf ("%u", color);

  g_hash_table_insert (colors[kind], g_strdup (name), GUINT_TO_POINTER (color + 1));
  *is_new = mtn_result_notes_set (notes, MTN_NOTE_COLOR, key, text);

  return color;
}

gboolean
mtn_result_color_give (GHashTable *const *colors, MtnResultNotes *notes, MtnResultItem *item)
{
  gboolean is_new;

  mtn_result_item_set_color (item, mtn_result_color_find (colors, notes, mtn_result_item_get_kind (item),
                                                          mtn_result_item_get_name (item), &is_new));

  return is_new;
}

void
mtn_result_color_take (GHashTable *const *colors, const MtnResultNotes *notes)
{
  GHashTableIter iter;
  gpointer key, text;

  g_hash_table_iter_init (&iter, notes->texts[MTN_NOTE_COLOR]);
  while (g_hash_table_iter_next (&iter, &key, &text))
    {
      guint64 kind, color;
      g_auto (GStrv) parts = g_strsplit (key, " ", 2);
      g_autofree char *name = parts[0] != NULL ? g_uri_unescape_string (parts[1], NULL) : NULL;

      if (name != NULL &&
          g_ascii_string_to_unsigned (parts[0], 10, 0, MTN_RESULT_COLOR_KINDS - 1, &kind, NULL) &&
          g_ascii_string_to_unsigned (text, 10, 0, MAX_COLOR, &color, NULL) &&
          !g_hash_table_contains (colors[kind], name))
        g_hash_table_insert (colors[kind], g_steal_pointer (&name), GUINT_TO_POINTER (color + 1));
    }
}
