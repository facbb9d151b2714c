/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Trainings as the window has them: they grow, wait for each other, are stopped and go on, and survive the
 * death of the program. On the invented data set, with small networks. */

#include "mtn-run-store.h"

#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "mtn-folder.h"
#include "mtn-network-checkpoint.h"
#include "mtn-network-log.h"
#include "mtn-train.h"

#define DEADLINE (60 * G_USEC_PER_SEC)
#define KILL "--train-until-killed"

static const char *program;

typedef struct
{
  char *home;
  MtnRunStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->home = g_dir_make_tmp ("matinee-runs-XXXXXX", NULL);
  fixture->store = mtn_run_store_new (fixture->home);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  mtn_run_store_suspend (fixture->store);
  mtn_run_store_wait (fixture->store);
  g_assert_finalize_object (fixture->store);
  mtn_folder_discard (fixture->home);
  g_free (fixture->home);
}

static MtnRunSpec
small_spec (const char *name, guint n_epochs)
{
  MtnRunSpec spec = MTN_RUN_SPEC_INIT;
  const char *data[] = { g_getenv ("MTN_SYNTHETIC_DATA"), NULL };

  g_assert_nonnull (data[0]);
  spec.name = g_strdup (name);
  spec.data = g_strdupv ((char **) data);
  spec.model = g_strdup ("mlp");
  spec.network.split = MTN_NETWORK_SPLIT_USERS;
  spec.network.n_hidden = 1;
  spec.network.hidden[0] = 16;
  spec.network.epochs = n_epochs;
  spec.network.threads = 1;

  return spec;
}

static MtnRun *
add (MtnRunStore *store, const char *name, guint n_epochs)
{
  g_auto (MtnRunSpec) spec = small_spec (name, n_epochs);
  g_autoptr (GError) error = NULL;
  MtnRun *run = mtn_run_store_add (store, &spec, &error);

  g_assert_no_error (error);
  g_assert_nonnull (run);

  return run;
}

static gboolean
wake_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main context until @condition. */
#define WAIT_FOR(condition)                                                  \
  G_STMT_START                                                               \
  {                                                                          \
    gint64 wait_began = g_get_monotonic_time ();                             \
    guint source = g_timeout_add (20, wake_cb, NULL);                        \
                                                                             \
    while (!(condition))                                                     \
      {                                                                      \
        g_assert_cmpint (g_get_monotonic_time () - wait_began, <, DEADLINE); \
        g_main_context_iteration (NULL, TRUE);                               \
      }                                                                      \
    g_source_remove (source);                                                \
  }                                                                          \
  G_STMT_END

static guint
count_epochs (MtnRun *run)
{
  GPtrArray *curves = mtn_run_get_curves (run);

  return curves->len > 0 ? ((MtnRunCurve *) g_ptr_array_index (curves, 0))->epochs->len : 0;
}

static char *
dup_model (Fixture *fixture, const char *file)
{
  return g_build_filename (fixture->home, "models", file, NULL);
}

static void
assert_same_file (const char *first, const char *second)
{
  g_autofree char *a = NULL, *b = NULL;
  gsize n_a, n_b;

  g_assert_true (g_file_get_contents (first, &a, &n_a, NULL));
  g_assert_true (g_file_get_contents (second, &b, &n_b, NULL));
  g_assert_cmpmem (a, n_a, b, n_b);
}

