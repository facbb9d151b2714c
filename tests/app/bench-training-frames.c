/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How long the window waits for its turn while a network is trained: a source that is due every 4 ms, as a
 * frame would be, in a main loop with the news of the training; and, where there is a display, how many
 * frames a window draws that has the list of trainings and something that is drawn anew in every frame. First
 * without, then with a training on all processors. At the end, how soon trainings stop. Prints; asserts
 * nothing. */

#include <adwaita.h>
#include <stdlib.h>

#include "mtn-folder.h"
#include "mtn-run-list.h"
#include "mtn-run-store.h"

#define EVERY 4 /* ms */
#define FRAME 16.7
#define SECONDS 10
#define STOP_AFTER 4
#define DISC 60

/* Made by glib-compile-resources; the header is not exported. */
void mtn_register_resource (void);

typedef struct
{
  GArray *late; /* of double, ms */
  gint64 due;
} Clock;

/* (nullable): there is no display */
static GtkWidget *window;
static GArray *frames; /* of double, ms between two that were drawn */
static gint64 drawn;

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer unused)
{
  gint64 now = g_get_monotonic_time ();
  double between = (double) (now - drawn) / 1000;

  if (drawn != 0)
    g_array_append_val (frames, between);
  drawn = now;
  cairo_arc (cr, (now / 4000) % MAX (width, 1), height / 2., DISC / 2., 0, 2 * G_PI);
  cairo_fill (cr);
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static void
open_window (MtnRunStore *store)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = g_object_new (MTN_TYPE_RUN_LIST, NULL);
  GtkWidget *area = gtk_drawing_area_new ();

  window = gtk_window_new ();
  mtn_run_list_set_store (MTN_RUN_LIST (list), store);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, NULL, NULL);
  gtk_widget_add_tick_callback (area, frame_cb, NULL, NULL);
  gtk_widget_set_vexpand (area, TRUE);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), area);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_present (GTK_WINDOW (window));
}

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
tell_frames (void)
{
  guint n = frames->len, n_missed = 0;

  if (n == 0)
    return;

  g_array_sort (frames, compare);
  for (guint i = 0; i < n; i++)
    n_missed += g_array_index (frames, double, i) > 1.5 * FRAME;
  g_print ("%-10s %.1f frames drawn a second; between two of them median %.2f ms, 99 %% %.2f ms, longest "
           "%.2f "
           "ms; %u after more than one and a half\n",
           "", (double) n / SECONDS, g_array_index (frames, double, n / 2),
           g_array_index (frames, double, n * 99 / 100), g_array_index (frames, double, n - 1), n_missed);
}

static void
measure (const char *what)
{
  Clock clock = { g_array_new (FALSE, FALSE, sizeof (double)), g_get_monotonic_time () + EVERY * 1000 };
  gint64 end = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  guint source = g_timeout_add_full (G_PRIORITY_HIGH_IDLE, EVERY, tick_cb, &clock, NULL);
  guint n, n_missed = 0;

  g_array_set_size (frames, 0);
  drawn = 0;
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
  tell_frames ();
}

/* How long it takes from the wish to stop until the thread has ended and all is on disk; what is cancelled is
 * not written. */
static void
measure_stop (MtnRunStore *store, MtnRunSpec *spec, const char *model, gboolean is_cancelled)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (MtnRun) run = NULL;
  guint source = g_timeout_add (50, wake_cb, NULL);

  g_free (spec->model);
  spec->model = g_strdup (model);
  run = g_object_ref (mtn_run_store_add (store, spec, NULL));
  while (g_get_monotonic_time () - began < STOP_AFTER * G_USEC_PER_SEC &&
         mtn_run_get_state (run) == MTN_RUN_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  began = g_get_monotonic_time ();
  if (is_cancelled)
    mtn_run_store_remove (store, run);
  else
    mtn_run_store_pause (store, run);
  mtn_run_store_wait (store);
  g_print ("%-10s %s after %.2f s%s\n", model, is_cancelled ? "cancelled" : "paused",
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC,
           mtn_run_get_state (run) == MTN_RUN_FINISHED ? " (was finished)" : "");
  if (!is_cancelled)
    mtn_run_store_remove (store, run);
  mtn_run_store_forget (store, run);
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

  frames = g_array_new (FALSE, FALSE, sizeof (double));
  if (gtk_init_check ())
    {
      adw_init ();
      mtn_register_resource ();
      open_window (store);
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
  g_print ("%-10s %.0f samples/s meanwhile\n", "", mtn_run_get_progress (run)->rate);
  mtn_run_store_pause (store, run);
  mtn_run_store_wait (store);

  for (guint i = 0; i < 2; i++)
    {
      const char *models[] = { "mlp", "blend", "ials", "mult-dae" };

      for (guint m = 0; m < G_N_ELEMENTS (models); m++)
        measure_stop (store, &spec, models[m], i == 1);
    }
  g_print ("With three layers of 1,024:\n");
  spec.network.n_hidden = 3;
  for (guint i = 0; i < 3; i++)
    spec.network.hidden[i] = 1024;
  measure_stop (store, &spec, "mlp", FALSE);
  measure_stop (store, &spec, "mlp", TRUE);
  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  g_array_unref (frames);
  mtn_folder_discard (home);

  return EXIT_SUCCESS;
}
