/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A heading has no public type. It is known by its place: the row of headings comes first in the table, and
 * has one for each column, in their order. */

#include "mtn-table-keys.h"

#define KNOWN "mtn-table-keys"

/* The arrow in a heading has a class for where it points. */
static gboolean
is_ascending (GtkWidget *heading)
{
  if (gtk_widget_has_css_class (heading, "ascending"))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (heading); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_ascending (child))
      return TRUE;

  return FALSE;
}

static guint
get_place (GtkWidget *heading)
{
  guint place = 0;

  for (GtkWidget *child = gtk_widget_get_prev_sibling (heading); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    place++;

  return place;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state)
{
  GtkWidget *heading = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkColumnView *table = GTK_COLUMN_VIEW (gtk_widget_get_ancestor (heading, GTK_TYPE_COLUMN_VIEW));
  g_autoptr (GtkColumnViewColumn) column = NULL;

  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_space && key != GDK_KEY_KP_Space)
    return GDK_EVENT_PROPAGATE;

  column = g_list_model_get_item (gtk_column_view_get_columns (table), get_place (heading));
  if (column != NULL && gtk_column_view_column_get_sorter (column) != NULL)
    gtk_column_view_sort_by_column (table, column,
                                    is_ascending (heading) ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);

  return GDK_EVENT_STOP;
}

static void
update (GtkColumnView *table)
{
  GListModel *columns = gtk_column_view_get_columns (table);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (table));
  guint place = 0;

  gtk_widget_set_can_focus (row, TRUE);
  for (GtkWidget *heading = gtk_widget_get_first_child (row); heading != NULL;
       heading = gtk_widget_get_next_sibling (heading), place++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, place);
      GtkEventController *controller;

      if (column == NULL || g_object_get_data (G_OBJECT (heading), KNOWN) != NULL)
        continue;

      controller = gtk_event_controller_key_new ();
      g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
      gtk_widget_add_controller (heading, controller);
      gtk_widget_set_focusable (heading, TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      gtk_column_view_column_get_title (column), -1);
      g_object_set_data (G_OBJECT (heading), KNOWN, heading);
    }
}

void
mtn_table_add_keys (GtkColumnView *table)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (table));

  g_signal_connect_object (gtk_column_view_get_columns (table), "items-changed", G_CALLBACK (update), table,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect (table, "map", G_CALLBACK (update), NULL);
  update (table);
}
