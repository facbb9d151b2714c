/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What a chart of ten runs with ten thousand points each costs a frame: drawn anew with new numbers, and in a
 * window, while data arrive, while it is zoomed, and while it is read; and of ten runs with a few hundred
 * points of noise, which are lines still. Prints the times and how they compare with a frame of a sixtieth of
 * a second; asserts nothing.
 */

#include <adwaita.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "mtn-chart-area.h"
#include "mtn-chart-canvas.h"
#include "mtn-chart-view.h"
#include "mtn-drawing.h"

#define N_RUNS 10
#define N_POINTS 10000
#define FEW_POINTS 450
#define MOST_POINTS (N_POINTS + 1000)
#define WIDTH 1240
#define HEIGHT 700
#define N_REPEATS 40
#define FRAME_MS (1000. / 60)

/* Made by glib-compile-resources; the header is not exported. */
void mtn_register_resource (void);

static double
value (guint run, guint i)
{
  /* A curve with noise, which thinning cannot make short. */
  return 0.2 + 0.02 * run + exp (-(double) i / 2000) + 0.05 * sin (i * (12.9898 + run)) * sin (i * 78.233);
}

/* Numbers as they come from a training: what it costs to invent them is no part of a frame. */
static const double *
get_values (guint run)
{
  static double *values;

  if (values == NULL)
    {
      values = g_new (double, N_RUNS *MOST_POINTS);
      for (guint r = 0; r < N_RUNS; r++)
        for (guint i = 0; i < MOST_POINTS; i++)
          values[r * MOST_POINTS + i] = value (r, i);
    }

  return values + run * MOST_POINTS;
}

static MtnFigure *
make_figure (guint n_points)
{
  MtnFigure *figure = mtn_figure_new ("Ten runs");
  MtnChart *chart = mtn_chart_new (NULL);

  for (guint r = 0; r < N_RUNS; r++)
    {
      const double *values = get_values (r);
      g_autofree char *name = g_strdup_printf ("run %u", r + 1);
      MtnChartSeries *series = mtn_chart_add (chart, MTN_SERIES_LINE, name, NULL, NULL, 0);

      for (guint i = 0; i < n_points; i++)
        mtn_chart_series_append (series, i, values[i]);
    }
  mtn_figure_take (figure, chart);

  return figure;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
tell (const char *what, double *ms, guint n)
{
  double median, most;

  qsort (ms, n, sizeof *ms, compare_doubles);
  median = ms[n / 2];
  most = ms[n - 1];
  g_print ("%-34s %6.2f ms of processor (worst %6.2f), %4.2f of a frame at 60 Hz\n", what, median, most,
           median / FRAME_MS);
}

/* Of this thread: what other programs do at the same time does not count. */
static gint64
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static double
ms_since (gint64 start)
{
  return (get_work () - start) / 1e3;
}

/* Without a window: layout, thinning and drawing; then what the pointer costs. */
static void
bench_drawing (guint n_points)
{
  g_autoptr (MtnFigure) figure = make_figure (n_points);
  MtnChart *chart = mtn_figure_get_chart (figure, 0);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  double drawn[N_REPEATS], read[N_REPEATS];

  for (guint i = 0; i < N_REPEATS; i++)
    {
      gint64 start = get_work ();
      g_autoptr (MtnChartView) view = mtn_chart_view_new (chart, NULL, WIDTH, HEIGHT);
      g_autoptr (GArray) hits = NULL;

      mtn_chart_view_draw (view, cr);
      drawn[i] = ms_since (start);
      start = get_work ();
      hits = mtn_chart_view_hit (view, 100 + i * 20, 200);
      mtn_chart_view_draw_hits (view, cr, (const MtnChartHit *) hits->data, hits->len);
      read[i] = ms_since (start);
    }
  tell ("drawn anew", drawn, N_REPEATS);
  tell ("read at another place", read, N_REPEATS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

typedef enum
{
  ARRIVING,
  ZOOMING,
  READING,
} Motion;

typedef struct
{
  GtkWidget *area;
  GtkWidget *canvas;
  Motion motion;
  guint n_points;
  guint n_frames;
  gint64 started;
  double ms[N_REPEATS];
  GMainLoop *loop;
} Bench;

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

static GtkEventController *
get_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }

  return NULL;
}

static void
change (Bench *bench)
{
  gboolean handled;

  switch (bench->motion)
    {
    case ARRIVING:
      mtn_chart_area_set_figure (MTN_CHART_AREA (bench->area),
                                 make_figure (bench->n_points + bench->n_frames));
      break;
    case ZOOMING:
      g_signal_emit_by_name (get_controller (bench->canvas, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                             bench->n_frames % 20 < 10 ? GDK_KEY_plus : GDK_KEY_minus, 0, 0, &handled);
      break;
    case READING:
      g_signal_emit_by_name (get_controller (bench->canvas, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion",
                             80. + 20 * bench->n_frames, 200.);
      break;
    }
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  if (bench->n_frames > 0)
    bench->ms[bench->n_frames - 1] = ms_since (bench->started);
  if (bench->n_frames == N_REPEATS)
    g_main_loop_quit (bench->loop);
}

/* The work of a frame, from the change to the end of painting. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  if (bench->n_frames == N_REPEATS)
    return G_SOURCE_REMOVE;

  bench->n_frames++;
  bench->started = get_work ();
  change (bench);

  return G_SOURCE_CONTINUE;
}

static void
bench_window (Motion motion, guint n_points, const char *what)
{
  GtkWidget *window = adw_window_new ();
  Bench bench = { .motion = motion,
                  .area = mtn_chart_area_new (),
                  .n_points = n_points,
                  .loop = g_main_loop_new (NULL, FALSE) };
  GdkFrameClock *clock;
  gulong handler;
  gint64 start;

  mtn_chart_area_set_figure (MTN_CHART_AREA (bench.area), make_figure (n_points));
  adw_window_set_content (ADW_WINDOW (window), bench.area);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  bench.canvas = find (bench.area, MTN_TYPE_CHART_CANVAS);

  clock = gtk_widget_get_frame_clock (window);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &bench);
  start = g_get_monotonic_time ();
  gtk_widget_add_tick_callback (bench.area, tick_cb, &bench, NULL);
  g_main_loop_run (bench.loop);
  g_print ("%-34s %6.1f frames a second\n", what, N_REPEATS * 1e6 / (g_get_monotonic_time () - start));
  tell ("  of it work", bench.ms, N_REPEATS);

  g_signal_handler_disconnect (clock, handler);
  gtk_window_destroy (GTK_WINDOW (window));
  g_main_loop_unref (bench.loop);
}

int
main (void)
{
  g_print ("%u runs of %u points, %u × %u pixels\n", N_RUNS, N_POINTS, WIDTH, HEIGHT);
  bench_drawing (N_POINTS);
  g_print ("%u runs of %u points\n", N_RUNS, FEW_POINTS);
  bench_drawing (FEW_POINTS);
  if (!gtk_init_check ())
    {
      g_print ("No display: the window is left out\n");
      return 0;
    }

  adw_init ();
  mtn_register_resource ();
  mtn_drawing_choose (gdk_display_get_default ());
  bench_window (ARRIVING, N_POINTS, "window, data arrive");
  bench_window (ZOOMING, N_POINTS, "window, zoomed");
  bench_window (READING, N_POINTS, "window, read");
  bench_window (ARRIVING, FEW_POINTS, "window, few points, data arrive");

  return 0;
}
