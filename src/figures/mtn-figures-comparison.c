/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-figures-comparison.h"

#include <inttypes.h>
#include <stdlib.h>

#include <glib/gi18n.h>

#include "mtn-figures-run.h"

/* More lines than that cannot be told apart. */
#define MAX_CURVES 7

/* A model, and what it scores in the first run. */
typedef struct
{
  guint model;
  double ndcg;
} Place;

typedef struct
{
  const MtnEvaluation *evaluation;
  const char *const *leaks;
  guint main_k;
  Place *places; /* [n_models]: the best first */
} Picture;

static int
compare_places (const void *a, const void *b)
{
  const Place *x = a, *y = b;

  if (x->ndcg != y->ndcg)
    return x->ndcg > y->ndcg ? -1 : 1;

  return (x->model > y->model) - (x->model < y->model);
}

static Place *
sort_models (const MtnEvaluation *evaluation, guint main_k)
{
  const MtnRun *run = &evaluation->runs[0];
  Place *places = g_new (Place, evaluation->n_models);

  for (guint m = 0; m < evaluation->n_models; m++)
    places[m] = (Place){ m, mtn_figures_run_get_mean (run, run->models[m], main_k, MTN_METRIC_NDCG) };
  qsort (places, evaluation->n_models, sizeof *places, compare_places);

  return places;
}

/* A bar a model, the best on top. */
static MtnChart *
draw_bars (const Picture *self, const MtnRun *run, const char *title, guint metric)
{
  const MtnEvaluation *evaluation = self->evaluation;
  guint n = evaluation->n_models;
  MtnSelection selection = mtn_figures_run_select (run, FALSE);
  MtnChart *chart = mtn_chart_new (title);
  g_auto (GStrv) names = g_new0 (char *, n + 1);
  g_autofree double *values = g_new (double, 3 * n);
  double *y = values, *low = values + n, *high = low + n;

  for (guint i = 0; i < n; i++)
    {
      guint m = self->places[i].model;
      g_autoptr (MtnSummary) summary = mtn_summary_new (run->models[m], &selection);
      MtnInterval interval = mtn_summary_get (summary, self->main_k, metric);

      names[i] = self->leaks[m] != NULL ? g_strdup_printf (_ ("%s (leaks)"), evaluation->names[m])
                                        : g_strdup (evaluation->names[m]);
      y[i] = interval.mean;
      low[i] = interval.low;
      high[i] = interval.high;
    }

  chart->horizontal = TRUE;
  chart->values = TRUE;
  mtn_chart_axis_set (&chart->x, NULL, NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set_categories (&chart->x, (const char *const *) names);
  mtn_chart_axis_set (&chart->y, NULL, NULL, MTN_SCALE_LINEAR);
  mtn_chart_series_set_interval (mtn_chart_add (chart, MTN_SERIES_BAR, NULL, NULL, y, n), low, high);
  mtn_chart_add_line_at (chart, MTN_SERIES_REFERENCE, _ ("random order"),
                         mtn_figures_run_get_mean (run, run->random, self->main_k, metric))
      ->dash = MTN_DASH_DASHED;
  mtn_chart_add_line_at (chart, MTN_SERIES_REFERENCE, _ ("number of ratings"),
                         mtn_figures_run_get_mean (run, run->popularity, self->main_k, metric));

  return chart;
}

static MtnChart *
draw_curves (const Picture *self)
{
  const MtnRun *run = &self->evaluation->runs[0];
  MtnChart *chart = mtn_figures_run_slices (run, self->main_k);

  for (guint i = 0; i < MIN (self->evaluation->n_models, MAX_CURVES); i++)
    {
      guint m = self->places[i].model;

      mtn_figures_run_add_slices (chart, run, run->models[m], self->main_k, self->evaluation->names[m],
                                  FALSE);
    }
  mtn_figures_run_add_baselines (chart, run, self->main_k);
  if (self->evaluation->n_models > MAX_CURVES)
    mtn_chart_set_note (chart, _ ("The best seven."));

  return chart;
}

MtnFigure *
mtn_figures_comparison (const MtnEvaluation *evaluation,
                        const MtnEvaluationOptions *options,
                        guint main_k,
                        const char *split,
                        const char *const *leaks)
{
  static const MtnMetric metrics[] = { MTN_METRIC_NDCG, MTN_METRIC_MAP, MTN_METRIC_PRECISION };
  const MtnRun *run = &evaluation->runs[0];
  g_autofree Place *places = sort_models (evaluation, main_k);
  Picture picture = { evaluation, leaks, main_k, places };
  MtnSelection selection = mtn_figures_run_select (run, TRUE);
  g_autoptr (MtnSummary) ceiling = mtn_summary_new (run->ceiling, &selection);
  g_autofree char *title =
      g_strdup_printf (_ ("%u models on %s"), evaluation->n_models, evaluation->dataset->name);
  g_autofree char *subtitle =
      g_strdup_printf (_ ("Protocol %s%s%s; %u rows of %u people"),
                       mtn_protocol_kind_get_name (options->protocol), split != NULL ? ", " : "",
                       split != NULL ? split : "", ceiling->n_rows, ceiling->n_people);
  g_autofree char *caption =
      g_strdup_printf (_ ("Intervals: 95 %%, bootstrap over people. Seed %" PRIu64 ". Data SHA-256 %s."),
                       options->seed, evaluation->dataset->sha256);
  MtnFigure *figure = mtn_figure_new (title);

  mtn_figure_set_subtitle (figure, subtitle);
  mtn_figure_set_caption (figure, caption);
  for (guint m = 0; m < evaluation->n_models; m++)
    if (leaks[m] != NULL)
      mtn_figure_set_warning (figure, leaks[m]);

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      g_autofree char *name =
          g_strdup_printf ("%s@%u", mtn_metric_get_label (metrics[i]), options->ks[main_k]);

      mtn_figure_take (figure, draw_bars (&picture, run, name, metrics[i]));
    }
  mtn_figure_take (figure, draw_curves (&picture));
  for (guint r = 1; r < evaluation->n_runs; r++)
    {
      g_autofree char *name =
          g_strdup_printf ("NDCG@%u: %s", options->ks[main_k], mtn_figures_run_title (evaluation, r));

      mtn_figure_take (figure, draw_bars (&picture, &evaluation->runs[r], name, MTN_METRIC_NDCG));
    }

  return figure;
}
