/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-charts-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mtn-chart-area.h"
#include "mtn-chart-table-view.h"
#include "mtn-charts-facts.h"
#include "mtn-charts-pick.h"
#include "mtn-choice.h"
#include "mtn-name-dialog.h"
#include "mtn-result-line.h"

struct _MtnChartsView
{
  GtkWidget parent_instance;

  GtkWidget *toasts;
  GtkWidget *flap;
  GtkWidget *list;
  GtkWidget *main;
  GtkWidget *pages;
  GtkWidget *area;
  GtkWidget *nothing;
  GtkWidget *none;
  GtkWidget *runs_button;
  GtkWidget *kind_box;
  GtkWidget *kind_choice;
  GtkWidget *squeezer;
  GtkWidget *rows_choice;
  GtkWidget *axis_choice;
  GtkWidget *bar;
  GtkWidget *error_bar;
  GtkWidget *error_label;
  GtkWidget *toolbar;
  GtkWidget *facts;
  GtkWidget *differences;

  MtnResultStore *store;
  MtnResultItem *touched; /* (nullable): what is being renamed, or has been put elsewhere */
  guint focus_source;
  GSimpleActionGroup *actions;
  MtnChartsKind kind;
  MtnCurveAxis axis;
  GStrv rows; /* (nullable): keys in rows_choice */
  gboolean is_updating;
};

/* As states of an action. */
static const char *const axes[MTN_CURVE_N_AXES] = {
  [MTN_CURVE_BY_EPOCH] = "epoch",
  [MTN_CURVE_BY_STEP] = "step",
  [MTN_CURVE_BY_TIME] = "time",
};

G_DEFINE_FINAL_TYPE (MtnChartsView, mtn_charts_view, GTK_TYPE_WIDGET)

/* The same rows stay chosen, whatever else is shown. */
static void
update_rows (MtnChartsView *self)
{
  g_auto (GStrv) rows = mtn_charts_pick_rows (G_LIST_MODEL (self->store));
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->rows_choice));
  g_autofree char *before =
      self->rows != NULL && chosen < g_strv_length (self->rows) ? g_strdup (self->rows[chosen]) : NULL;

  if (self->rows == NULL || !g_strv_equal ((const char *const *) rows, (const char *const *) self->rows))
    {
      g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *) rows);

      gtk_drop_down_set_model (GTK_DROP_DOWN (self->rows_choice), G_LIST_MODEL (list));
      for (guint i = 0; rows[i] != NULL; i++)
        if (g_strcmp0 (rows[i], before) == 0)
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->rows_choice), i);
      g_strfreev (self->rows);
      self->rows = g_steal_pointer (&rows);
    }
  gtk_widget_set_visible (self->rows_choice, !mtn_charts_kind_is_training (self->kind) &&
                                                 self->kind != MTN_CHARTS_TABLE &&
                                                 g_strv_length (self->rows) > 1);
  gtk_widget_set_visible (self->differences, self->kind == MTN_CHARTS_TABLE);
  gtk_widget_set_visible (self->axis_choice,
                          self->kind == MTN_CHARTS_LOSS || self->kind == MTN_CHARTS_METRICS);
  gtk_widget_set_visible (self->bar, gtk_widget_get_visible (self->rows_choice) ||
                                         gtk_widget_get_visible (self->differences));
}

static void
update_facts (MtnChartsView *self)
{
  guint n_pinned = 0;
  MtnChartTable *table =
      self->kind == MTN_CHARTS_TABLE
          ? mtn_charts_facts (G_LIST_MODEL (self->store),
                              gtk_check_button_get_active (GTK_CHECK_BUTTON (self->differences)), &n_pinned)
          : NULL;

  if (self->kind == MTN_CHARTS_TABLE)
    gtk_stack_set_visible_child_name (GTK_STACK (self->pages), table != NULL ? "facts" : "nothing");
  mtn_chart_table_view_take_table (MTN_CHART_TABLE_VIEW (self->facts), table, n_pinned);
}

static void
update (MtnChartsView *self)
{
  guint n = self->store != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->store)) : 0;
  guint chosen;
  MtnFigure *figure = NULL;

  if (self->store == NULL || self->is_updating)
    return;

  self->is_updating = TRUE;
  update_rows (self);
  self->is_updating = FALSE;
  chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->rows_choice));
  if (n > 0)
    figure = mtn_charts_pick (G_LIST_MODEL (self->store), self->kind,
                              chosen < g_strv_length (self->rows) ? self->rows[chosen] : NULL, self->axis);

  gtk_stack_set_visible_child_name (GTK_STACK (self->main), n > 0 ? "runs" : "none");
  update_facts (self);
  if (self->kind != MTN_CHARTS_TABLE)
    gtk_stack_set_visible_child_name (GTK_STACK (self->pages), figure != NULL ? "chart" : "nothing");
  adw_status_page_set_description (ADW_STATUS_PAGE (self->nothing), mtn_charts_kind_get_hint (self->kind));
  /* What is chosen for a figure outlives a moment in which there is nothing to be drawn. */
  if (figure != NULL)
    mtn_chart_area_set_figure (MTN_CHART_AREA (self->area), figure);
}

