/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-choice.h"

static const char *
get_string (GtkListItem *item)
{
  return gtk_string_object_get_string (gtk_list_item_get_item (item));
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
bind_button_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const char *name)
{
  gboolean chosen = name == NULL || gtk_list_item_get_position (item) != 0;

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), chosen ? get_string (item) : name);
}

static void
set_up_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

/* A list item's row shows the mark when it is the drop-down's chosen one. */
static void
update_mark (GtkListItem *item, GtkDropDown *drop_down)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  if (box != NULL)
    gtk_widget_set_opacity (gtk_widget_get_last_child (box),
                            gtk_drop_down_get_selected (drop_down) == gtk_list_item_get_position (item));
}

static void
selected_changed_cb (GtkDropDown *drop_down, GParamSpec *pspec, GtkListItem *item)
{
  update_mark (item, drop_down);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkDropDown *drop_down)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), get_string (item));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (selected_changed_cb), item, 0);
  update_mark (item, drop_down);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkDropDown *drop_down)
{
  g_signal_handlers_disconnect_by_func (drop_down, selected_changed_cb, item);
}

static void
free_name (gpointer name, GClosure *closure)
{
  g_free (name);
}

void
mtn_choice_set_up (GtkDropDown *drop_down, const char *name)
{
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) row = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  g_signal_connect (button, "setup", G_CALLBACK (set_up_button_cb), NULL);
  g_signal_connect_data (button, "bind", G_CALLBACK (bind_button_cb), g_strdup (name), free_name, 0);
  gtk_drop_down_set_factory (drop_down, button);

  /* The factory belongs to the drop-down: a reference back would keep both for ever. */
  g_signal_connect (row, "setup", G_CALLBACK (set_up_row_cb), NULL);
  g_signal_connect (row, "bind", G_CALLBACK (bind_row_cb), drop_down);
  g_signal_connect (row, "unbind", G_CALLBACK (unbind_row_cb), drop_down);
  gtk_drop_down_set_list_factory (drop_down, row);
}
