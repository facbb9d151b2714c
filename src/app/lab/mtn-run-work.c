/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What the thread of a training does. The watcher of the network writes under a lock what the window reads
 * when it likes: the training never waits for anybody. */

#include "mtn-run-work.h"

#include <math.h>
#include <sys/resource.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "mtn-data-input.h"
#include "mtn-error.h"
#include "mtn-figures-grid.h"
#include "mtn-grid.h"
#include "mtn-network-files.h"
#include "mtn-profile-folder.h"
#include "mtn-run-publish.h"
#include "mtn-settings.h"
#include "mtn-train.h"

/* The lowest there is: the computer must not be felt to be busy. */
#define NICE 19

struct _MtnRunWork
{
  MtnRunSpec spec;
  char *slug;
  char *folder;
  char *home;
  MtnEngineKind engine_kind;
  MtnEngine *engine; /* (nullable): of the thread */
  gint is_given_up;  /* atomic */

  GMutex lock;   /* guards the following */
  char *failure; /* (nullable) */
  MtnRunProgress progress;
  GPtrArray *curves;
};

/* That of Preferences. */
static MtnEngineKind
get_engine_kind (void)
{
  g_autofree char *nick = NULL;

  g_object_get (mtn_settings_get_default (), "engine", &nick, NULL);

  return g_strcmp0 (nick, "cpu") == 0 ? MTN_ENGINE_CPU : MTN_ENGINE_AUTO;
}

MtnRunWork *
mtn_run_work_new (const MtnRunSpec *spec, const char *folder, const char *home)
{
  MtnRunWork *self = g_atomic_rc_box_new0 (MtnRunWork);

  mtn_run_spec_copy (spec, &self->spec);
  self->slug = mtn_profile_folder_make_slug (spec->name);
  self->folder = g_strdup (folder);
  self->home = g_strdup (home);
  self->engine_kind = get_engine_kind ();
  self->progress.loss = self->progress.seconds_left = NAN;
  self->curves = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_run_curve_free);
  g_mutex_init (&self->lock);

  return self;
}