static void
set_kind (MtnChartsView *self, MtnChartsKind kind)
{
  if (kind >= MTN_N_CHARTS)
    return;

  self->kind = kind;
  g_simple_action_set_state (G_SIMPLE_ACTION (
                                 g_action_map_lookup_action (G_ACTION_MAP (self->actions), "kind")),
                             g_variant_new_string (mtn_charts_kind_get_name (kind)));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind_choice), kind);
  update (self);
}

static void
kind_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  set_kind (user_data, mtn_charts_kind_parse (g_variant_get_string (value, NULL)));
}

static void
kind_chosen_cb (MtnChartsView *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind_choice));

  if (chosen < MTN_N_CHARTS && chosen != self->kind)
    set_kind (self, chosen);
}

static void
axis_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  MtnChartsView *self = user_data;
  MtnCurveAxis axis = 0;

  while (axis < MTN_CURVE_N_AXES && !g_str_equal (axes[axis], g_variant_get_string (value, NULL)))
    axis++;
  if (axis == MTN_CURVE_N_AXES)
    return;

  g_simple_action_set_state (action, value);
  self->axis = axis;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->axis_choice), axis);
  update (self);
}

static void
axis_chosen_cb (MtnChartsView *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->axis_choice));

  if (chosen < MTN_CURVE_N_AXES && chosen != self->axis)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "axis",
                                        g_variant_new_string (axes[chosen]));
}

/* Files. */

static void
files_chosen_cb (GtkNativeDialog *dialog, int response, MtnChartsView *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          if (g_file_peek_path (file) != NULL)
            mtn_result_store_open (self->store, g_file_peek_path (file));
        }
    }
  g_object_unref (dialog);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MtnChartsView *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Open Training Logs or Results"), GTK_WINDOW (root),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) known = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (known, _ ("Logs and Results"));
  gtk_file_filter_add_suffix (known, "jsonl");
  gtk_file_filter_add_suffix (known, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), known);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (files_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
dropped_cb (MtnChartsView *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next)
    if (g_file_peek_path (l->data) != NULL)
      mtn_result_store_open (self->store, g_file_peek_path (l->data));

  return files != NULL;
}

static void
error_cb (MtnChartsView *self)
{
  g_autofree char *message = NULL;

  g_object_get (self->store, "error-message", &message, NULL);
  gtk_label_set_label (GTK_LABEL (self->error_label), message != NULL ? message : "");
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->error_bar), message != NULL);
}

static void
error_closed_cb (MtnChartsView *self)
{
  mtn_result_store_dismiss_error (self->store);
}

/* The list. */

static gboolean
focus_idle_cb (gpointer user_data)
{
  MtnChartsView *self = user_data;

  self->focus_source = 0;
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);

      if (row != NULL && mtn_result_line_get_item (MTN_RESULT_LINE (row)) == self->touched)
        gtk_widget_grab_focus (GTK_WIDGET (row));
      if (row == NULL || mtn_result_line_get_item (MTN_RESULT_LINE (row)) == self->touched)
        return G_SOURCE_REMOVE;
    }
}

/* A row that has been put elsewhere is a new one; the menu that asked for it gives the focus back first. */
static void
focus_item (MtnChartsView *self, MtnResultItem *item)
{
  g_set_object (&self->touched, item);
  if (self->focus_source == 0)
    self->focus_source = g_idle_add (focus_idle_cb, self);
}

static void
restore_cb (MtnResultItem *item, AdwToast *toast)
{
  MtnResultStore *store = g_object_get_data (G_OBJECT (toast), "mtn-store");

  mtn_result_store_restore (store, item);
}

static void
removed_cb (MtnChartsView *self, MtnResultLine *line)
{
  g_autoptr (MtnResultItem) item = g_object_ref (mtn_result_line_get_item (line));
  g_autofree char *name = g_markup_escape_text (mtn_result_item_get_name (item), -1);
  g_autofree char *title = g_strdup_printf (_ ("“%s” taken off the list"), name);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "mtn-store", g_object_ref (self->store), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (restore_cb), item, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (toast), "mtn-item", g_object_ref (item), g_object_unref);
  mtn_result_store_remove (self->store, item);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static void
