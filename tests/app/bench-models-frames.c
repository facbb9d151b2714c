/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How long the view Models holds up the window: shown for the first time, with the models of a folder, then
 * each of them, a comparison, and the questions before a training and an evaluation. A window that has
 * nothing in it is measured before, a second one after its like: what they cost no view can help. Prints;
 * asserts nothing. */

#include <stdlib.h>

#include "frame-turns.h"
#include "mtn-drawing.h"
#include "mtn-evaluate-dialog.h"
#include "mtn-folder.h"
#include "mtn-models-page.h"
#include "mtn-train-window.h"

#define WIDTH 1280
#define HEIGHT 800

void mtn_register_resource (void);

static GtkWidget *
window_new (GtkWidget *content)
{
  return g_object_new (ADW_TYPE_WINDOW, "default-width", WIDTH, "default-height", HEIGHT, "content", content,
                       NULL);
}

static void
evaluated_cb (const MtnEvaluatorOptions *options, gpointer user_data)
{
}

static void
measure_window (const char *what, GtkWidget *window, double began)
{
  gtk_window_present (GTK_WINDOW (window));
  turns_watch (window);
  turns_settle (what, began);
  began = turns_get_ms ();
  gtk_window_destroy (GTK_WINDOW (window));
  turns_settle ("  closed", began);
}

/* What is read but once, icons and fonts, is there by now. */
static void
measure_second (MtnAppState *state, MtnModelStore *store, MtnDataStore *data, MtnEvaluator *evaluator)
{
  GtkWidget *window = window_new (gtk_label_new ("Matinee"));
  GtkWidget *page = g_object_new (MTN_TYPE_MODELS_PAGE, NULL);
  double began;

  gtk_window_present (GTK_WINDOW (window));
  turns_watch (window);
  mtn_models_page_set_stores (MTN_MODELS_PAGE (page), state, store, data, evaluator);
  turns_settle ("another window", turns_get_ms ());
  began = turns_get_ms ();
  adw_window_set_content (ADW_WINDOW (window), page);
  turns_settle ("  the view in it", began);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
measure_dialogs (GtkWidget *parent, MtnRunStore *runs, MtnDataStore *data)
{
  double began = turns_get_ms ();

  measure_window ("another window with a label", window_new (gtk_label_new ("Matinee")), began);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GList) windows = NULL;

      began = turns_get_ms ();
      measure_window ("Train", mtn_train_window_new (GTK_WINDOW (parent), runs, data), began);
      began = turns_get_ms ();
      mtn_evaluate_dialog_ask (GTK_WINDOW (parent), "A model", "MovieLens", evaluated_cb, parent);
      windows = gtk_window_list_toplevels ();
      for (GList *l = windows; l != NULL; l = l->next)
        if (ADW_IS_MESSAGE_DIALOG (l->data))
          measure_window ("Evaluate", l->data, began);
    }
}

int
main (int argc, char *argv[])
{
  const char *models = argc > 1 ? argv[1] : g_getenv ("MTN_BENCH_MODELS");
  g_autofree char *home = g_dir_make_tmp ("matinee-frames-XXXXXX", NULL);
  g_autofree char *runs_home = g_build_filename (home, "runs-home", NULL);
  g_autoptr (MtnAppState) state = NULL;
  g_autoptr (MtnModelStore) store = NULL;
  g_autoptr (MtnDataStore) data = NULL;
  g_autoptr (MtnEvaluator) evaluator = NULL;
  g_autoptr (MtnRunStore) runs = NULL;
  GtkWidget *window, *page;
  double began;

  adw_init ();
  mtn_register_resource ();
  state = mtn_app_state_new (home);
  store = mtn_model_store_new (state, models);
  data = mtn_data_store_new ();
  evaluator = mtn_evaluator_new (mtn_model_store_get_results (store));
  runs = mtn_run_store_new (runs_home);

  began = turns_get_ms ();
  window = window_new (gtk_label_new ("Matinee"));
  mtn_drawing_choose (gdk_display_get_default ());
  gtk_window_present (GTK_WINDOW (window));
  turns_watch (window);
  turns_settle ("a window with a label", began);

  began = turns_get_ms ();
  page = g_object_new (MTN_TYPE_MODELS_PAGE, NULL);
  mtn_models_page_set_stores (MTN_MODELS_PAGE (page), state, store, data, evaluator);
  turns_settle ("the view made", began);
  began = turns_get_ms ();
  adw_window_set_content (ADW_WINDOW (window), page);
  turns_settle ("first showing", began);
  turns_settle ("  and after", turns_get_ms ());

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (MtnModelItem) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      began = turns_get_ms ();
      mtn_models_page_select (MTN_MODELS_PAGE (page), item);
      turns_settle (mtn_model_item_get_name (item), began);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (store)) > 1)
    {
      g_autoptr (MtnModelItem) other = g_list_model_get_item (G_LIST_MODEL (store), 0);

      for (guint i = 0; i < 2; i++)
        {
          began = turns_get_ms ();
          gtk_widget_activate_action (page, "models.compare", "s", mtn_model_item_get_path (other));
          turns_settle (i == 0 ? "Compare" : "Compare again", began);
          began = turns_get_ms ();
          gtk_widget_activate_action (page, "models.end-comparison", NULL);
          turns_settle ("  done", began);
        }
    }
  measure_second (state, store, data, evaluator);
  measure_dialogs (window, runs, data);
  gtk_window_destroy (GTK_WINDOW (window));
  mtn_folder_discard (home);

  return EXIT_SUCCESS;
}
