/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-evaluate-source.h"

#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "mtn-error.h"
#include "mtn-folder.h"
#include "mtn-json-read.h"
#include "mtn-parts.h"
#include "mtn-temporary.h"
#include "mtn-union.h"

#define SUFFIX ".safetensors"

struct _MtnEvaluateSource
{
  char *word;
  MtnCheckpoint *checkpoint; /* NULL: a kind */
  char *model;               /* kind; NULL: a checkpoint that does not say */
  char *described;           /* options as JSON */
  MtnTrainOptions options;
  MtnDataset *dataset; /* to train on; NULL: the checkpoint is asked */
  MtnDataset *alone;   /* (nullable): one set of that union, which is trained on instead */
  guint *row_of;       /* rows of the data set in it */
  char *cache;         /* (nullable): folder that models are kept in */
};

static gboolean
is_kind (const char *word)
{
  const char *const *models = mtn_train_get_models ();

  return g_strv_contains (models, word);
}

/* A network like that one, but of all people that it is given; the best epoch is chosen on some of them. */
static gboolean
read_network (MtnEvaluateSource *self, const char *text, GError **error)
{
  MtnNetworkOptions *options = &self->options.network.options;

  if (!mtn_network_options_from_json (options, text, self->word, error))
    return FALSE;

  if (options->split != MTN_NETWORK_SPLIT_NONE)
    options->validation_ratio = -1;
  options->split = MTN_NETWORK_SPLIT_NONE;

  return TRUE;
}

/* What the checkpoint was trained with, so that others can be trained like it. */
static gboolean
read_options (MtnEvaluateSource *self, GError **error)
{
  const char *text = mtn_checkpoint_get_provenance (self->checkpoint, MTN_PROVENANCE_OPTIONS);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (text == NULL)
    return TRUE;

  node = mtn_json_read_text (text, self->word, error);
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;

  object = json_node_get_object (node);
  self->described = g_strdup (text);
  self->model = g_strdup (json_object_get_string_member_with_default (object, "model", NULL));
  self->options.rank =
      (guint) CLAMP (json_object_get_int_member_with_default (object, "rank", self->options.rank), 1, 4096);
  self->options.seed =
      (guint64) json_object_get_int_member_with_default (object, "seed", (gint64) self->options.seed);

  return g_strcmp0 (self->model, "mlp") != 0 || read_network (self, text, error);
}

MtnEvaluateSource *
mtn_evaluate_source_new (const char *word, guint64 seed, guint n_threads, GError **error)
{
  g_autoptr (MtnEvaluateSource) self = g_new0 (MtnEvaluateSource, 1);

  self->word = g_strdup (word);
  self->options = (MtnTrainOptions) MTN_TRAIN_OPTIONS_INIT;
  self->options.seed = seed;
  self->options.n_threads = n_threads;
  self->options.network.only_best = TRUE;

  if (g_file_test (word, G_FILE_TEST_EXISTS))
    {
      self->checkpoint = mtn_checkpoint_open (word, error);
      if (self->checkpoint == NULL || !mtn_checkpoint_verify (self->checkpoint, error) ||
          !read_options (self, error))
        return NULL;
    }
  else if (is_kind (word))
    {
      self->model = g_strdup (word);
      if (g_str_equal (word, "mlp"))
        self->described = mtn_network_options_to_json (&self->options.network.options);
      else
        self->described =
            g_strdup_printf ("{\"model\": \"%s\", \"seed\": %" G_GUINT64_FORMAT ", \"rank\": %u}", word,
                             self->options.seed, self->options.rank);
    }
  else
    {
      g_autofree char *kinds = g_strjoinv (", ", (char **) mtn_train_get_models ());

      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                   _ ("“%s” is neither a model file nor a kind of model (%s)"), word, kinds);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
mtn_evaluate_source_free (MtnEvaluateSource *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->checkpoint, mtn_checkpoint_unref);
  g_clear_pointer (&self->alone, mtn_dataset_free);
  g_free (self->row_of);
  g_free (self->word);
  g_free (self->model);
  g_free (self->described);
  g_free (self->cache);
  g_free (self);
}

char *
mtn_evaluate_source_dup_name (MtnEvaluateSource *self, guint number)
{
  g_autofree char *base = g_path_get_basename (self->word);

  if (g_str_has_suffix (base, SUFFIX) && strlen (base) > strlen (SUFFIX))
    base[strlen (base) - strlen (SUFFIX)] = '\0';

  return number > 1 ? g_strdup_printf ("%s-%u", base, number) : g_steal_pointer (&base);
}

