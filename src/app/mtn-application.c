/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "mtn-about.h"
#include "mtn-app-state.h"
#include "mtn-drawing.h"
#include "mtn-erase-dialog.h"
#include "mtn-model-store.h"
#include "mtn-notification.h"
#include "mtn-preferences.h"
#include "mtn-recent-watch.h"
#include "mtn-recent.h"
#include "mtn-resources.h"
#include "mtn-search-provider.h"
#include "mtn-settings.h"
#include "mtn-sheet.h"
#include "mtn-window.h"

struct _MtnApplication
{
  AdwApplication parent_instance;

  MtnAppState *state;
  MtnDataStore *data_store;
  MtnModelStore *model_store;
  MtnResultStore *result_store;
  MtnRunStore *run_store;
  MtnSearchProvider *search_provider;
  MtnEvaluator *evaluator;
  gboolean works_on; /* without a window */
};

G_DEFINE_FINAL_TYPE (MtnApplication, mtn_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[4];
} accels[] = {
  { "app.preferences", { "<Control>comma" } },
  { "app.help", { "F1" } },
  { "app.shortcuts", { "<Control>question" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.open", { "<Control>o" } },
  { "win.open-archive", { "<Shift><Control>o" } },
  { "win.export", { "<Control>e" } },
  { "win.search", { "<Control>f" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Shift><Control>z" } },
  { "win.profile-new", { "<Control>n" } },
  { "win.view::movies", { "<Control>1", "<Alt>1" } },
  { "win.view::charts", { "<Control>2", "<Alt>2" } },
  { "win.view::data", { "<Control>3", "<Alt>3" } },
  { "win.view::models", { "<Control>4", "<Alt>4" } },
};

/* Closing is what saves. */
static void
close_windows (MtnApplication *self)
{
  for (GList *l = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self))); l != NULL;
       l = g_list_delete_link (l, l))
    gtk_window_close (l->data);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  close_windows (user_data);
}

/* The end of the session, or Ctrl+C in a terminal. */
static gboolean
terminated_cb (gpointer user_data)
{
  MtnApplication *self = user_data;

  /* There is no time to ask. */
  mtn_run_store_suspend (self->run_store);
  mtn_evaluator_cancel (self->evaluator);
  close_windows (user_data);

  return G_SOURCE_CONTINUE;
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MtnApplication *self = user_data;
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  GtkWidget *preferences = mtn_preferences_new (parent, self->state);

  /* Its button erases by an action of the application. */
  gtk_window_set_application (GTK_WINDOW (preferences), GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/matinee_app/Matinee/ui/shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, gtk_application_get_active_window (GTK_APPLICATION (user_data)));
  gtk_window_present (window);
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/matinee_app/Matinee/ui/help.ui");
  GtkWidget *parent = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
  GtkWidget *content = GTK_WIDGET (gtk_builder_get_object (builder, "help"));
  GtkWindow *window = mtn_sheet_window_new (parent, content, _ ("Help"));

  gtk_window_set_default_size (window, mtn_sheet_is_narrow (parent) ? 340 : 600, 640);
  /* Its button is an action of the application. */
  gtk_window_set_application (window, GTK_APPLICATION (user_data));
  gtk_window_present (window);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mtn_about_show (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

/* Nothing writes any more; what is shown is as it was at first. */
static void
forget (gpointer user_data)
{
  MtnApplication *self = user_data;

  mtn_evaluator_cancel (self->evaluator);
  mtn_evaluator_wait (self->evaluator);
  mtn_run_store_erase (self->run_store);
  mtn_app_state_erase_everything (self->state);
  mtn_model_store_erase (self->model_store);
  mtn_settings_reset (mtn_settings_get_default ());
  mtn_recent_forget ();
}

static void
forgotten (gpointer user_data)
{
  MtnApplication *self = user_data;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (MTN_IS_PREFERENCES (l->data))
      mtn_preferences_refresh (l->data);
}

static void
erase_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MtnApplication *self = user_data;

  mtn_erase_dialog_show (gtk_application_get_active_window (GTK_APPLICATION (self)), forget, forgotten,
                         G_OBJECT (self));
}

static gboolean
nick_to_engine (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *nick = g_value_get_string (from);

  if (g_strcmp0 (nick, "cpu") == 0)
    g_value_set_int (to, MTN_ENGINE_CPU);
  else if (g_strcmp0 (nick, "cuda") == 0)
    g_value_set_int (to, MTN_ENGINE_CUDA);
  else
    g_value_set_int (to, MTN_ENGINE_AUTO);

  return TRUE;
}

static gboolean
nick_to_color_scheme (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *nick = g_value_get_string (from);

  if (g_strcmp0 (nick, "light") == 0)
    g_value_set_enum (to, ADW_COLOR_SCHEME_FORCE_LIGHT);
  else if (g_strcmp0 (nick, "dark") == 0)
    g_value_set_enum (to, ADW_COLOR_SCHEME_FORCE_DARK);
  else
    g_value_set_enum (to, ADW_COLOR_SCHEME_DEFAULT);

  return TRUE;
}

/* Settings are text, and the name of a folder need not be: one that is not is forgotten at the end. */
static gboolean
path_to_text (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  if (!g_utf8_validate (g_value_get_string (from), -1, NULL))
    return FALSE;

  g_value_copy (from, to);

  return TRUE;
}

static void
bind_settings (MtnApplication *self)
{
  MtnSettings *settings = mtn_settings_get_default ();
  g_autofree char *profile = NULL;

  g_object_bind_property_full (settings, "color-scheme", adw_style_manager_get_default (), "color-scheme",
                               G_BINDING_SYNC_CREATE, nick_to_color_scheme, NULL, NULL, NULL);
  g_object_bind_property_full (settings, "engine", self->state, "engine-kind", G_BINDING_SYNC_CREATE,
                               nick_to_engine, NULL, NULL, NULL);
  g_object_bind_property (settings, "list-length", self->state, "list-length", G_BINDING_SYNC_CREATE);
  g_object_bind_property (settings, "particular", self->state, "particular",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  g_object_get (settings, "current-profile", &profile, NULL);
  if (*profile != '\0')
    mtn_app_state_switch_profile (self->state, profile);
  g_object_bind_property (self->state, "profile-name", settings, "current-profile", G_BINDING_DEFAULT);

  g_object_bind_property (settings, "recent-data", self->data_store, "recent",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property_full (settings, "data-location", self->data_store, "location",
                               G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL, NULL, path_to_text, NULL,
                               NULL);
  g_object_bind_property (settings, "result-notes", self->result_store, "notes",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (settings, "opened-results", self->result_store, "opened",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

/* (transfer none): the main window, made where there is none; dialogs are windows of the application, too. */
static MtnWindow *
ensure_window (MtnApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (MTN_IS_WINDOW (l->data))
      return l->data;

  mtn_drawing_choose (gdk_display_get_default ());
  /* When it closes, that is the end. */
  g_application_set_inactivity_timeout (G_APPLICATION (self), 0);

  return mtn_window_new (GTK_APPLICATION (self), self->state);
}

static void
show_models_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MtnApplication *self = user_data;
  MtnWindow *window = ensure_window (self);

  mtn_window_show_view (window, "models");
  gtk_window_present (GTK_WINDOW (window));
}

/* Who looks sees it. */
static void
notify (MtnApplication *self, const char *id, const char *title, const char *body)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL || !gtk_window_is_active (window))
    mtn_notification_send (G_APPLICATION (self), id, title, body, "app.show-models");
}

static void
ended_cb (MtnApplication *self, MtnRun *run)
{
  notify (self, "training",
          mtn_run_get_state (run) == MTN_RUN_FINISHED ? _ ("Training Finished") : _ ("Training Failed"),
          mtn_run_get_name (run));
}

static void
evaluated_cb (MtnApplication *self, const char *unused)
{
  g_autofree char *title = NULL;

  g_object_get (self->evaluator, "title", &title, NULL);
  notify (self, "evaluation", _ ("Evaluation Finished"), title);
}

static void
not_evaluated_cb (MtnApplication *self, const char *message)
{
  notify (self, "evaluation", _ ("Evaluation Failed"), message);
}

static gboolean
has_work (MtnApplication *self)
{
  return mtn_run_store_get_n_active (self->run_store) > 0 || mtn_evaluator_get_running (self->evaluator);
}

/* What it has come to is told after that it has ended. */
static gboolean
release_cb (gpointer user_data)
{
  MtnApplication *self = user_data;

  if (self->works_on && (self->run_store == NULL || !has_work (self)))
    {
      self->works_on = FALSE;
      g_application_release (G_APPLICATION (self));
    }

  return G_SOURCE_REMOVE;
}

static void
work_cb (MtnApplication *self)
{
  if (self->works_on && !has_work (self))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, release_cb, g_object_ref (self), g_object_unref);
}

static void
add_work (MtnApplication *self)
{
  g_autofree char *home = mtn_run_store_dup_home ();

  self->run_store = mtn_run_store_new (home);
  self->evaluator = mtn_evaluator_new (mtn_model_store_get_results (self->model_store));
  g_signal_connect_object (self->run_store, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run_store, "notify::n-active", G_CALLBACK (work_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->evaluator, "finished", G_CALLBACK (evaluated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->evaluator, "failed", G_CALLBACK (not_evaluated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->evaluator, "notify::running", G_CALLBACK (work_cb), self, G_CONNECT_SWAPPED);
}

static void
mtn_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "about", .activate = about_cb },
    { .name = "erase", .activate = erase_cb },
    { .name = "help", .activate = help_cb },
    { .name = "show-models", .activate = show_models_cb },
  };
  MtnApplication *self = MTN_APPLICATION (application);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "matinee", NULL);

  mtn_register_resource ();
  G_APPLICATION_CLASS (mtn_application_parent_class)->startup (application);
  g_set_application_name (_ ("Matinee"));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, accels[i].accels);

  g_unix_signal_add (SIGTERM, terminated_cb, self);
  g_unix_signal_add (SIGINT, terminated_cb, self);
  g_unix_signal_add (SIGHUP, terminated_cb, self);

  self->state = mtn_app_state_new (NULL);
  self->data_store = mtn_data_store_new ();
  self->model_store = mtn_model_store_new (self->state, NULL);
  self->result_store = mtn_result_store_new (folder);
  add_work (self);
  bind_settings (self);
  mtn_search_provider_set_state (self->search_provider, self->state, self->model_store);
  mtn_recent_watch (self->state, self->model_store, self->data_store);
}

static void
mtn_application_activate (GApplication *application)
{
  MtnApplication *self = MTN_APPLICATION (application);

  /* Before the window is made: the model opens in its thread meanwhile. */
  mtn_model_store_ensure_model (self->model_store);
  gtk_window_present (GTK_WINDOW (ensure_window (self)));
}

/* Models and profiles are files of other kinds. */
static gboolean
is_data (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_file_test (path, G_FILE_TEST_IS_DIR) || g_str_has_suffix (lower, ".zip");
}

static void
mtn_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  MtnApplication *self = MTN_APPLICATION (application);
  gboolean has_data = FALSE;

  for (int i = 0; i < n_files; i++)
    {
      const char *path = g_file_peek_path (files[i]);

      if (path == NULL)
        continue;
      if (is_data (path))
        {
          mtn_data_store_open (self->data_store, path);
          has_data = TRUE;
        }
      else
        mtn_app_state_open_file (self->state, path);
    }
  mtn_application_activate (application);
  if (has_data)
    mtn_window_show_view (ensure_window (self), "data");
}

