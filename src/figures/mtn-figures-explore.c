/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Figures of one thing after another: stars, activity, genres, people, time. */

#include "mtn-figures-explore.h"

#include <math.h>

#include <glib/gi18n.h>

#include "mtn-plot-scale.h"

#define AGE_STEP 5
#define N_BINS 24

char *
mtn_figures_explore_dup_number (double value)
{
  return mtn_plot_number_fixed (value, 0);
}

MtnFigure *
mtn_figures_explore_begin (const MtnExploration *self, const char *title)
{
  MtnFigure *figure = mtn_figure_new (title);
  g_autofree char *people = mtn_figures_explore_dup_number (self->counts.n_people);
  g_autofree char *films = mtn_figures_explore_dup_number (self->counts.n_movies);
  g_autofree char *ratings = mtn_figures_explore_dup_number (self->counts.n_ratings);
  g_autofree char *subtitle = g_strdup_printf (_ ("%s: %s people, %s films, %s ratings"), self->dataset->name,
                                               people, films, ratings);
  g_autofree char *caption =
      g_strdup_printf (_ ("Data: SHA-256 %s. %s"), self->dataset->sha256, self->dataset->licence);

  mtn_figure_set_subtitle (figure, subtitle);
  mtn_figure_set_caption (figure, caption);

  return figure;
}

static void
copy_counts (double *to, const guint *from, guint n)
{
  for (guint i = 0; i < n; i++)
    to[i] = from[i];
}

/* Halves are shown where anybody gives them. */
static gboolean
has_halves (const MtnExploration *self)
{
  guint n = 0;

  for (guint i = 0; i < MTN_EXPLORATION_N_STARS; i += 2)
    n += self->stars.counts[i];

  return n > 0;
}

MtnFigure *
mtn_figures_explore_stars (const MtnExploration *self)
{
  static const char *const halves[] = { "½", "1", "1½", "2", "2½", "3", "3½", "4", "4½", "5", NULL };
  static const char *const whole[] = { "1", "2", "3", "4", "5", NULL };
  MtnFigure *figure = mtn_figures_explore_begin (self, _ ("Which ratings people give"));
  MtnChart *chart = mtn_chart_new (NULL);
  g_autofree char *mean = mtn_plot_number_fixed (self->stars.mean, 2);
  g_autofree char *note = g_strdup_printf (_ ("Mean: %s stars"), mean);
  gboolean with_halves = has_halves (self);
  double counts[MTN_EXPLORATION_N_STARS];
  guint n = 0;

  for (guint i = 0; i < MTN_EXPLORATION_N_STARS; i++)
    if (with_halves || i % 2 == 1)
      counts[n++] = self->stars.counts[i];

  mtn_chart_axis_set (&chart->x, _ ("Rating"), _ ("stars"), MTN_SCALE_CATEGORY);
  mtn_chart_axis_set_categories (&chart->x, with_halves ? halves : whole);
  mtn_chart_axis_set (&chart->y, _ ("Ratings"), NULL, MTN_SCALE_LINEAR);
  mtn_chart_add (chart, MTN_SERIES_BAR, NULL, NULL, counts, n);
  mtn_chart_set_note (chart, note);
  chart->values = TRUE;
  chart->height = 380;
  mtn_figure_set_columns (figure, 1);
  mtn_figure_take (figure, chart);

  return figure;
}

/* Counts against their rank, both by powers of ten: a straight line down is a power law. */
static MtnChart *
draw_ranks (const char *title, const char *who, const guint *counts, guint n)
{
  MtnChart *chart = mtn_chart_new (title);
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);
  guint n_rated = 0;

  /* Without ratings there is no place on such a scale. */
  while (n_rated < n && counts[n_rated] > 0)
    {
      x[n_rated] = n_rated + 1;
      y[n_rated] = counts[n_rated];
      n_rated++;
    }

  mtn_chart_axis_set (&chart->x, who, NULL, MTN_SCALE_LOG);
  mtn_chart_axis_set (&chart->y, _ ("Ratings"), NULL, MTN_SCALE_LOG);
  mtn_chart_add (chart, MTN_SERIES_LINE, NULL, x, y, n_rated)->marker = MTN_MARKER_NONE;

  return chart;
}

