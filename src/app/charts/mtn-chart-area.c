/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-area.h"

#include <glib/gi18n.h>

#include "mtn-chart-axes.h"
#include "mtn-chart-canvas.h"
#include "mtn-chart-export.h"
#include "mtn-chart-legend.h"
#include "mtn-chart-table-view.h"
#include "mtn-choice.h"

#define MAX_SMOOTHING 0.99

struct _MtnChartArea
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkWidget *title;
  GtkWidget *reset;
  GtkWidget *chart_choice;
  GtkWidget *message;
  GtkWidget *message_label;
  GtkWidget *warning;
  GtkWidget *warning_label;
  GtkWidget *legend_place;
  GtkWidget *legend_below;
  GtkWidget *stack;
  GtkWidget *canvas;
  GtkWidget *table;
  GtkWidget *about;
  GtkWidget *caption;
  GtkWidget *smoothing_scale;
  MtnChartLegend *legend;

  GSimpleActionGroup *actions;
  MtnFigure *figure;
  MtnChartAxes *axes; /* of the figure */
  double smoothing;
  gboolean is_updating;
};

enum
{
  PROP_0,
  PROP_READING,
  PROP_SMOOTHING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MtnChartArea, mtn_chart_area, GTK_TYPE_WIDGET)

static GSimpleAction *
get_action (MtnChartArea *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

static gboolean
get_flag (MtnChartArea *self, const char *name)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (get_action (self, name)));

  return g_variant_get_boolean (state);
}

static void
set_flag (MtnChartArea *self, const char *name, gboolean flag)
{
  g_simple_action_set_state (get_action (self, name), g_variant_new_boolean (flag));
}

static guint
get_n_charts (MtnChartArea *self)
{
  return self->figure != NULL ? mtn_figure_get_n_charts (self->figure) : 0;
}

static void
say (MtnChartArea *self, const char *message)
{
  gtk_label_set_label (GTK_LABEL (self->message_label), message != NULL ? message : "");
  gtk_widget_set_visible (self->message, message != NULL);
}

/* Axes. */

static void
apply_axes (MtnChartArea *self)
{
  mtn_chart_axes_apply (self->axes, get_flag (self, "log-x"), get_flag (self, "log-y"),
                        get_flag (self, "from-zero"));
}

/* A scale that cannot be logarithmic stays what it was, and says why: an empty chart would say nothing. */
static gboolean
refuse (MtnChartArea *self, gboolean x)
{
  guint n = mtn_chart_axes_count_without_logarithm (self->axes, x);
  g_autofree char *message = NULL;

  if (n == 0)
    return FALSE;

  message =
      g_strdup_printf (ngettext ("The scale stays linear: %u value is zero or less and has no logarithm.",
                                 "The scale stays linear: %u values are zero or less and have no logarithm.",
                                 n),
                       n);
  say (self, message);

  return TRUE;
}

static void
update_table (MtnChartArea *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->chart_choice));
  gboolean is_table = self->figure != NULL && get_flag (self, "table");

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), is_table ? "table" : "chart");
  gtk_widget_set_visible (self->chart_choice, is_table && get_n_charts (self) > 1);
  mtn_chart_table_view_take_table (MTN_CHART_TABLE_VIEW (self->table),
                                   is_table && chosen < get_n_charts (self)
                                       ? mtn_chart_table_new (mtn_figure_get_chart (self->figure, chosen))
                                       : NULL,
                                   0);
}

static void
redraw (MtnChartArea *self)
{
  mtn_chart_canvas_update (MTN_CHART_CANVAS (self->canvas));
  update_table (self);
}

static void
change_log (MtnChartArea *self, const char *name, GVariant *state)
{
  gboolean wanted = g_variant_get_boolean (state);

  say (self, NULL);
  if (wanted && refuse (self, g_str_equal (name, "log-x")))
    return;

  set_flag (self, name, wanted);
  mtn_chart_canvas_reset_zoom (MTN_CHART_CANVAS (self->canvas));
  apply_axes (self);
  redraw (self);
}

