/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Figures of every kind, to look at: figure-sheet FOLDER. Not a test. */

#include <math.h>
#include <stdio.h>

#include "mtn-figure.h"

static double
wobble (guint i)
{
  return sin (i * 12.9898) * 0.5 + sin (i * 4.1414) * 0.5;
}

static MtnChart *
curves (gboolean log)
{
  MtnChart *chart = mtn_chart_new (log ? "Loss per Epoch, Log Scale" : "Loss per Epoch");
  double y[30];

  mtn_chart_axis_set (&chart->x, "Epoch", NULL, MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, NULL, NULL, log ? MTN_SCALE_LOG : MTN_SCALE_LINEAR);
  chart->y.from_zero = !log;
  for (guint run = 0; run < 3; run++)
    for (guint validation = 0; validation < 2; validation++)
      {
        double x[30];
        g_autofree char *name =
            g_strdup_printf ("run_%c, %s", 'a' + run, validation ? "validation" : "train");
        MtnChartSeries *series;

        for (guint i = 0; i < 30; i++)
          {
            x[i] = i + 1;
            y[i] = 0.05 + 0.03 * run + 0.3 * exp (-(i + 1.0) / (4 + 2 * run)) +
                   validation * (0.02 + i * 0.001 + 0.004 * wobble (i + 31 * run));
          }
        if (run == 2 && validation)
          y[12] = NAN;
        series = mtn_chart_add (chart, MTN_SERIES_LINE, name, x, y, 30);
        series->color = run;
        series->dash = validation ? MTN_DASH_DASHED : MTN_DASH_SOLID;
        series->marker = MTN_MARKER_DISC + run;
      }
  mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, "best, epoch 19", 19);

  return chart;
}

