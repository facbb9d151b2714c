/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-figures-evaluation.h"

#include <inttypes.h>
#include <math.h>

#include <glib/gi18n.h>

#include "mtn-evaluation-json.h"
#include "mtn-figures-results.h"
#include "mtn-figures-run.h"

#define N_BINS 20

typedef struct
{
  const MtnEvaluation *evaluation;
  guint model;
  guint main_k;
} Picture;

static char **
dup_ks (const MtnMeasures *measures)
{
  char **names = g_new0 (char *, measures->n_ks + 1);

  for (guint k = 0; k < measures->n_ks; k++)
    names[k] = g_strdup_printf ("%u", measures->ks[k]);

  return names;
}

static void
add_mark (MtnChart *chart,
          const char *name,
          const MtnRun *run,
          const MtnMeasures *measures,
          guint metric,
          MtnDash dash)
{
  MtnSelection selection = mtn_figures_run_select (run, TRUE);
  g_autoptr (MtnSummary) summary = mtn_summary_new (measures, &selection);
  g_autofree double *y = g_new (double, measures->n_ks);

  for (guint k = 0; k < measures->n_ks; k++)
    y[k] = mtn_summary_get (summary, k, metric).mean;
  mtn_chart_add (chart, MTN_SERIES_MARK, name, NULL, y, measures->n_ks)->dash = dash;
}

