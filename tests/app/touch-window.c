/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A window with nothing but a chart, for tests/app/test-chart-touch.py to touch. After each frame in which it
 * has changed, a line on stdout says where the chart is in the window, which part of its axis is seen, and
 * what was read.
 */

#include <adwaita.h>

#include "mtn-chart-area.h"
#include "mtn-chart-canvas.h"
#include "mtn-figure.h"

#define N_EPOCHS 100

/* Made by glib-compile-resources; the header is not exported. */
void mtn_register_resource (void);

static MtnFigure *
make_figure (void)
{
  MtnFigure *figure = mtn_figure_new ("Loss");
  MtnChart *chart = mtn_chart_new (NULL);
  MtnChartSeries *series = mtn_chart_add (chart, MTN_SERIES_LINE, "run", NULL, NULL, 0);

  mtn_figure_set_columns (figure, 1);
  mtn_chart_axis_set (&chart->x, "Epoch", NULL, MTN_SCALE_LINEAR);
  for (guint e = 0; e <= N_EPOCHS; e++)
    mtn_chart_series_append (series, e, 1. / (1 + e));
  mtn_figure_take (figure, chart);

  return figure;
}

static void
find_canvas (GtkWidget *root, GtkWidget **canvas)
{
  if (MTN_IS_CHART_CANVAS (root))
    *canvas = root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_canvas (child, canvas);
}

static void
tell_cb (GtkWidget *area)
{
  static char *told;
  const MtnChart *chart = mtn_figure_get_chart (mtn_chart_area_get_figure (MTN_CHART_AREA (area)), 0);
  GtkWidget *canvas = NULL;
  graphene_rect_t place;
  double dx, dy;
  g_autofree char *reading = NULL;
  char *line;

  find_canvas (area, &canvas);
  if (!gtk_widget_compute_bounds (canvas, GTK_WIDGET (gtk_widget_get_root (area)), &place))
    return;

  g_object_get (canvas, "reading", &reading, NULL);
  /* Around the window there is its shadow. */
  gtk_native_get_surface_transform (gtk_widget_get_native (area), &dx, &dy);
  line = g_strdup_printf ("%g %g %g %g %g %g %s", place.origin.x + dx, place.origin.y + dy, place.size.width,
                          place.size.height, chart->x.min, chart->x.max, reading != NULL ? reading : "");
  if (g_strcmp0 (line, told) != 0)
    g_print ("%s\n", line);
  g_free (told);
  told = line;
}

int
main (void)
{
  GtkWidget *window, *area;

  gtk_init ();
  adw_init ();
  mtn_register_resource ();
  window = adw_window_new ();
  area = mtn_chart_area_new ();
  mtn_chart_area_set_figure (MTN_CHART_AREA (area), make_figure ());
  adw_window_set_content (ADW_WINDOW (window), area);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 500);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (tell_cb), area);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
