/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-figures-run.h"

#include <glib/gi18n.h>

const char *
mtn_figures_run_title (const MtnEvaluation *evaluation, guint run)
{
  static const char *const titles[] = {
    [MTN_GIVEN_ALL] = N_ ("Favourites, with age, gender and occupation"),
    [MTN_GIVEN_FILMS] = N_ ("Favourites, attributes not said"),
    [MTN_GIVEN_ATTRIBUTES] = N_ ("Attributes, no films"),
    [MTN_GIVEN_NOTHING] = N_ ("Nothing said"),
  };

  return evaluation->n_runs > 1 ? _ (titles[evaluation->runs[run].protocol.given]) : NULL;
}

MtnSelection
mtn_figures_run_select (const MtnRun *run, gboolean means_only)
{
  return (MtnSelection){ .by_slices = run->protocol.kind == MTN_PROTOCOL_FAVORITES,
                         .seed = run->protocol.seed,
                         .means_only = means_only };
}

double
mtn_figures_run_get_mean (const MtnRun *run, const MtnMeasures *measures, guint k, guint metric)
{
  MtnSelection selection = mtn_figures_run_select (run, TRUE);
  g_autoptr (MtnSummary) summary = mtn_summary_new (measures, &selection);

  return mtn_summary_get (summary, k, metric).mean;
}

MtnChart *
mtn_figures_run_slices (const MtnRun *run, guint k)
{
  gboolean is_picks = run->protocol.kind == MTN_PROTOCOL_FAVORITES;
  g_autofree char *title =
      g_strdup_printf (is_picks ? _ ("NDCG@%u against picks") : _ ("NDCG@%u against what is hidden"),
                       run->ceiling->ks[k]);
  MtnChart *chart = mtn_chart_new (title);

  mtn_chart_axis_set (&chart->x, is_picks ? _ ("Picks") : _ ("Share of the ratings hidden"), NULL,
                      MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, NULL, NULL, MTN_SCALE_LINEAR);

  return chart;
}

MtnChartSeries *
mtn_figures_run_add_slices (MtnChart *chart,
                            const MtnRun *run,
                            const MtnMeasures *measures,
                            guint k,
                            const char *name,
                            gboolean has_interval)
{
  g_autofree double *values = g_new (double, 4 * run->protocol.n_slices);
  double *x = values, *y = x + run->protocol.n_slices, *low = y + run->protocol.n_slices,
         *high = low + run->protocol.n_slices;
  MtnChartSeries *series;
  guint n = 0;

  for (guint s = 0; s < run->protocol.n_slices; s++)
    {
      MtnSelection slice = {
        .has_slice = TRUE, .slice = s, .seed = run->protocol.seed, .means_only = !has_interval
      };
      g_autoptr (MtnSummary) summary = mtn_summary_new (measures, &slice);
      MtnInterval interval = mtn_summary_get (summary, k, MTN_METRIC_NDCG);

      if (summary->n_rows == 0)
        continue;
      x[n] = run->protocol.slices[s];
      y[n] = interval.mean;
      low[n] = interval.low;
      high[n++] = interval.high;
    }
  series = mtn_chart_add (chart, n > 1 ? MTN_SERIES_LINE : MTN_SERIES_POINTS, name, x, y, n);
  if (has_interval)
    mtn_chart_series_set_interval (series, low, high);

  return series;
}

void
mtn_figures_run_add_baselines (MtnChart *chart, const MtnRun *run, guint k)
{
  const struct
  {
    const MtnMeasures *measures;
    const char *name;
    MtnDash dash;
  } baselines[] = {
    { run->random, _ ("random order"), MTN_DASH_DASHED },
    { run->popularity, _ ("number of ratings"), MTN_DASH_DOTTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (baselines); i++)
    {
      MtnChartSeries *series =
          mtn_figures_run_add_slices (chart, run, baselines[i].measures, k, baselines[i].name, FALSE);

      series->color = MTN_CHART_INK;
      series->marker = MTN_MARKER_NONE;
      series->dash = baselines[i].dash;
    }
}
