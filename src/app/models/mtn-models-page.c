/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-models-page-private.h"

#include <glib/gi18n.h>

#include "mtn-model-text.h"
#include "mtn-number.h"

G_DEFINE_FINAL_TYPE (MtnModelsPage, mtn_models_page, ADW_TYPE_BIN)

/* Rows. */

typedef struct
{
  GtkWidget *check;
  GtkWidget *figure;
} Row;

static void
row_changed_cb (MtnModelItem *item, GtkWidget *widget)
{
  Row *row = g_object_get_data (G_OBJECT (widget), "row");
  g_autofree char *subtitle = mtn_model_text_dup_subtitle (item);
  g_autofree char *figure = mtn_model_text_dup_figure (mtn_model_item_get_headline (item, NULL));
  gboolean recommends = mtn_model_item_get_recommends (item);
  g_autofree char *label = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *said = NULL;
  g_auto (GStrv) lines = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), mtn_model_item_get_name (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle);
  shown = g_strconcat (MTN_LEFT_TO_RIGHT_MARK, figure, NULL);
  gtk_label_set_label (GTK_LABEL (row->figure), mtn_model_item_get_facts (item) != NULL ? shown : "");
  gtk_widget_set_visible (row->check, recommends);

  lines = g_strsplit (subtitle, "\n", -1);
  said = g_strjoinv (", ", lines);
  label = g_strdup_printf (recommends ? _ ("%s, %s, NDCG@10 %s, recommends your films")
                                      : _ ("%s, %s, NDCG@10 %s"),
                           mtn_model_item_get_name (item), said, figure);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
create_row (gpointer object, gpointer user_data)
{
  MtnModelsPage *self = user_data;
  MtnModelItem *item = object;
  Row *row = g_new0 (Row, 1);
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *chevron = gtk_image_new_from_icon_name ("go-next-symbolic");

  row->check = gtk_image_new_from_icon_name ("object-select-symbolic");
  row->figure = gtk_label_new (NULL);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (widget), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (widget), 0);
  gtk_widget_add_css_class (row->check, "accent");
  gtk_widget_set_tooltip_text (row->check, _ ("Recommends your films"));
  gtk_widget_add_css_class (row->figure, "numeric");
  gtk_widget_add_css_class (row->figure, "heading");
  g_object_bind_property (self->leaflet, "folded", chevron, "visible", G_BINDING_SYNC_CREATE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), row->check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), row->figure);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), chevron);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  /* Its title would be said a second time. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);

  g_object_set_data (G_OBJECT (widget), "item", item);
  g_object_set_data_full (G_OBJECT (widget), "row", row, g_free);
  g_signal_connect_object (item, "changed", G_CALLBACK (row_changed_cb), widget, 0);
  row_changed_cb (item, widget);

  return widget;
}

/* What is chosen. */

MtnModelItem *
mtn_models_page_get_item (MtnModelsPage *self)
{
  return mtn_model_card_get_item (self->card);
}

static GtkListBoxRow *
find_row (MtnModelsPage *self, MtnModelItem *item)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_object_get_data (G_OBJECT (row), "item") == item)
      return row;

  return NULL;
}

static void
choose (MtnModelsPage *self, MtnModelItem *item)
{
  MtnModelItem *old = mtn_models_page_get_item (self);

  if (old != item)
    mtn_models_page_end_compare (self);
  if (old != NULL)
    g_signal_handlers_disconnect_by_func (old, mtn_models_page_update_actions, self);
  mtn_model_card_set_item (self->card, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (mtn_models_page_update_actions), self,
                             G_CONNECT_SWAPPED);
  mtn_models_page_update_actions (self);
}

static void
row_selected_cb (MtnModelsPage *self, GtkListBoxRow *row)
{
  if (row != NULL)
    choose (self, g_object_get_data (G_OBJECT (row), "item"));
}

static void
row_activated_cb (MtnModelsPage *self, GtkListBoxRow *row)
{
  adw_leaflet_set_visible_child (self->leaflet, self->side);
}

/* One is always chosen, as long as there is one: the one that recommends, before a person chooses. */
static void
items_changed_cb (MtnModelsPage *self)
{
  GListModel *list = G_LIST_MODEL (self->models);
  MtnModelItem *item = mtn_models_page_get_item (self);
  GtkListBoxRow *row = item != NULL ? find_row (self, item) : NULL;

  if (row == NULL && g_list_model_get_n_items (list) > 0)
    {
      for (guint i = 0; row == NULL && i < g_list_model_get_n_items (list); i++)
        {
          g_autoptr (MtnModelItem) candidate = g_list_model_get_item (list, i);

          if (mtn_model_item_get_recommends (candidate))
            row = find_row (self, candidate);
        }
      if (row == NULL)
        row = gtk_list_box_get_row_at_index (self->list, 0);
    }
  if (row != NULL && !gtk_list_box_row_is_selected (row))
    gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    choose (self, NULL);
}