static void
change_log_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  change_log (user_data, g_action_get_name (G_ACTION (action)), state);
}

static void
change_from_zero_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
  apply_axes (user_data);
  redraw (user_data);
}

static void
change_table_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
  update_table (user_data);
}

static void
change_light_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
}

static void
reset_zoom_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mtn_chart_canvas_reset_zoom (MTN_CHART_CANVAS (((MtnChartArea *) user_data)->canvas));
}

/* Export. */

static void
exported_cb (GtkWidget *widget, const char *path, const GError *error)
{
  g_autofree char *shown = path != NULL ? g_filename_display_basename (path) : NULL;
  g_autofree char *message = NULL;

  if (error != NULL)
    message = g_strdup (error->message);
  else if (*path != '\0')
    message = g_strdup_printf (_ ("Written: %s"), shown);
  else
    message = g_strdup (_ ("The chart is on the clipboard."));
  say (MTN_CHART_AREA (widget), message);
}

static MtnPlotTheme
get_export_theme (MtnChartArea *self)
{
  MtnPlotTheme theme = *mtn_chart_canvas_get_theme (MTN_CHART_CANVAS (self->canvas));
  const MtnPlotTheme *light = &mtn_plot_theme_light;

  /* Files have one size of text and one font, whatever this screen has. */
  if (get_flag (self, "light-export"))
    theme = *light;
  theme.font = light->font;
  theme.font_size = light->font_size;
  theme.rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return theme;
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MtnChartArea *self = user_data;
  MtnPlotTheme theme = get_export_theme (self);
  MtnChartExport export;

  if (self->figure != NULL && mtn_chart_export_parse (g_variant_get_string (parameter, NULL), &export))
    mtn_chart_export_save (GTK_WIDGET (self), self->figure, &theme, &export, exported_cb);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MtnChartArea *self = user_data;
  MtnPlotTheme theme = get_export_theme (self);

  if (self->figure == NULL)
    return;

  if (get_flag (self, "table"))
    mtn_chart_table_view_copy (MTN_CHART_TABLE_VIEW (self->table));
  else
    mtn_chart_export_copy (GTK_WIDGET (self), self->figure, &theme, exported_cb);
}

static const GActionEntry entries[] = {
  { "log-x", NULL, NULL, "false", change_log_cb, { 0 } },
  { "log-y", NULL, NULL, "false", change_log_cb, { 0 } },
  { "from-zero", NULL, NULL, "false", change_from_zero_cb, { 0 } },
  { "table", NULL, NULL, "false", change_table_cb, { 0 } },
  { "light-export", NULL, NULL, "false", change_light_cb, { 0 } },
  { "reset-zoom", reset_zoom_cb, NULL, NULL, NULL, { 0 } },
  { "copy", copy_cb, NULL, NULL, NULL, { 0 } },
  { "export", export_cb, "s", NULL, NULL, { 0 } },
};

static void
message_closed_cb (MtnChartArea *self)
{
  say (self, NULL);
}

static void
legend_changed_cb (MtnChartArea *self)
{
  if (!self->is_updating)
    redraw (self);
}

static void
chart_chosen_cb (MtnChartArea *self)
{
  if (!self->is_updating)
    update_table (self);
}

static void
reading_cb (MtnChartArea *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING]);
}

static void
zoomed_cb (MtnChartArea *self)
{
  gboolean zoomed;

  g_object_get (self->canvas, "zoomed", &zoomed, NULL);
  gtk_widget_set_visible (self->reset, zoomed);
  g_simple_action_set_enabled (get_action (self, "reset-zoom"), zoomed);
}

static void
apply_smoothing (MtnChartArea *self)
{
  for (guint i = 0; i < get_n_charts (self); i++)
    mtn_chart_set_smoothing (mtn_figure_get_chart (self->figure, i), self->smoothing);
}