/* How many have so many: columns of equal width on a scale of powers of ten, between whole numbers. */
static MtnChart *
draw_histogram (const char *title, const char *who, const guint *counts, guint n, const MtnSpread *spread)
{
  MtnChart *chart = mtn_chart_new (title);
  double step = log (spread->max + 1) / N_BINS;
  g_autofree char *median = mtn_plot_number (spread->median);
  g_autofree char *name = g_strdup_printf (_ ("median %s"), median);
  double edges[N_BINS + 1];
  double heights[N_BINS] = { 0 };
  guint n_edges = 0;

  for (guint i = 0; i <= N_BINS; i++)
    {
      double edge = ceil (exp (i * step) - 1e-9);

      if (n_edges == 0 || edge > edges[n_edges - 1])
        edges[n_edges++] = edge;
    }
  for (guint i = 0; i < n; i++)
    for (guint bin = n_edges - 1; counts[i] > 0 && bin > 0; bin--)
      if (counts[i] >= edges[bin - 1])
        {
          heights[bin - 1]++;
          break;
        }

  mtn_chart_axis_set (&chart->x, _ ("Ratings"), NULL, MTN_SCALE_LOG);
  mtn_chart_axis_set (&chart->y, who, NULL, MTN_SCALE_LINEAR);
  mtn_chart_add (chart, MTN_SERIES_HISTOGRAM, NULL, edges, heights, n_edges - 1);
  mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, name, spread->median);

  return chart;
}

MtnFigure *
mtn_figures_explore_tail (const MtnExploration *self)
{
  const MtnExplorationTail *tail = &self->tail;
  MtnFigure *figure = mtn_figures_explore_begin (self, _ ("The long tail"));
  g_autofree char *share = mtn_plot_number_fixed (100 * tail->top_tenth, 0);
  g_autofree char *few = mtn_figures_explore_dup_number (tail->n_below_5);
  g_autofree char *note = g_strdup_printf (_ ("The tenth of the films that is rated most has %s %% of the "
                                              "ratings; %s films have 1 to 4."),
                                           share, few);
  MtnChart *films;

  if (self->counts.n_ratings == 0)
    {
      mtn_figure_free (figure);
      return NULL;
    }

  films = draw_ranks (_ ("Ratings of each film"), _ ("Films, the most rated first"), tail->per_movie,
                      self->counts.n_movies);
  mtn_chart_set_note (films, note);
  mtn_figure_take (figure, draw_ranks (_ ("Ratings of each person"), _ ("People, the most active first"),
                                       tail->per_person, self->counts.n_people));
  mtn_figure_take (figure, films);
  mtn_figure_take (figure, draw_histogram (_ ("How many ratings people gave"), _ ("People"), tail->per_person,
                                           self->counts.n_people, &tail->people));
  mtn_figure_take (figure, draw_histogram (_ ("How many ratings films got"), _ ("Films"), tail->per_movie,
                                           self->counts.n_movies, &tail->movies));

  return figure;
}

/* Bars with names, that with the highest value on top. */
typedef struct
{
  const char *name;
  double value;
} Bar;

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  double x = ((const Bar *) a)->value, y = ((const Bar *) b)->value;

  return (y > x) - (y < x);
}

static MtnChart *
draw_bars (const char *title, const char *what, const char *axis, GArray *bars, gboolean sorted)
{
  MtnChart *chart = mtn_chart_new (title);
  g_autofree const char **names = g_new0 (const char *, bars->len + 1);
  g_autofree double *values = g_new (double, bars->len);

  if (sorted)
    g_array_sort (bars, compare_bars);
  for (guint i = 0; i < bars->len; i++)
    {
      names[i] = g_array_index (bars, Bar, i).name;
      values[i] = g_array_index (bars, Bar, i).value;
    }

  mtn_chart_axis_set_categories (&chart->x, names);
  mtn_chart_axis_set (&chart->x, what, NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set (&chart->y, axis, NULL, MTN_SCALE_LINEAR);
  chart->horizontal = TRUE;
  chart->values = TRUE;
  mtn_chart_add (chart, MTN_SERIES_BAR, NULL, NULL, values, bars->len);

  return chart;
}

static void
add_bar (GArray *bars, const char *name, double value)
{
  Bar bar = { .name = name, .value = value };

  g_array_append_val (bars, bar);
}

static const char *
get_genre (const MtnExploration *self, guint genre)
{
  return genre == 0 ? _ ("no genre") : mtn_catalog_get_genres (self->dataset->catalog)[genre - 1];
}

MtnFigure *
mtn_figures_explore_genres (const MtnExploration *self)
{
  MtnFigure *figure = mtn_figures_explore_begin (self, _ ("Genres"));
  g_autofree char *each = mtn_plot_number_fixed (self->genres.per_movie, 2);
  g_autofree char *note = g_strdup_printf (_ ("A film has %s genres in the mean and counts for each."), each);
  g_autoptr (GArray) films = g_array_new (FALSE, FALSE, sizeof (Bar));
  g_autoptr (GArray) ratings = g_array_new (FALSE, FALSE, sizeof (Bar));
  g_autoptr (GArray) means = g_array_new (FALSE, FALSE, sizeof (Bar));
  MtnChart *first, *last;

  for (guint g = 0; g <= mtn_catalog_get_n_genres (self->dataset->catalog); g++)
    {
      if (self->genres.movies[g] == 0)
        continue;
      add_bar (films, get_genre (self, g), self->genres.movies[g]);
      add_bar (ratings, get_genre (self, g), self->genres.ratings[g]);
      if (self->genres.ratings[g] > 0)
        add_bar (means, get_genre (self, g), self->genres.mean_stars[g]);
    }

  first = draw_bars (_ ("Films of each genre"), _ ("Genre"), _ ("Films"), films, TRUE);
  mtn_chart_set_note (first, note);
  mtn_figure_take (figure, first);
  mtn_figure_take (figure,
                   draw_bars (_ ("Ratings of each genre"), _ ("Genre"), _ ("Ratings"), ratings, TRUE));
  last = draw_bars (_ ("Mean rating of each genre"), _ ("Genre"), _ ("Stars"), means, TRUE);
  last->span = 2;
  mtn_figure_take (figure, last);

  return figure;
}

static MtnChart *
draw_ages (const MtnExploration *self)
{
  const MtnExplorationPeople *people = &self->people;
  MtnChart *chart = mtn_chart_new (_ ("Age"));
  guint first = (guint) people->age.min / AGE_STEP;
  guint last = (guint) people->age.max / AGE_STEP;
  guint n = last - first + 1;
  g_autofree double *edges = g_new (double, n + 1);
  g_autofree double *heights = g_new0 (double, n);
  g_autofree char *median = mtn_plot_number (people->age.median);
  g_autofree char *name = g_strdup_printf (_ ("median %s"), median);

  for (guint i = 0; i <= n; i++)
    edges[i] = (first + i) * AGE_STEP;
  for (guint years = 0; years < MTN_EXPLORATION_N_AGES; years++)
    if (people->ages[years] > 0)
      heights[MIN (years / AGE_STEP, last) - first] += people->ages[years];

  mtn_chart_axis_set (&chart->x, _ ("Age"), _ ("years"), MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, _ ("People"), NULL, MTN_SCALE_LINEAR);
  mtn_chart_add (chart, MTN_SERIES_HISTOGRAM, NULL, edges, heights, n);
  mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, name, people->age.median);

  return chart;
}

