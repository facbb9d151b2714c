/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-legend.h"

#include <glib/gi18n.h>

#include "mtn-chart-swatch.h"
#include "mtn-wrap-box.h"

/* More than that would leave no room for the chart: the rest is behind "+n more". */
#define MANY 24
/* More lines than that stand below the chart. */
#define MOST_LINES 3

struct _MtnChartLegend
{
  GtkWidget parent_instance;

  GtkWidget *box;
  MtnFigure *figure;  /* borrowed */
  GHashTable *hidden; /* set of names */
  GPtrArray *buttons; /* of GtkToggleButton */
  GPtrArray *names;   /* of the buttons */
  char *highlighted;  /* (nullable) */
  GtkBox *places[2];  /* (nullable): above and below; around it, so that they outlive it */
  gboolean is_long;
  guint place_source;
  gboolean is_updating;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MtnChartLegend, mtn_chart_legend, GTK_TYPE_WIDGET)

/* Lines across a chart carry their name there, and a heat map has a key. */
static gboolean
is_listed (const MtnChartSeries *series)
{
  return series->name != NULL && series->kind != MTN_SERIES_REFERENCE && series->kind != MTN_SERIES_EVENT &&
         series->kind != MTN_SERIES_HEAT;
}

static void
for_each (MtnChartLegend *self, void (*func) (MtnChartLegend *self, MtnChartSeries *series))
{
  guint n = self->figure != NULL ? mtn_figure_get_n_charts (self->figure) : 0;

  for (guint i = 0; i < n; i++)
    {
      MtnChart *chart = mtn_figure_get_chart (self->figure, i);

      for (guint j = 0; j < chart->series->len; j++)
        if (is_listed (g_ptr_array_index (chart->series, j)))
          func (self, g_ptr_array_index (chart->series, j));
    }
}

static void
update_charts (MtnChartLegend *self)
{
  guint n = self->figure != NULL ? mtn_figure_get_n_charts (self->figure) : 0;

  for (guint i = 0; i < n; i++)
    {
      MtnChart *chart = mtn_figure_get_chart (self->figure, i);
      const MtnChartSeries *before = NULL;

      for (guint j = 0; j < chart->series->len; j++)
        {
          MtnChartSeries *series = g_ptr_array_index (chart->series, j);

          if (is_listed (series))
            {
              series->hidden = g_hash_table_contains (self->hidden, series->name);
              series->faded = self->highlighted != NULL && !g_str_equal (self->highlighted, series->name);
              before = series;
            }
          else if (before != NULL && mtn_chart_is_mark (chart, j))
            {
              series->hidden = before->hidden;
              series->faded = before->faded;
            }
        }
    }
}

static void
update (MtnChartLegend *self)
{
  update_charts (self);
  self->is_updating = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i),
                                  !g_hash_table_contains (self->hidden, g_ptr_array_index (self->names, i)));
  self->is_updating = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static const char *
get_name (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "mtn-name");
}

static void
toggled_cb (MtnChartLegend *self, GtkToggleButton *button)
{
  const char *name = get_name (GTK_WIDGET (button));

  if (self->is_updating)
    return;

  if (gtk_toggle_button_get_active (button))
    g_hash_table_remove (self->hidden, name);
  else
    g_hash_table_add (self->hidden, g_strdup (name));
  update (self);
}

/* Alone; or all of them, where it is alone already. */
static void
solo (MtnChartLegend *self, const char *name)
{
  gboolean is_alone = TRUE;

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *other = g_ptr_array_index (self->names, i);

      is_alone = is_alone && g_str_equal (name, other) != g_hash_table_contains (self->hidden, other);
    }
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *other = g_ptr_array_index (self->names, i);

      if (is_alone || g_str_equal (name, other))
        g_hash_table_remove (self->hidden, other);
      else
        g_hash_table_add (self->hidden, g_strdup (other));
    }
  update (self);
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, MtnChartLegend *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  if (n_press != 2)
    return;

  /* The first click has hidden it: as if it had not. */
  g_hash_table_remove (self->hidden, get_name (button));
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  solo (self, get_name (button));
}

static gboolean
solo_cb (GtkWidget *button, GVariant *arguments, gpointer user_data)
{
  solo (user_data, get_name (button));

  return GDK_EVENT_STOP;
}

static void
highlight (MtnChartLegend *self, const char *name)
{
  if (g_strcmp0 (name, self->highlighted) == 0)
    return;

  g_free (self->highlighted);
  self->highlighted = g_strdup (name);
  update_charts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
entered_cb (GtkEventController *controller, double x, double y, MtnChartLegend *self)
{
  const char *name = get_name (gtk_event_controller_get_widget (controller));

  if (!g_hash_table_contains (self->hidden, name))
    highlight (self, name);
}

static void
left_cb (GtkEventController *controller, MtnChartLegend *self)
{
  highlight (self, NULL);
}

static GtkWidget *
make_button (MtnChartLegend *self, const MtnChartSeries *series)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *label = gtk_label_new (series->name);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_box_append (GTK_BOX (box), mtn_chart_swatch_new (series));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "chart-key");
  gtk_widget_set_tooltip_text (button, _ ("Click to hide, double-click to see alone"));
  g_object_set_data_full (G_OBJECT (button), "mtn-name", g_strdup (series->name), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, series->name, -1);

  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "enter", G_CALLBACK (entered_cb), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (left_cb), self, 0);
  gtk_widget_add_controller (button, motion);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (click));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                              "<Control>space|<Control>Return"),
                                                          gtk_callback_action_new (solo_cb, self, NULL)));
  gtk_widget_add_controller (button, shortcuts);

  return button;
}

