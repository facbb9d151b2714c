/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Every command of the window is an action here, so that menu, key, button and
 * test use the same one. Which of them can be used is decided in one function. */

#include "mtn-window-private.h"

#include <glib/gi18n.h>

#include "mtn-hidden-films.h"
#include "mtn-name-dialog.h"

static void
set_enabled (MtnWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (MtnWindow *self)
{
  MtnAppState *state = mtn_window_get_state (self);
  gboolean ready = mtn_app_state_get_status (state) == MTN_STATUS_READY;
  g_autofree char *profile_name = NULL;
  gboolean can_undo, can_redo, shipped;
  guint n_picks, n_hidden;
  int age, gender, occupation;

  g_object_get (state, "can-undo", &can_undo, "can-redo", &can_redo, "n-picks", &n_picks, "age", &age,
                "gender", &gender, "occupation", &occupation, "model-shipped", &shipped, "profile-name",
                &profile_name, NULL);
  n_hidden = g_list_model_get_n_items (mtn_app_state_get_exclusions (state));

  set_enabled (self, "undo", can_undo);
  set_enabled (self, "redo", can_redo);
  set_enabled (self, "search", ready);
  set_enabled (self, "export", ready);
  set_enabled (self, "hidden-films", n_hidden > 0);
  set_enabled (self, "use-shipped-model", !shipped);
  set_enabled (self, "start-over", n_picks > 0 || n_hidden > 0 || age >= 0 || gender >= 0 || occupation >= 0);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "profile")),
                             g_variant_new_string (profile_name));
}

/* Text that is being typed is undone first: that is what the person sees change. */
static gboolean
text_takes (MtnWindow *self, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return GTK_IS_TEXT (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0' &&
         gtk_widget_activate_action (focus, action, NULL);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MtnWindow *self = user_data;

  if (!text_takes (self, "text.undo"))
    mtn_app_state_undo (mtn_window_get_state (self));
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MtnWindow *self = user_data;

  if (!text_takes (self, "text.redo"))
    mtn_app_state_redo (mtn_window_get_state (self));
}

static void
take_offer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mtn_app_state_take_offer (mtn_window_get_state (user_data));
}

static void
start_over_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mtn_app_state_start_over (mtn_window_get_state (user_data));
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *view = adw_view_stack_get_visible_child (mtn_window_get_views (user_data));

  if (!gtk_widget_activate_action (view, "view.search", NULL))
    mtn_window_focus_search (user_data);
}

static void
hidden_films_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *window = mtn_hidden_films_new (GTK_WINDOW (user_data), mtn_window_get_state (user_data));

  gtk_window_present (GTK_WINDOW (window));
}

static void
use_shipped_model_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mtn_app_state_load_model (mtn_window_get_state (user_data), NULL);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  MtnWindow *self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      if (g_file_peek_path (file) != NULL)
        mtn_app_state_open_file (mtn_window_get_state (self), g_file_peek_path (file));
    }
  g_object_unref (dialog);
}

static gboolean
dropped_cb (MtnWindow *self, const GValue *value)
{
  gboolean any = FALSE;

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    if (g_file_peek_path (l->data) != NULL)
      {
        mtn_app_state_open_file (mtn_window_get_state (self), g_file_peek_path (l->data));
        any = TRUE;
      }

  return any;
}

/* For views that do nothing of their own with files. */
static void
take_drops (MtnWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *view = adw_view_stack_get_visible_child (mtn_window_get_views (user_data));
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) known = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  if (gtk_widget_activate_action (view, "view.open", NULL))
    return;

  dialog = gtk_file_chooser_native_new (_ ("Open a Model or a Profile"), GTK_WINDOW (user_data),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  gtk_file_filter_set_name (known, _ ("Models and Profiles"));
  gtk_file_filter_add_suffix (known, "safetensors");
  gtk_file_filter_add_suffix (known, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), known);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);

  g_signal_connect (dialog, "response", G_CALLBACK (file_chosen_cb), user_data);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Only what views do of their own: a model is no archive. */
static void
open_archive_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action (adw_view_stack_get_visible_child (mtn_window_get_views (user_data)),
                              "view.open-archive", NULL);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (user_data));

  /* A chart that has the focus is what is meant; this key is asked first. */
  if (focus == NULL || !gtk_widget_activate_action (focus, "chart.export", "s", "svg"))
    mtn_window_export_list (user_data);
}

/* Profiles. */

static void
profile_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  mtn_app_state_switch_profile (mtn_window_get_state (user_data), g_variant_get_string (value, NULL));
}

static void
named_new_cb (const char *name, gpointer user_data)
{
  mtn_app_state_new_profile (mtn_window_get_state (user_data), name);
}

static void
profile_new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mtn_name_dialog_ask (GTK_WINDOW (user_data), _ ("New Profile"), _ ("C_reate"), "", named_new_cb, user_data);
}

static void
renamed_cb (const char *name, gpointer user_data)
{
  mtn_app_state_rename_profile (mtn_window_get_state (user_data), name);
}

static void
profile_rename_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *name = NULL;

  g_object_get (mtn_window_get_state (user_data), "profile-name", &name, NULL);
  mtn_name_dialog_ask (GTK_WINDOW (user_data), _ ("Rename Profile"), _ ("_Rename"), name, renamed_cb,
                       user_data);
}

static void
profile_delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mtn_app_state_delete_profile (mtn_window_get_state (user_data));
}

GMenuModel *
mtn_window_make_profile_menu (MtnWindow *self)
{
  g_auto (GStrv) names = mtn_app_state_list_profiles (mtn_window_get_state (self));
  g_autoptr (GMenu) profiles = g_menu_new ();
  g_autoptr (GMenu) commands = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      /* A name is no mnemonic. */
      g_auto (GStrv) parts = g_strsplit (names[i], "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.profile", "s", names[i]);
      g_menu_append_item (profiles, item);
    }
  g_menu_append (commands, _ ("_New Profile…"), "win.profile-new");
  g_menu_append (commands, _ ("_Rename…"), "win.profile-rename");
  g_menu_append (commands, _ ("_Delete"), "win.profile-delete");

  g_menu_append_section (menu, NULL, G_MENU_MODEL (profiles));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (commands));

  return G_MENU_MODEL (menu);
}

void
mtn_window_add_actions (MtnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
    { .name = "take-offer", .activate = take_offer_cb },
    { .name = "start-over", .activate = start_over_cb },
    { .name = "search", .activate = search_cb },
    { .name = "hidden-films", .activate = hidden_films_cb },
    { .name = "use-shipped-model", .activate = use_shipped_model_cb },
    { .name = "open", .activate = open_cb },
    { .name = "open-archive", .activate = open_archive_cb },
    { .name = "export", .activate = export_cb },
    { .name = "profile", .parameter_type = "s", .state = "''", .change_state = profile_cb },
    { .name = "profile-new", .activate = profile_new_cb },
    { .name = "profile-rename", .activate = profile_rename_cb },
    { .name = "profile-delete", .activate = profile_delete_cb },
  };
  MtnAppState *state = mtn_window_get_state (self);
  g_autoptr (GPropertyAction) page = g_property_action_new ("page", mtn_window_get_panes (self), "page");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (page));
  take_drops (self);
  mtn_window_add_recent (self);

  g_signal_connect_object (state, "notify", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);
}
