/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How long the view Data holds up the window: every page of a data set is opened, its tables sorted and
 * searched. The first frame of a window that has nothing in it is measured before, for it costs what no view
 * can help: fonts, icons, style. Prints; asserts nothing. */

#include <stdlib.h>

#include "frame-turns.h"
#include "mtn-data-view.h"
#include "mtn-folder.h"

#define WIDTH 1280
#define HEIGHT 800

void mtn_register_resource (void);

/* What an action does at once counts as a turn. */
static void
show (GtkWidget *view, const char *page)
{
  double began = turns_get_ms ();

  gtk_widget_activate_action (view, "data.show", "s", page);
  turns_settle (page, began);
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
  began = turns_get_ms ();
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (table), column, GTK_SORT_ASCENDING);
  turns_settle ("  sorted by its first column", began);
  began = turns_get_ms ();
  gtk_editable_set_text (GTK_EDITABLE (find_seen (view, GTK_TYPE_SEARCH_ENTRY)), "e");
  turns_settle ("  searched", began);
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
  double began;
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
  window = g_object_new (ADW_TYPE_WINDOW, "default-width", WIDTH, "default-height", HEIGHT, "content",
                         gtk_label_new ("Matinee"), NULL);
  gtk_window_present (GTK_WINDOW (window));
  turns_watch (window);
  turns_settle ("a window with a label", turns_get_ms ());

  began = turns_get_ms ();
  view = g_object_new (MTN_TYPE_DATA_VIEW, NULL);
  mtn_data_view_set_up (MTN_DATA_VIEW (view), state, store);
  turns_settle ("the view made", began);
  began = turns_get_ms ();
  adw_window_set_content (ADW_WINDOW (window), view);
  turns_settle ("first page", began);

  mtn_data_store_open (store, path);
  while (mtn_data_store_get_loading (store))
    turns_take (turns_get_ms ());
  turns_settle ("opening, and the cards", turns_get_ms ());
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
