/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-sheet.h"

#include <adwaita.h>

/* In pixels at the normal text size: the width below which the window has one column. */
#define NARROW 720
#define MAX_POPOVER_HEIGHT 420

gboolean
mtn_sheet_is_narrow (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (window), "gtk-xft-dpi", &dpi, NULL);
  return gtk_widget_get_width (window) < NARROW * (dpi > 0 ? dpi / 1024.0 / 96.0 : 1);
}

static GtkWidget *
scroll (GtkWidget *content)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), content);

  return scrolled;
}

static gboolean
drop_popover_cb (gpointer user_data)
{
  if (gtk_widget_get_parent (user_data) != NULL)
    gtk_widget_unparent (user_data);
  return G_SOURCE_REMOVE;
}

static void
popover_closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_LOW, drop_popover_cb, g_object_ref (popover), g_object_unref);
}

GtkWindow *
mtn_sheet_window_new (GtkWidget *anchor, GtkWidget *content, const char *title)
{
  GtkRoot *root = gtk_widget_get_root (anchor);
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = scroll (content);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  adw_window_set_content (ADW_WINDOW (window), box);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);

  return GTK_WINDOW (window);
}

GtkWidget *
mtn_sheet_new (GtkWidget *anchor, GtkWidget *content, const char *title)
{
  GtkWidget *scrolled, *popover;

  if (mtn_sheet_is_narrow (anchor))
    {
      GtkWindow *window = mtn_sheet_window_new (anchor, content, title);

      gtk_window_set_default_size (window, 340, -1);
      return GTK_WIDGET (window);
    }

  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), content);

  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_parent (popover, anchor);
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);

  return popover;
}

/* A scrolled window knows only the height of its child at no particular width,
 * which for what wraps is too much. */
static void
fit (GtkWidget *scrolled)
{
  GtkWidget *content = gtk_widget_get_first_child (scrolled);
  int width, height;

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_set_size_request (scrolled, width, MIN (height, MAX_POPOVER_HEIGHT));
}

void
mtn_sheet_present (GtkWidget *sheet)
{
  if (GTK_IS_POPOVER (sheet))
    {
      fit (gtk_popover_get_child (GTK_POPOVER (sheet)));
      gtk_popover_popup (GTK_POPOVER (sheet));
    }
  else
    gtk_window_present (GTK_WINDOW (sheet));
}