pinned_cb (MtnChartsView *self, MtnResultLine *line)
{
  g_autoptr (MtnResultItem) item = g_object_ref (mtn_result_line_get_item (line));

  mtn_result_store_pin (self->store, item, !mtn_result_item_get_pinned (item));
  focus_item (self, item);
}

static void
named_cb (const char *name, gpointer user_data)
{
  MtnChartsView *self = user_data;

  if (self->touched == NULL)
    return;
  mtn_result_store_rename (self->store, self->touched, name);
  focus_item (self, self->touched);
}

static void
renamed_cb (MtnChartsView *self, MtnResultLine *line)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_set_object (&self->touched, mtn_result_line_get_item (line));
  mtn_name_dialog_ask (GTK_WINDOW (root), _ ("Rename Run"), _ ("_Rename"),
                       mtn_result_item_get_name (self->touched), named_cb, self);
}

static GtkWidget *
make_line (gpointer item, gpointer user_data)
{
  GtkWidget *line = mtn_result_line_new (item);

  g_signal_connect_object (line, "removed", G_CALLBACK (removed_cb), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "renamed", G_CALLBACK (renamed_cb), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "pinned", G_CALLBACK (pinned_cb), user_data, G_CONNECT_SWAPPED);

  return line;
}

static const char *
get_heading (GtkListBoxRow *row)
{
  MtnResultItem *item = mtn_result_line_get_item (MTN_RESULT_LINE (row));

  return mtn_result_item_get_kind (item) == MTN_RESULT_TRAINING ? _ ("Trainings") : _ ("Results");
}

static void
add_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *heading = get_heading (row);
  GtkWidget *label;

  if (before != NULL && g_str_equal (heading, get_heading (before)))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "result-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
activated_cb (MtnChartsView *self, GtkListBoxRow *row)
{
  MtnResultItem *item = mtn_result_line_get_item (MTN_RESULT_LINE (row));

  mtn_result_item_set_shown (item, !mtn_result_item_get_shown (item));
}

static void
make_kinds (MtnChartsView *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const char *const by[] = { _ ("By Epoch"), _ ("By Step"), _ ("By Time"), NULL };
  g_autoptr (GtkStringList) axis_titles = gtk_string_list_new (by);

  for (MtnChartsKind kind = 0; kind < MTN_N_CHARTS; kind++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (mtn_charts_kind_get_title (kind));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "charts.kind");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", mtn_charts_kind_get_name (kind));
      gtk_box_append (GTK_BOX (self->kind_box), button);
      gtk_string_list_append (titles, mtn_charts_kind_get_title (kind));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind_choice), G_LIST_MODEL (titles));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->axis_choice), G_LIST_MODEL (axis_titles));
  mtn_choice_set_up (self->kind_choice, _ ("Chart"), NULL);
  mtn_choice_set_up (self->axis_choice, _ ("Horizontal Axis"), NULL);
  mtn_choice_set_up (self->rows_choice, _ ("Measured On"), NULL);
}

static const GActionEntry entries[] = {
  { "kind", NULL, "s", "'loss'", kind_cb, { 0 } },
  { "axis", NULL, "s", "'epoch'", axis_cb, { 0 } },
  { "open", open_cb, NULL, NULL, NULL, { 0 } },
};

static void
mtn_charts_view_dispose (GObject *object)
{
  MtnChartsView *self = MTN_CHARTS_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_CHARTS_VIEW);
  g_clear_object (&self->store);
  g_clear_object (&self->touched);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->rows, g_strfreev);

  G_OBJECT_CLASS (mtn_charts_view_parent_class)->dispose (object);
}

static void
mtn_charts_view_class_init (MtnChartsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_charts_view_dispose;

  g_type_ensure (MTN_TYPE_CHART_AREA);
  g_type_ensure (MTN_TYPE_CHART_TABLE_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chartsview");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-charts-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, toasts);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, flap);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, list);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, main);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, pages);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, area);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, nothing);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, none);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, toolbar);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, facts);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, differences);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, runs_button);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, kind_box);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, kind_choice);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, squeezer);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, bar);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, rows_choice);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, axis_choice);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, error_bar);
  gtk_widget_class_bind_template_child (widget_class, MtnChartsView, error_label);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, axis_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, error_closed_cb);
}

static void
mtn_charts_view_init (MtnChartsView *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "charts", G_ACTION_GROUP (self->actions));
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_kinds (self);
  self->is_updating = FALSE;
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), add_heading, NULL, NULL);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
mtn_charts_view_set_store (MtnChartsView *self, MtnResultStore *store)
{
  g_return_if_fail (MTN_IS_CHARTS_VIEW (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), G_LIST_MODEL (store), make_line, self, NULL);
  g_signal_connect_object (store, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::error-message", G_CALLBACK (error_cb), self, G_CONNECT_SWAPPED);
  error_cb (self);
  update (self);
}
