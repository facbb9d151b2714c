/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-topic.h"

#include <glib/gi18n.h>

#include "mtn-figures-explore.h"
#include "mtn-labels.h"
#include "mtn-plot-scale.h"

/* So many bars with names fit on a card. */
#define MAX_PREVIEW_BARS 7
#define MAX_PREVIEW_PAIRS 4
#define MAX_PREVIEW_NAME 20

static char *
caption_stars (const MtnExploration *data)
{
  g_autofree char *mean = mtn_plot_number_fixed (data->stars.mean, 2);

  return g_strdup_printf (_ ("%s stars in the mean: people watch what they expect to like."), mean);
}

static char *
caption_tail (const MtnExploration *data)
{
  g_autofree char *share = mtn_plot_number_fixed (100 * data->tail.top_tenth, 0);

  return g_strdup_printf (_ ("A tenth of the films has %s %% of the ratings."), share);
}

static char *
caption_genres (const MtnExploration *data)
{
  g_autofree char *each = mtn_plot_number_fixed (data->genres.per_movie, 2);

  return g_strdup_printf (_ ("Films may have several, %s in the mean."), each);
}

static char *
caption_age (const MtnExploration *data)
{
  const MtnSpread *age = &data->people.age;
  g_autofree char *median = mtn_plot_number (age->median);

  /* Translators: two ages and the median of all */
  return g_strdup_printf (_ ("From %.0f to %.0f years; the median is %s."), age->min, age->max, median);
}

static char *
caption_gender (const MtnExploration *data)
{
  const MtnVocabulary *vocabulary = data->dataset->vocabulary;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; vocabulary->genders[i] != NULL; i++)
    {
      g_autofree char *number = mtn_figures_explore_dup_number (data->people.genders[i]);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "",
                              mtn_gender_get_label (vocabulary->genders[i]), number);
    }

  return g_strdup (text->str);
}

static char *
caption_occupation (const MtnExploration *data)
{
  const MtnVocabulary *vocabulary = data->dataset->vocabulary;
  g_autofree char *label = NULL;
  guint least = 0;

  for (guint i = 1; vocabulary->occupations[i] != NULL; i++)
    if (data->people.occupations[i] < data->people.occupations[least])
      least = i;
  label = mtn_occupation_dup_label (vocabulary->occupations[least]);

  /* Translators: number of occupations; the rarest one and how many people have it */
  return g_strdup_printf (_ ("%u occupations; the rarest is %s, with %u."), data->counts.n_occupations, label,
                          data->people.occupations[least]);
}

static char *
caption_activity (const MtnExploration *data)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_utc (data->time.first);
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_utc (data->time.last);
  /* xgettext:no-c-format */
  /* Translators: month and year in "September 1997 to April 1998", as g_date_time_format() takes it */
  const char *format = C_ ("date", "%B %Y");
  g_autofree char *from = first != NULL ? g_date_time_format (first, format) : g_strdup ("?");
  g_autofree char *to = last != NULL ? g_date_time_format (last, format) : g_strdup ("?");

  /* Translators: two months, "September 1997" */
  return g_strdup_printf (_ ("From %s to %s."), from, to);
}

static char *
caption_sparsity (const MtnExploration *data)
{
  g_autofree char *empty = mtn_plot_number_fixed (100 * data->counts.sparsity, 2);

  return g_strdup_printf (_ ("%s %% of people × films have no rating."), empty);
}

static char *
caption_together (const MtnExploration *data)
{
  return g_strdup_printf (_ ("How many people rated two films, of the %u most rated."), data->tail.n_top);
}

static char *
caption_splits (const MtnExploration *data)
{
  return g_strdup (_ ("How many samples there are to learn from and to be tested on."));
}