MtnCheckpoint *
mtn_evaluate_source_get_checkpoint (MtnEvaluateSource *self)
{
  return self->checkpoint;
}

const char *
mtn_evaluate_source_get_options (MtnEvaluateSource *self)
{
  return self->described;
}

void
mtn_evaluate_source_retrain (MtnEvaluateSource *self, MtnDataset *dataset)
{
  self->dataset = dataset;
}

void
mtn_evaluate_source_retrain_alone (MtnEvaluateSource *self, MtnDataset *dataset, guint set)
{
  self->dataset = dataset;
  self->row_of = g_new (guint, MAX (dataset->ratings->n_people, 1));
  self->alone = mtn_union_select (dataset, set, self->row_of);
}

static MtnCheckpoint *
train_alone (MtnEvaluateSource *self,
             const MtnTrainOptions *options,
             const char *path,
             const guint *people,
             guint n_people,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree guint *rows = g_new (guint, MAX (n_people, 1));
  guint n = 0;

  for (guint i = 0; i < n_people; i++)
    if (self->row_of[people[i]] != G_MAXUINT)
      rows[n++] = self->row_of[people[i]];
  if (!mtn_train (self->alone, rows, n, options, path, NULL, cancellable, error))
    return NULL;

  return mtn_checkpoint_open (path, error);
}

static MtnCheckpoint *
train (MtnEvaluateSource *self,
       const char *path,
       const guint *people,
       guint n_people,
       GCancellable *cancellable,
       GError **error)
{
  MtnTrainOptions options = self->options;

  if (self->model == NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("%s does not say what kind of model it is, so that none like it can be trained"),
                   self->word);
      return NULL;
    }
  options.model = self->model;
  if (self->alone != NULL)
    return train_alone (self, &options, path, people, n_people, cancellable, error);
  if (!mtn_train (self->dataset, people, n_people, &options, path, NULL, cancellable, error))
    return NULL;

  return mtn_checkpoint_open (path, error);
}

void
mtn_evaluate_source_set_cache (MtnEvaluateSource *self, const char *folder)
{
  g_free (self->cache);
  self->cache = g_strdup (folder);
}

/* Of everything that decides what a model becomes: options, data, people, and the program, whose file tells
 * one build from another. */
static char *
dup_cache_name (const MtnEvaluateSource *self, const guint *people, guint n_people)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GString) text = g_string_new (MTN_VERSION);
  GStatBuf program = { 0 };

  g_stat ("/proc/self/exe", &program);
  g_string_append_printf (text, "\n%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n%s\n%s\n%s %s\n",
                          (gint64) program.st_size, (gint64) program.st_mtime, self->dataset->sha256,
                          self->alone != NULL ? self->alone->sha256 : "", self->model,
                          self->described != NULL ? self->described : "");
  g_checksum_update (checksum, (const guchar *) text->str, (gssize) text->len);
  g_checksum_update (checksum, (const guchar *) people, (gssize) (sizeof *people * n_people));

  return g_strconcat (g_checksum_get_string (checksum), SUFFIX, NULL);
}

static MtnCheckpoint *
open_cached (MtnEvaluateSource *self,
             const guint *people,
             guint n_people,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *name = dup_cache_name (self, people, n_people);
  g_autofree char *path = g_build_filename (self->cache, name, NULL);
  g_autoptr (MtnCheckpoint) checkpoint = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      checkpoint = mtn_checkpoint_open (path, error);
      if (checkpoint == NULL || !mtn_checkpoint_verify (checkpoint, error))
        return NULL;
      return g_steal_pointer (&checkpoint);
    }

  return train (self, path, people, n_people, cancellable, error);
}

MtnCheckpoint *
mtn_evaluate_source_open (gpointer data,
                          const guint *people,
                          guint n_people,
                          GCancellable *cancellable,
                          GError **error)
{
  MtnEvaluateSource *self = data;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  MtnCheckpoint *checkpoint;

  if (self->dataset == NULL)
    return mtn_checkpoint_ref (self->checkpoint);
  if (self->cache != NULL)
    return open_cached (self, people, n_people, cancellable, error);

  mtn_temporary_begin ();
  folder = g_dir_make_tmp ("matinee-evaluate-XXXXXX", error);
  mtn_temporary_add (folder);
  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "model" SUFFIX, NULL);
  checkpoint = train (self, path, people, n_people, cancellable, error);
  /* It is mapped: the file lives on without a name. */
  mtn_folder_discard (folder);

  return checkpoint;
}
