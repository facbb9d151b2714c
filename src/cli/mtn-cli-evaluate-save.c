/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-evaluate-save.h"

#include "mtn-cli-evaluate-print.h"
#include "mtn-cli-io.h"
#include "mtn-cli-json-text.h"
#include "mtn-evaluation-json.h"
#include "mtn-figures-comparison.h"
#include "mtn-figures-evaluation.h"
#include "mtn-file.h"
#include "mtn-json-tree.h"

void
mtn_cli_evaluate_saved_clear (MtnCliEvaluateSaved *self)
{
  g_clear_pointer (&self->json, g_free);
  g_clear_pointer (&self->svg, g_free);
}

/* The picture of all models, where there are several; else NULL, or with @error set. */
static GBytes *
draw_comparison (const MtnEvaluateWork *work, GError **error)
{
  guint n_models = work->evaluation->n_models;
  g_autofree const char **leaks = g_new (const char *, n_models);
  g_autoptr (MtnFigure) figure = NULL;

  if (n_models < 2)
    return NULL;

  for (guint m = 0; m < n_models; m++)
    leaks[m] = mtn_evaluate_work_get_leaks (work, m);

  figure = mtn_figures_comparison (work->evaluation, &work->options,
                                   mtn_evaluation_main_k (work->options.ks, work->options.n_ks),
                                   mtn_evaluate_work_get_split (work), leaks);

  return mtn_figure_to_svg (figure, NULL, error);
}

static gboolean
save_bytes (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return mtn_file_replace_bytes (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

/* The text and the picture of every model are made before the first file is written. */
gboolean
mtn_cli_evaluate_save (const MtnEvaluateWork *work,
                       const char *folder,
                       gboolean is_short,
                       MtnCliEvaluateSaved *saved,
                       GError **error)
{
  gint64 stamp = g_get_real_time () / 1000;
  guint n_models = work->evaluation->n_models;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) comparison = NULL;
  g_autoptr (GError) local_error = NULL;

  for (guint m = 0; m < n_models; m++)
    {
      g_autoptr (MtnFigure) figure = NULL;
      GBytes *svg;

      g_ptr_array_add (texts, mtn_evaluate_work_make_text (work, m, is_short));
      figure =
          mtn_figures_evaluation (work->evaluation, m, &work->options,
                                  mtn_evaluation_main_k (work->options.ks, work->options.n_ks),
                                  mtn_evaluate_work_get_split (work), mtn_evaluate_work_get_leaks (work, m));
      svg = mtn_figure_to_svg (figure, NULL, error);
      if (svg == NULL)
        return FALSE;
      g_ptr_array_add (figures, svg);
    }

  comparison = draw_comparison (work, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint m = 0; m < n_models; m++)
    {
      g_autofree char *base = g_strdup_printf ("%s_%" G_GINT64_FORMAT, work->evaluation->names[m], stamp);
      g_autofree char *json = g_strconcat (base, ".json", NULL);
      g_autofree char *svg = g_strconcat (base, ".svg", NULL);

      saved[m].json = g_build_filename (folder, json, NULL);
      saved[m].svg = g_build_filename (folder, svg, NULL);
      if (!save_bytes (folder, json, g_ptr_array_index (texts, m), error) ||
          !save_bytes (folder, svg, g_ptr_array_index (figures, m), error))
        return FALSE;
    }
  if (comparison != NULL)
    {
      g_autofree char *name = g_strdup_printf ("comparison_%" G_GINT64_FORMAT ".svg", stamp);

      return save_bytes (folder, name, comparison, error);
    }

  return TRUE;
}

static void
append_path (GString *out, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  mtn_cli_json_text_append_string (out, shown);
}

void
mtn_cli_evaluate_print (const MtnEvaluateWork *work,
                        gboolean as_json,
                        guint columns,
                        const MtnCliEvaluateSaved *saved)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree const char **leaks = g_new0 (const char *, work->evaluation->n_models);

  if (!as_json)
    {
      for (guint m = 0; m < work->evaluation->n_models; m++)
        leaks[m] = mtn_evaluate_work_get_leaks (work, m);
      mtn_cli_evaluate_append_text (out, work->evaluation, &work->options, mtn_evaluate_work_get_split (work),
                                    leaks, columns);
      mtn_cli_write (out->str, (gssize) out->len);
      return;
    }

  g_string_append (out, "{\"models\": [");
  for (guint m = 0; m < work->evaluation->n_models; m++)
    {
      g_autoptr (JsonNode) node = mtn_evaluate_work_build_result (work, m, TRUE);

      g_string_append (out, m > 0 ? ",\n{\"name\": " : "\n{\"name\": ");
      mtn_cli_json_text_append_string (out, work->evaluation->names[m]);
      g_string_append (out, ", \"json\": ");
      append_path (out, saved[m].json);
      g_string_append (out, ", \"svg\": ");
      append_path (out, saved[m].svg);
      g_string_append (out, ", \"result\": ");
      mtn_json_tree_append (out, node);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}\n");
  mtn_cli_write (out->str, (gssize) out->len);
}