MtnFigure *
mtn_figures_explore_people (const MtnExploration *self)
{
  const MtnVocabulary *vocabulary = self->dataset->vocabulary;
  g_autoptr (GArray) genders = g_array_new (FALSE, FALSE, sizeof (Bar));
  g_autoptr (GArray) occupations = g_array_new (FALSE, FALSE, sizeof (Bar));
  MtnFigure *figure;

  if (!self->people.is_there)
    return NULL;

  figure = mtn_figures_explore_begin (self, _ ("Who the people are"));
  for (guint i = 0; vocabulary->genders[i] != NULL; i++)
    add_bar (genders, vocabulary->genders[i], self->people.genders[i]);
  if (self->people.n_gender_not_said > 0)
    add_bar (genders, _ ("not said"), self->people.n_gender_not_said);
  for (guint i = 0; vocabulary->occupations[i] != NULL; i++)
    add_bar (occupations, vocabulary->occupations[i], self->people.occupations[i]);
  if (self->people.n_occupation_not_said > 0)
    add_bar (occupations, _ ("not said"), self->people.n_occupation_not_said);

  if (self->people.age.n > 0)
    mtn_figure_take (figure, draw_ages (self));
  mtn_figure_take (figure, draw_bars (_ ("Gender"), _ ("Gender"), _ ("People"), genders, FALSE));
  if (occupations->len > 0)
    {
      MtnChart *chart = draw_bars (_ ("Occupation"), _ ("Occupation"), _ ("People"), occupations, TRUE);

      chart->span = 2;
      mtn_figure_take (figure, chart);
    }

  return figure;
}

MtnFigure *
mtn_figures_explore_activity (const MtnExploration *self)
{
  const MtnExplorationTime *time = &self->time;
  g_autofree double *edges = NULL;
  g_autofree double *heights = NULL;
  MtnFigure *figure;
  MtnChart *chart;

  if (time->n_months == 0)
    return NULL;

  edges = g_new (double, time->n_months + 1);
  heights = g_new (double, time->n_months);
  for (guint i = 0; i < time->n_months; i++)
    edges[i] = (double) time->months[i];
  copy_counts (heights, time->counts, time->n_months);
  /* The last month is as long as any, near enough. */
  edges[time->n_months] = (double) time->months[time->n_months - 1] + 31 * 24 * 3600.0;

  figure = mtn_figures_explore_begin (self, _ ("When ratings were given"));
  chart = mtn_chart_new (NULL);
  mtn_chart_axis_set (&chart->x, _ ("Month"), NULL, MTN_SCALE_TIME);
  mtn_chart_axis_set (&chart->y, _ ("Ratings a month"), NULL, MTN_SCALE_LINEAR);
  mtn_chart_add (chart, MTN_SERIES_HISTOGRAM, NULL, edges, heights, time->n_months);
  chart->height = 380;
  mtn_figure_set_columns (figure, 1);
  mtn_figure_take (figure, chart);

  return figure;
}