void
mtn_models_page_select (MtnModelsPage *self, MtnModelItem *item)
{
  GtkListBoxRow *row;

  g_return_if_fail (MTN_IS_MODELS_PAGE (self));
  g_return_if_fail (MTN_IS_MODEL_ITEM (item));

  row = find_row (self, item);
  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  adw_leaflet_set_visible_child (self->leaflet, self->side);
}

static gboolean
list_key_cb (MtnModelsPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Delete && keyval != GDK_KEY_KP_Delete)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), "models.delete", NULL);

  return GDK_EVENT_STOP;
}

static void
folded_cb (MtnModelsPage *self)
{
  gtk_widget_set_visible (self->back_button, adw_leaflet_get_folded (self->leaflet));
}

/* What the store tells. */

void
mtn_models_page_add_toast (MtnModelsPage *self, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

static void
notice_cb (MtnModelsPage *self, const char *message)
{
  g_autofree char *title = g_markup_escape_text (message, -1);

  mtn_models_page_add_toast (self, adw_toast_new (title));
}

static void
opened_cb (MtnModelsPage *self, MtnModelItem *item)
{
  mtn_models_page_select (self, item);
}

static gboolean
drop_cb (MtnModelsPage *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  gboolean any = FALSE;

  for (GSList *l = files; l != NULL; l = l->next)
    if (g_file_peek_path (l->data) != NULL)
      {
        mtn_model_store_open (self->models, g_file_peek_path (l->data));
        any = TRUE;
      }

  return any;
}

static void
mtn_models_page_dispose (GObject *object)
{
  MtnModelsPage *self = MTN_MODELS_PAGE (object);

  if (self->models != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->evaluator);
  g_clear_pointer (&self->to_evaluate, g_ptr_array_unref);
  g_clear_object (&self->data);
  g_clear_object (&self->models);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (mtn_models_page_parent_class)->dispose (object);
}

static void
mtn_models_page_class_init (MtnModelsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_models_page_dispose;

  g_type_ensure (MTN_TYPE_MODEL_CARD);
  g_type_ensure (MTN_TYPE_MODEL_COMPARE);
  mtn_models_page_install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-models-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, training_box);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, list_actions);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, list);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, side);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, card);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, compare);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, evaluation_box);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, evaluation_title);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, evaluation_message);
  gtk_widget_class_bind_template_child (widget_class, MtnModelsPage, evaluation_bar);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
}

static void
mtn_models_page_init (MtnModelsPage *self)
{
  GtkDropTarget *drop;

  self->to_evaluate = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  folded_cb (self);

  drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
mtn_models_page_set_stores (MtnModelsPage *self,
                            MtnAppState *state,
                            MtnModelStore *models,
                            MtnDataStore *data,
                            MtnEvaluator *evaluator)
{
  g_return_if_fail (MTN_IS_MODELS_PAGE (self) && self->models == NULL);
  g_return_if_fail (MTN_IS_APP_STATE (state));
  g_return_if_fail (MTN_IS_MODEL_STORE (models));
  g_return_if_fail (MTN_IS_DATA_STORE (data));
  g_return_if_fail (MTN_IS_EVALUATOR (evaluator));

  self->state = g_object_ref (state);
  self->models = g_object_ref (models);
  self->data = g_object_ref (data);
  mtn_models_page_set_evaluator (self, evaluator);
  mtn_model_card_set_state (self->card, state);
  mtn_models_page_set_up_compare (self);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (models), create_row, self, NULL);
  /* After the list has followed. */
  g_signal_connect_object (models, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (models, "notice", G_CALLBACK (notice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (models, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);
}

GtkWidget *
mtn_models_page_get_training_box (MtnModelsPage *self)
{
  g_return_val_if_fail (MTN_IS_MODELS_PAGE (self), NULL);

  return self->training_box;
}

GtkWidget *
mtn_models_page_get_list_actions (MtnModelsPage *self)
{
  g_return_val_if_fail (MTN_IS_MODELS_PAGE (self), NULL);

  return self->list_actions;
}
