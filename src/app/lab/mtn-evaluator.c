/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-evaluator.h"

#include <errno.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "mtn-comparison.h"
#include "mtn-data-location.h"
#include "mtn-evaluate-work.h"
#include "mtn-evaluation-json.h"
#include "mtn-file.h"
#include "mtn-job.h"

struct _MtnEvaluator
{
  GObject parent_instance;

  char *folder;
  MtnJob *job; /* (nullable) */
  char *title; /* (nullable) */
  guint n_threads;
};

G_DEFINE_FINAL_TYPE (MtnEvaluator, mtn_evaluator, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_TITLE,
  PROP_FRACTION,
  PROP_MESSAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  FINISHED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In the worker. */

typedef struct
{
  MtnEvaluateWork *work;
  MtnData *data; /* keeps the data set */
  char **paths;  /* of the data */
  char *folder;
  char **names; /* of the models, for people */
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  mtn_evaluate_work_free (self->work);
  g_object_unref (self->data);
  g_strfreev (self->paths);
  g_free (self->folder);
  g_strfreev (self->names);
  g_free (self);
}

static gboolean
save (const Request *request, GError **error)
{
  const MtnEvaluation *evaluation = request->work->evaluation;
  gint64 stamp = g_get_real_time () / 1000;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (g_mkdir_with_parents (request->folder, 0700) != 0)
    {
      int saved = errno;
      g_autofree char *shown = g_filename_display_name (request->folder);

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), _ ("%s: no folder to write to: %s"),
                   shown, g_strerror (saved));
      return FALSE;
    }

  /* All of them are made before the first is written. */
  for (guint m = 0; m < evaluation->n_models; m++)
    g_ptr_array_add (texts, mtn_evaluate_work_make_text (request->work, m, FALSE));
  for (guint m = 0; m < evaluation->n_models; m++)
    {
      GBytes *text = g_ptr_array_index (texts, m);
      g_autofree char *path =
          g_strdup_printf ("%s/%s_%" G_GINT64_FORMAT ".json", request->folder, evaluation->names[m], stamp);

      if (!mtn_file_replace_bytes (path, g_bytes_get_data (text, NULL), g_bytes_get_size (text), error))
        return FALSE;
    }

  return TRUE;
}

/* As the command line compares: the first two models, by the first run of the protocol, at the main K. */
static char *
dup_words (const Request *request)
{
  static const MtnMetric metrics[] = { MTN_METRIC_NDCG, MTN_METRIC_MAP, MTN_METRIC_PRECISION };
  const MtnEvaluation *evaluation = request->work->evaluation;
  const MtnRun *run = &evaluation->runs[0];
  MtnSelection selection = { .by_slices = run->protocol.kind == MTN_PROTOCOL_FAVORITES,
                             .seed = run->protocol.seed };
  guint k = mtn_evaluation_main_k (request->work->options.ks, request->work->options.n_ks);
  g_autofree MtnInterval *differences = NULL;
  GString *text;

  if (evaluation->n_models < 2)
    return NULL;

  differences = g_new (MtnInterval, request->work->options.n_ks * MTN_N_COLUMNS);
  mtn_comparison_compute (run->models[0], run->models[1], &selection, differences);
  text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      g_autofree char *what =
          g_strdup_printf ("%s@%u", mtn_metric_get_label (metrics[i]), request->work->options.ks[k]);
      g_autofree char *words = mtn_comparison_dup_words (request->names[0], request->names[1], what,
                                                         &differences[k * MTN_N_COLUMNS + metrics[i]]);

      g_string_append_printf (text, text->len > 0 ? "\n%s" : "%s", words);
    }

  return g_string_free (text, FALSE);
}

/* Its result is a text, which may be empty. */
static gpointer
run (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  char *words;

  if (!mtn_evaluate_work_open_models (request->work, error) ||
      mtn_evaluate_work_run (job, request->work, cancellable, error) == NULL)
    return NULL;

  words = dup_words (request);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !save (request, error))
    {
      g_free (words);
      return NULL;
    }

  return words != NULL ? words : g_strdup ("");
}

/* The object. */