/* The model that the command line makes of the same. */
static char *
train_plainly (Fixture *fixture, guint n_epochs)
{
  g_auto (MtnRunSpec) spec = small_spec ("plain", n_epochs);
  g_autoptr (MtnDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;
  char *out = g_build_filename (fixture->home, "plain.safetensors", NULL);

  dataset = mtn_dataset_load (spec.data[0], NULL, NULL, &error);
  g_assert_no_error (error);
  options.model = spec.model;
  options.network.options = spec.network;
  g_assert_true (mtn_train (dataset, NULL, 0, &options, out, NULL, NULL, &error));
  g_assert_no_error (error);

  return out;
}

typedef struct
{
  guint n_changed;
  guint n_grown;
  guint n_epochs;
} Heard;

static void
changed_cb (MtnRun *run, gpointer user_data)
{
  Heard *heard = user_data;
  guint n = count_epochs (run);

  heard->n_changed++;
  g_assert_cmpuint (n, >=, heard->n_epochs);
  heard->n_grown += n > heard->n_epochs;
  heard->n_epochs = n;
}

static void
ended_cb (MtnRunStore *store, MtnRun *run, gpointer user_data)
{
  g_ptr_array_add (user_data, run);
}

static void
test_grows (Fixture *fixture, gconstpointer unused)
{
  MtnRun *run = add (fixture->store, "Small Net", 6);
  g_autoptr (GPtrArray) ended = g_ptr_array_new ();
  g_autofree char *plain = NULL, *model = dup_model (fixture, "small-net.safetensors");
  const MtnRunCurve *curve;
  Heard heard = { 0 };

  g_signal_connect (run, "changed", G_CALLBACK (changed_cb), &heard);
  g_signal_connect (fixture->store, "ended", G_CALLBACK (ended_cb), ended);
  g_assert_cmpint (mtn_run_get_state (run), ==, MTN_RUN_RUNNING);
  g_assert_cmpuint (mtn_run_store_get_n_active (fixture->store), ==, 1);
  WAIT_FOR (mtn_run_get_state (run) != MTN_RUN_RUNNING);
  g_assert_cmpstr (mtn_run_get_failure (run), ==, NULL);
  g_assert_cmpint (mtn_run_get_state (run), ==, MTN_RUN_FINISHED);

  g_assert_cmpuint (heard.n_grown, >=, 2);
  g_assert_cmpuint (heard.n_epochs, ==, 6);
  g_assert_cmpuint (mtn_run_get_progress (run)->n_epochs, ==, 6);
  g_assert_cmpfloat (mtn_run_get_progress (run)->rate, >, 0);
  g_assert_cmpfloat (mtn_run_get_fraction (run), ==, 1);
  g_assert_cmpuint (ended->len, ==, 1);
  g_assert_cmpuint (mtn_run_store_get_n_active (fixture->store), ==, 0);
  curve = g_ptr_array_index (mtn_run_get_curves (run), 0);
  g_assert_cmpfloat (g_array_index (curve->epochs, MtnNetworkEpoch, 5).train_loss, <,
                     g_array_index (curve->epochs, MtnNetworkEpoch, 0).train_loss);

  /* Where models are looked for, and byte for byte what the command line makes. */
  g_assert_cmpstr (mtn_run_get_models (run)[0], ==, model);
  plain = train_plainly (fixture, 6);
  assert_same_file (model, plain);
}

/* Stopped at once wherever it is, it goes on and comes to the same. */
static void
test_pause (Fixture *fixture, gconstpointer unused)
{
  MtnRun *run = add (fixture->store, "Paused", 8);
  g_autofree char *plain = NULL;
  guint n_epochs;

  WAIT_FOR (count_epochs (run) >= 2);
  mtn_run_store_pause (fixture->store, run);
  g_assert_cmpint (mtn_run_get_state (run), ==, MTN_RUN_PAUSED);
  g_assert_cmpuint (mtn_run_store_get_n_active (fixture->store), ==, 0);
  mtn_run_store_wait (fixture->store);
  g_assert_cmpint (mtn_run_get_state (run), ==, MTN_RUN_PAUSED);
  n_epochs = count_epochs (run);
  g_assert_cmpuint (n_epochs, <, 8);

  mtn_run_store_resume (fixture->store, run);
  /* Before its thread has ended, too. */
  mtn_run_store_pause (fixture->store, run);
  mtn_run_store_resume (fixture->store, run);
  g_assert_cmpint (mtn_run_get_state (run), ==, MTN_RUN_QUEUED);
  WAIT_FOR (mtn_run_get_state (run) == MTN_RUN_FINISHED || mtn_run_get_state (run) == MTN_RUN_FAILED);
  g_assert_cmpstr (mtn_run_get_failure (run), ==, NULL);
  g_assert_cmpuint (count_epochs (run), ==, 8);
  plain = train_plainly (fixture, 8);
  assert_same_file (mtn_run_get_models (run)[0], plain);
}

static void
test_queue (Fixture *fixture, gconstpointer unused)
{
  MtnRun *first = add (fixture->store, "Same", 3);
  MtnRun *second = add (fixture->store, "Same", 3);
  MtnRun *third = add (fixture->store, "Same", 3);
  g_autoptr (GPtrArray) ended = g_ptr_array_new ();

  g_signal_connect (fixture->store, "ended", G_CALLBACK (ended_cb), ended);
  g_assert_cmpint (mtn_run_get_state (first), ==, MTN_RUN_RUNNING);
  g_assert_cmpint (mtn_run_get_state (second), ==, MTN_RUN_QUEUED);
  g_assert_cmpint (mtn_run_get_state (third), ==, MTN_RUN_QUEUED);
  g_assert_cmpstr (mtn_run_get_name (third), ==, "Same 3");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 3);

  /* Who waits can be taken out of the queue, and goes to its end. */
  mtn_run_store_pause (fixture->store, second);
  WAIT_FOR (ended->len == 2);
  g_assert_true (g_ptr_array_index (ended, 0) == first);
  g_assert_true (g_ptr_array_index (ended, 1) == third);
  g_assert_cmpint (mtn_run_get_state (second), ==, MTN_RUN_PAUSED);
  mtn_run_store_resume (fixture->store, second);
  WAIT_FOR (ended->len == 3);
  g_assert_cmpint (mtn_run_get_state (second), ==, MTN_RUN_FINISHED);
  assert_same_file (mtn_run_get_models (first)[0], mtn_run_get_models (second)[0]);
  g_assert_cmpstr (mtn_run_get_models (first)[0], !=, mtn_run_get_models (second)[0]);
}