static const MtnDataTopic topics[] = {
  { "stars", N_ ("Stars"), mtn_figures_explore_stars, NULL, 0, caption_stars, NULL },
  { "tail", N_ ("Long Tail"), mtn_figures_explore_tail, NULL, 1, caption_tail,
    N_ ("A few films are rated by nearly everybody and most films by hardly anyone; with people it is the "
        "same. "
        "On scales of powers of ten a power law is a straight line.") },
  { "genres", N_ ("Genres"), mtn_figures_explore_genres, NULL, 0, caption_genres, NULL },
  { "ages", N_ ("Ages"), mtn_figures_explore_people, N_ ("Age"), 0, caption_age, NULL },
  { "gender", N_ ("Gender"), mtn_figures_explore_people, N_ ("Gender"), 0, caption_gender,
    N_ ("What people said of themselves when they signed up; the data know no other answers.") },
  { "occupation", N_ ("Occupations"), mtn_figures_explore_people, N_ ("Occupation"), 0, caption_occupation,
    N_ ("Of an occupation with only a handful of people nothing can be said that is not chance.") },
  { "activity", N_ ("Activity"), mtn_figures_explore_activity, NULL, 0, caption_activity, NULL },
  { "sparsity", N_ ("Who Rated What"), mtn_figures_explore_sparsity, NULL, 0, caption_sparsity, NULL },
  { "together", N_ ("Co-Ratings"), mtn_figures_explore_together, NULL, 0, caption_together, NULL },
  { "splits", N_ ("Splits"), mtn_figures_explore_splits, NULL, 0, caption_splits,
    N_ ("A person is several samples, each with other films hidden. Split by users, those who are tested "
        "were never "
        "seen in training: this measures what a stranger will get. Split by masks, the same people are on "
        "both "
        "sides, and a film that is hidden in the test was visible in training, so that the answers have "
        "leaked: "
        "this measures memory, and its numbers are not to be compared with the others.") },
};

const MtnDataTopic *
mtn_data_topics (guint *n)
{
  *n = G_N_ELEMENTS (topics);

  return topics;
}

const MtnDataTopic *
mtn_data_topic_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if (g_str_equal (topics[i].name, name))
      return &topics[i];

  return NULL;
}

MtnFigure *
mtn_data_topic_keep_chart (MtnFigure *figure, guint index)
{
  g_autoptr (MtnFigure) whole = figure;
  MtnChart *chart = mtn_chart_copy (mtn_figure_get_chart (whole, index));
  MtnFigure *kept = mtn_figure_new (mtn_figure_get_title (whole));

  mtn_figure_set_subtitle (kept, mtn_figure_get_subtitle (whole));
  mtn_figure_set_warning (kept, mtn_figure_get_warning (whole));
  mtn_figure_set_caption (kept, mtn_figure_get_caption (whole));
  mtn_figure_set_columns (kept, 1);
  chart->span = 1;
  mtn_figure_take (kept, chart);

  return kept;
}

static void
keep_first_bars (MtnChart *chart)
{
  guint n = chart->x.categories != NULL ? g_strv_length (chart->x.categories) : 0;
  guint n_kept = chart->series->len > 1 ? MAX_PREVIEW_PAIRS : MAX_PREVIEW_BARS;
  g_autofree char *note = NULL;

  if (!chart->horizontal || n <= n_kept)
    return;

  for (guint i = n_kept; i < n; i++)
    g_clear_pointer (&chart->x.categories[i], g_free);
  for (guint i = 0; i < chart->series->len; i++)
    {
      MtnChartSeries *series = g_ptr_array_index (chart->series, i);

      series->n = MIN (series->n, n_kept);
    }
  /* Translators: how many bars of a chart a small picture of it has */
  note = g_strdup_printf (_ ("The largest %u of %u"), n_kept, n);
  mtn_chart_set_note (chart, note);
}

/* Twenty titles of films on two axes would leave no room for what is between them. */
static void
drop_long_names (MtnChartAxis *axis)
{
  glong longest = 0;

  for (guint i = 0; axis->categories != NULL && axis->categories[i] != NULL; i++)
    longest = MAX (longest, g_utf8_strlen (axis->categories[i], -1));
  if (longest <= MAX_PREVIEW_NAME)
    return;

  for (guint i = 0; axis->categories[i] != NULL; i++)
    *axis->categories[i] = '\0';
}

MtnFigure *
mtn_data_topic_make_preview (MtnFigure *figure, guint index)
{
  MtnFigure *preview = mtn_data_topic_keep_chart (figure, index);
  MtnChart *chart = mtn_figure_get_chart (preview, 0);

  /* The card says it. */
  g_clear_pointer (&chart->title, g_free);
  mtn_chart_set_note (chart, NULL);
  keep_first_bars (chart);
  drop_long_names (&chart->x);
  drop_long_names (&chart->y);

  return preview;
}

MtnFigure *
mtn_data_topic_draw (const MtnDataTopic *self, const MtnExploration *data)
{
  MtnFigure *figure = self->draw (data);

  if (figure == NULL || self->chart == NULL)
    return figure;

  for (guint i = 0; i < mtn_figure_get_n_charts (figure); i++)
    if (g_strcmp0 (mtn_figure_get_chart (figure, i)->title, _ (self->chart)) == 0)
      return mtn_data_topic_keep_chart (figure, i);

  mtn_figure_free (figure);
  return NULL;
}
