/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The commands of the view Models; which of them can be used is decided in one function. */

#include "mtn-models-page-private.h"

#include <glib/gi18n.h>

#include "mtn-name-dialog.h"
#include "mtn-profile-folder.h"

#define SUFFIX "safetensors"
#define UNDO_SECONDS 8

void
mtn_models_page_update_actions (MtnModelsPage *self)
{
  MtnModelItem *item = mtn_models_page_get_item (self);
  gboolean usable = item != NULL && mtn_model_item_get_facts (item) != NULL;
  MtnModelOrigin origin = item != NULL ? mtn_model_item_get_origin (item) : MTN_MODEL_SHIPPED;
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->models == NULL)
    return;

  gtk_widget_action_set_enabled (widget, "models.use", usable && !mtn_model_item_get_recommends (item));
  gtk_widget_action_set_enabled (widget, "models.evaluate",
                                 usable && !mtn_evaluator_get_running (self->evaluator));
  gtk_widget_action_set_enabled (widget, "models.test-comparison",
                                 mtn_model_compare_get_item (self->compare, 0) != NULL &&
                                     !mtn_evaluator_get_running (self->evaluator));
  gtk_widget_set_sensitive (GTK_WIDGET (mtn_model_card_get_compare_button (self->card)),
                            usable && g_list_model_get_n_items (G_LIST_MODEL (self->models)) > 1);
  gtk_widget_action_set_enabled (widget, "models.rename", usable && origin == MTN_MODEL_OWN);
  gtk_widget_action_set_enabled (widget, "models.duplicate", usable);
  gtk_widget_action_set_enabled (widget, "models.export", item != NULL);
  gtk_widget_action_set_enabled (widget, "models.delete", item != NULL && origin != MTN_MODEL_SHIPPED);
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_root (widget));
}

static void
use_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnModelsPage *self = MTN_MODELS_PAGE (widget);

  mtn_model_store_use (self->models, mtn_models_page_get_item (self));
}

static void
evaluate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnModelsPage *self = MTN_MODELS_PAGE (widget);

  mtn_models_page_evaluate (self, mtn_models_page_get_item (self), NULL);
}

static void
compare_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mtn_models_page_compare (MTN_MODELS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
end_comparison_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mtn_models_page_end_compare (MTN_MODELS_PAGE (widget));
}

static void
test_comparison_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnModelsPage *self = MTN_MODELS_PAGE (widget);

  mtn_models_page_evaluate (self, mtn_model_compare_get_item (self->compare, 0),
                            mtn_model_compare_get_item (self->compare, 1));
}

static void
cancel_evaluation_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mtn_evaluator_cancel (MTN_MODELS_PAGE (widget)->evaluator);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnModelsPage *self = MTN_MODELS_PAGE (widget);

  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
open_chosen_cb (GtkNativeDialog *dialog, int response, MtnModelsPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          if (g_file_peek_path (file) != NULL)
            mtn_model_store_open (self->models, g_file_peek_path (file));
        }
    }
  g_object_unref (dialog);
}

/* To look at them: which one recommends stays as it is. */
static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Open Models"), get_window (widget),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) known = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (known, _ ("Models"));
  gtk_file_filter_add_suffix (known, SUFFIX);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), known);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (open_chosen_cb), MTN_MODELS_PAGE (widget), 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Renaming. What is chosen may change while the dialog asks. */

typedef struct
{
  MtnModelStore *models;
  MtnModelItem *item;
} Naming;

static void
naming_free (gpointer data)
{
  Naming *self = data;

  g_object_unref (self->models);
  g_object_unref (self->item);
  g_free (self);
}

static void
named_cb (const char *name, gpointer user_data)
{
  MtnModelsPage *self = user_data;
  Naming *naming = g_object_get_data (G_OBJECT (self), "naming");

  if (naming != NULL)
    mtn_model_store_rename (naming->models, naming->item, name);
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnModelsPage *self = MTN_MODELS_PAGE (widget);
  MtnModelItem *item = mtn_models_page_get_item (self);
  Naming *naming = g_new0 (Naming, 1);

  naming->models = g_object_ref (self->models);
  naming->item = g_object_ref (item);
  g_object_set_data_full (G_OBJECT (self), "naming", naming, naming_free);
  mtn_name_dialog_ask (get_window (widget), _ ("Rename Model"), _ ("_Rename"), mtn_model_item_get_name (item),
                       named_cb, self);
}

static void
duplicate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnModelsPage *self = MTN_MODELS_PAGE (widget);

  mtn_model_store_duplicate (self->models, mtn_models_page_get_item (self));
}

static void
export_chosen_cb (GtkNativeDialog *dialog, int response, MtnModelsPage *self)
{
  MtnModelItem *item = g_object_get_data (G_OBJECT (dialog), "item");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      if (g_file_peek_path (file) != NULL)
        mtn_model_store_export (self->models, item, g_file_peek_path (file));
    }
  g_object_unref (dialog);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnModelsPage *self = MTN_MODELS_PAGE (widget);
  MtnModelItem *item = mtn_models_page_get_item (self);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Export Model"), get_window (widget),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  g_autofree char *slug = mtn_profile_folder_make_slug (mtn_model_item_get_name (item));
  g_autofree char *file = g_strconcat (slug, "." SUFFIX, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
undo_clicked_cb (MtnModelsPage *self)
{
  mtn_model_store_undo_delete (self->models);
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnModelsPage *self = MTN_MODELS_PAGE (widget);
  g_autoptr (MtnModelItem) item = g_object_ref (mtn_models_page_get_item (self));
  gboolean is_own = mtn_model_item_get_origin (item) == MTN_MODEL_OWN;
  g_autofree char *message = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (mtn_model_store_delete (self->models, item, &error))
    message = g_strdup_printf (is_own ? _ ("“%s” deleted") : _ ("“%s” taken from the list"),
                               mtn_model_item_get_name (item));
  title = g_markup_escape_text (error != NULL ? error->message : message, -1);
  toast = adw_toast_new (title);
  if (error == NULL)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_timeout (toast, UNDO_SECONDS);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
    }
  mtn_models_page_add_toast (self, toast);
}

void
mtn_models_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "models.use", NULL, use_cb);
  gtk_widget_class_install_action (widget_class, "models.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "models.evaluate", NULL, evaluate_cb);
  gtk_widget_class_install_action (widget_class, "models.compare", "s", compare_cb);
  gtk_widget_class_install_action (widget_class, "models.end-comparison", NULL, end_comparison_cb);
  gtk_widget_class_install_action (widget_class, "models.test-comparison", NULL, test_comparison_cb);
  gtk_widget_class_install_action (widget_class, "models.cancel-evaluation", NULL, cancel_evaluation_cb);
  gtk_widget_class_install_action (widget_class, "models.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "view.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "models.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "models.duplicate", NULL, duplicate_cb);
  gtk_widget_class_install_action (widget_class, "models.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "models.delete", NULL, delete_cb);
}