static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  MtnRun *run = add (fixture->store, "Cancelled", 10000);
  g_autoptr (MtnRun) kept = g_object_ref (run);
  g_autofree char *folder = g_strdup (mtn_run_get_folder (run));
  MtnRun *next = add (fixture->store, "Next", 2);
  gint64 began;

  WAIT_FOR (count_epochs (run) >= 1);
  began = g_get_monotonic_time ();
  mtn_run_store_remove (fixture->store, run);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
  WAIT_FOR (mtn_run_get_state (next) != MTN_RUN_QUEUED);
  g_test_message ("stopped and the next one started after %.0f ms",
                  (double) (g_get_monotonic_time () - began) / 1000);
  WAIT_FOR (mtn_run_get_state (next) == MTN_RUN_FINISHED);

  /* Undone: it goes on. */
  mtn_run_store_restore (fixture->store, kept);
  g_assert_true (g_list_model_get_item (G_LIST_MODEL (fixture->store), 0) == kept);
  g_object_unref (kept);
  g_assert_cmpint (mtn_run_get_state (kept), ==, MTN_RUN_PAUSED);
  mtn_run_store_resume (fixture->store, kept);
  g_assert_cmpint (mtn_run_get_state (kept), ==, MTN_RUN_RUNNING);

  /* Gone for good, while its thread is at work. */
  mtn_run_store_remove (fixture->store, kept);
  mtn_run_store_forget (fixture->store, kept);
  mtn_run_store_wait (fixture->store);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
stopped_cb (MtnRunStore *store, MtnRun *run, char **failure)
{
  g_free (*failure);
  *failure = g_strdup (mtn_run_get_failure (run));
}

/* A disk that is full while a training is paused: it is told, what was there before stays, and it goes on
 * from there to the same end. */
