/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How long the window waits for its turn while a network is trained: a source that is due every 4 ms, as a
 * frame would be, in a main loop that has nothing else to do but the news of the training. What comes late is
 * late for a frame too. First without, then with a training on all processors. */

#include <stdlib.h>

#include "mtn-folder.h"
#include "mtn-run-store.h"

#define EVERY 4 /* ms */
#define FRAME 16.7
#define SECONDS 10
#define STOP_AFTER 4

typedef struct
{
  GArray *late; /* of double, ms */
  gint64 due;
} Clock;

static gboolean
tick_cb (gpointer user_data)
{
  Clock *clock = user_data;
  gint64 now = g_get_monotonic_time ();
  double late = (double) MAX (now - clock->due, 0) / 1000;

  g_array_append_val (clock->late, late);
  clock->due = now + EVERY * 1000;

  return G_SOURCE_CONTINUE;
}

static gboolean
wake_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
measure (const char *what)
{
  Clock clock = { g_array_new (FALSE, FALSE, sizeof (double)), g_get_monotonic_time () + EVERY * 1000 };
  gint64 end = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  guint source = g_timeout_add_full (G_PRIORITY_HIGH_IDLE, EVERY, tick_cb, &clock, NULL);
  guint n, n_missed = 0;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);

  g_array_sort (clock.late, compare);
  n = clock.late->len;
  for (guint i = 0; i < n; i++)
    n_missed += g_array_index (clock.late, double, i) > FRAME;
  g_print ("%-10s median %.2f ms, 99 %% %.2f ms, 99.9 %% %.2f ms, longest %.2f ms; %u of %u later than a "
           "frame\n",
           what, g_array_index (clock.late, double, n / 2), g_array_index (clock.late, double, n * 99 / 100),
           g_array_index (clock.late, double, n * 999 / 1000), g_array_index (clock.late, double, n - 1),
           n_missed, n);
  g_array_unref (clock.late);
}

/* How long it takes from the wish to stop until the thread has ended and all is on disk. */
static void
measure_stop (MtnRunStore *store, MtnRunSpec *spec, const char *model)
{
  gint64 began = g_get_monotonic_time ();
  MtnRun *run;

  g_free (spec->model);
  spec->model = g_strdup (model);
  run = mtn_run_store_add (store, spec, NULL);
  g_timeout_add (50, wake_cb, NULL);
  while (g_get_monotonic_time () - began < STOP_AFTER * G_USEC_PER_SEC &&
         mtn_run_get_state (run) == MTN_RUN_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  began = g_get_monotonic_time ();
  mtn_run_store_pause (store, run);
  mtn_run_store_wait (store);
  g_print ("%-10s stopped after %.2f s%s\n", model,
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC,
           mtn_run_get_state (run) == MTN_RUN_FINISHED ? " (was finished)" : "");
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("matinee-frames-XXXXXX", NULL);
  g_autofree char *real = g_build_filename (g_getenv ("MTN_SHARED_DATA"), "ml-100k", NULL);
  const char *data[] = { argc > 1 ? argv[1] : real, NULL };
  g_auto (MtnRunSpec) spec = MTN_RUN_SPEC_INIT;
  g_autoptr (MtnRunStore) store = mtn_run_store_new (home);
  g_autoptr (GError) error = NULL;
  MtnRun *run;

  if (!g_file_test (data[0], G_FILE_TEST_EXISTS))
    {
      g_print ("skipped: no data at %s\n", data[0]);
      return 77;
    }

  measure ("idle");
  spec.name = g_strdup ("frames");
  spec.model = g_strdup ("mlp");
  spec.data = g_strdupv ((char **) data);
  run = mtn_run_store_add (store, &spec, &error);
  g_assert_no_error (error);
  while (mtn_run_get_progress (run)->rate == 0)
    g_main_context_iteration (NULL, TRUE);
  measure ("training");
  g_print ("           %.0f samples/s meanwhile\n", mtn_run_get_progress (run)->rate);

  mtn_run_store_pause (store, run);
  mtn_run_store_wait (store);

  measure_stop (store, &spec, "mlp");
  measure_stop (store, &spec, "blend");
  measure_stop (store, &spec, "ials");
  measure_stop (store, &spec, "mult-dae");
  mtn_folder_discard (home);

  return EXIT_SUCCESS;
}
