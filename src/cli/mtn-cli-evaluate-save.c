/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-evaluate-save.h"

#include <string.h>

#include "mtn-cli-evaluate-print.h"
#include "mtn-cli-io.h"
#include "mtn-cli-json-text.h"
#include "mtn-evaluation-json.h"
#include "mtn-figures-comparison.h"
#include "mtn-figures-evaluation.h"
#include "mtn-file.h"
#include "mtn-json-tree.h"

#define LEAKS_MASKS "leaks: same people in training and test"
#define LEAKS_MODEL "leaks: the model was trained on these people"
#define LEAKS_PERHAPS "leaks, perhaps: the model may have been trained on these people"

/* Whether a model that was trained on @names, "A" or "A + B", was trained on @name. */
static gboolean
has_set (const char *names, const char *name)
{
  g_auto (GStrv) sets = g_strsplit (names != NULL ? names : "", " + ", -1);

  return g_strv_contains ((const char *const *) sets, name);
}

/* In what way the figures of model @m are no test, or NULL. */
static const char *
get_leaks (const MtnCliEvaluateWork *work, guint m)
{
  MtnCheckpoint *checkpoint = mtn_cli_evaluate_source_get_checkpoint (g_ptr_array_index (work->sources, m));
  const MtnDataset *dataset = work->data->dataset;
  const char *names, *sha256, *split;

  if (work->options.protocol != MTN_PROTOCOL_SEED)
    return NULL;
  if (g_strcmp0 (work->data->split, "masks") == 0)
    return LEAKS_MASKS;
  if (checkpoint == NULL)
    return NULL;

  split = mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_SPLIT);
  if (g_strcmp0 (split, "users") == 0)
    return NULL;

  /* CSV files do not say whose rows they hold; that their films are the model's own says enough. */
  if (work->data->is_rows)
    return LEAKS_PERHAPS;
  sha256 = mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_DATA_SHA256);
  if (g_strcmp0 (sha256, dataset->sha256) == 0)
    return LEAKS_MODEL;

  /* A union has a checksum of its own, which neither of its sets has. */
  names = mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_DATASET);
  if (has_set (names, dataset->name))
    return strstr (names, " + ") != NULL ? LEAKS_MODEL : LEAKS_PERHAPS;

  return NULL;
}

/* The last part of a path: results are passed on, and where a person keeps files is nobody's business;
 * checksums say what was in them. */
static char *
dup_shown_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_filename_display_name (name);
}

static char *
dup_data_name (const MtnCliEvaluateWork *work)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (char **path = work->input.paths; *path != NULL; path++)
    {
      g_autofree char *name = dup_shown_name (*path);

      g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);

  return g_strjoinv (" + ", names);
}

static JsonNode *
build_result (const MtnCliEvaluateWork *work, guint m, gboolean is_short)
{
  MtnCliEvaluateSource *source = g_ptr_array_index (work->sources, m);
  MtnCheckpoint *checkpoint = mtn_cli_evaluate_source_get_checkpoint (source);
  g_autofree char *data = dup_data_name (work);
  g_autofree char *file = checkpoint != NULL ? dup_shown_name (g_ptr_array_index (work->words, m)) : NULL;
  gboolean is_seed = work->options.protocol == MTN_PROTOCOL_SEED;
  MtnEvaluationOrigin origin = {
    .data = data,
    .split = is_seed ? work->data->split : NULL,
    .leaks = get_leaks (work, m),
    .file = file,
    .sha256 = checkpoint != NULL ? mtn_checkpoint_get_sha256 (checkpoint) : NULL,
    .kind = checkpoint != NULL ? mtn_checkpoint_get_architecture (checkpoint)->kind : NULL,
    .training = mtn_cli_evaluate_source_get_options (source),
    .is_retrained = !is_seed || checkpoint == NULL,
  };

  return mtn_evaluation_to_json (work->evaluation, m, &work->options, &origin, is_short);
}

void
mtn_cli_evaluate_saved_clear (MtnCliEvaluateSaved *self)
{
  g_clear_pointer (&self->json, g_free);
  g_clear_pointer (&self->svg, g_free);
}

static const char *
get_split (const MtnCliEvaluateWork *work)
{
  return work->options.protocol == MTN_PROTOCOL_SEED ? work->data->split : NULL;
}

/* The picture of all models, where there are several; else NULL, or with @error set. */
static GBytes *
draw_comparison (const MtnCliEvaluateWork *work, GError **error)
{
  guint n_models = work->evaluation->n_models;
  g_autofree const char **leaks = g_new (const char *, n_models);
  g_autoptr (MtnFigure) figure = NULL;

  if (n_models < 2)
    return NULL;

  for (guint m = 0; m < n_models; m++)
    leaks[m] = get_leaks (work, m);

  figure = mtn_figures_comparison (work->evaluation, &work->options,
                                   mtn_evaluation_main_k (work->options.ks, work->options.n_ks),
                                   get_split (work), leaks);

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
mtn_cli_evaluate_save (const MtnCliEvaluateWork *work,
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
      g_autoptr (JsonNode) node = build_result (work, m, is_short);
      GString *text = g_string_new (NULL);
      g_autoptr (MtnFigure) figure = NULL;
      GBytes *svg;

      if (is_short)
        mtn_json_tree_append_dense (text, node);
      else
        mtn_json_tree_append (text, node);
      g_ptr_array_add (texts, g_string_free_to_bytes (text));
      figure = mtn_figures_evaluation (work->evaluation, m, &work->options,
                                       mtn_evaluation_main_k (work->options.ks, work->options.n_ks),
                                       get_split (work), get_leaks (work, m));
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
mtn_cli_evaluate_print (const MtnCliEvaluateWork *work, gboolean as_json, const MtnCliEvaluateSaved *saved)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree const char **leaks = g_new0 (const char *, work->evaluation->n_models);

  if (!as_json)
    {
      for (guint m = 0; m < work->evaluation->n_models; m++)
        leaks[m] = get_leaks (work, m);
      mtn_cli_evaluate_append_text (out, work->evaluation, &work->options, get_split (work), leaks);
      mtn_cli_write (out->str, (gssize) out->len);
      return;
    }

  g_string_append (out, "{\"models\": [");
  for (guint m = 0; m < work->evaluation->n_models; m++)
    {
      g_autoptr (JsonNode) node = build_result (work, m, TRUE);

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