static void
test_full_disk (Fixture *fixture, gconstpointer unused)
{
  MtnRun *run = add (fixture->store, "Full", 4);
  g_autofree char *latest = g_build_filename (mtn_run_get_folder (run), "full_latest.safetensors", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *failure = NULL;
  g_autofree char *plain = NULL;
  struct rlimit limit, none;
  gsize n_before, n_after;

  g_signal_connect (fixture->store, "stopped", G_CALLBACK (stopped_cb), &failure);
  WAIT_FOR (count_epochs (run) >= 1);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  none = limit;
  none.rlim_cur = 4096;
  setrlimit (RLIMIT_FSIZE, &none);
  mtn_run_store_pause (fixture->store, run);
  g_assert_true (g_file_get_contents (latest, &before, &n_before, NULL));
  mtn_run_store_wait (fixture->store);
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_true (g_file_get_contents (latest, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_nonnull (mtn_run_get_failure (run));
  g_assert_nonnull (strstr (mtn_run_get_failure (run), "full_latest.safetensors"));
  g_assert_cmpstr (failure, ==, mtn_run_get_failure (run));
  g_assert_cmpint (mtn_run_get_state (run), ==, MTN_RUN_PAUSED);

  mtn_run_store_resume (fixture->store, run);
  WAIT_FOR (mtn_run_get_state (run) == MTN_RUN_FINISHED || mtn_run_get_state (run) == MTN_RUN_FAILED);
  g_assert_cmpstr (mtn_run_get_failure (run), ==, NULL);
  plain = train_plainly (fixture, 4);
  assert_same_file (mtn_run_get_models (run)[0], plain);
}

/* What is cancelled is not written: that may take longer than a person waits. */
static void
test_cancel_writes_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (MtnRun) run = g_object_ref (add (fixture->store, "Given Up", 10000));
  g_autofree char *latest = g_build_filename (mtn_run_get_folder (run), "given-up_latest.safetensors", NULL);
  g_autoptr (MtnNetworkCheckpoint) written = NULL;
  guint n_epochs;

  WAIT_FOR (count_epochs (run) >= 1);
  mtn_run_store_remove (fixture->store, run);
  mtn_run_store_wait (fixture->store);
  n_epochs = count_epochs (run);
  written = mtn_network_checkpoint_read (latest, NULL);
  g_assert_nonnull (written);
  g_assert_cmpuint (written->state->epochs->len, ==, n_epochs);
  g_assert_cmpuint (written->state->n_batches, ==, 0);

  mtn_run_store_restore (fixture->store, run);
  mtn_run_store_resume (fixture->store, run);
  WAIT_FOR (count_epochs (run) > n_epochs);
  g_assert_cmpstr (mtn_run_get_failure (run), ==, NULL);
}

/* What ends in order is offered again, as what waited is. */
static void
test_suspend (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *plain = NULL;
  MtnRun *run = add (fixture->store, "First", 8);
  guint n_epochs;

  add (fixture->store, "Second", 2);
  WAIT_FOR (count_epochs (run) >= 2);
  mtn_run_store_suspend (fixture->store);
  mtn_run_store_wait (fixture->store);
  n_epochs = count_epochs (run);
  g_assert_finalize_object (fixture->store);

  fixture->store = mtn_run_store_new (fixture->home);
  g_assert_cmpuint (mtn_run_store_get_n_interrupted (fixture->store), ==, 2);
  g_assert_cmpuint (mtn_run_store_get_n_active (fixture->store), ==, 0);
  run = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);
  g_object_unref (run);
  g_assert_cmpstr (mtn_run_get_name (run), ==, "First");
  WAIT_FOR (count_epochs (run) >= n_epochs);
  mtn_run_store_resume (fixture->store, run);
  WAIT_FOR (mtn_run_get_state (run) == MTN_RUN_FINISHED);
  plain = train_plainly (fixture, 8);
  assert_same_file (mtn_run_get_models (run)[0], plain);
}

/* In a process of its own, which trains until it is killed. */
static int
train_until_killed (const char *home)
{
  g_autoptr (MtnRunStore) store = mtn_run_store_new (home);

  add (store, "Killed", 40);
  while (mtn_run_store_get_n_active (store) > 0)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}

static void
test_killed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, KILL, fixture->home, NULL);
  g_autofree char *log = NULL, *plain = NULL;
  guint n_epochs = 0, position = 0;
  MtnRun *run;

  g_assert_no_error (error);
  log = g_build_filename (fixture->home, "runs", "000001-killed", "killed_log.jsonl", NULL);
  while (n_epochs < 3)
    {
      g_autoptr (GArray) epochs = mtn_network_log_read (log, NULL);

      n_epochs = epochs != NULL ? epochs->len : 0;
      g_assert_cmpuint (position++, <, DEADLINE / 5000);
      g_usleep (5000);
    }
  g_subprocess_send_signal (child, SIGKILL);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_false (g_subprocess_get_if_exited (child));

  g_assert_finalize_object (fixture->store);
  fixture->store = mtn_run_store_new (fixture->home);
  g_assert_cmpuint (mtn_run_store_get_n_interrupted (fixture->store), ==, 1);
  run = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);
  g_object_unref (run);
  g_assert_cmpint (mtn_run_get_state (run), ==, MTN_RUN_INTERRUPTED);
  WAIT_FOR (count_epochs (run) >= n_epochs);
  g_assert_cmpuint (count_epochs (run), <, 40);
  g_assert_cmpfloat (mtn_run_get_fraction (run), >=, n_epochs / 40.0);

  /* It goes on where it was: the first word of its progress is of an epoch that was not done, or of the last
   * one. */
  mtn_run_store_resume (fixture->store, run);
  WAIT_FOR (mtn_run_get_progress (run)->n_epochs == 40 && isfinite (mtn_run_get_progress (run)->loss));
  g_assert_cmpuint (mtn_run_get_progress (run)->epoch, >=, n_epochs);
  WAIT_FOR (mtn_run_get_state (run) == MTN_RUN_FINISHED);
  g_assert_cmpuint (count_epochs (run), ==, 40);
  plain = train_plainly (fixture, 40);
  assert_same_file (mtn_run_get_models (run)[0], plain);
}

