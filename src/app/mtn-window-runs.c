/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Trainings, as far as the window has to do with them: the actions, and what is told when one
 * ends. */

#include "mtn-window-private.h"

#include <glib/gi18n.h>

#include "mtn-application.h"
#include "mtn-data-location.h"
#include "mtn-grid.h"
#include "mtn-run-list.h"
#include "mtn-train-window.h"

#define TOAST_SECONDS 8

static MtnApplication *
get_application (void)
{
  return MTN_APPLICATION (g_application_get_default ());
}

static MtnRunStore *
get_store (void)
{
  return mtn_application_get_run_store (get_application ());
}

/* (transfer full) (nullable) */
static MtnRun *
find_run (GVariant *id)
{
  MtnRun *run = mtn_run_store_find (get_store (), g_variant_get_string (id, NULL));

  return run != NULL ? g_object_ref (run) : NULL;
}

/* @action: (nullable): of its button */
static AdwToast *
tell (MtnWindow *self, const char *text, const char *label, const char *action)
{
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  if (action != NULL)
    {
      adw_toast_set_button_label (toast, label);
      adw_toast_set_detailed_action_name (toast, action);
    }
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  mtn_window_add_toast (self, g_object_ref (toast));

  return toast;
}

static void
train_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *window = mtn_train_window_new (GTK_WINDOW (user_data), get_store (),
                                            mtn_application_get_data_store (get_application ()));

  gtk_window_present (GTK_WINDOW (window));
}

static void
add_run (MtnWindow *self, const MtnRunSpec *spec)
{
  g_autoptr (GError) error = NULL;

  if (mtn_run_store_add (get_store (), spec, &error) == NULL)
    g_object_unref (tell (self, error->message, NULL, NULL));
  else
    mtn_window_show_view (self, "models");
}

static void
train_grid_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_auto (GStrv) paths = mtn_data_location_dup_paths (
      mtn_data_store_get_location (mtn_application_get_data_store (get_application ())));
  g_auto (MtnRunSpec) spec = MTN_RUN_SPEC_INIT;

  if (paths[0] == NULL)
    {
      g_object_unref (tell (user_data, _ ("Open a MovieLens data set first"), _ ("_Data"), "win.view::data"));
      return;
    }

  spec.kind = MTN_RUN_GRID;
  spec.name = g_strdup (_ ("Grid"));
  spec.data = g_steal_pointer (&paths);
  add_run (user_data, &spec);
}

static void
tune_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (MtnRun) run = find_run (parameter);
  g_auto (MtnRunSpec) spec = MTN_RUN_SPEC_INIT;

  if (run == NULL)
    return;

  spec.kind = MTN_RUN_TUNING;
  /* Translators: %s is the name of a grid of networks */
  spec.name = g_strdup_printf (_ ("%s, Tuned"), mtn_run_get_name (run));
  spec.data = g_strdupv (mtn_run_get_spec (run)->data);
  spec.grid = g_strdup (mtn_run_get_folder (run));
  spec.network.epochs = MTN_GRID_TUNED_EPOCHS;
  add_run (user_data, &spec);
}

static void
pause_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (MtnRun) run = find_run (parameter);

  if (run != NULL)
    mtn_run_store_pause (get_store (), run);
}

static void
resume_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (MtnRun) run = find_run (parameter);

  if (run != NULL)
    mtn_run_store_resume (get_store (), run);
}

static void
resume_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GListModel *runs = G_LIST_MODEL (get_store ());

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (MtnRun) run = g_list_model_get_item (runs, i);

      if (mtn_run_get_state (run) == MTN_RUN_INTERRUPTED)
        mtn_run_store_resume (get_store (), run);
    }
  mtn_window_show_view (user_data, "models");
}

/* Its curves among the charts. */
static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MtnWindow *self = user_data;
  GListModel *results = G_LIST_MODEL (mtn_application_get_result_store (get_application ()));
  g_autoptr (MtnRun) run = find_run (parameter);
  g_autofree char *folder = run != NULL ? g_strconcat (mtn_run_get_folder (run), "/", NULL) : NULL;

  for (guint i = 0; folder != NULL && i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (MtnResultItem) item = g_list_model_get_item (results, i);

      if (g_str_has_prefix (mtn_result_item_get_path (item), folder))
        mtn_result_item_set_shown (item, TRUE);
    }
  if (mtn_window_show_view (self, "charts"))
    gtk_widget_activate_action (adw_view_stack_get_visible_child (mtn_window_get_views (self)), "charts.kind",
                                "s", "loss");
}

/* Taking one off the list can be taken back as long as its toast is there. */

static void
toast_dismissed_cb (MtnRun *run)
{
  mtn_run_store_forget (get_store (), run);
}