MtnRunWork *
mtn_run_work_ref (MtnRunWork *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
work_clear (gpointer data)
{
  MtnRunWork *self = data;

  mtn_run_spec_clear (&self->spec);
  g_free (self->slug);
  g_free (self->folder);
  g_free (self->home);
  g_free (self->failure);
  g_free (self->progress.name);
  g_ptr_array_unref (self->curves);
  g_mutex_clear (&self->lock);
}

void
mtn_run_work_unref (MtnRunWork *self)
{
  g_atomic_rc_box_release_full (self, work_clear);
}

static void
watch (const MtnNetworkProgress *progress, gpointer data)
{
  MtnRunWork *self = data;
  const char *name = progress->label != NULL ? progress->label : self->slug;

  g_mutex_lock (&self->lock);
  if (g_strcmp0 (self->progress.name, progress->label) != 0)
    {
      g_free (self->progress.name);
      self->progress.name = g_strdup (progress->label);
    }
  self->progress.epoch = progress->epoch;
  self->progress.n_epochs = progress->n_epochs;
  self->progress.loss = progress->loss;
  self->progress.rate = progress->rate;
  self->progress.seconds_left = progress->seconds_left;
  mtn_run_curve_extend (mtn_run_curve_find (self->curves, name), progress->epochs);
  g_mutex_unlock (&self->lock);
}

gboolean
mtn_run_work_collect (MtnRunWork *self, MtnRunProgress *progress, GPtrArray *curves)
{
  gboolean has_new = FALSE;

  g_mutex_lock (&self->lock);
  g_free (progress->name);
  *progress = self->progress;
  progress->name = g_strdup (self->progress.name);
  for (guint i = 0; i < self->curves->len; i++)
    {
      const MtnRunCurve *curve = g_ptr_array_index (self->curves, i);

      has_new |= mtn_run_curve_extend (mtn_run_curve_find (curves, curve->name), curve->epochs);
    }
  g_mutex_unlock (&self->lock);

  return has_new;
}

/* Of this thread alone, and of those that it will start: they inherit it. */
static void
give_way (void)
{
  if (setpriority (PRIO_PROCESS, 0, NICE) != 0)
    g_info ("the training runs at the priority of the window");
}

static gboolean
train_model (MtnRunWork *self, MtnDataInput *data, MtnJob *job, GCancellable *cancellable, GError **error)
{
  MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;
  g_autofree char *out = mtn_run_publish_dup_model (&self->spec, self->folder);
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (out);

  options.model = self->spec.model;
  options.seed = self->spec.network.seed;
  options.rank = self->spec.rank;
  options.n_threads = self->spec.network.threads;
  options.prepared = data->split;
  options.network.options = self->spec.network;
  options.network.engine = self->engine;
  options.network.watch = watch;
  options.network.watch_data = self;
  options.network.is_given_up = &self->is_given_up;
  if (g_file_test (files->latest, G_FILE_TEST_EXISTS))
    options.network.resume = files->latest;
  if (data->features != NULL && !self->spec.features_chosen &&
      !mtn_network_options_set (&options.network.options, "features", data->features, error))
    return FALSE;

  return mtn_train (data->dataset, NULL, 0, &options, out, job, cancellable, error);
}

static gboolean
set_epochs (MtnNetworkOptions *options, gpointer data, GError **error)
{
  const MtnRunWork *self = data;

  options->epochs = self->spec.network.epochs;

  return TRUE;
}

static gboolean
train_grid (MtnRunWork *self, MtnDataInput *data, MtnJob *job, GCancellable *cancellable, GError **error)
{
  gboolean is_tuning = self->spec.kind == MTN_RUN_TUNING;
  MtnGridOptions options = { .training = MTN_NETWORK_TRAINING_INIT, .engine = MTN_ENGINE_CPU, .device = -1 };
  g_autoptr (JsonNode) info = NULL;

  options.training.options = self->spec.network;
  options.training.engine = self->engine;
  options.training.watch = watch;
  options.training.watch_data = self;
  options.training.is_given_up = &self->is_given_up;
  options.prepared = data->split;
  if (is_tuning)
    info = mtn_grid_tune (data->dataset, &options, self->spec.grid, mtn_grid_get_tuned (), set_epochs, self,
                          self->folder, job, cancellable, error);
  else
    info = mtn_grid_train (data->dataset, &options, self->folder, job, cancellable, error);

  return info != NULL && mtn_figures_grid_save (info, is_tuning, self->folder, error);
}

static GStrv
work (MtnRunWork *self, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MtnDataInput) data = NULL;

  mtn_job_report (job, 0, _ ("Reading the data"));
  data = mtn_data_input_load ((const char *const *) self->spec.data, job, cancellable, error);
  if (data == NULL)
    return NULL;
  if (data->split != NULL && self->spec.kind == MTN_RUN_GRID)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                   _ ("%s is prepared for one split, but both are made here: give the MovieLens folder"),
                   self->spec.data[0]);
      return NULL;
    }

  if (!(self->spec.kind == MTN_RUN_MODEL ? train_model (self, data, job, cancellable, error)
                                         : train_grid (self, data, job, cancellable, error)))
    return NULL;

  return mtn_run_publish (&self->spec, self->folder, self->home, error);
}

gpointer
mtn_run_work (MtnJob *job, gpointer user_data, GCancellable *cancellable, GError **error)
{
  MtnRunWork *self = user_data;
  GError *local_error = NULL;
  GStrv models;

  give_way ();
  /* Of this training alone: the one that films are asked of is used meanwhile. */
  if (self->engine_kind != MTN_ENGINE_CPU)
    self->engine = mtn_engine_new (self->engine_kind, -1, NULL);
  models = work (self, job, cancellable, &local_error);
  g_clear_pointer (&self->engine, mtn_engine_free);
  if (models != NULL)
    return models;

  /* A job that was cancelled only ever says that it was. */
  if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_mutex_lock (&self->lock);
      self->failure = g_strdup (local_error->message);
      g_mutex_unlock (&self->lock);
    }
  g_propagate_error (error, local_error);

  return NULL;
}

void
mtn_run_work_give_up (MtnRunWork *self)
{
  g_atomic_int_set (&self->is_given_up, 1);
}

char *
mtn_run_work_dup_failure (MtnRunWork *self)
{
  char *failure;

  g_mutex_lock (&self->lock);
  failure = g_strdup (self->failure);
  g_mutex_unlock (&self->lock);

  return failure;
}