static MtnChart *
bars (void)
{
  static const char *const ks[] = { "5", "10", "20", "50", NULL };
  static const double values[2][4] = { { .851, .804, .749, .723 }, { .493, .415, .351, .302 } };
  static const double ceilings[] = { 1, 1, .987, .8 };
  static const double baseline[] = { .41, .34, .285, .231 };
  MtnChart *chart = mtn_chart_new ("MAP@K");

  mtn_chart_axis_set (&chart->x, "K", NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set_categories (&chart->x, ks);
  chart->values = TRUE;
  for (guint i = 0; i < 2; i++)
    {
      double low[4];
      double high[4];
      MtnChartSeries *series =
          mtn_chart_add (chart, MTN_SERIES_BAR, i ? "bce_usplit_best" : "tuned_bce_msplit_latest", NULL,
                         values[i], 4);

      for (guint k = 0; k < 4; k++)
        {
          low[k] = values[i][k] - .02;
          high[k] = values[i][k] + .02;
        }
      series->hatched = i == 0;
      mtn_chart_series_set_interval (series, low, high);
    }
  mtn_chart_add (chart, MTN_SERIES_MARK, "popularity", NULL, baseline, 4)->dash = MTN_DASH_DOTTED;
  mtn_chart_add (chart, MTN_SERIES_MARK, "best possible", NULL, ceilings, 4);

  return chart;
}

static MtnChart *
names (gboolean horizontal)
{
  static const char *const models[] = {
    "bce_msplit_best",
    "bce_msplit_latest",
    "bce_msplit_m_best",
    "bce_msplit_m_latest",
    "mse_usplit_best",
    "mse_usplit_latest",
    "mse_usplit_m_best",
    "mse_usplit_m_latest",
    "a name that is far longer than any name should ever be, and then some",
    NULL
  };
  double leaking[9];
  double honest[9];
  MtnChart *chart = mtn_chart_new (horizontal ? "Precision@10 by Model" : "The Same, Upright");

  for (guint i = 0; i < 9; i++)
    {
      leaking[i] = i < 4 ? .78 + .01 * i : NAN;
      honest[i] = i < 4 ? NAN : .48 + .02 * wobble (i);
    }
  mtn_chart_axis_set_categories (&chart->x, models);
  chart->horizontal = horizontal;
  chart->bars = MTN_BARS_OVERLAID;
  chart->values = TRUE;
  mtn_chart_add (chart, MTN_SERIES_BAR, "masks split (leaks)", NULL, leaking, 9)->hatched = TRUE;
  mtn_chart_add (chart, MTN_SERIES_BAR, "users split", NULL, honest, 9);
  mtn_chart_add_line_at (chart, MTN_SERIES_REFERENCE, "popularity .39", .39);

  return chart;
}

static MtnChart *
histograms (void)
{
  MtnChart *chart = mtn_chart_new ("AP of Each Row");
  double edges[21];
  double counts[20];

  for (guint i = 0; i <= 20; i++)
    edges[i] = i / 20.0;
  for (guint k = 0; k < 3; k++)
    {
      g_autofree char *name = g_strdup_printf ("K = %u", 5 << k);
      MtnChartSeries *series;

      for (guint i = 0; i < 20; i++)
        counts[i] = 120 * exp (-pow ((i - 10.0 - 3 * k) / (3 + k), 2)) + 5;
      series = mtn_chart_add (chart, MTN_SERIES_HISTOGRAM, name, edges, counts, 20);
      series->dash = k;
      series->color = k + 3;
    }
  mtn_chart_axis_set (&chart->x, "Average precision", NULL, MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, "Rows", NULL, MTN_SCALE_LINEAR);

  return chart;
}

static MtnChart *
long_tail (void)
{
  MtnChart *chart = mtn_chart_new ("The Long Tail");
  g_autofree double *x = g_new (double, 1682);
  g_autofree double *y = g_new (double, 1682);

  for (guint i = 0; i < 1682; i++)
    {
      x[i] = i + 1;
      y[i] = MAX (1, floor (600 * pow (i + 10, -.3) * exp (-(i / 500.))));
    }
  mtn_chart_axis_set (&chart->x, "Film, by number of ratings", NULL, MTN_SCALE_LOG);
  mtn_chart_axis_set (&chart->y, "Ratings", NULL, MTN_SCALE_LOG);
  mtn_chart_add (chart, MTN_SERIES_POINTS, NULL, x, y, 1682);

  return chart;
}

static MtnChart *
quality (void)
{
  static const double picks[] = { 1, 3, 5, 10 };
  MtnChart *chart = mtn_chart_new ("Quality Against Picks");

  for (guint m = 0; m < 2; m++)
    {
      double y[4];
      double low[4];
      double high[4];
      MtnChartSeries *series;

      for (guint i = 0; i < 4; i++)
        {
          y[i] = .4 + .03 * m + .05 * log (picks[i]);
          low[i] = y[i] - .012;
          high[i] = y[i] + .012;
        }
      series = mtn_chart_add (chart, MTN_SERIES_LINE, m ? "blend" : "edlae", picks, y, 4);
      series->color = 5 + m;
      mtn_chart_series_set_interval (series, low, high);
    }
  mtn_chart_axis_set (&chart->x, "Picks", NULL, MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, "NDCG@10", NULL, MTN_SCALE_LINEAR);
  mtn_chart_set_note (chart, "Bands: 95 % bootstrap intervals over 943 people.");

  return chart;
}

static MtnChart *
heat (void)
{
  static const char *const films[] = { "Star Wars (1977)",
                                       "Contact (1997)",
                                       "Fargo (1996)",
                                       "Return of the Jedi (1983)",
                                       "Liar Liar (1997)",
                                       "English Patient, The (1996)",
                                       "Scream (1996)",
                                       "Toy Story (1995)",
                                       NULL };
  double values[64];
  MtnChart *chart = mtn_chart_new ("Rated by the Same People");

  for (guint i = 0; i < 64; i++)
    values[i] = i % 9 == 0 ? NAN : floor (300 + 150 * wobble (i < 32 ? i : i * 7));
  mtn_chart_add_heat (chart, NULL, values, 8, 8);
  mtn_chart_axis_set_categories (&chart->x, films);
  mtn_chart_axis_set_categories (&chart->y, films);
  chart->values = TRUE;
  chart->height = 360;

  return chart;
}

static MtnChart *
activity (void)
{
  MtnChart *chart = mtn_chart_new ("Activity");
  double x[31];
  double y[31];

  for (guint i = 0; i < 31; i++)
    {
      x[i] = 874724710. + i * 7 * 24 * 3600;
      y[i] = 3000 + 2500 * wobble (i);
    }
  mtn_chart_axis_set (&chart->x, NULL, NULL, MTN_SCALE_TIME);
  mtn_chart_axis_set (&chart->y, "Ratings a week", NULL, MTN_SCALE_LINEAR);
  mtn_chart_add (chart, MTN_SERIES_HISTOGRAM, NULL, x, y, 30);

  return chart;
}

static MtnChart *
groups (void)
{
  static const char *const ages[] = { "under 18", "18–24", "25–34",       "35–44",
                                      "45–49",    "50–55", "56 and over", NULL };
  static const double values[] = { .41, .47, .52, .5, .49, .46, .39 };
  static const gboolean few[] = { FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, TRUE };
  MtnChart *chart = mtn_chart_new ("By Age");
  MtnChartSeries *series;
  double low[7];
  double high[7];

  for (guint i = 0; i < 7; i++)
    {
      low[i] = values[i] - .03 - .08 * few[i];
      high[i] = values[i] + .03 + .08 * few[i];
    }
  mtn_chart_axis_set_categories (&chart->x, ages);
  chart->horizontal = TRUE;
  chart->values = TRUE;
  series = mtn_chart_add (chart, MTN_SERIES_BAR, NULL, NULL, values, 7);
  mtn_chart_series_set_interval (series, low, high);
  mtn_chart_series_set_faint (series, few);
  mtn_chart_set_note (chart, "Grey: fewer than 30 people.");

  return chart;
}

static MtnChart *
busy (void)
{
  MtnChart *chart = mtn_chart_new ("Ten Runs of 10,000 Steps");
  g_autofree double *y = g_new (double, 10000);

  for (guint run = 0; run < 10; run++)
    {
      g_autofree char *name = g_strdup_printf ("run %u", run);

      for (guint i = 0; i < 10000; i++)
        y[i] = .1 + .02 * run + exp (-(i + 1.0) / 2000) + .02 * wobble (i + 977 * run);
      mtn_chart_add (chart, MTN_SERIES_LINE, name, NULL, y, 10000);
    }
  mtn_chart_axis_set (&chart->x, "Step", NULL, MTN_SCALE_LINEAR);

  return chart;
}

static MtnFigure *
compose (double width)
{
  MtnFigure *figure = mtn_figure_new ("Every Kind of Chart");

  mtn_figure_set_width (figure, width);
  mtn_figure_set_subtitle (figure, "MovieLens 100K · seed protocol · masks split · seed 42 · 1,886 rows of "
                                   "943 people");
  mtn_figure_set_warning (figure, "Leaks: same people in training and test. It measures memory, not taste.");
  mtn_figure_set_caption (figure, "Intervals are 95 % bootstrap intervals over people. Invented numbers, to "
                                  "look at the drawing alone; "
                                  "a caption may be as long as it has to be and wraps at words.");
  mtn_figure_take (figure, curves (FALSE));
  mtn_figure_take (figure, curves (TRUE));
  mtn_figure_take (figure, bars ());
  mtn_figure_take (figure, quality ());
  mtn_figure_take (figure, names (TRUE));
  mtn_figure_take (figure, names (FALSE));
  mtn_figure_take (figure, histograms ());
  mtn_figure_take (figure, long_tail ());
  mtn_figure_take (figure, heat ());
  mtn_figure_take (figure, groups ());
  mtn_figure_take (figure, activity ());
  mtn_figure_take (figure, mtn_chart_new ("Nothing"));
  mtn_figure_take (figure, busy ());

  return figure;
}

static void
save (const char *folder, const char *name, GBytes *bytes, GError *error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (bytes == NULL ||
      !g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error))
    g_printerr ("%s: %s\n", name, error->message);
  else
    printf ("%s: %" G_GSIZE_FORMAT " bytes\n", path, g_bytes_get_size (bytes));
  g_clear_pointer (&bytes, g_bytes_unref);
  g_clear_error (&error);
}

int
main (int argc, char *argv[])
{
  const char *folder = argc > 1 ? argv[1] : ".";
  g_autoptr (MtnFigure) wide = compose (920);
  g_autoptr (MtnFigure) narrow = compose (360);
  GError *error = NULL;

  save (folder, "light.png", mtn_figure_to_png (wide, &mtn_plot_theme_light, 1, &error), error);
  save (folder, "dark.png", mtn_figure_to_png (wide, &mtn_plot_theme_dark, 1, &error), error);
  save (folder, "narrow.png", mtn_figure_to_png (narrow, &mtn_plot_theme_light, 1, &error), error);
  save (folder, "light.svg", mtn_figure_to_svg (wide, &mtn_plot_theme_light, &error), error);
  save (folder, "light.pdf", mtn_figure_to_pdf (wide, &mtn_plot_theme_light, &error), error);

  return 0;
}