static void
run_free (gpointer run, GClosure *closure)
{
  g_object_unref (run);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (MtnRun) run = find_run (parameter);
  g_autoptr (AdwToast) toast = NULL;
  g_autofree char *text = NULL;
  gboolean was_finished;

  if (run == NULL)
    return;

  was_finished = mtn_run_get_state (run) == MTN_RUN_FINISHED;
  mtn_run_store_remove (get_store (), run);
  text = g_strdup_printf (was_finished ? _ ("“%s” taken off the list; its models stay")
                                       : _ ("Training of “%s” cancelled"),
                          mtn_run_get_name (run));
  toast = tell (user_data, text, NULL, NULL);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  /* The target first: without one the action would not do. */
  adw_toast_set_action_target_value (toast, g_variant_new_string (g_variant_get_string (parameter, NULL)));
  adw_toast_set_action_name (toast, "win.run-restore");
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), g_object_ref (run), run_free,
                         G_CONNECT_SWAPPED);
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (MtnRun) run = find_run (parameter);

  if (run != NULL)
    mtn_run_store_restore (get_store (), run);
}

static void
ended_cb (MtnWindow *self, MtnRun *run)
{
  gboolean is_finished = mtn_run_get_state (run) == MTN_RUN_FINISHED;
  g_autofree char *text =
      g_strdup_printf (is_finished ? _ ("“%s” is trained") : _ ("The training of “%s” failed"),
                       mtn_run_get_name (run));

  mtn_window_call_attention (self, "models");
  g_object_unref (tell (self, text, _ ("_Show"), "win.view::models"));
}

/* One that was taken off is not to be told of. */
static void
stopped_cb (MtnWindow *self, MtnRun *run)
{
  g_autofree char *text = NULL;

  if (mtn_run_get_failure (run) == NULL || mtn_run_get_state (run) != MTN_RUN_PAUSED)
    return;

  text = g_strdup_printf (_ ("How far “%s” got could not be saved. %s"), mtn_run_get_name (run),
                          mtn_run_get_failure (run));
  g_object_unref (tell (self, text, _ ("_Show"), "win.view::models"));
}

static void
add_offer (MtnWindow *self)
{
  guint n = mtn_run_store_get_n_interrupted (get_store ());
  g_auto (GStrv) notices = mtn_run_store_take_notices (get_store ());
  g_autofree char *text = NULL;
  AdwToast *toast;

  for (guint i = 0; notices[i] != NULL; i++)
    g_signal_emit_by_name (mtn_window_get_state (self), "notice", notices[i]);
  if (n == 0)
    return;

  text = g_strdup_printf (ngettext ("A training was interrupted", "%u trainings were interrupted", n), n);
  toast = tell (self, text, _ ("_Resume"), "win.runs-resume");
  adw_toast_set_timeout (toast, 0);
  g_object_unref (toast);
  mtn_window_call_attention (self, "models");
}

/* What is asked for now and then is behind the arrow. */
static GtkWidget *
make_train_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = adw_split_button_new ();

  g_menu_append (menu, _ ("Train the Seed’s Eight _Networks"), "win.train-grid");
  adw_split_button_set_label (ADW_SPLIT_BUTTON (button), _ ("Train…"));
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (button), G_MENU_MODEL (menu));
  adw_split_button_set_dropdown_tooltip (ADW_SPLIT_BUTTON (button), _ ("More to Train"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.train");
  for (GtkWidget *child = gtk_widget_get_first_child (button); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("More to Train"), -1);

  return button;
}

void
mtn_window_add_runs (MtnWindow *self, MtnModelsPage *models)
{
  static const GActionEntry entries[] = {
    { .name = "train", .activate = train_cb },
    { .name = "train-grid", .activate = train_grid_cb },
    { .name = "run-tune", .activate = tune_cb, .parameter_type = "s" },
    { .name = "run-pause", .activate = pause_cb, .parameter_type = "s" },
    { .name = "run-resume", .activate = resume_cb, .parameter_type = "s" },
    { .name = "run-remove", .activate = remove_cb, .parameter_type = "s" },
    { .name = "run-restore", .activate = restore_cb, .parameter_type = "s" },
    { .name = "run-show", .activate = show_cb, .parameter_type = "s" },
    { .name = "runs-resume", .activate = resume_all_cb },
  };
  GtkWidget *list;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_box_append (GTK_BOX (mtn_models_page_get_list_actions (models)), make_train_button ());
  list = g_object_new (MTN_TYPE_RUN_LIST, NULL);
  gtk_box_append (GTK_BOX (mtn_models_page_get_training_box (models)), list);
  mtn_run_list_set_store (MTN_RUN_LIST (list), get_store ());
  g_object_bind_property (list, "visible", mtn_models_page_get_training_box (models), "visible",
                          G_BINDING_SYNC_CREATE);

  g_signal_connect_object (get_store (), "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_store (), "stopped", G_CALLBACK (stopped_cb), self, G_CONNECT_SWAPPED);
  add_offer (self);
}
