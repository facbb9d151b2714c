/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Many networks in a row. A run that is interrupted leaves what is finished and the latest state of what is
 * not; the next one finds both. */

#include "mtn-grid.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-grid-info.h"
#include "mtn-network-checkpoint.h"
#include "mtn-network-files.h"

#define BEST "_best"
#define LATEST "_latest"
#define TUNED "tuned_"
#define TUNED_BY_SEED "tunned_"

/* Share of the time of a network that its evaluation takes, at a guess. */
#define EVALUATED 0.05

static const MtnNetworkSplit splits[] = { MTN_NETWORK_SPLIT_MASKS, MTN_NETWORK_SPLIT_USERS };

static const struct
{
  MtnNetLoss loss;
  gboolean masked;
} variants[] = {
  { MTN_NET_BCE, TRUE },
  { MTN_NET_BCE, FALSE },
  { MTN_NET_MSE, TRUE },
  { MTN_NET_MSE, FALSE },
};

#define N_VARIANTS G_N_ELEMENTS (variants)
#define N_RUNS (G_N_ELEMENTS (splits) * N_VARIANTS)

static void
report (MtnJob *job, double fraction, const char *message)
{
  if (job != NULL)
    mtn_job_report (job, fraction, message);
}

/* "bce_msplit_m" */
static char *
dup_name (const MtnNetworkOptions *options)
{
  return g_strconcat (mtn_network_loss_get_name (options->loss),
                      options->split == MTN_NETWORK_SPLIT_MASKS ? "_msplit" : "_usplit",
                      options->masked ? "_m" : "", NULL);
}

/* Trains one network, or goes on with it, or finds that it is done. */
static gboolean
train_one (const MtnNetworkData *data,
           const MtnNetworkTraining *wanted,
           const char *folder,
           const char *name,
           MtnJob *job,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *file = g_strconcat (name, BEST ".safetensors", NULL);
  g_autofree char *latest_file = g_strconcat (name, LATEST ".safetensors", NULL);
  g_autofree char *out = g_build_filename (folder, file, NULL);
  g_autofree char *latest = g_build_filename (folder, latest_file, NULL);
  MtnNetworkTraining training = *wanted;
  gboolean resumable;

  training.label = name;
  training.no_moments = TRUE;
  if (mtn_network_is_done (data, &training, out, &resumable))
    {
      g_autofree char *line = g_strdup_printf (_ ("%s: is there already"), name);

      if (training.say != NULL)
        training.say (line, training.say_data);
      report (job, training.to, line);
      return TRUE;
    }
  if (resumable)
    training.resume = latest;

  return mtn_network_train (data, &training, out, NULL, job, cancellable, error);
}

/* Evaluates the best and latest of these. */
static gboolean
add_info (JsonObject *root,
          const MtnNetworkData *data,
          const MtnGridOptions *options,
          const char *folder,
          GPtrArray *names,
          gboolean with_rows,
          MtnJob *job,
          double fraction,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GPtrArray) models = g_ptr_array_new_with_free_func (g_free);

  report (job, fraction, _ ("Evaluating"));
  for (guint i = 0; i < names->len; i++)
    {
      g_ptr_array_add (models, g_strconcat (g_ptr_array_index (names, i), BEST, NULL));
      g_ptr_array_add (models, g_strconcat (g_ptr_array_index (names, i), LATEST, NULL));
    }

  return mtn_grid_info_add (root, data, options, folder, (const char *const *) models->pdata, models->len,
                            with_rows, cancellable, error);
}

/* Whether there is room for all of them and what is written in between, as far as they are not there already.
 */
static gboolean
check_space (MtnDataset *dataset, const MtnNetworkOptions *options, const char *folder, GError **error)
{
  guint n_movies = mtn_catalog_get_n_movies (dataset->catalog);
  gsize n_inputs = mtn_network_n_inputs (mtn_catalog_get_n_genres (dataset->catalog), n_movies);
  gsize n_parameters = mtn_network_options_count_parameters (options, n_inputs, n_movies);
  guint64 needed = 2 * mtn_network_files_get_size (n_parameters, n_movies, TRUE);

  for (guint s = 0; s < G_N_ELEMENTS (splits); s++)
    for (guint v = 0; v < N_VARIANTS; v++)
      {
        MtnNetworkOptions variant = *options;
        g_autofree char *name = NULL;

        variant.split = splits[s];
        variant.loss = variants[v].loss;
        variant.masked = variants[v].masked;
        name = dup_name (&variant);
        for (guint latest = 0; latest < 2; latest++)
          {
            g_autofree char *model = g_strconcat (name, latest ? LATEST : BEST, NULL);
            g_autofree char *path = mtn_grid_find_model (folder, model);

            if (path == NULL)
              needed += mtn_network_files_get_size (n_parameters, n_movies, FALSE);
          }
      }

  return mtn_output_check_space (folder, needed, error);
}

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

