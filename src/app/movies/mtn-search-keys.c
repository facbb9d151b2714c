/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Keys that nobody wanted reach the window, and from there the search: letters
 * typed on a film, on a drop-down, on a chip. GtkSearchEntry can capture keys
 * itself, but does so before the focused widget sees them, and would swallow
 * the digits that rate and whatever is typed into other fields. */

#include "mtn-search-keys.h"

/* Letters, digits and punctuation, dead keys included; not what only moves, deletes or commands. */
static gboolean
is_text (guint keyval, GdkModifierType modifiers, gboolean begins)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return FALSE;
  if (keyval >= GDK_KEY_dead_grave && keyval <= GDK_KEY_dead_greek)
    return TRUE;
  return c != 0 && (g_unichar_isgraph (c) || (c == ' ' && !begins));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType modifiers,
                GtkSearchEntry *search)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (search));
  gboolean empty = *gtk_editable_get_text (GTK_EDITABLE (search)) == '\0';

  if (!gtk_widget_get_mapped (GTK_WIDGET (search)) || !gtk_widget_is_sensitive (GTK_WIDGET (search)))
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Escape && !empty)
    {
      gtk_editable_set_text (GTK_EDITABLE (search), "");
      return GDK_EVENT_STOP;
    }
  if (!is_text (keyval, modifiers, empty) && !(keyval == GDK_KEY_BackSpace && !empty))
    return GDK_EVENT_PROPAGATE;

  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  gtk_editable_set_position (text, -1);
  return gtk_event_controller_key_forward (controller, GTK_WIDGET (text));
}

GtkEventController *
mtn_search_keys_new (GtkSearchEntry *search)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), search);
  return controller;
}
