/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-figures-save.h"

#include "mtn-file.h"

gboolean
mtn_figures_save (MtnFigure *figure, const char *path, GError **error)
{
  g_autoptr (GBytes) svg = mtn_figure_to_svg (figure, NULL, error);

  return svg != NULL &&
         mtn_file_replace_bytes (path, g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), error);
}