/* Searches of the Shell. */

static void
film_chosen_cb (MtnApplication *self, MtnFilm *film, guint time)
{
  MtnWindow *window = ensure_window (self);

  mtn_window_show_similar (window, film);
  gtk_window_present_with_time (GTK_WINDOW (window), time);
}

static void
searched_cb (MtnApplication *self, const char *text, guint time)
{
  MtnWindow *window = ensure_window (self);

  mtn_window_search (window, text);
  gtk_window_present_with_time (GTK_WINDOW (window), time);
}

static gboolean
mtn_application_dbus_register (GApplication *application,
                               GDBusConnection *connection,
                               const char *object_path,
                               GError **error)
{
  MtnApplication *self = MTN_APPLICATION (application);
  g_autofree char *path = g_strconcat (object_path, "/SearchProvider", NULL);

  return G_APPLICATION_CLASS (mtn_application_parent_class)
             ->dbus_register (application, connection, object_path, error) &&
         mtn_search_provider_export (self->search_provider, connection, path, error);
}

static void
mtn_application_dbus_unregister (GApplication *application,
                                 GDBusConnection *connection,
                                 const char *object_path)
{
  mtn_search_provider_unexport (MTN_APPLICATION (application)->search_provider);

  G_APPLICATION_CLASS (mtn_application_parent_class)->dbus_unregister (application, connection, object_path);
}

