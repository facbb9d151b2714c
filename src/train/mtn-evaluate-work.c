/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-evaluate-work.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-error.h"
#include "mtn-evaluation-json.h"
#include "mtn-json-tree.h"

#define N_FOLDS 5
#define LEAKS_MASKS N_ ("leaks: same people in training and test")
#define LEAKS_MODEL N_ ("leaks: the model was trained on these people")
#define LEAKS_PERHAPS N_ ("leaks, perhaps: the model may have been trained on these people")

MtnEvaluateWork *
mtn_evaluate_work_new (void)
{
  MtnEvaluateWork *self = g_new0 (MtnEvaluateWork, 1);

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_evaluate_source_free);
  self->options.n_folds = N_FOLDS;

  return self;
}

void
mtn_evaluate_work_free (MtnEvaluateWork *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->evaluation, mtn_evaluation_free);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->data, mtn_evaluate_data_free);
  g_free ((gpointer) self->options.ks);
  g_free (self->data_label);
  g_free (self);
}

/* Names that are each used once. */
static void
name_models (MtnEvaluateWork *work)
{
  for (guint m = 0; m < work->sources->len; m++)
    {
      for (guint number = 1;; number++)
        {
          g_autofree char *name = mtn_evaluate_source_dup_name (g_ptr_array_index (work->sources, m), number);

          if (g_ptr_array_find_with_equal_func (work->names, name, g_str_equal, NULL))
            continue;
          g_ptr_array_add (work->names, g_steal_pointer (&name));
          break;
        }
    }
}

gboolean
mtn_evaluate_work_open_models (MtnEvaluateWork *work, GError **error)
{
  for (guint m = 0; m < work->words->len; m++)
    {
      MtnEvaluateSource *source =
          mtn_evaluate_source_new (g_ptr_array_index (work->words, m), work->options.seed,
                                   work->options.n_threads, error);

      MtnCheckpoint *checkpoint;

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (work->sources, source);

      checkpoint = mtn_evaluate_source_get_checkpoint (source);
      if (work->input.catalog == NULL && checkpoint != NULL)
        work->input.catalog = mtn_checkpoint_get_catalog (checkpoint);
    }
  name_models (work);
  work->n_asked = work->sources->len;

  return TRUE;
}

static gboolean
prepare_models (MtnEvaluateWork *work, GError **error)
{
  for (guint m = 0; m < work->sources->len; m++)
    {
      MtnEvaluateSource *source = g_ptr_array_index (work->sources, m);
      gboolean is_file = mtn_evaluate_source_get_checkpoint (source) != NULL;

      if (work->options.protocol == MTN_PROTOCOL_SEED && is_file)
        continue;
      if (work->options.protocol == MTN_PROTOCOL_SEED && work->data->train == NULL)
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                       _ ("“%s” is a kind of model and has to be trained first, but %s holds test rows "
                          "alone: "
                          "name a model file, or a data set with --protocol seed"),
                       (const char *) g_ptr_array_index (work->names, m), work->data_label);
          return FALSE;
        }
      if (m < work->n_asked)
        mtn_evaluate_source_retrain (source, work->data->dataset);
      else
        mtn_evaluate_source_retrain_alone (source, work->data->dataset, (m - work->n_asked) % 2);
    }

  return TRUE;
}

gpointer
mtn_evaluate_work_run (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  MtnEvaluateWork *work = data;
  g_autofree MtnModelSource *sources = g_new (MtnModelSource, work->words->len);

  work->data = mtn_evaluate_data_load (&work->input, &work->options.protocol, job, cancellable, error);
  if (work->data == NULL || !prepare_models (work, error))
    return NULL;

  for (guint m = 0; m < work->sources->len; m++)
    sources[m] = (MtnModelSource){ .name = g_ptr_array_index (work->names, m),
                                   .open = mtn_evaluate_source_open,
                                   .data = g_ptr_array_index (work->sources, m) };
  work->evaluation =
      mtn_evaluation_new (work->data->dataset,
                          work->options.protocol == MTN_PROTOCOL_SEED ? work->data->samples : NULL,
                          work->data->train, work->data->n_train, &work->options, sources, work->sources->len,
                          job, cancellable, error);

  return work->evaluation != NULL ? work : NULL;
}

const char *
mtn_evaluate_work_get_split (const MtnEvaluateWork *work)
{
  return work->options.protocol == MTN_PROTOCOL_SEED ? work->data->split : NULL;
}

/* Whether a model that was trained on @names, "A" or "A + B", was trained on @name. */
static gboolean
has_set (const char *names, const char *name)
{
  g_auto (GStrv) sets = g_strsplit (names != NULL ? names : "", " + ", -1);

  return g_strv_contains ((const char *const *) sets, name);
}

const char *
mtn_evaluate_work_get_leaks (const MtnEvaluateWork *work, guint m)
{
  MtnCheckpoint *checkpoint = mtn_evaluate_source_get_checkpoint (g_ptr_array_index (work->sources, m));
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
dup_data_name (const MtnEvaluateWork *work)
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

JsonNode *
mtn_evaluate_work_build_result (const MtnEvaluateWork *work, guint m, gboolean is_short)
{
  MtnEvaluateSource *source = g_ptr_array_index (work->sources, m);
  MtnCheckpoint *checkpoint = mtn_evaluate_source_get_checkpoint (source);
  g_autofree char *data = dup_data_name (work);
  g_autofree char *file = checkpoint != NULL ? dup_shown_name (g_ptr_array_index (work->words, m)) : NULL;
  gboolean is_seed = work->options.protocol == MTN_PROTOCOL_SEED;
  MtnEvaluationOrigin origin = {
    .data = data,
    .split = is_seed ? work->data->split : NULL,
    .leaks = mtn_evaluate_work_get_leaks (work, m),
    .file = file,
    .sha256 = checkpoint != NULL ? mtn_checkpoint_get_sha256 (checkpoint) : NULL,
    .kind = checkpoint != NULL ? mtn_checkpoint_get_architecture (checkpoint)->kind : NULL,
    .training = mtn_evaluate_source_get_options (source),
    .is_retrained = !is_seed || checkpoint == NULL,
  };

  return mtn_evaluation_to_json (work->evaluation, m, &work->options, &origin, is_short);
}

GBytes *
mtn_evaluate_work_make_text (const MtnEvaluateWork *work, guint m, gboolean is_short)
{
  g_autoptr (JsonNode) node = mtn_evaluate_work_build_result (work, m, is_short);
  GString *text = g_string_new (NULL);

  if (is_short)
    mtn_json_tree_append_dense (text, node);
  else
    mtn_json_tree_append (text, node);

  return g_string_free_to_bytes (text);
}
