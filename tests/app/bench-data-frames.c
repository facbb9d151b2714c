/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How long the view Data holds up the window: every page of a data set is opened, its tables sorted and
 * searched, and what each turn of the main loop costs is measured, turns that draw a frame apart from the
 * others. Processor time of the window's thread alone, so that what else the machine does changes little.
 * Prints; asserts nothing. */

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#include "mtn-data-view.h"
#include "mtn-folder.h"

#define WIDTH 1280
#define HEIGHT 800
#define SETTLE_MS 700
#define FRAME_MS (1000. / 60)

void mtn_register_resource (void);

typedef struct
{
  double longest; /* ms */
  guint n, n_late;
} Turns;

static gboolean is_drawing;
static Turns drawing, other;

static void
paint_cb (void)
{
  is_drawing = TRUE;
}

static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return 1000. * (double) now.tv_sec + 1e-6 * (double) now.tv_nsec;
}

static void
turn (double began)
{
  Turns *turns;
  double ms;

  g_main_context_iteration (NULL, TRUE);
  ms = get_ms () - began;
  turns = is_drawing ? &drawing : &other;
  turns->longest = MAX (turns->longest, ms);
  turns->n++;
  turns->n_late += ms > FRAME_MS;
  is_drawing = FALSE;
}

static gboolean
wake_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

static void
settle (const char *what, double began)
{
  gint64 end = g_get_monotonic_time () + SETTLE_MS * 1000;

  turn (began);
  while (g_get_monotonic_time () < end)
    turn (get_ms ());
  g_print ("%-28s longest turn %6.2f ms (%u of %u longer than a frame), longest with drawing %6.2f ms (%u of "
           "%u)\n",
           what, other.longest, other.n_late, other.n, drawing.longest, drawing.n_late, drawing.n);
  drawing = other = (Turns){ 0 };
}

/* What an action does at once counts as a turn. */
static void
show (GtkWidget *view, const char *page)
{
  double began = get_ms ();

  gtk_widget_activate_action (view, "data.show", "s", page);
  settle (page, began);
}

static GtkWidget *
find_seen (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_seen (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
work_table (GtkWidget *view, const char *page)
{
  GtkWidget *table;
  g_autoptr (GtkColumnViewColumn) column = NULL;
  double began;

  show (view, page);
  table = find_seen (view, GTK_TYPE_COLUMN_VIEW);
  column = g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (table)), 0);
  began = get_ms ();
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (table), column, GTK_SORT_ASCENDING);
  settle ("  sorted by its first column", began);
  began = get_ms ();
  gtk_editable_set_text (GTK_EDITABLE (find_seen (view, GTK_TYPE_SEARCH_ENTRY)), "e");
  settle ("  searched", began);
}

int
main (int argc, char *argv[])
{
  g_autofree char *real = g_build_filename (g_getenv ("MTN_SHARED_DATA"), "ml-100k", NULL);
  const char *path = argc > 1 ? argv[1] : real;
  g_autofree char *home = g_dir_make_tmp ("matinee-frames-XXXXXX", NULL);
  g_autoptr (MtnAppState) state = NULL;
  g_autoptr (MtnDataStore) store = NULL;
  GtkWidget *window, *view;
  const MtnDataTopic *topics;
  guint n;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_print ("skipped: no data at %s\n", path);
      return 77;
    }

  adw_init ();
  mtn_register_resource ();
  state = mtn_app_state_new (home);
  store = mtn_data_store_new ();
  view = g_object_new (MTN_TYPE_DATA_VIEW, NULL);
  mtn_data_view_set_up (MTN_DATA_VIEW (view), state, store);
  window =
      g_object_new (ADW_TYPE_WINDOW, "default-width", WIDTH, "default-height", HEIGHT, "content", view, NULL);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "paint", G_CALLBACK (paint_cb), NULL);
  g_timeout_add (20, wake_cb, NULL);
  settle ("first page", get_ms ());

  mtn_data_store_open (store, path);
  while (mtn_data_store_get_loading (store))
    turn (get_ms ());
  settle ("opening, and the cards", get_ms ());
  topics = mtn_data_topics (&n);
  for (guint i = 0; i < n; i++)
    show (view, topics[i].name);
  show (view, "sample");
  show (view, "files");
  work_table (view, "people");
  work_table (view, "films");
  gtk_window_destroy (GTK_WINDOW (window));
  mtn_folder_discard (home);

  return EXIT_SUCCESS;
}