/* One bar a K, with its interval. */
static MtnChart *
draw_bars (const Picture *self, const char *title, const MtnSummary *summary, guint metric)
{
  const MtnRun *run = &self->evaluation->runs[0];
  const MtnMeasures *measures = run->models[self->model];
  MtnChart *chart = mtn_chart_new (title);
  g_auto (GStrv) names = dup_ks (measures);
  g_autofree double *y = g_new (double, measures->n_ks);
  g_autofree double *low = g_new (double, measures->n_ks);
  g_autofree double *high = g_new (double, measures->n_ks);

  for (guint k = 0; k < measures->n_ks; k++)
    {
      MtnInterval interval = mtn_summary_get (summary, k, metric);

      y[k] = interval.mean;
      low[k] = interval.low;
      high[k] = interval.high;
    }

  mtn_chart_axis_set (&chart->x, _ ("Length of the list, K"), NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set_categories (&chart->x, (const char *const *) names);
  mtn_chart_axis_set (&chart->y, NULL, NULL, MTN_SCALE_LINEAR);
  chart->y.max = 1;
  chart->values = TRUE;
  mtn_chart_series_set_interval (mtn_chart_add (chart, MTN_SERIES_BAR, self->evaluation->names[self->model],
                                                NULL, y, measures->n_ks),
                                 low, high);
  add_mark (chart, _ ("random order"), run, run->random, metric, MTN_DASH_DASHED);
  add_mark (chart, _ ("number of ratings"), run, run->popularity, metric, MTN_DASH_DOTTED);
  add_mark (chart, _ ("perfect ranking"), run, run->ceiling, metric, MTN_DASH_SOLID);

  return chart;
}

/* How often the rows have which value: lines, one a K, that can be told apart where dots cannot. */
static MtnChart *
draw_spread (const Picture *self, const char *title, const char *axis, guint metric)
{
  const MtnMeasures *measures = self->evaluation->runs[0].models[self->model];
  MtnChart *chart = mtn_chart_new (title);
  guint n_rows = mtn_measures_get_n_rows (measures);

  mtn_chart_axis_set (&chart->x, axis, NULL, MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, _ ("Share of the rows that have no more"), NULL, MTN_SCALE_LINEAR);
  chart->x.min = chart->y.min = 0;
  chart->x.max = chart->y.max = 1;
  for (guint k = 0; k < measures->n_ks; k++)
    {
      g_autofree char *name = g_strdup_printf ("K = %u", measures->ks[k]);
      double x[N_BINS + 1], y[N_BINS + 1] = { 0 };

      for (guint b = 0; b <= N_BINS; b++)
        x[b] = (double) b / N_BINS;
      for (guint row = 0; row < n_rows; row++)
        {
          double value = mtn_measures_get_row (measures, row)[k * MTN_N_COLUMNS + metric];

          y[(guint) ceil (CLAMP (value, 0, 1) * N_BINS - 1e-9)]++;
        }
      for (guint b = 0; b <= N_BINS; b++)
        y[b] += b > 0 ? y[b - 1] : 0;
      for (guint b = 0; b <= N_BINS; b++)
        y[b] /= MAX (n_rows, 1);
      mtn_chart_add (chart, MTN_SERIES_LINE, name, x, y, N_BINS + 1)->marker = MTN_MARKER_NONE;
    }

  return chart;
}

static MtnChart *
draw_curves (const Picture *self)
{
  const MtnEvaluation *evaluation = self->evaluation;
  MtnChart *chart = mtn_figures_run_slices (&evaluation->runs[0], self->main_k);

  chart->y.from_zero = TRUE;
  /* xgettext:no-c-format */
  mtn_chart_set_note (chart, _ ("Bands: 95 % intervals, bootstrap over people."));
  for (guint r = 0; r < evaluation->n_runs; r++)
    {
      const MtnRun *run = &evaluation->runs[r];
      const char *name = mtn_figures_run_title (evaluation, r);

      mtn_figures_run_add_slices (chart, run, run->models[self->model], self->main_k,
                                  name != NULL ? name : evaluation->names[self->model], TRUE);
    }
  mtn_figures_run_add_baselines (chart, &evaluation->runs[0], self->main_k);

  return chart;
}

/* NDCG by gender, then by age group; groups of few people are faint. */
static MtnChart *
draw_groups (const Picture *self)
{
  const MtnRun *run = &self->evaluation->runs[0];
  const MtnDataset *dataset = self->evaluation->dataset;
  const MtnVocabulary *vocabulary = dataset->vocabulary;
  guint n_genders = g_strv_length (vocabulary->genders);
  guint n_groups = n_genders + vocabulary->n_ages;
  guint n_people = dataset->ratings->n_people;
  g_autofree gboolean *people = g_new (gboolean, MAX (n_people, 1));
  g_autofree gboolean *faint = g_new (gboolean, MAX (n_groups, 1));
  g_autofree double *values = g_new (double, 3 * MAX (n_groups, 1));
  double *y = values, *low = values + n_groups, *high = low + n_groups;
  g_auto (GStrv) names = g_new0 (char *, n_groups + 1);
  g_autofree char *title = g_strdup_printf (_ ("NDCG@%u by gender and age"), run->ceiling->ks[self->main_k]);
  MtnChart *chart;

  for (guint g = 0; g < n_groups; g++)
    {
      MtnSelection group = mtn_figures_run_select (run, FALSE);
      g_autoptr (MtnSummary) summary = NULL;
      g_autofree char *label = NULL;
      MtnInterval interval;

      for (guint u = 0; u < n_people; u++)
        people[u] = g < n_genders ? dataset->people[u].gender == (int) g
                                  : mtn_vocabulary_age_group (vocabulary, dataset->people[u].age) ==
                                        (int) (g - n_genders);
      group.people = people;
      summary = mtn_summary_new (run->models[self->model], &group);
      interval = mtn_summary_get (summary, self->main_k, MTN_METRIC_NDCG);
      y[g] = summary->n_rows > 0 ? interval.mean : NAN;
      low[g] = summary->n_rows > 0 ? interval.low : NAN;
      high[g] = summary->n_rows > 0 ? interval.high : NAN;
      faint[g] = summary->n_people < MTN_EVALUATION_FEW_PEOPLE;
      label = g < n_genders ? g_strdup (vocabulary->genders[g])
                            : mtn_vocabulary_dup_age_label (vocabulary, g - n_genders);
      names[g] = g_strdup_printf ("%s (%u)", label, summary->n_people);
    }

  chart = mtn_chart_new (title);
  mtn_chart_axis_set (&chart->x, _ ("Group (people)"), NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set_categories (&chart->x, (const char *const *) names);
  mtn_chart_axis_set (&chart->y, NULL, NULL, MTN_SCALE_LINEAR);
  mtn_chart_series_set_faint (mtn_chart_add (chart, MTN_SERIES_BAR, NULL, NULL, y, n_groups), faint);
  mtn_chart_series_set_interval (g_ptr_array_index (chart->series, 0), low, high);
  mtn_chart_set_note (chart, _ ("Grey: fewer than 30 people."));

  return chart;
}

MtnFigure *
mtn_figures_evaluation (const MtnEvaluation *evaluation,
                        guint model,
                        const MtnEvaluationOptions *options,
                        guint main_k,
                        const char *split,
                        const char *leaks)
{
  const MtnRun *run = &evaluation->runs[0];
  Picture picture = { evaluation, model, main_k };
  MtnSelection selection = mtn_figures_run_select (run, FALSE);
  g_autoptr (MtnSummary) summary = mtn_summary_new (run->models[model], &selection);
  g_autofree char *title =
      g_strdup_printf (_ ("%s on %s"), evaluation->names[model], evaluation->dataset->name);
  g_autofree char *words = mtn_protocol_dup_relevance (&run->protocol);
  g_autofree char *relevance = mtn_figures_dup_relevance (words);
  g_autofree char *subtitle = NULL;
  g_autofree char *caption = NULL;
  MtnFigure *figure = mtn_figure_new (title);

  subtitle = g_strdup_printf (_ ("Protocol %s%s%s; %u rows of %u people; to be found: %s"),
                              mtn_protocol_kind_get_name (options->protocol), split != NULL ? ", " : "",
                              split != NULL ? split : "", summary->n_rows, summary->n_people, relevance);
  caption =
      g_strdup_printf (_ ("Data SHA-256 %s. Seed %" PRIu64 ". Intervals: 95 %%, bootstrap over people. %s."),
                       evaluation->dataset->sha256, options->seed, "matinee " MTN_VERSION);
  mtn_figure_set_subtitle (figure, subtitle);
  if (leaks != NULL)
    mtn_figure_set_warning (figure, _ (leaks));
  mtn_figure_set_caption (figure, caption);

  mtn_figure_take (figure, draw_bars (&picture, _ ("MAP@K"), summary, MTN_METRIC_MAP));
  mtn_figure_take (figure,
                   draw_bars (&picture, _ ("Precision@K (the seed’s MRP@K)"), summary, MTN_METRIC_PRECISION));
  mtn_figure_take (figure, draw_spread (&picture, _ ("Average precision of the rows"),
                                        _ ("Average precision"), MTN_METRIC_MAP));
  mtn_figure_take (figure, draw_spread (&picture, _ ("Precision of the rows"), _ ("Precision"),
                                        MTN_METRIC_PRECISION));
  mtn_figure_take (figure, draw_curves (&picture));
  if (g_strv_length (evaluation->dataset->vocabulary->genders) > 0)
    mtn_figure_take (figure, draw_groups (&picture));

  return figure;
}