static void
mtn_application_shutdown (GApplication *application)
{
  MtnApplication *self = MTN_APPLICATION (application);

  mtn_search_provider_set_state (self->search_provider, NULL, NULL);

  /* What is under way is written down, while all is still there that is told of it. */
  if (self->run_store != NULL)
    {
      mtn_run_store_suspend (self->run_store);
      mtn_evaluator_cancel (self->evaluator);
      mtn_run_store_wait (self->run_store);
      mtn_evaluator_wait (self->evaluator);
    }
  g_clear_object (&self->run_store);
  g_clear_object (&self->evaluator);

  if (self->state != NULL)
    mtn_app_state_flush (self->state);
  /* A thread may hold it; what was deleted is to go now. */
  if (self->model_store != NULL)
    g_object_run_dispose (G_OBJECT (self->model_store));
  g_clear_object (&self->model_store);
  g_clear_object (&self->state);
  if (self->data_store != NULL)
    mtn_data_store_cancel (self->data_store);
  g_clear_object (&self->data_store);
  g_clear_object (&self->result_store);

  G_APPLICATION_CLASS (mtn_application_parent_class)->shutdown (application);
}

static void
mtn_application_finalize (GObject *object)
{
  g_object_unref (MTN_APPLICATION (object)->search_provider);

  G_OBJECT_CLASS (mtn_application_parent_class)->finalize (object);
}

