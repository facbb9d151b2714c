/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How long the view Data holds up the window: every page of a data set is opened, its tables sorted and
 * searched. A window with text that is none of Matinee's is measured before, for it costs what no view can
 * help and no other view leaves to this one: fonts, icons, style. Prints; asserts nothing. */

#include <stdlib.h>

#include "frame-turns.h"
#include "mtn-data-view.h"
#include "mtn-drawing.h"
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

static GtkWidget *
create_text (void)
{
  static const char words[] = "Sphinx of black quartz, judge my vow: 0123456789 %, “”’…";
  GtkWidget *page = g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "document-open-symbolic", "title", words,
                                  "description", words, NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (button, "pill");
  gtk_list_box_append (GTK_LIST_BOX (list),
                       g_object_new (ADW_TYPE_ACTION_ROW, "title", words, "subtitle", words, NULL));
  gtk_list_box_append (GTK_LIST_BOX (list), button);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), list);

  return page;
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
                         create_text (), NULL);
  mtn_drawing_choose (gdk_display_get_default ());
  gtk_window_present (GTK_WINDOW (window));
  turns_watch (window);
  turns_settle ("a window with text", turns_get_ms ());

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
