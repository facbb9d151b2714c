/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* GtkDropDown and AdwComboRow have no common type, but properties of the same
 * names. Factories at GTK 4.8 cannot name list items, so the widget around their
 * child is named; the button of a drop-down and the lists of a row have no names
 * either, and the screen reader would say their C types. */

#include "mtn-choice.h"

#include <adwaita.h>

/* As much of a choice as a row always shows. */
#define ROW_WIDTH_CHARS 14

static const char *
get_string (GtkListItem *item)
{
  return gtk_string_object_get_string (gtk_list_item_get_item (item));
}

static guint
get_selected (GObject *chooser)
{
  guint selected;

  g_object_get (chooser, "selected", &selected, NULL);

  return selected;
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_up_button_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_button_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GObject *chooser)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *unchosen = g_object_get_data (chooser, "mtn-unchosen");
  const char *format = g_object_get_data (chooser, "mtn-format");
  g_autofree char *text = NULL;

  if (unchosen != NULL && gtk_list_item_get_position (item) == 0)
    {
      text = g_strdup (unchosen);
      gtk_widget_add_css_class (label, "unchosen");
    }
  else
    {
      GString *string = g_string_new (format != NULL ? format : "%s");

      g_string_replace (string, "%s", get_string (item), 1);
      text = g_string_free (string, FALSE);
      gtk_widget_remove_css_class (label, "unchosen");
    }

  gtk_label_set_label (GTK_LABEL (label), text);
  /* In a row the title would squeeze it; a drop-down is meant to give way. */
  if (gtk_widget_get_ancestor (GTK_WIDGET (chooser), ADW_TYPE_ACTION_ROW) != NULL)
    gtk_label_set_width_chars (GTK_LABEL (label), MIN (g_utf8_strlen (text, -1), ROW_WIDTH_CHARS));
  set_name (gtk_widget_get_parent (label), get_string (item));
}

static void
set_up_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

/* A list item's row shows the mark when it is the chosen one. */
static void
update_mark (GtkListItem *item, GObject *chooser)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  if (box != NULL)
    gtk_widget_set_opacity (gtk_widget_get_last_child (box),
                            get_selected (chooser) == gtk_list_item_get_position (item));
}

static void
selected_changed_cb (GObject *chooser, GParamSpec *pspec, GtkListItem *item)
{
  update_mark (item, chooser);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GObject *chooser)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), get_string (item));
  set_name (gtk_widget_get_parent (box), get_string (item));
  g_signal_connect_object (chooser, "notify::selected", G_CALLBACK (selected_changed_cb), item, 0);
  update_mark (item, chooser);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GObject *chooser)
{
  g_signal_handlers_disconnect_by_func (chooser, selected_changed_cb, item);
}

static void
name_parts (GtkWidget *widget, const char *title)
{
  if (GTK_IS_LIST_VIEW (widget) || GTK_IS_TOGGLE_BUTTON (widget))
    set_name (widget, title);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_parts (child, title);
}

void
mtn_choice_set_up (GtkWidget *chooser, const char *title, const char *unchosen)
{
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) row = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_WIDGET (chooser));
  g_return_if_fail (title != NULL);

  /* The factories belong to the chooser: a reference back would keep both for ever. */
  g_object_set_data_full (G_OBJECT (chooser), "mtn-unchosen", g_strdup (unchosen), g_free);
  g_signal_connect (button, "setup", G_CALLBACK (set_up_button_cb), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (bind_button_cb), chooser);
  g_signal_connect (row, "setup", G_CALLBACK (set_up_row_cb), NULL);
  g_signal_connect (row, "bind", G_CALLBACK (bind_row_cb), chooser);
  g_signal_connect (row, "unbind", G_CALLBACK (unbind_row_cb), chooser);
  g_object_set (chooser, "factory", button, "list-factory", row, NULL);

  set_name (chooser, title);
  name_parts (chooser, title);
}

void
mtn_choice_set_format (GtkWidget *chooser, const char *format)
{
  g_return_if_fail (GTK_IS_WIDGET (chooser));

  g_object_set_data_full (G_OBJECT (chooser), "mtn-format", g_strdup (format), g_free);
}