/* Finished runs are there the next time, with their curves, and without what only going on needs. */
static void
test_finished_stays (Fixture *fixture, gconstpointer unused)
{
  MtnRun *run = add (fixture->store, "Done", 3);
  g_autofree char *latest = NULL;

  WAIT_FOR (mtn_run_get_state (run) == MTN_RUN_FINISHED);
  mtn_run_store_wait (fixture->store);
  latest = g_build_filename (mtn_run_get_folder (run), "done_latest.safetensors", NULL);
  g_assert_false (g_file_test (latest, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (fixture->store);

  fixture->store = mtn_run_store_new (fixture->home);
  run = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);
  g_object_unref (run);
  g_assert_cmpint (mtn_run_get_state (run), ==, MTN_RUN_FINISHED);
  g_assert_true (g_file_test (mtn_run_get_models (run)[0], G_FILE_TEST_EXISTS));
  WAIT_FOR (count_epochs (run) == 3);
}

static void
test_other_models (Fixture *fixture, gconstpointer unused)
{
  g_auto (MtnRunSpec) spec = small_spec ("Ease", 1);
  g_autoptr (GError) error = NULL;
  MtnRun *run;

  g_free (spec.model);
  spec.model = g_strdup ("ease");
  run = mtn_run_store_add (fixture->store, &spec, &error);
  g_assert_no_error (error);
  g_assert_false (mtn_run_spec_has_epochs (mtn_run_get_spec (run)));
  WAIT_FOR (mtn_run_get_state (run) == MTN_RUN_FINISHED);
  g_assert_true (g_str_has_suffix (mtn_run_get_models (run)[0], "ease.safetensors"));
  g_assert_cmpuint (mtn_run_get_curves (run)->len, ==, 0);
}

/* A grid makes eight curves and models, and can be tuned. */
static void
test_grid (Fixture *fixture, gconstpointer unused)
{
  g_auto (MtnRunSpec) spec = small_spec ("Grid", 1);
  g_auto (MtnRunSpec) tuning = small_spec ("Tuned", 2);
  g_autofree char *info =
      g_build_filename (fixture->home, "evaluations", "tuned-tuned_models_info.json", NULL);
  g_autoptr (GError) error = NULL;
  MtnRun *run;

  spec.kind = MTN_RUN_GRID;
  run = mtn_run_store_add (fixture->store, &spec, &error);
  g_assert_no_error (error);
  WAIT_FOR (mtn_run_get_state (run) != MTN_RUN_RUNNING);
  g_assert_cmpstr (mtn_run_get_failure (run), ==, NULL);
  g_assert_cmpuint (mtn_run_get_curves (run)->len, ==, 8);
  g_assert_cmpuint (g_strv_length ((char **) mtn_run_get_models (run)), ==, 8);

  tuning.kind = MTN_RUN_TUNING;
  tuning.grid = g_strdup (mtn_run_get_folder (run));
  run = mtn_run_store_add (fixture->store, &tuning, &error);
  g_assert_no_error (error);
  WAIT_FOR (mtn_run_get_state (run) != MTN_RUN_RUNNING);
  g_assert_cmpstr (mtn_run_get_failure (run), ==, NULL);
  g_assert_cmpuint (mtn_run_get_curves (run)->len, ==, 2);
  g_assert_cmpuint (count_epochs (run), ==, 2);
  g_assert_true (g_file_test (info, G_FILE_TEST_EXISTS));
}

static void
test_failures (Fixture *fixture, gconstpointer unused)
{
  g_auto (MtnRunSpec) spec = small_spec ("", 2);
  g_autoptr (GError) error = NULL;
  g_autofree char *broken = g_build_filename (fixture->home, "runs", "000009-broken", NULL);
  g_autofree char *file = g_build_filename (broken, "run.json", NULL);
  g_auto (GStrv) notices = NULL;
  MtnRun *run;

  g_assert_null (mtn_run_store_add (fixture->store, &spec, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  /* Data that are not there: it fails, says why, and can be tried again. */
  g_free (spec.name);
  spec.name = g_strdup ("Nothing");
  g_free (spec.data[0]);
  spec.data[0] = g_build_filename (fixture->home, "nothing-here", NULL);
  run = mtn_run_store_add (fixture->store, &spec, &error);
  g_assert_no_error (error);
  WAIT_FOR (mtn_run_get_state (run) == MTN_RUN_FAILED);
  g_assert_nonnull (strstr (mtn_run_get_failure (run), "nothing-here"));
  mtn_run_store_resume (fixture->store, run);
  g_assert_cmpstr (mtn_run_get_failure (run), ==, NULL);
  WAIT_FOR (mtn_run_get_state (run) == MTN_RUN_FAILED);

  /* A description that is damaged is told of and left alone. */
  mtn_run_store_wait (fixture->store);
  g_assert_finalize_object (fixture->store);
  g_assert_cmpint (g_mkdir (broken, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "{\"format\": \"matinee-run\", \"state\": 7}", -1, NULL));
  fixture->store = mtn_run_store_new (fixture->home);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
  notices = mtn_run_store_take_notices (fixture->store);
  g_assert_cmpuint (g_strv_length (notices), ==, 1);
  g_assert_nonnull (strstr (notices[0], "000009-broken"));
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  program = argv[0];
  g_setenv ("SOURCE_DATE_EPOCH", "880000000", TRUE);
  if (argc == 3 && g_str_equal (argv[1], KILL))
    return train_until_killed (argv[2]);

  g_test_init (&argc, &argv, NULL);

  g_test_add ("/run-store/grows", Fixture, NULL, set_up, test_grows, tear_down);
  g_test_add ("/run-store/pause", Fixture, NULL, set_up, test_pause, tear_down);
  g_test_add ("/run-store/queue", Fixture, NULL, set_up, test_queue, tear_down);
  g_test_add ("/run-store/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/run-store/full-disk", Fixture, NULL, set_up, test_full_disk, tear_down);
  g_test_add ("/run-store/cancel-writes-nothing", Fixture, NULL, set_up, test_cancel_writes_nothing,
              tear_down);
  g_test_add ("/run-store/suspend", Fixture, NULL, set_up, test_suspend, tear_down);
  g_test_add ("/run-store/killed", Fixture, NULL, set_up, test_killed, tear_down);
  g_test_add ("/run-store/finished-stays", Fixture, NULL, set_up, test_finished_stays, tear_down);
  g_test_add ("/run-store/other-models", Fixture, NULL, set_up, test_other_models, tear_down);
  g_test_add ("/run-store/grid", Fixture, NULL, set_up, test_grid, tear_down);
  g_test_add ("/run-store/failures", Fixture, NULL, set_up, test_failures, tear_down);

  return g_test_run ();
}
