/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-swatch.h"

#include <adwaita.h>

#include "mtn-chart-theme.h"

#define WIDTH 24
#define HEIGHT 14

struct _MtnChartSwatch
{
  GtkWidget parent_instance;

  MtnChartSeries series; /* without name and numbers */
};

G_DEFINE_FINAL_TYPE (MtnChartSwatch, mtn_chart_swatch, GTK_TYPE_WIDGET)

static void
mtn_chart_swatch_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
mtn_chart_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MtnChartSwatch *self = MTN_CHART_SWATCH (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  MtnPlotTheme theme = { 0 };
  cairo_t *cr;

  mtn_chart_theme_init (&theme, widget);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  mtn_chart_swatch_draw (&self->series, &theme, cr, (width - WIDTH) / 2., (height - HEIGHT) / 2., WIDTH,
                         HEIGHT);
  cairo_destroy (cr);
}

static void
mtn_chart_swatch_class_init (MtnChartSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = mtn_chart_swatch_measure;
  widget_class->snapshot = mtn_chart_swatch_snapshot;

  gtk_widget_class_set_css_name (widget_class, "chartswatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
mtn_chart_swatch_init (MtnChartSwatch *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
mtn_chart_swatch_new (const MtnChartSeries *series)
{
  MtnChartSwatch *self = g_object_new (MTN_TYPE_CHART_SWATCH, NULL);

  mtn_chart_swatch_set (self, series);

  return GTK_WIDGET (self);
}

void
mtn_chart_swatch_set (MtnChartSwatch *self, const MtnChartSeries *series)
{
  g_return_if_fail (MTN_IS_CHART_SWATCH (self));

  self->series = (MtnChartSeries){
    .kind = series->kind,
    .color = series->color,
    .dash = series->dash,
    .marker = series->marker,
    .hatched = series->hatched,
  };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