static void
notify_all (MtnEvaluator *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnEvaluator) self = user_data;
  MtnJob *job = MTN_JOB (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = mtn_job_run_finish (job, result, &error);

  self->n_threads--;
  /* It was given up. */
  if (self->job != job)
    return;

  g_clear_object (&self->job);
  notify_all (self);
  if (words != NULL)
    g_signal_emit (self, signals[FINISHED], 0, *words != '\0' ? words : NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
fraction_cb (MtnEvaluator *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static void
message_cb (MtnEvaluator *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

static void
mtn_evaluator_dispose (GObject *object)
{
  MtnEvaluator *self = MTN_EVALUATOR (object);

  if (self->job != NULL)
    mtn_job_cancel (self->job);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (mtn_evaluator_parent_class)->dispose (object);
}

static void
mtn_evaluator_finalize (GObject *object)
{
  MtnEvaluator *self = MTN_EVALUATOR (object);

  g_free (self->folder);
  g_free (self->title);

  G_OBJECT_CLASS (mtn_evaluator_parent_class)->finalize (object);
}

static void
mtn_evaluator_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnEvaluator *self = MTN_EVALUATOR (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->job != NULL);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->job != NULL ? mtn_job_get_fraction (self->job) : -1);
      break;
    case PROP_MESSAGE:
      g_value_take_string (value, self->job != NULL ? mtn_job_dup_message (self->job) : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_evaluator_class_init (MtnEvaluatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mtn_evaluator_dispose;
  object_class->finalize = mtn_evaluator_finalize;
  object_class->get_property = mtn_evaluator_get_property;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FINISHED] = g_signal_new ("finished", MTN_TYPE_EVALUATOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", MTN_TYPE_EVALUATOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mtn_evaluator_init (MtnEvaluator *self)
{
}

MtnEvaluator *
mtn_evaluator_new (const char *folder)
{
  MtnEvaluator *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (MTN_TYPE_EVALUATOR, NULL);
  self->folder = g_strdup (folder);

  return self;
}

static Request *
request_new (MtnEvaluator *self,
             MtnModelItem **items,
             guint n_items,
             MtnData *data,
             const char *location,
             const MtnEvaluatorOptions *options)
{
  static const guint ks[] = { 5, 10, 20, 50 };
  Request *request = g_new0 (Request, 1);
  MtnEvaluateWork *work = mtn_evaluate_work_new ();

  request->work = work;
  request->data = g_object_ref (data);
  request->paths = mtn_data_location_dup_paths (location);
  request->folder = g_strdup (self->folder);
  request->names = g_new0 (char *, n_items + 1);
  for (guint i = 0; i < n_items; i++)
    {
      g_ptr_array_add (work->words, g_strdup (mtn_model_item_get_path (items[i])));
      request->names[i] = g_strdup (mtn_model_item_get_name (items[i]));
    }
  work->input.paths = request->paths;
  /* Nothing changes it; what takes it is not const because a data set that was read belongs to its reader. */
  work->input.dataset = (MtnDataset *) mtn_data_get_dataset (data);
  work->input.has_protocol = TRUE;
  work->input.protocol = options->protocol;
  work->input.split = options->split;
  work->input.seed = options->seed;
  work->options.ks = g_memdup2 (ks, sizeof ks);
  work->options.n_ks = G_N_ELEMENTS (ks);
  work->options.n_folds = options->n_folds;
  work->options.seed = options->seed;
  work->options.engine = options->engine;
  work->options.device = -1;

  return request;
}

void
mtn_evaluator_start (MtnEvaluator *self,
                     MtnModelItem **items,
                     guint n_items,
                     MtnData *data,
                     const char *location,
                     const MtnEvaluatorOptions *options)
{
  g_return_if_fail (MTN_IS_EVALUATOR (self) && self->job == NULL);
  g_return_if_fail (n_items > 0);
  g_return_if_fail (MTN_IS_DATA (data));

  g_free (self->title);
  self->title = g_strdup (mtn_model_item_get_name (items[0]));
  if (n_items > 1)
    {
      g_autofree char *first = g_steal_pointer (&self->title);

      self->title = g_strdup_printf (_ ("%s and %s"), first, mtn_model_item_get_name (items[1]));
    }
  self->job = mtn_job_new ();
  g_signal_connect_object (self->job, "notify::fraction", G_CALLBACK (fraction_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  notify_all (self);
  self->n_threads++;
  mtn_job_run_async (self->job, run, request_new (self, items, n_items, data, location, options),
                     request_free, g_free, finished_cb, g_object_ref (self));
}

void
mtn_evaluator_cancel (MtnEvaluator *self)
{
  g_return_if_fail (MTN_IS_EVALUATOR (self));

  if (self->job == NULL)
    return;

  mtn_job_cancel (self->job);
  g_clear_object (&self->job);
  notify_all (self);
}

void
mtn_evaluator_wait (MtnEvaluator *self)
{
  g_return_if_fail (MTN_IS_EVALUATOR (self));

  while (self->n_threads > 0)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
mtn_evaluator_get_running (MtnEvaluator *self)
{
  g_return_val_if_fail (MTN_IS_EVALUATOR (self), FALSE);

  return self->job != NULL;
}
