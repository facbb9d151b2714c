/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Figures of the table of people × films, and of what samples are made of it. */

#include <math.h>

#include <glib/gi18n.h>

#include "mtn-figures-explore.h"
#include "mtn-plot-scale.h"

/* The rank of the first of each group of @n things in @n_groups groups of nearly the same size; of every
 * @step-th group, since all of them would not fit. */
static char **
dup_ranks (guint n, guint n_groups, guint step)
{
  char **names = g_new0 (char *, n_groups + 1);

  for (guint i = 0; i < n_groups; i++)
    names[i] = i % step == 0
                   ? g_strdup_printf ("%u", (guint) (((guint64) i * n + n_groups - 1) / n_groups) + 1)
                   : g_strdup ("");

  return names;
}

MtnFigure *
mtn_figures_explore_sparsity (const MtnExploration *self)
{
  const MtnExplorationGrid *grid = &self->grid;
  g_auto (GStrv) rows = dup_ranks (self->counts.n_people, grid->n_rows, 3);
  g_auto (GStrv) cols = dup_ranks (self->counts.n_movies, grid->n_cols, 3);
  g_autofree char *empty = mtn_plot_number_fixed (100 * self->counts.sparsity, 2);
  g_autofree char *note = g_strdup_printf (_ ("%s %% of the table is empty. A cell is a group of people and "
                                              "a group of films; the darker, the "
                                              "larger the share, in %%, that is rated."),
                                           empty);
  g_autofree double *percent = g_new (double, grid->n_rows * grid->n_cols);
  MtnFigure *figure;
  MtnChart *chart;

  if (self->counts.n_ratings == 0)
    return NULL;

  for (guint i = 0; i < grid->n_rows * grid->n_cols; i++)
    percent[i] = 100 * grid->density[i];

  figure = mtn_figures_explore_begin (self, _ ("Who rated what"));
  chart = mtn_chart_new (NULL);
  mtn_chart_axis_set_categories (&chart->x, (const char *const *) cols);
  mtn_chart_axis_set_categories (&chart->y, (const char *const *) rows);
  mtn_chart_axis_set (&chart->x, _ ("Films, the most rated first"), NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set (&chart->y, _ ("People, the most active first"), NULL, MTN_SCALE_CATEGORY);
  mtn_chart_add_heat (chart, _ ("% rated"), percent, grid->n_rows, grid->n_cols);
  mtn_chart_set_note (chart, note);
  chart->height = 560;
  mtn_figure_set_columns (figure, 1);
  mtn_figure_take (figure, chart);

  return figure;
}

MtnFigure *
mtn_figures_explore_together (const MtnExploration *self)
{
  guint n = self->tail.n_top;
  g_auto (GStrv) names = g_new0 (char *, n + 1);
  g_autofree double *people = g_new (double, (gsize) n *n + 1);
  MtnFigure *figure;
  MtnChart *chart;

  if (n < 2)
    return NULL;

  for (guint i = 0; i < n; i++)
    names[i] = mtn_movie_dup_label (mtn_catalog_get_movie (self->dataset->catalog, self->tail.top[i]));
  /* Who rated a film and the same film is no news, and would outshine the rest. */
  for (guint i = 0; i < n * n; i++)
    people[i] = i / n == i % n ? (double) NAN : self->grid.together[i];

  figure = mtn_figures_explore_begin (self, _ ("Films that the same people rated"));
  chart = mtn_chart_new (NULL);
  mtn_chart_axis_set_categories (&chart->x, (const char *const *) names);
  mtn_chart_axis_set_categories (&chart->y, (const char *const *) names);
  mtn_chart_axis_set (&chart->x, _ ("Film"), NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set (&chart->y, _ ("Film"), NULL, MTN_SCALE_CATEGORY);
  mtn_chart_add_heat (chart, _ ("People"), people, n, n);
  mtn_chart_set_note (chart, _ ("People who rated both films, of the films that are rated most, the most "
                                "rated first."));
  chart->height = 720;
  mtn_figure_set_columns (figure, 1);
  mtn_figure_take (figure, chart);

  return figure;
}

static void
add_points (MtnChart *chart, const MtnExplorationSample *sample, gboolean hidden, gboolean as_input)
{
  g_autofree double *x = g_new (double, sample->n);
  g_autofree double *y = g_new (double, sample->n);
  guint n = 0;

  for (guint i = 0; i < sample->n; i++)
    if ((sample->is_hidden[i] != FALSE) == hidden)
      {
        x[n] = i + 1;
        y[n++] = hidden && as_input ? 0.0 : (double) sample->stars[i];
      }
  mtn_chart_add (chart, MTN_SERIES_POINTS, hidden ? _ ("hidden") : _ ("visible"), x, y, n)->marker =
      hidden ? MTN_MARKER_CROSS : MTN_MARKER_DISC;
}

/* What the person rated, in the order of the catalogue; what is hidden lies in its place and looks otherwise.
 */
static MtnChart *
draw_ratings (const MtnExplorationSample *sample, const char *title, gboolean as_input)
{
  MtnChart *chart = mtn_chart_new (title);

  mtn_chart_axis_set (&chart->x, _ ("The person's films, by id"), NULL, MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, _ ("Rating"), _ ("stars"), MTN_SCALE_LINEAR);
  chart->y.min = -0.3;
  chart->y.max = 5.3;
  add_points (chart, sample, FALSE, as_input);
  add_points (chart, sample, TRUE, as_input);
  chart->height = 260;

  return chart;
}

MtnFigure *
mtn_figures_explore_sample (const MtnExploration *self)
{
  return mtn_figures_explore_sample_of (self, &self->sample);
}

MtnFigure *
mtn_figures_explore_sample_of (const MtnExploration *self, const MtnExplorationSample *sample)
{
  g_autofree char *title = NULL;
  MtnFigure *figure;
  guint n_hidden = 0;

  if (sample->n == 0)
    return NULL;

  for (guint i = 0; i < sample->n; i++)
    n_hidden += sample->is_hidden[i];
  title = g_strdup_printf (_ ("One masked sample: person %d, %u of %u films hidden"),
                           self->dataset->people[sample->person].id, n_hidden, sample->n);
  figure = mtn_figures_explore_begin (self, title);
  mtn_figure_set_columns (figure, 1);
  mtn_figure_take (figure, draw_ratings (sample, _ ("What a model is shown: hidden films are 0"), TRUE));
  mtn_figure_take (figure, draw_ratings (sample, _ ("The truth"), FALSE));

  return figure;
}

static void
add_kind (MtnChart *chart, MtnSplitKind kind, const double *values, guint n)
{
  MtnChartSeries *series =
      mtn_chart_add (chart, MTN_SERIES_BAR,
                     kind == MTN_SPLIT_MASKS ? _ ("by masks (leaks: same people in training and test)")
                                             : _ ("by users"),
                     NULL, values, n);

  series->color = kind;
  series->hatched = kind == MTN_SPLIT_MASKS;
}

static MtnChart *
draw_parts (const MtnExploration *self, const char *title, const char *axis, gboolean people)
{
  const char *names[] = { _ ("training"), _ ("test"), NULL };
  MtnChart *chart = mtn_chart_new (title);

  mtn_chart_axis_set_categories (&chart->x, names);
  mtn_chart_axis_set (&chart->y, axis, NULL, MTN_SCALE_LINEAR);
  chart->values = TRUE;
  for (guint kind = 0; kind < G_N_ELEMENTS (self->splits); kind++)
    {
      const guint *numbers = people ? self->splits[kind].n_people : self->splits[kind].n_samples;
      double values[] = { numbers[MTN_SPLIT_TRAIN], numbers[MTN_SPLIT_TEST] };

      if (self->splits[kind].is_there)
        add_kind (chart, kind, values, 2);
    }

  return chart;
}

static MtnChart *
draw_spreads (const MtnExploration *self, const char *title, gboolean hidden)
{
  const char *names[] = { _ ("least"), _ ("median"), _ ("mean"), _ ("most"), NULL };
  MtnChart *chart = mtn_chart_new (title);

  mtn_chart_axis_set_categories (&chart->x, names);
  mtn_chart_axis_set (&chart->y, _ ("Films"), NULL, MTN_SCALE_LINEAR);
  chart->values = TRUE;
  for (guint kind = 0; kind < G_N_ELEMENTS (self->splits); kind++)
    {
      const MtnSpread *spread = hidden ? &self->splits[kind].hidden : &self->splits[kind].visible;
      double values[] = { spread->min, spread->median, spread->mean, spread->max };

      if (self->splits[kind].is_there)
        add_kind (chart, kind, values, 4);
    }

  return chart;
}

MtnFigure *
mtn_figures_explore_splits (const MtnExploration *self)
{
  MtnFigure *figure;

  if (!self->splits[MTN_SPLIT_MASKS].is_there && !self->splits[MTN_SPLIT_USERS].is_there)
    return NULL;

  figure = mtn_figures_explore_begin (self, _ ("The splits of 2023"));
  mtn_figure_take (figure, draw_parts (self, _ ("Samples"), _ ("Samples"), FALSE));
  mtn_figure_take (figure, draw_parts (self, _ ("Different people"), _ ("People"), TRUE));
  mtn_figure_take (figure, draw_spreads (self, _ ("Hidden films in a sample of the test"), TRUE));
  mtn_figure_take (figure, draw_spreads (self, _ ("Visible films in a sample of the test"), FALSE));

  return figure;
}