static void
set_smoothing (MtnChartArea *self, double smoothing)
{
  smoothing = smoothing > 0 ? MIN (smoothing, MAX_SMOOTHING) : 0;
  if (smoothing == self->smoothing)
    return;

  self->smoothing = smoothing;
  gtk_range_set_value (GTK_RANGE (self->smoothing_scale), smoothing);
  apply_smoothing (self);
  redraw (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SMOOTHING]);
}

static void
smoothing_moved_cb (MtnChartArea *self)
{
  set_smoothing (self, gtk_range_get_value (GTK_RANGE (self->smoothing_scale)));
}

/* What the figure says of itself. */

static void
set_label (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
update_texts (MtnChartArea *self)
{
  const char *title = self->figure != NULL ? mtn_figure_get_title (self->figure) : NULL;
  const char *warning = self->figure != NULL ? mtn_figure_get_warning (self->figure) : NULL;
  GString *name = g_string_new (title != NULL ? title : _ ("Chart"));

  set_label (self->title, title);
  gtk_label_set_label (GTK_LABEL (self->warning_label), warning != NULL ? warning : "");
  gtk_widget_set_visible (self->warning, warning != NULL);
  set_label (self->about, self->figure != NULL ? mtn_figure_get_subtitle (self->figure) : NULL);
  set_label (self->caption, self->figure != NULL ? mtn_figure_get_caption (self->figure) : NULL);

  for (guint i = 0; i < get_n_charts (self); i++)
    {
      const MtnChart *chart = mtn_figure_get_chart (self->figure, i);

      if (chart->title != NULL && g_strcmp0 (chart->title, title) != 0)
        g_string_append_printf (name, "%s%s", i == 0 ? ": " : ", ", chart->title);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
  g_string_free (name, TRUE);
}

static void
update_choice (MtnChartArea *self)
{
  guint n = get_n_charts (self);
  g_auto (GStrv) titles = g_new0 (char *, n + 1);
  g_autoptr (GtkStringList) list = NULL;
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->chart_choice));

  for (guint i = 0; i < n; i++)
    {
      const char *title = mtn_figure_get_chart (self->figure, i)->title;

      titles[i] = title != NULL ? g_strdup (title) : g_strdup_printf (_ ("Chart %u"), i + 1);
    }
  list = gtk_string_list_new ((const char *const *) titles);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->chart_choice), G_LIST_MODEL (list));
  if (chosen < n)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->chart_choice), chosen);
}

static void
mtn_chart_area_dispose (GObject *object)
{
  MtnChartArea *self = MTN_CHART_AREA (object);

  if (self->canvas != NULL)
    mtn_chart_canvas_set_figure (MTN_CHART_CANVAS (self->canvas), NULL, FALSE);
  if (self->legend != NULL)
    mtn_chart_legend_set_figure (self->legend, NULL);
  self->canvas = NULL;
  self->legend = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_CHART_AREA);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->figure, mtn_figure_free);
  g_clear_pointer (&self->axes, mtn_chart_axes_free);

  G_OBJECT_CLASS (mtn_chart_area_parent_class)->dispose (object);
}

static void
mtn_chart_area_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnChartArea *self = MTN_CHART_AREA (object);

  switch (prop_id)
    {
    case PROP_READING:
      g_object_get_property (G_OBJECT (self->canvas), "reading", value);
      break;
    case PROP_SMOOTHING:
      g_value_set_double (value, self->smoothing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_chart_area_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnChartArea *self = MTN_CHART_AREA (object);

  switch (prop_id)
    {
    case PROP_SMOOTHING:
      set_smoothing (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_chart_area_class_init (MtnChartAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mtn_chart_area_dispose;
  object_class->get_property = mtn_chart_area_get_property;
  object_class->set_property = mtn_chart_area_set_property;

  properties[PROP_READING] =
      g_param_spec_string ("reading", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SMOOTHING] =
      g_param_spec_double ("smoothing", NULL, NULL, 0, MAX_SMOOTHING, 0, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "chart.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "chart.export", "s", "svg");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "chart.table", NULL);
  g_type_ensure (MTN_TYPE_CHART_CANVAS);
  g_type_ensure (MTN_TYPE_CHART_TABLE_VIEW);
  gtk_widget_class_set_css_name (widget_class, "chartarea");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-chart-area.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, head);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, title);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, reset);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, chart_choice);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, message);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, message_label);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, warning);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, warning_label);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, legend_place);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, legend_below);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, stack);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, canvas);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, table);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, about);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, caption);
  gtk_widget_class_bind_template_child (widget_class, MtnChartArea, smoothing_scale);
  gtk_widget_class_bind_template_callback (widget_class, message_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chart_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, reading_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoomed_cb);
  gtk_widget_class_bind_template_callback (widget_class, smoothing_moved_cb);
}

