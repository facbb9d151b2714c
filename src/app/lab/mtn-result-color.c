/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-result-color.h"

#include "mtn-plot-theme.h"

guint
mtn_result_color_find (GHashTable *colors, const char *name)
{
  guint wish = g_str_hash (name) % MTN_PLOT_N_COLORS;
  gpointer known = g_hash_table_lookup (colors, name);
  guint color = 0;

  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;

  for (guint i = 0;; i++)
    {
      GHashTableIter iter;
      gpointer taken;
      gboolean is_free = TRUE;

      color = i / MTN_PLOT_N_COLORS * MTN_PLOT_N_COLORS + (wish + i) % MTN_PLOT_N_COLORS;
      g_hash_table_iter_init (&iter, colors);
      while (g_hash_table_iter_next (&iter, NULL, &taken))
        is_free = is_free && GPOINTER_TO_UINT (taken) - 1 != color;
      if (is_free)
        break;
    }
  g_hash_table_insert (colors, g_strdup (name), GUINT_TO_POINTER (color + 1));

  return color;
}
