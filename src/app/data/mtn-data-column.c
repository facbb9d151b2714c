/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-column.h"

#include <math.h>

#include <glib/gi18n.h>

#include "mtn-figures-explore.h"
#include "mtn-labels.h"
#include "mtn-plot-scale.h"

static const MtnPerson *
get_person (const MtnExploration *data, guint index)
{
  return &data->dataset->people[index];
}

static const MtnMovie *
get_movie (const MtnExploration *data, guint index)
{
  return mtn_catalog_get_movie (data->dataset->catalog, index);
}

/* Unknown comes last, and is nothing. */
static char *
dup_known (double value)
{
  return isnan (value) ? g_strdup ("") : mtn_figures_explore_dup_number (value);
}

static char *
dup_mean (double value)
{
  return isnan (value) ? g_strdup ("") : mtn_plot_number_fixed (value, 2);
}

static double
person_id (const MtnExploration *data, guint index)
{
  return get_person (data, index)->id;
}

/* An id is a name: without signs between its digits. */
static char *
person_id_text (const MtnExploration *data, guint index)
{
  return g_strdup_printf ("%d", get_person (data, index)->id);
}

static double
person_age (const MtnExploration *data, guint index)
{
  int age = get_person (data, index)->age;

  return age >= 0 ? age : (double) NAN;
}

static char *
person_age_text (const MtnExploration *data, guint index)
{
  return dup_known (person_age (data, index));
}

static char *
person_gender_text (const MtnExploration *data, guint index)
{
  int gender = get_person (data, index)->gender;

  return g_strdup (gender >= 0 ? mtn_gender_get_label (data->dataset->vocabulary->genders[gender]) : "");
}

static char *
person_occupation_text (const MtnExploration *data, guint index)
{
  int occupation = get_person (data, index)->occupation;

  return occupation >= 0 ? mtn_occupation_dup_label (data->dataset->vocabulary->occupations[occupation])
                         : g_strdup ("");
}

static double
person_ratings (const MtnExploration *data, guint index)
{
  const MtnRatings *ratings = data->dataset->ratings;

  return ratings->offsets[index + 1] - ratings->offsets[index];
}

static char *
person_ratings_text (const MtnExploration *data, guint index)
{
  return mtn_figures_explore_dup_number (person_ratings (data, index));
}

static double
person_mean (const MtnExploration *data, guint index)
{
  const MtnRatings *ratings = data->dataset->ratings;
  double sum = 0;

  for (guint i = ratings->offsets[index]; i < ratings->offsets[index + 1]; i++)
    sum += (double) ratings->stars[i];

  return sum / person_ratings (data, index);
}

static char *
person_mean_text (const MtnExploration *data, guint index)
{
  return dup_mean (person_mean (data, index));
}

static double
person_first (const MtnExploration *data, guint index)
{
  const MtnRatings *ratings = data->dataset->ratings;
  double first = (double) NAN;

  for (guint i = ratings->offsets[index]; i < ratings->offsets[index + 1]; i++)
    if (!((double) ratings->times[i] >= first))
      first = (double) ratings->times[i];

  return first;
}

static char *
person_first_text (const MtnExploration *data, guint index)
{
  double first = person_first (data, index);
  g_autoptr (GDateTime) time = isnan (first) ? NULL : g_date_time_new_from_unix_utc ((gint64) first);

  if (time == NULL)
    return g_strdup ("");

  /* xgettext:no-c-format */
  /* Translators: a day in a table, as g_date_time_format() takes it: four digits of the year, short */
  return g_date_time_format (time, C_ ("date", "%Y-%m-%d"));
}

static gboolean
has_people (const MtnExploration *data)
{
  return data->people.is_there;
}

static gboolean
has_times (const MtnExploration *data)
{
  return data->time.n_months > 0;
}

static char *
film_title_text (const MtnExploration *data, guint index)
{
  return mtn_movie_dup_label (get_movie (data, index));
}

static double
film_year (const MtnExploration *data, guint index)
{
  int year = get_movie (data, index)->year;

  return year > 0 ? year : (double) NAN;
}

static char *
film_year_text (const MtnExploration *data, guint index)
{
  int year = get_movie (data, index)->year;

  return year > 0 ? g_strdup_printf ("%d", year) : g_strdup ("");
}

static char *
film_genres_text (const MtnExploration *data, guint index)
{
  const char *const *genres = mtn_catalog_get_genres (data->dataset->catalog);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint g = 0; genres[g] != NULL; g++)
    if (get_movie (data, index)->genres >> g & 1)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", mtn_genre_get_label (genres[g]));

  return g_strdup (text->str);
}

static double
film_ratings (const MtnExploration *data, guint index)
{
  return get_movie (data, index)->n_ratings;
}

static char *
film_ratings_text (const MtnExploration *data, guint index)
{
  return mtn_figures_explore_dup_number (film_ratings (data, index));
}

static double
film_mean (const MtnExploration *data, guint index)
{
  const MtnMovie *movie = get_movie (data, index);

  return movie->n_ratings > 0 ? (double) movie->mean_stars : (double) NAN;
}

static char *
film_mean_text (const MtnExploration *data, guint index)
{
  return dup_mean (film_mean (data, index));
}

static double
film_id (const MtnExploration *data, guint index)
{
  return get_movie (data, index)->id;
}

static char *
film_id_text (const MtnExploration *data, guint index)
{
  return g_strdup_printf ("%d", get_movie (data, index)->id);
}

static const MtnDataColumn people[] = {
  { N_ ("Person"), FALSE, person_id_text, person_id, NULL },
  { N_ ("Ratings"), FALSE, person_ratings_text, person_ratings, NULL },
  { N_ ("Mean Stars"), FALSE, person_mean_text, person_mean, NULL },
  { N_ ("Age"), FALSE, person_age_text, person_age, has_people },
  { N_ ("Gender"), FALSE, person_gender_text, NULL, has_people },
  { N_ ("Occupation"), TRUE, person_occupation_text, NULL, has_people },
  { N_ ("First Rating"), FALSE, person_first_text, person_first, has_times },
};

static const MtnDataColumn films[] = {
  { N_ ("Film"), TRUE, film_title_text, NULL, NULL },
  { N_ ("Ratings"), FALSE, film_ratings_text, film_ratings, NULL },
  { N_ ("Mean Stars"), FALSE, film_mean_text, film_mean, NULL },
  { N_ ("Year"), FALSE, film_year_text, film_year, NULL },
  { N_ ("Genres"), FALSE, film_genres_text, NULL, NULL },
  { N_ ("Id"), FALSE, film_id_text, film_id, NULL },
};

const MtnDataColumn *
mtn_data_column_list_people (guint *n)
{
  *n = G_N_ELEMENTS (people);

  return people;
}

const MtnDataColumn *
mtn_data_column_list_films (guint *n)
{
  *n = G_N_ELEMENTS (films);

  return films;
}
