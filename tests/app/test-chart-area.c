/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The chart on the screen by itself: legend, axes, smoothing, zoom, table, read-out, files. With
 * MTN_SHOTS=FOLDER the window is drawn into that folder too, to be looked at. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>

#include "mtn-chart-area.h"
#include "mtn-chart-canvas.h"
#include "mtn-chart-export.h"
#include "mtn-chart-table-view.h"
#include "mtn-drawing.h"

/* Made by glib-compile-resources; the header is not exported. */
void mtn_register_resource (void);

#define N_EPOCHS 30

static MtnFigure *
make_losses (guint n_epochs)
{
  MtnFigure *figure = mtn_figure_new ("Loss per Epoch");
  MtnChart *chart = mtn_chart_new (NULL);
  const char *const names[] = { "bce_usplit, training", "bce_usplit, validation", "mse_usplit, training",
                                "mse_usplit, validation" };

  mtn_figure_set_columns (figure, 1);
  mtn_figure_set_subtitle (figure, "Protocol of the seed, split by people, seed 42: 95 people held out");
  mtn_figure_set_caption (figure, "Lower is better.");
  mtn_chart_axis_set (&chart->x, "Epoch", NULL, MTN_SCALE_LINEAR);
  chart->x.whole = TRUE;
  chart->y.from_zero = TRUE;
  for (guint s = 0; s < G_N_ELEMENTS (names); s++)
    {
      MtnChartSeries *series = mtn_chart_add (chart, MTN_SERIES_LINE, names[s], NULL, NULL, 0);

      series->color = s / 2;
      series->dash = s % 2 == 0 ? MTN_DASH_SOLID : MTN_DASH_DASHED;
      series->marker = MTN_MARKER_DISC + s / 2;
      for (guint e = 1; e <= n_epochs; e++)
        mtn_chart_series_append (series, e,
                                 0.08 + 0.03 * s + 0.3 * exp (-0.2 * e) + 0.01 * sin (e * (s + 1.)));
    }
  mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, "best, epoch 19", 19);
  mtn_figure_take (figure, chart);

  return figure;
}

static MtnFigure *
make_bars (void)
{
  MtnFigure *figure = mtn_figure_new ("Models");
  const char *const names[] = { "blend", "edlae", "popularity", NULL };
  const double values[2][3] = { { .41, .39, 0 }, { .5, .44, .2 } };

  mtn_figure_set_warning (figure, "Leaks: the same people are in training and test.");
  for (guint i = 0; i < 2; i++)
    {
      MtnChart *chart = mtn_chart_new (i == 0 ? "MAP@10" : "NDCG@10");

      chart->horizontal = TRUE;
      chart->values = TRUE;
      mtn_chart_axis_set_categories (&chart->x, names);
      mtn_chart_add (chart, MTN_SERIES_BAR, NULL, NULL, values[i], 3);
      mtn_figure_take (figure, chart);
    }

  return figure;
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
wait_a_frame (GtkWidget *window)
{
  gtk_widget_queue_draw (window);
  gtk_test_widget_wait_for_draw (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What the window shows, for people. */
static void
shoot (GtkWidget *window, const char *name)
{
  const char *folder = g_getenv ("MTN_SHOTS");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot;

  wait_a_frame (window);
  if (folder == NULL)
    return;

  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  gdk_texture_save_to_png (texture, path);
}

static GtkWidget *
open_window (MtnFigure *figure, int width, int height, GtkWidget **area)
{
  GtkWidget *window = adw_window_new ();

  *area = mtn_chart_area_new ();
  gtk_widget_set_margin_start (*area, 18);
  gtk_widget_set_margin_end (*area, 18);
  gtk_widget_set_margin_top (*area, 18);
  gtk_widget_set_margin_bottom (*area, 18);
  mtn_chart_area_set_figure (MTN_CHART_AREA (*area), figure);
  adw_window_set_content (ADW_WINDOW (window), *area);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  wait_a_frame (window);

  return window;
}

static void
press (GtkWidget *canvas, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (canvas);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
}

static void
point (GtkWidget *canvas, double x, double y)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (canvas);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "motion", x, y);
    }
}

static void
assert_reading (GtkWidget *area, const char *start)
{
  g_autofree char *reading = NULL;

  g_object_get (area, "reading", &reading, NULL);
  if (start == NULL)
    g_assert_null (reading);
  else if (reading == NULL || !g_str_has_prefix (reading, start))
    g_error ("“%s” should begin with “%s”", reading, start);
}

