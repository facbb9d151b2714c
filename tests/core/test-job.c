/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-error.h"
#include "mtn-job.h"

#include <math.h>

#define TIMEOUT_SECONDS 20

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
  guint n_fraction;
  guint n_message;
  guint n_late; /* notifications after the callback */
} Watch;

static int n_freed;

static void
count_free (gpointer data)
{
  g_atomic_int_inc (&n_freed);
  g_free (data);
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_error ("the job did not end within %d seconds", TIMEOUT_SECONDS);
  return G_SOURCE_REMOVE;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;

  watch->result = g_object_ref (result);
  g_main_loop_quit (watch->loop);
}

static void
fraction_cb (MtnJob *job, GParamSpec *pspec, Watch *watch)
{
  watch->n_fraction++;
  watch->n_late += watch->result != NULL;
}

static void
message_cb (MtnJob *job, GParamSpec *pspec, Watch *watch)
{
  watch->n_message++;
  watch->n_late += watch->result != NULL;
}

static void
watch_run (Watch *watch, MtnJob *job, MtnJobFunc func)
{
  guint timeout = g_timeout_add_seconds (TIMEOUT_SECONDS, timeout_cb, NULL);

  watch->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (job, "notify::fraction", G_CALLBACK (fraction_cb), watch);
  g_signal_connect (job, "notify::message", G_CALLBACK (message_cb), watch);
  mtn_job_run_async (job, func, g_strdup ("data"), count_free, count_free, done_cb, watch);
  g_main_loop_run (watch->loop);
  g_main_loop_unref (watch->loop);
  g_source_remove (timeout);
}

static gpointer
report_often (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_cmpstr (data, ==, "data");
  for (int i = 0; i <= 100000; i++)
    mtn_job_report (job, i / 100000.0, i < 50000 ? "first" : "second");

  return g_strdup ("result");
}

static void
test_progress (void)
{
  MtnJob *job = mtn_job_new ();
  Watch watch = { 0 };
  g_autofree char *result = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  n_freed = 0;
  g_assert_cmpfloat (mtn_job_get_fraction (job), ==, -1.0);
  watch_run (&watch, job, report_often);

  result = mtn_job_run_finish (job, watch.result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, "result");
  g_assert_cmpfloat (mtn_job_get_fraction (job), ==, 1.0);
  message = mtn_job_dup_message (job);
  g_assert_cmpstr (message, ==, "second");

  /* Far fewer notifications than reports: they are coalesced. */
  g_assert_cmpuint (watch.n_fraction, >=, 1);
  g_assert_cmpuint (watch.n_fraction, <, 50000);
  g_assert_cmpuint (watch.n_message, >=, 1);
  g_assert_cmpuint (watch.n_message, <=, 2);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (watch.n_late, ==, 0);

  g_clear_object (&watch.result);
  g_assert_finalize_object (job);
  g_assert_cmpint (n_freed, ==, 1); /* the data; the result was taken */
}

static gpointer
wait_for_cancel (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  mtn_job_report (job, 0.5, NULL);
  while (!g_cancellable_is_cancelled (cancellable))
    g_usleep (1000);

  return g_strdup ("nobody takes this");
}

static gboolean
cancel_cb (gpointer job)
{
  mtn_job_cancel (job);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (void)
{
  MtnJob *job = mtn_job_new ();
  Watch watch = { 0 };
  g_autoptr (GError) error = NULL;

  n_freed = 0;
  g_timeout_add (5, cancel_cb, job);
  watch_run (&watch, job, wait_for_cancel);

  g_assert_null (mtn_job_run_finish (job, watch.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&watch.result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (job);
  g_assert_cmpint (n_freed, ==, 2);
}

static gpointer
fail (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, MTN_ERROR, MTN_ERROR_NUMERIC, "no luck");
  return NULL;
}

static void
test_failure (void)
{
  MtnJob *job = mtn_job_new ();
  Watch watch = { 0 };
  g_autoptr (GError) error = NULL;

  watch_run (&watch, job, fail);
  g_assert_null (mtn_job_run_finish (job, watch.result, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_NUMERIC);
  g_clear_object (&watch.result);
  g_assert_finalize_object (job);
}

static gpointer
fail_silently (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
test_silent_failure (void)
{
  MtnJob *job = mtn_job_new ();
  Watch watch = { 0 };
  g_autoptr (GError) error = NULL;

  watch_run (&watch, job, fail_silently);
  g_assert_null (mtn_job_run_finish (job, watch.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_object (&watch.result);
  g_assert_finalize_object (job);
}

/* Nobody holds the job or waits for it: it lives until its work and its notifications are done. */
static void
test_let_go (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  gint64 end = g_get_monotonic_time () + TIMEOUT_SECONDS * G_USEC_PER_SEC;
  MtnJob *job;
  gpointer weak;

  n_freed = 0;
  g_main_context_push_thread_default (context);
  weak = job = mtn_job_new ();
  g_object_add_weak_pointer (G_OBJECT (job), &weak);
  mtn_job_run_async (job, report_often, g_strdup ("data"), count_free, count_free, NULL, NULL);
  g_object_unref (job);

  while (weak != NULL && g_get_monotonic_time () < end)
    {
      if (!g_main_context_iteration (context, FALSE))
        g_usleep (1000);
    }
  g_main_context_pop_thread_default (context);

  g_assert_null (weak);
  g_assert_cmpint (n_freed, ==, 2);
}

static void
test_report_bounds (void)
{
  g_autoptr (MtnJob) job = mtn_job_new ();

  mtn_job_report (job, 7.0, NULL);
  g_assert_cmpfloat (mtn_job_get_fraction (job), ==, 1.0);
  mtn_job_report (job, (double) NAN, NULL);
  g_assert_cmpfloat (mtn_job_get_fraction (job), ==, -1.0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job/progress", test_progress);
  g_test_add_func ("/job/cancel", test_cancel);
  g_test_add_func ("/job/failure", test_failure);
  g_test_add_func ("/job/silent-failure", test_silent_failure);
  g_test_add_func ("/job/let-go", test_let_go);
  g_test_add_func ("/job/report-bounds", test_report_bounds);

  return g_test_run ();
}