JsonNode *
mtn_grid_train (MtnDataset *dataset,
                const MtnGridOptions *options,
                const char *folder,
                MtnJob *job,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (JsonObject) root = json_object_new ();

  g_return_val_if_fail (dataset != NULL && options != NULL && folder != NULL, NULL);

  if (!check_space (dataset, &options->training.options, folder, error))
    return NULL;

  for (guint s = 0; s < G_N_ELEMENTS (splits); s++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      MtnNetworkOptions of_split = options->training.options;
      g_autoptr (MtnNetworkData) data = NULL;

      of_split.split = splits[s];
      mtn_network_options_settle (&of_split);
      data = mtn_network_data_new (dataset, NULL, 0, NULL, &of_split, job, cancellable, error);
      if (data == NULL)
        return NULL;

      for (guint v = 0; v < N_VARIANTS; v++)
        {
          MtnNetworkTraining training = options->training;
          guint number = s * N_VARIANTS + v;
          char *name;

          training.options.split = splits[s];
          training.options.loss = variants[v].loss;
          training.options.masked = variants[v].masked;
          mtn_network_options_settle (&training.options);
          training.from = (double) number / N_RUNS;
          training.to = (number + 1 - EVALUATED) / N_RUNS;
          name = dup_name (&training.options);
          g_ptr_array_add (names, name);
          if (!train_one (data, &training, folder, name, job, cancellable, error))
            return NULL;
        }

      if (!add_info (root, data, options, folder, names, FALSE, job,
                     ((s + 1) * N_VARIANTS - EVALUATED) / N_RUNS, cancellable, error))
        return NULL;
    }

  return take_object (g_steal_pointer (&root));
}

char *
mtn_grid_find_model (const char *folder, const char *name)
{
  const char *plain = g_str_has_prefix (name, TUNED_BY_SEED) ? name + strlen (TUNED_BY_SEED)
                      : g_str_has_prefix (name, TUNED)       ? name + strlen (TUNED)
                                                             : NULL;
  const char *prefixes[] = { plain != NULL ? TUNED : "", plain != NULL ? TUNED_BY_SEED : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes) && prefixes[i] != NULL; i++)
    {
      g_autofree char *file = g_strconcat (prefixes[i], plain != NULL ? plain : name, ".safetensors", NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }

  return NULL;
}

const char *const *
mtn_grid_get_tuned (void)
{
  static const char *const names[] = { "bce_msplit" BEST, "mse_msplit" BEST, NULL };

  return names;
}

/* "tuned_bce_msplit" of "bce_msplit_best" */
static char *
dup_tuned_name (const char *name)
{
  g_autofree char *plain = NULL;

  if (g_str_has_prefix (name, TUNED_BY_SEED))
    name += strlen (TUNED_BY_SEED);
  else if (g_str_has_prefix (name, TUNED))
    name += strlen (TUNED);
  plain = g_strdup (name);
  if (g_str_has_suffix (plain, BEST))
    plain[strlen (plain) - strlen (BEST)] = '\0';
  else if (g_str_has_suffix (plain, LATEST))
    plain[strlen (plain) - strlen (LATEST)] = '\0';

  return g_strconcat (TUNED, plain, NULL);
}

static gboolean
tune_one (JsonObject *root,
          MtnDataset *dataset,
          const MtnGridOptions *options,
          const char *path,
          const char *name,
          MtnGridConfigureFunc configure,
          gpointer configure_data,
          const char *folder,
          double from,
          double to,
          MtnJob *job,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (MtnNetworkCheckpoint) start = mtn_network_checkpoint_read (path, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MtnNetworkData) data = NULL;
  MtnNetworkTraining training = options->training;

  if (start == NULL)
    return FALSE;

  training.options = start->options;
  training.options.threads = options->training.options.threads;
  if (!configure (&training.options, configure_data, error))
    return FALSE;
  mtn_network_options_settle (&training.options);
  if (!mtn_network_options_check (&training.options, error))
    return FALSE;
  data =
      mtn_network_data_new (dataset, NULL, 0, options->prepared, &training.options, job, cancellable, error);
  if (data == NULL)
    return FALSE;
  if (data->test == NULL || !g_str_equal (data->fingerprint, start->fingerprint))
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("%s: was not trained on a split of these data, so they cannot tune it"), shown);
      return FALSE;
    }

  training.start = path;
  training.from = from;
  training.to = to - EVALUATED * (to - from);
  g_ptr_array_add (names, g_strdup (name));

  return train_one (data, &training, folder, name, job, cancellable, error) &&
         add_info (root, data, options, folder, names, TRUE, job, training.to, cancellable, error);
}

JsonNode *
mtn_grid_tune (MtnDataset *dataset,
               const MtnGridOptions *options,
               const char *models,
               const char *const *names,
               MtnGridConfigureFunc configure,
               gpointer configure_data,
               const char *folder,
               MtnJob *job,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (JsonObject) root = json_object_new ();
  guint n_names;

  g_return_val_if_fail (dataset != NULL && options != NULL && models != NULL && names != NULL, NULL);

  n_names = g_strv_length ((char **) names);
  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *path = mtn_grid_find_model (models, names[i]);
      g_autofree char *name = dup_tuned_name (names[i]);

      if (path == NULL)
        {
          g_autofree char *shown = g_filename_display_name (models);

          g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("%s: there is no model %s.safetensors"),
                       shown, names[i]);
          return NULL;
        }
      if (!tune_one (root, dataset, options, path, name, configure, configure_data, folder,
                     (double) i / n_names, (double) (i + 1) / n_names, job, cancellable, error))
        return NULL;
    }

  return take_object (g_steal_pointer (&root));
}
