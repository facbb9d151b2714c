/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Figures of results that are there already, to look at:
 *
 *   figure-from training models_info.json OUT
 *   figure-from learning OUT LOG…
 *
 * OUT gets .svg, .png and -dark.png. Not a test.
 */

#include <json-glib/json-glib.h>
#include <stdio.h>

#include "mtn-figures-training.h"

static void
save (MtnFigure *figure, const char *out, const char *suffix, const MtnPlotTheme *theme)
{
  g_autofree char *path = g_strconcat (out, suffix, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_str_has_suffix (suffix, ".svg") ? mtn_figure_to_svg (figure, theme, &error)
                                                               : mtn_figure_to_png (figure, theme, 1, &error);

  if (bytes == NULL ||
      !g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error))
    g_printerr ("%s: %s\n", path, error->message);
  else
    printf ("%s: %" G_GSIZE_FORMAT " bytes\n", path, g_bytes_get_size (bytes));
}

int
main (int argc, char *argv[])
{
  g_autoptr (MtnFigure) figure = NULL;
  g_autoptr (GError) error = NULL;
  const char *out = NULL;

  if (argc >= 4 && g_str_equal (argv[1], "learning"))
    {
      out = argv[2];
      figure = mtn_figures_learning ("Learning Curves", (const char *const *) argv + 3, &error);
    }
  else if (argc == 4)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();

      out = argv[3];
      if (json_parser_load_from_file (parser, argv[2], &error))
        figure =
            mtn_figures_training ("Networks Compared", json_node_get_object (json_parser_get_root (parser)));
    }
  if (figure == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "figure-from training|learning …: see the source");
      return 1;
    }

  save (figure, out, ".svg", NULL);
  save (figure, out, ".png", NULL);
  save (figure, out, "-dark.png", &mtn_plot_theme_dark);

  return 0;
}
