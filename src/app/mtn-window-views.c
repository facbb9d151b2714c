/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The views and how they are switched: in the header where the window is wide,
 * in a bar at the bottom where it is narrow or the header has no room. Which form
 * it is, is decided while sizes are given, where nothing may be shown or hidden;
 * what follows comes from an idle. */

#include "mtn-window-private.h"

#include "mtn-settings.h"

static AdwViewStackPage *
get_page (MtnWindow *self, const char *name)
{
  AdwViewStack *views = mtn_window_get_views (self);
  GtkWidget *child = adw_view_stack_get_child_by_name (views, name);

  return child != NULL ? adw_view_stack_get_page (views, child) : NULL;
}

static void
shown_cb (MtnWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (mtn_window_get_views (self));
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "view");

  if (name == NULL)
    return;

  adw_view_stack_page_set_needs_attention (get_page (self, name), FALSE);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name));
  g_object_set (mtn_settings_get_default (), "view", name, NULL);
}

static void
view_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  mtn_window_show_view (user_data, g_variant_get_string (value, NULL));
}

void
mtn_window_add_views (MtnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "view", .parameter_type = "s", .state = "'movies'", .change_state = view_cb },
  };
  g_autofree char *last = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  g_object_get (mtn_settings_get_default (), "view", &last, NULL);
  mtn_window_show_view (self, last);
  shown_cb (self);
  g_signal_connect_object (mtn_window_get_views (self), "notify::visible-child-name", G_CALLBACK (shown_cb),
                           self, G_CONNECT_SWAPPED);
}

gboolean
mtn_window_show_view (MtnWindow *self, const char *name)
{
  g_return_val_if_fail (MTN_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (get_page (self, name) == NULL)
    return FALSE;

  adw_view_stack_set_visible_child_name (mtn_window_get_views (self), name);

  return TRUE;
}

void
mtn_window_call_attention (MtnWindow *self, const char *name)
{
  AdwViewStackPage *page;

  g_return_if_fail (MTN_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  page = get_page (self, name);
  if (page != NULL &&
      g_strcmp0 (adw_view_stack_get_visible_child_name (mtn_window_get_views (self)), name) != 0)
    adw_view_stack_page_set_needs_attention (page, TRUE);
}
