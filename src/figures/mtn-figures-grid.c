/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-figures-grid.h"

#include <glib/gi18n.h>

#include "mtn-figures-save.h"
#include "mtn-figures-training.h"
#include "mtn-file.h"
#include "mtn-json-tree.h"

const char *
mtn_figures_grid_get_info_name (gboolean is_tuned)
{
  return is_tuned ? "tuned_models_info.json" : "models_info.json";
}

gboolean
mtn_figures_grid_save (JsonNode *info, gboolean is_tuned, const char *folder, GError **error)
{
  g_autofree char *info_path = g_build_filename (folder, mtn_figures_grid_get_info_name (is_tuned), NULL);
  g_autofree char *figure_path =
      g_build_filename (folder, is_tuned ? "tuned_comparison.svg" : "comparison.svg", NULL);
  g_autoptr (MtnFigure) figure = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (JSON_NODE_HOLDS_OBJECT (info) && folder != NULL, FALSE);

  mtn_json_tree_append (text, info);
  if (!mtn_file_replace_bytes (info_path, text->str, text->len, error))
    return FALSE;

  figure = mtn_figures_training (is_tuned ? _ ("Tuned Networks Compared") : _ ("Eight Networks Compared"),
                                 json_node_get_object (info));

  return mtn_figures_save (figure, figure_path, error);
}