static void
mtn_chart_area_init (MtnChartArea *self)
{
  self->axes = mtn_chart_axes_new (NULL);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", G_ACTION_GROUP (self->actions));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->legend = MTN_CHART_LEGEND (mtn_chart_legend_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->legend), TRUE);
  mtn_chart_legend_set_places (self->legend, GTK_BOX (self->legend_place), GTK_BOX (self->legend_below));
  g_signal_connect_object (self->legend, "changed", G_CALLBACK (legend_changed_cb), self, G_CONNECT_SWAPPED);
  mtn_choice_set_up (self->chart_choice, _ ("Chart"), NULL);
  zoomed_cb (self);
}

GtkWidget *
mtn_chart_area_new (void)
{
  return g_object_new (MTN_TYPE_CHART_AREA, NULL);
}

/* Kinds of axis that were chosen for a figure of that title hold for its successor, where its numbers allow
 * it. */
static void
take_axes (MtnChartArea *self, gboolean same)
{
  mtn_chart_axes_free (self->axes);
  self->axes = mtn_chart_axes_new (self->figure);
  if (!same)
    {
      set_flag (self, "log-x", mtn_chart_axes_came_log (self->axes, TRUE));
      set_flag (self, "log-y", mtn_chart_axes_came_log (self->axes, FALSE));
      set_flag (self, "from-zero", mtn_chart_axes_came_from_zero (self->axes));
    }
  g_simple_action_set_enabled (get_action (self, "log-x"), mtn_chart_axes_can (self->axes, TRUE));
  g_simple_action_set_enabled (get_action (self, "log-y"), mtn_chart_axes_can (self->axes, FALSE));
  g_simple_action_set_enabled (get_action (self, "from-zero"), mtn_chart_axes_can (self->axes, FALSE));
  if (!same)
    return;

  if (get_flag (self, "log-x") && refuse (self, TRUE))
    set_flag (self, "log-x", FALSE);
  if (get_flag (self, "log-y") && refuse (self, FALSE))
    set_flag (self, "log-y", FALSE);
  apply_axes (self);
}

void
mtn_chart_area_set_figure (MtnChartArea *self, MtnFigure *figure)
{
  MtnFigure *before;
  gboolean same;

  g_return_if_fail (MTN_IS_CHART_AREA (self));

  before = self->figure;
  same = before != NULL && figure != NULL &&
         mtn_figure_get_n_charts (before) == mtn_figure_get_n_charts (figure) &&
         g_strcmp0 (mtn_figure_get_title (before), mtn_figure_get_title (figure)) == 0;
  if (!same)
    say (self, NULL);

  self->is_updating = TRUE;
  self->figure = figure;
  take_axes (self, same);
  apply_smoothing (self);
  mtn_chart_legend_set_figure (self->legend, figure);
  mtn_chart_canvas_set_figure (MTN_CHART_CANVAS (self->canvas), figure, same);
  if (!same)
    update_choice (self);
  update_texts (self);
  self->is_updating = FALSE;
  update_table (self);
  mtn_figure_free (before);
}

MtnFigure *
mtn_chart_area_get_figure (MtnChartArea *self)
{
  g_return_val_if_fail (MTN_IS_CHART_AREA (self), NULL);

  return self->figure;
}
