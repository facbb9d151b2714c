/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Lists answer "move the focus on" themselves as long as they have another
 * item, so Tab walks through all of a thousand. Here the focus is moved past
 * the list by hand: to what follows (or precedes) it in the nearest ancestor
 * that has anything to focus there. Siblings are in the order of reading, which
 * is what GTK's own Tab follows in boxes. */

#include "mtn-tab-stop.h"

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  gboolean back = keyval == GDK_KEY_ISO_Left_Tab || (modifiers & GDK_SHIFT_MASK) != 0;
  GtkDirectionType direction = back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD;
  GtkWidget *from = list;

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab && keyval != GDK_KEY_ISO_Left_Tab) ||
      (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  /* Up the tree: the nearest ancestor that has a place for the focus beside the branch it is in now. */
  for (GtkWidget *parent = gtk_widget_get_parent (from); parent != NULL;
       parent = gtk_widget_get_parent (from))
    {
      GtkWidget *sibling = back ? gtk_widget_get_prev_sibling (from) : gtk_widget_get_next_sibling (from);

      for (; sibling != NULL;
           sibling = back ? gtk_widget_get_prev_sibling (sibling) : gtk_widget_get_next_sibling (sibling))
        if (gtk_widget_get_mapped (sibling) && !GTK_IS_NATIVE (sibling) &&
            gtk_widget_child_focus (sibling, direction))
          return GDK_EVENT_STOP;
      from = parent;
    }

  /* The end of the window: begin again at the other side. */
  for (GtkWidget *child = back ? gtk_widget_get_last_child (from) : gtk_widget_get_first_child (from);
       child != NULL;
       child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && !GTK_IS_NATIVE (child) && gtk_widget_child_focus (child, direction))
      break;
  return GDK_EVENT_STOP;
}

void
mtn_tab_stop_attach (GtkWidget *list)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
  gtk_widget_add_controller (list, controller);
}
