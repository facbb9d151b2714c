/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-job.h"

#include <signal.h>
#include <unistd.h>

#include <glib-unix.h>

#include "mtn-cli-io.h"
#include "mtn-cli-progress.h"
#include "mtn-temporary.h"

typedef struct
{
  GMainLoop *loop;
  MtnJob *job;
  MtnCliProgress *progress;
  gint64 first_asked; /* to stop; 0: not yet */
  gpointer result;
  GError *error;
} Watch;

static void
changed_cb (MtnJob *job, GParamSpec *pspec, Watch *watch)
{
  g_autofree char *message = mtn_job_dup_message (job);

  mtn_cli_progress_update (watch->progress, mtn_job_get_fraction (job), message);
}

static gboolean
interrupted_cb (gpointer data)
{
  Watch *watch = data;

  /* Asked twice: whoever waits for a long factorisation wants out now. Files are replaced
   * in one step, so there is no half of any; what would have become one is taken away. */
  if (mtn_cli_is_asked_again (&watch->first_asked))
    {
      mtn_temporary_discard_all ();
      _exit (MTN_CLI_INTERRUPTED);
    }

  /* Known to the watch alone: should the work be done all the same, then it is done. */
  mtn_job_cancel (watch->job);

  return G_SOURCE_CONTINUE;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Watch *watch = data;

  watch->result = mtn_job_run_finish (MTN_JOB (source), result, &watch->error);
  g_main_loop_quit (watch->loop);
}

gpointer
mtn_cli_job_run (MtnJobFunc func, gpointer data, GDestroyNotify result_free, gboolean verbose, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (MtnJob) job = mtn_job_new ();
  g_autoptr (MtnCliProgress) progress = mtn_cli_progress_new (verbose);
  Watch watch = { .loop = loop, .job = job, .progress = progress };
  /* Who shuts down wants no less than Ctrl+C that nothing half-written stays behind. */
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction before[G_N_ELEMENTS (signals)];
  guint sources[G_N_ELEMENTS (signals)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      sigaction (signals[i], NULL, &before[i]);
      /* As nohup has it for SIGHUP. */
      if (before[i].sa_handler != SIG_IGN)
        sources[i] = g_unix_signal_add (signals[i], interrupted_cb, &watch);
    }

  /* From here on it is noticed; but it may have come before. */
  if (mtn_cli_interrupted ())
    mtn_job_cancel (job);
  g_signal_connect (job, "notify", G_CALLBACK (changed_cb), &watch);
  mtn_job_run_async (job, func, data, NULL, result_free, done_cb, &watch);
  g_main_loop_run (loop);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (sources[i] != 0)
      {
        g_source_remove (sources[i]);
        /* GLib leaves the default, which would kill what is about to end in order. */
        sigaction (signals[i], &before[i], NULL);
      }
  g_signal_handlers_disconnect_by_data (job, &watch);

  if (watch.error != NULL)
    g_propagate_error (error, watch.error);

  return watch.result;
}