static void
mtn_application_class_init (MtnApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mtn_application_finalize;
  application_class->dbus_register = mtn_application_dbus_register;
  application_class->dbus_unregister = mtn_application_dbus_unregister;
  application_class->startup = mtn_application_startup;
  application_class->activate = mtn_application_activate;
  application_class->open = mtn_application_open;
  application_class->shutdown = mtn_application_shutdown;
}

static void
mtn_application_init (MtnApplication *self)
{
  self->search_provider = mtn_search_provider_new ();
  g_signal_connect_object (self->search_provider, "chosen", G_CALLBACK (film_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_provider, "searched", G_CALLBACK (searched_cb), self,
                           G_CONNECT_SWAPPED);
}

MtnApplication *
mtn_application_new (void)
{
  return g_object_new (MTN_TYPE_APPLICATION, "application-id", MTN_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/io/github/matinee_app/Matinee",
                       NULL);
}

MtnDataStore *
mtn_application_get_data_store (MtnApplication *self)
{
  g_return_val_if_fail (MTN_IS_APPLICATION (self), NULL);

  return self->data_store;
}

MtnModelStore *
mtn_application_get_model_store (MtnApplication *self)
{
  g_return_val_if_fail (MTN_IS_APPLICATION (self), NULL);

  return self->model_store;
}

MtnResultStore *
mtn_application_get_result_store (MtnApplication *self)
{
  g_return_val_if_fail (MTN_IS_APPLICATION (self), NULL);

  return self->result_store;
}

MtnRunStore *
mtn_application_get_run_store (MtnApplication *self)
{
  g_return_val_if_fail (MTN_IS_APPLICATION (self), NULL);

  return self->run_store;
}

MtnEvaluator *
mtn_application_get_evaluator (MtnApplication *self)
{
  g_return_val_if_fail (MTN_IS_APPLICATION (self), NULL);

  return self->evaluator;
}

void
mtn_application_work_on (MtnApplication *self)
{
  g_return_if_fail (MTN_IS_APPLICATION (self));

  if (self->works_on || !has_work (self))
    return;

  self->works_on = TRUE;
  g_application_hold (G_APPLICATION (self));
}

gboolean
mtn_application_get_works_on (MtnApplication *self)
{
  g_return_val_if_fail (MTN_IS_APPLICATION (self), FALSE);

  return self->works_on;
}