static void
list_series (MtnChartLegend *self, MtnChartSeries *series)
{
  if (g_ptr_array_find_with_equal_func (self->names, series->name, g_str_equal, NULL) ||
      self->names->len >= MANY)
    return;

  g_ptr_array_add (self->names, g_strdup (series->name));
}

static void
collect_names (MtnChartLegend *self, MtnChartSeries *series)
{
  GtkWidget *button;

  for (guint i = 0; i < self->buttons->len; i++)
    if (g_str_equal (get_name (g_ptr_array_index (self->buttons, i)), series->name))
      return;
  if (!g_ptr_array_find_with_equal_func (self->names, series->name, g_str_equal, NULL))
    return;

  button = make_button (self, series);
  g_ptr_array_add (self->buttons, button);
  mtn_wrap_box_append (MTN_WRAP_BOX (self->box), button);
}

/* New numbers of the same series leave the buttons, and with them the focus, where they are. */
static gboolean
is_same (MtnChartLegend *self, GPtrArray *names)
{
  if (names->len != self->names->len)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (!g_str_equal (g_ptr_array_index (names, i), g_ptr_array_index (self->names, i)))
      return FALSE;

  return TRUE;
}

static gboolean
place_cb (gpointer user_data)
{
  MtnChartLegend *self = user_data;
  GtkWidget *widget = GTK_WIDGET (self);
  GtkBox *place = self->places[self->is_long];

  self->place_source = 0;
  if (gtk_widget_get_parent (widget) != GTK_WIDGET (place))
    {
      g_object_ref (self);
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (widget)), widget);
      gtk_box_append (place, widget);
      g_object_unref (self);
    }

  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
mtn_chart_legend_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mtn_chart_legend_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (MTN_CHART_LEGEND (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
}

/* Both places are as wide, so that it does not go to and fro. */
static void
mtn_chart_legend_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MtnChartLegend *self = MTN_CHART_LEGEND (widget);
  int line = 0;

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (self->buttons->len == 0 || self->places[0] == NULL)
    return;

  gtk_widget_measure (g_ptr_array_index (self->buttons, 0), GTK_ORIENTATION_VERTICAL, -1, NULL, &line, NULL,
                      NULL);
  self->is_long = height >= (MOST_LINES + 1) * line;
  /* Not while sizes are given. */
  if (self->place_source == 0 && gtk_widget_get_parent (widget) != GTK_WIDGET (self->places[self->is_long]))
    self->place_source = g_idle_add (place_cb, self);
}

static void
mtn_chart_legend_dispose (GObject *object)
{
  MtnChartLegend *self = MTN_CHART_LEGEND (object);

  self->figure = NULL;
  g_clear_handle_id (&self->place_source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->highlighted, g_free);

  G_OBJECT_CLASS (mtn_chart_legend_parent_class)->dispose (object);
}

static void
mtn_chart_legend_class_init (MtnChartLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_chart_legend_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  widget_class->get_request_mode = mtn_chart_legend_get_request_mode;
  widget_class->measure = mtn_chart_legend_measure;
  widget_class->size_allocate = mtn_chart_legend_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "chartlegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mtn_chart_legend_init (MtnChartLegend *self)
{
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->buttons = g_ptr_array_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->box = mtn_wrap_box_new ();
  mtn_wrap_box_set_wide (MTN_WRAP_BOX (self->box), TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Legend"), -1);
}

GtkWidget *
mtn_chart_legend_new (void)
{
  return g_object_new (MTN_TYPE_CHART_LEGEND, NULL);
}

void
mtn_chart_legend_set_figure (MtnChartLegend *self, MtnFigure *figure)
{
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (MTN_IS_CHART_LEGEND (self));

  self->figure = figure;
  before = g_steal_pointer (&self->names);
  self->names = g_ptr_array_new_with_free_func (g_free);
  for_each (self, list_series);
  if (!is_same (self, before))
    {
      g_clear_pointer (&self->highlighted, g_free);
      for (guint i = 0; i < self->buttons->len; i++)
        mtn_wrap_box_remove (MTN_WRAP_BOX (self->box), g_ptr_array_index (self->buttons, i));
      g_ptr_array_set_size (self->buttons, 0);
      for_each (self, collect_names);
    }
  /* One series alone is named by the title. */
  gtk_widget_set_visible (GTK_WIDGET (self), self->buttons->len > 1);
  if (self->buttons->len == 1)
    g_hash_table_remove (self->hidden, g_ptr_array_index (self->names, 0));
  update (self);
}

void
mtn_chart_legend_set_places (MtnChartLegend *self, GtkBox *above, GtkBox *below)
{
  g_return_if_fail (MTN_IS_CHART_LEGEND (self));
  g_return_if_fail (gtk_widget_get_parent (GTK_WIDGET (self)) == NULL);

  self->places[0] = above;
  self->places[1] = below;
  gtk_box_append (above, GTK_WIDGET (self));
}