static void
test_keys (void)
{
  GtkWidget *area;
  GtkWidget *window = open_window (make_losses (N_EPOCHS), 900, 600, &area);
  GtkWidget *canvas = find (area, MTN_TYPE_CHART_CANVAS);
  gboolean zoomed;

  shoot (window, "loss");
  assert_reading (area, NULL);
  press (canvas, GDK_KEY_Right, 0);
  assert_reading (area, "Epoch 1: mse_usplit, validation ");
  press (canvas, GDK_KEY_Right, 0);
  assert_reading (area, "Epoch 2: ");
  press (canvas, GDK_KEY_End, 0);
  assert_reading (area, "Epoch 30: ");
  press (canvas, GDK_KEY_Left, 0);
  assert_reading (area, "Epoch 29: ");
  gtk_test_accessible_assert_property (canvas, GTK_ACCESSIBLE_PROPERTY_LABEL, "Loss per Epoch");
  shoot (window, "loss-reading");

  /* Closer, it reads what can be seen, and new numbers change nothing of that. */
  press (canvas, GDK_KEY_plus, 0);
  press (canvas, GDK_KEY_plus, 0);
  press (canvas, GDK_KEY_plus, 0);
  g_object_get (canvas, "zoomed", &zoomed, NULL);
  g_assert_true (zoomed);
  press (canvas, GDK_KEY_Home, 0);
  assert_reading (area, "Epoch 15: ");
  press (canvas, GDK_KEY_Left, GDK_SHIFT_MASK);
  press (canvas, GDK_KEY_Home, 0);
  assert_reading (area, "Epoch 14: ");
  shoot (window, "loss-zoomed");
  mtn_chart_area_set_figure (MTN_CHART_AREA (area), make_losses (N_EPOCHS + 5));
  assert_reading (area, "Epoch 14: ");
  g_object_get (canvas, "zoomed", &zoomed, NULL);
  g_assert_true (zoomed);
  press (canvas, GDK_KEY_0, 0);
  g_object_get (canvas, "zoomed", &zoomed, NULL);
  g_assert_false (zoomed);
  press (canvas, GDK_KEY_End, 0);
  assert_reading (area, "Epoch 35: ");
  press (canvas, GDK_KEY_Escape, 0);
  assert_reading (area, NULL);

  /* Another figure begins anew. */
  press (canvas, GDK_KEY_plus, 0);
  mtn_chart_area_set_figure (MTN_CHART_AREA (area), make_bars ());
  g_object_get (canvas, "zoomed", &zoomed, NULL);
  g_assert_false (zoomed);
  press (canvas, GDK_KEY_Right, 0);
  assert_reading (area, "blend: .41");
  press (canvas, GDK_KEY_Page_Down, 0);
  assert_reading (area, "blend: .5");
  shoot (window, "bars");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_pointer (void)
{
  GtkWidget *area;
  GtkWidget *window = open_window (make_losses (N_EPOCHS), 900, 600, &area);
  GtkWidget *canvas = find (area, MTN_TYPE_CHART_CANVAS);

  point (canvas, gtk_widget_get_width (canvas) / 2., 100);
  assert_reading (area, "Epoch 1");
  shoot (window, "loss-hover");
  /* While data arrive the same place is read. */
  mtn_chart_area_set_figure (MTN_CHART_AREA (area), make_losses (2 * N_EPOCHS));
  wait_a_frame (window);
  assert_reading (area, "Epoch 3");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_legend (void)
{
  GtkWidget *area;
  GtkWidget *window = open_window (make_losses (N_EPOCHS), 360, 600, &area);
  GtkWidget *key = find (area, GTK_TYPE_TOGGLE_BUTTON);
  MtnChart *chart = mtn_figure_get_chart (mtn_chart_area_get_figure (MTN_CHART_AREA (area)), 0);

  /* The first toggle button may be the one for the table. */
  key = NULL;
  for (GtkWidget *box = find (area, g_type_from_name ("MtnWrapBox")); box != NULL && key == NULL; box = NULL)
    key = gtk_widget_get_first_child (box);
  g_assert_nonnull (key);
  gtk_test_accessible_assert_property (key, GTK_ACCESSIBLE_PROPERTY_LABEL, "bce_usplit, training");
  g_assert_false (((MtnChartSeries *) g_ptr_array_index (chart->series, 0))->hidden);
  g_signal_emit_by_name (key, "clicked");
  g_assert_true (((MtnChartSeries *) g_ptr_array_index (chart->series, 0))->hidden);
  shoot (window, "narrow-hidden");

  /* Hidden it stays for other numbers. */
  mtn_chart_area_set_figure (MTN_CHART_AREA (area), make_losses (N_EPOCHS));
  chart = mtn_figure_get_chart (mtn_chart_area_get_figure (MTN_CHART_AREA (area)), 0);
  g_assert_true (((MtnChartSeries *) g_ptr_array_index (chart->series, 0))->hidden);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Of a chart that is narrow the legend is long, and stands below; wide, above it again. */
static void
test_legend_gives_way (void)
{
  const int widths[] = { 900, 340, 900 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      GtkWidget *area;
      GtkWidget *window = open_window (make_losses (N_EPOCHS), widths[i], 600, &area);
      graphene_rect_t legend, canvas;

      for (guint j = 0; j < 5; j++)
        wait_a_frame (window);
      g_assert_true (
          gtk_widget_compute_bounds (find (area, g_type_from_name ("MtnChartLegend")), area, &legend));
      g_assert_true (gtk_widget_compute_bounds (find (area, MTN_TYPE_CHART_CANVAS), area, &canvas));
      g_assert_cmpint (legend.origin.y > canvas.origin.y, ==, widths[i] < 400);
      shoot (window, i == 1 ? "legend-below" : "legend-above");
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_axes (void)
{
  GtkWidget *area;
  GtkWidget *window = open_window (make_losses (N_EPOCHS), 900, 600, &area);
  MtnChart *chart = mtn_figure_get_chart (mtn_chart_area_get_figure (MTN_CHART_AREA (area)), 0);

  gtk_widget_activate_action (area, "chart.log-y", NULL);
  gtk_widget_activate_action (area, "chart.log-x", NULL);
  g_assert_cmpint (chart->y.scale, ==, MTN_SCALE_LOG);
  g_assert_cmpint (chart->x.scale, ==, MTN_SCALE_LOG);
  shoot (window, "loss-log");
  /* The same figure with more numbers keeps them. */
  mtn_chart_area_set_figure (MTN_CHART_AREA (area), make_losses (N_EPOCHS + 1));
  chart = mtn_figure_get_chart (mtn_chart_area_get_figure (MTN_CHART_AREA (area)), 0);
  g_assert_cmpint (chart->y.scale, ==, MTN_SCALE_LOG);
  gtk_widget_activate_action (area, "chart.log-y", NULL);
  g_assert_cmpint (chart->y.scale, ==, MTN_SCALE_LINEAR);

  /* A model that scores nothing has no place on a logarithmic scale. */
  mtn_chart_area_set_figure (MTN_CHART_AREA (area), make_bars ());
  chart = mtn_figure_get_chart (mtn_chart_area_get_figure (MTN_CHART_AREA (area)), 0);
  gtk_widget_activate_action (area, "chart.log-y", NULL);
  g_assert_cmpint (chart->y.scale, ==, MTN_SCALE_LINEAR);
  shoot (window, "refused");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_smoothing (void)
{
  GtkWidget *area;
  GtkWidget *window = open_window (make_losses (N_EPOCHS), 900, 600, &area);
  MtnChart *chart = mtn_figure_get_chart (mtn_chart_area_get_figure (MTN_CHART_AREA (area)), 0);

  g_object_set (area, "smoothing", 0.6, NULL);
  g_assert_cmpfloat (chart->smoothing, ==, 0.6);
  g_assert_nonnull (((MtnChartSeries *) g_ptr_array_index (chart->series, 0))->raw);
  shoot (window, "loss-smooth");
  g_object_set (area, "smoothing", 0., NULL);
  g_assert_null (((MtnChartSeries *) g_ptr_array_index (chart->series, 0))->raw);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_table (void)
{
  GtkWidget *area;
  GtkWidget *window = open_window (make_bars (), 900, 600, &area);
  GtkWidget *table = find (area, MTN_TYPE_CHART_TABLE_VIEW);
  GtkColumnView *view = GTK_COLUMN_VIEW (find (table, GTK_TYPE_COLUMN_VIEW));
  g_autofree char *text = NULL;
  g_autofree char *sorted = NULL;
  g_autofree char *chosen = NULL;
  g_autoptr (GtkColumnViewColumn) column = NULL;

  gtk_widget_activate_action (area, "chart.table", NULL);
  text = mtn_chart_table_view_dup_text (MTN_CHART_TABLE_VIEW (table));
  g_assert_cmpstr (text, ==, "Place\tMAP@10\nblend\t0.41\nedlae\t0.39\npopularity\t0\n");
  column = g_list_model_get_item (gtk_column_view_get_columns (view), 1);
  gtk_column_view_sort_by_column (view, column, GTK_SORT_ASCENDING);
  wait_a_frame (window);
  sorted = mtn_chart_table_view_dup_text (MTN_CHART_TABLE_VIEW (table));
  g_assert_cmpstr (sorted, ==, "Place\tMAP@10\npopularity\t0\nedlae\t0.39\nblend\t0.41\n");
  gtk_selection_model_select_item (gtk_column_view_get_model (view), 2, TRUE);
  chosen = mtn_chart_table_view_dup_text (MTN_CHART_TABLE_VIEW (table));
  g_assert_cmpstr (chosen, ==, "Place\tMAP@10\nblend\t0.41\n");
  shoot (window, "table");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GBytes **bytes = user_data;
  g_autoptr (GError) error = NULL;

  *bytes = mtn_chart_export_render_finish (result, &error);
  g_assert_no_error (error);
}

/* Every format, twice, gives the same bytes; what is written is what was drawn. */
static void
test_export (void)
{
  const char *const names[] = { "svg", "png", "png2", "png4", "pdf", "csv" };
  const char *const starts[] = { "<?xml", "\211PNG", "\211PNG", "\211PNG", "%PDF", "# Loss per Epoch\n" };
  g_autoptr (MtnFigure) figure = make_losses (N_EPOCHS);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "matinee-test-export", NULL);
  MtnChartExport export;

  g_assert_false (mtn_chart_export_parse ("gif", &export));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *written = NULL;
      gsize length;
      GBytes *bytes[2] = { NULL };

      g_assert_true (mtn_chart_export_parse (names[i], &export));
      for (guint j = 0; j < 2; j++)
        {
          mtn_chart_export_render_async (figure, &mtn_plot_theme_dark, &export, j == 0 ? path : NULL,
                                         rendered_cb, &bytes[j]);
          while (bytes[j] == NULL)
            g_main_context_iteration (NULL, TRUE);
        }
      g_assert_true (g_bytes_equal (bytes[0], bytes[1]));
      g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes[0], NULL), starts[i]));
      g_assert_true (g_file_get_contents (path, &written, &length, NULL));
      g_assert_cmpmem (written, length, g_bytes_get_data (bytes[0], NULL), g_bytes_get_size (bytes[0]));
      g_bytes_unref (bytes[0]);
      g_bytes_unref (bytes[1]);
    }
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_looks (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkWidget *area;
  GtkWidget *window = open_window (make_losses (N_EPOCHS), 900, 600, &area);
  GtkWidget *canvas = find (area, MTN_TYPE_CHART_CANVAS);
  MtnPlotColor light = mtn_chart_canvas_get_theme (MTN_CHART_CANVAS (canvas))->text;
  MtnPlotColor dark;

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  wait_a_frame (window);
  dark = mtn_chart_canvas_get_theme (MTN_CHART_CANVAS (canvas))->text;
  g_assert_cmpfloat (dark.red, >, light.red);
  shoot (window, "loss-dark");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  gtk_widget_set_direction (canvas, GTK_TEXT_DIR_RTL);
  g_assert_true (mtn_chart_canvas_get_theme (MTN_CHART_CANVAS (canvas))->rtl);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Names as Mesa and drivers of cards give them. */
static void
test_drawing (void)
{
  g_assert_true (mtn_drawing_is_software ("llvmpipe (LLVM 15.0.6, 256 bits)"));
  g_assert_true (mtn_drawing_is_software ("softpipe"));
  g_assert_true (mtn_drawing_is_software ("Software Rasterizer"));
  g_assert_false (mtn_drawing_is_software ("Mesa Intel(R) UHD Graphics 620 (KBL GT2)"));
  g_assert_false (mtn_drawing_is_software ("NVIDIA GeForce GTX 1060/PCIe/SSE2"));
  g_assert_false (mtn_drawing_is_software (NULL));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkCssProvider) css = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  mtn_register_resource ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/io/github/matinee_app/Matinee/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  g_test_add_func ("/chart-area/keys", test_keys);
  g_test_add_func ("/chart-area/pointer", test_pointer);
  g_test_add_func ("/chart-area/legend", test_legend);
  g_test_add_func ("/chart-area/legend-gives-way", test_legend_gives_way);
  g_test_add_func ("/chart-area/axes", test_axes);
  g_test_add_func ("/chart-area/smoothing", test_smoothing);
  g_test_add_func ("/chart-area/table", test_table);
  g_test_add_func ("/chart-area/export", test_export);
  g_test_add_func ("/chart-area/looks", test_looks);
  g_test_add_func ("/drawing/software", test_drawing);

  return g_test_run ();
}
