/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-exploration-json.h"

#include <math.h>

#define N_FIRST_FILMS 15

static void
set_count (JsonObject *object, const char *key, guint64 value)
{
  json_object_set_int_member (object, key, (gint64) value);
}

static void
set_spread (JsonObject *object, const MtnSpread *spread)
{
  json_object_set_double_member (object, "min", spread->min);
  json_object_set_double_member (object, "median", spread->median);
  json_object_set_double_member (object, "mean", spread->mean);
  json_object_set_double_member (object, "max", spread->max);
}

static JsonObject *
build_dataset (const MtnExploration *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", self->dataset->name);
  json_object_set_string_member (object, "sha256", self->dataset->sha256);
  json_object_set_string_member (object, "licence", self->dataset->licence);

  return object;
}

static JsonObject *
build_counts (const MtnExploration *self)
{
  const MtnExplorationCounts *counts = &self->counts;
  JsonObject *object = json_object_new ();

  set_count (object, "people", counts->n_people);
  set_count (object, "films", counts->n_movies);
  set_count (object, "ratings", counts->n_ratings);
  set_count (object, "genres", counts->n_genres);
  set_count (object, "occupations", counts->n_occupations);
  set_count (object, "people_without_ratings", counts->n_silent);
  set_count (object, "films_without_ratings", counts->n_unrated);
  json_object_set_double_member (object, "sparsity", counts->sparsity);
  set_count (object, "second_ids", counts->n_second_ids);
  set_count (object, "titles_not_ascii", counts->n_not_ascii);
  set_count (object, "films_without_year", counts->n_without_year);
  set_count (object, "films_without_genre", self->genres.movies[0]);

  return object;
}

static JsonObject *
build_union (const MtnExploration *self)
{
  const MtnExplorationUnion *both = &self->both;
  g_auto (GStrv) names = g_strsplit (self->dataset->name, " + ", 2);
  JsonObject *object = json_object_new ();
  JsonArray *sets = json_array_new ();

  set_count (object, "films_in_both", both->n_in_both);
  for (guint i = 0; i < G_N_ELEMENTS (both->n_people); i++)
    {
      JsonObject *set = json_object_new ();

      json_object_set_string_member (set, "name", names[i]);
      set_count (set, "people", both->n_people[i]);
      set_count (set, "films", both->n_movies[i]);
      set_count (set, "ratings", both->n_ratings[i]);
      json_array_add_object_element (sets, set);
    }
  json_object_set_array_member (object, "sets", sets);

  return object;
}

static JsonObject *
build_stars (const MtnExploration *self)
{
  JsonObject *object = json_object_new ();
  JsonObject *counts = json_object_new ();

  for (guint i = 0; i < MTN_EXPLORATION_N_STARS; i++)
    {
      char key[G_ASCII_DTOSTR_BUF_SIZE];

      set_count (counts, g_ascii_formatd (key, sizeof key, "%g", (i + 1) / 2.0), self->stars.counts[i]);
    }
  json_object_set_object_member (object, "counts", counts);
  json_object_set_double_member (object, "mean", self->stars.mean);

  return object;
}

static JsonObject *
build_per_person (const MtnExploration *self)
{
  JsonObject *object = json_object_new ();

  set_spread (object, &self->tail.people);
  return object;
}

static JsonObject *
build_per_movie (const MtnExploration *self)
{
  const MtnExplorationTail *tail = &self->tail;
  JsonObject *object = json_object_new ();
  JsonArray *most = json_array_new ();

  set_spread (object, &tail->movies);
  set_count (object, "once", tail->n_once);
  set_count (object, "below_5", tail->n_below_5);
  set_count (object, "below_20", tail->n_below_20);
  json_object_set_double_member (object, "share_of_top_tenth", tail->top_tenth);
  for (guint i = 0; i < tail->n_top; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (self->dataset->catalog, tail->top[i]);
      g_autofree char *label = mtn_movie_dup_label (movie);
      JsonObject *film = json_object_new ();

      json_object_set_int_member (film, "id", movie->id);
      json_object_set_string_member (film, "title", label);
      set_count (film, "ratings", movie->n_ratings);
      json_array_add_object_element (most, film);
    }
  json_object_set_array_member (object, "most", most);

  return object;
}

/* [0]: films without any. */
static const char *
get_genre (const MtnExploration *self, guint genre)
{
  return genre == 0 ? "unknown" : mtn_catalog_get_genres (self->dataset->catalog)[genre - 1];
}

static JsonObject *
build_genres (const MtnExploration *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *table = json_array_new ();

  for (guint g = 0; g <= mtn_catalog_get_n_genres (self->dataset->catalog); g++)
    {
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "name", get_genre (self, g));
      set_count (row, "films", self->genres.movies[g]);
      set_count (row, "ratings", self->genres.ratings[g]);
      json_object_set_double_member (row, "mean_stars", self->genres.mean_stars[g]);
      json_array_add_object_element (table, row);
    }
  json_object_set_double_member (object, "per_film", self->genres.per_movie);
  json_object_set_array_member (object, "table", table);

  return object;
}

static JsonObject *
build_age (const MtnExploration *self)
{
  const MtnVocabulary *vocabulary = self->dataset->vocabulary;
  JsonObject *object = json_object_new ();
  JsonObject *by_year = json_object_new ();
  JsonArray *groups = json_array_new ();

  set_spread (object, &self->people.age);
  for (guint years = 0; years < MTN_EXPLORATION_N_AGES; years++)
    {
      char key[16];

      g_snprintf (key, sizeof key, "%u", years);
      if (self->people.ages[years] > 0)
        set_count (by_year, key, self->people.ages[years]);
    }
  for (guint i = 0; i < vocabulary->n_ages; i++)
    {
      g_autofree char *label = mtn_vocabulary_dup_age_label (vocabulary, i);
      JsonObject *group = json_object_new ();

      json_object_set_string_member (group, "name", label);
      set_count (group, "people", self->people.age_groups[i]);
      json_array_add_object_element (groups, group);
    }
  json_object_set_object_member (object, "by_year", by_year);
  json_object_set_array_member (object, "groups", groups);

  return object;
}

static JsonObject *
build_people (const MtnExploration *self)
{
  const MtnVocabulary *vocabulary = self->dataset->vocabulary;
  const MtnExplorationPeople *people = &self->people;
  JsonObject *object = json_object_new ();
  JsonObject *gender = json_object_new ();
  JsonObject *not_said = json_object_new ();
  JsonArray *occupations = json_array_new ();

  for (guint i = 0; vocabulary->genders[i] != NULL; i++)
    set_count (gender, vocabulary->genders[i], people->genders[i]);
  for (guint i = 0; vocabulary->occupations[i] != NULL; i++)
    {
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "name", vocabulary->occupations[i]);
      set_count (row, "people", people->occupations[i]);
      json_array_add_object_element (occupations, row);
    }
  set_count (not_said, "age", people->n_age_not_said);
  set_count (not_said, "gender", people->n_gender_not_said);
  set_count (not_said, "occupation", people->n_occupation_not_said);

  json_object_set_object_member (object, "age", build_age (self));
  json_object_set_object_member (object, "gender", gender);
  json_object_set_array_member (object, "occupation", occupations);
  json_object_set_object_member (object, "not_said", not_said);

  return object;
}

static JsonObject *
build_time (const MtnExploration *self)
{
  const MtnExplorationTime *time = &self->time;
  JsonObject *object = json_object_new ();
  JsonArray *months = json_array_new ();

  json_object_set_int_member (object, "first", time->first);
  json_object_set_int_member (object, "last", time->last);
  for (guint i = 0; i < time->n_months; i++)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time->months[i]);
      g_autofree char *name =
          g_strdup_printf ("%04d-%02d", g_date_time_get_year (date), g_date_time_get_month (date));
      JsonObject *month = json_object_new ();

      json_object_set_string_member (month, "month", name);
      set_count (month, "ratings", time->counts[i]);
      json_array_add_object_element (months, month);
    }
  json_object_set_array_member (object, "months", months);

  return object;
}

static JsonArray *
build_density (const MtnExploration *self)
{
  const MtnExplorationGrid *grid = &self->grid;
  JsonArray *rows = json_array_new ();

  for (guint row = 0; row < grid->n_rows; row++)
    {
      JsonArray *cells = json_array_new ();

      for (guint col = 0; col < grid->n_cols; col++)
        json_array_add_double_element (cells, grid->density[row * grid->n_cols + col]);
      json_array_add_array_element (rows, cells);
    }

  return rows;
}

static JsonObject *
build_together (const MtnExploration *self)
{
  guint n = self->tail.n_top;
  JsonObject *object = json_object_new ();
  JsonArray *films = json_array_new ();
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < n; i++)
    {
      JsonArray *cells = json_array_new ();

      json_array_add_int_element (films,
                                  mtn_catalog_get_movie (self->dataset->catalog, self->tail.top[i])->id);
      for (guint k = 0; k < n; k++)
        json_array_add_int_element (cells, self->grid.together[i * n + k]);
      json_array_add_array_element (rows, cells);
    }
  json_object_set_array_member (object, "films", films);
  json_object_set_array_member (object, "people", rows);

  return object;
}

static JsonObject *
build_split (const MtnExplorationSplit *split)
{
  JsonObject *object = json_object_new ();
  JsonObject *hidden = json_object_new ();
  JsonObject *visible = json_object_new ();

  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    {
      JsonObject *numbers;

      if (split->n_samples[part] == 0)
        continue;
      numbers = json_object_new ();
      set_count (numbers, "samples", split->n_samples[part]);
      set_count (numbers, "people", split->n_people[part]);
      set_count (numbers, "files", split->n_files[part]);
      json_object_set_object_member (object, mtn_split_part_name (part), numbers);
    }
  set_spread (hidden, &split->hidden);
  set_spread (visible, &split->visible);
  json_object_set_object_member (object, "hidden", hidden);
  json_object_set_object_member (object, "visible", visible);

  return object;
}

static JsonObject *
build_splits (const MtnExploration *self)
{
  JsonObject *object = json_object_new ();

  for (guint kind = 0; kind < G_N_ELEMENTS (self->splits); kind++)
    if (self->splits[kind].is_there)
      json_object_set_object_member (object, mtn_split_kind_name (kind), build_split (&self->splits[kind]));
    else
      json_object_set_null_member (object, mtn_split_kind_name (kind));

  return object;
}

static JsonObject *
build_sample (const MtnExploration *self)
{
  const MtnExplorationSample *sample = &self->sample;
  JsonObject *object = json_object_new ();
  JsonArray *hidden_ids = json_array_new ();
  JsonArray *films = json_array_new ();

  for (guint i = 0; i < sample->n; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (self->dataset->catalog, sample->movies[i]);
      g_autofree char *label = mtn_movie_dup_label (movie);
      JsonObject *film = json_object_new ();

      json_object_set_int_member (film, "id", movie->id);
      json_object_set_string_member (film, "title", label);
      json_object_set_double_member (film, "stars", (double) sample->stars[i]);
      json_object_set_boolean_member (film, "visible", !sample->is_hidden[i]);
      json_array_add_object_element (films, film);
      if (sample->is_hidden[i])
        json_array_add_int_element (hidden_ids, movie->id);
    }

  json_object_set_int_member (object, "user_id", self->dataset->people[sample->person].id);
  json_object_set_double_member (object, "fraction", sample->fraction);
  set_count (object, "ratings", sample->n);
  set_count (object, "hidden", json_array_get_length (hidden_ids));
  json_object_set_array_member (object, "hidden_ids", hidden_ids);
  json_object_set_array_member (object, "films", films);

  return object;
}

static JsonObject *
build_early_sample (const MtnExploration *self)
{
  const MtnExplorationSample *sample = &self->sample;
  JsonObject *object = json_object_new ();
  JsonArray *input = json_array_new ();
  JsonArray *output = json_array_new ();
  guint k = 0;

  for (guint i = 0; i < MIN (N_FIRST_FILMS, self->counts.n_movies); i++)
    {
      gboolean is_rated = k < sample->n && sample->movies[k] == i;
      double share = is_rated ? (double) sample->stars[k] / 5.0 : 0.0;

      json_array_add_double_element (input, is_rated && !sample->early_is_hidden[k] ? share : 0.0);
      json_array_add_double_element (output, share);
      k += is_rated;
    }
  set_count (object, "samples", sample->n_early);
  json_object_set_double_member (object, "fraction", sample->early_fraction);
  json_object_set_array_member (object, "input", input);
  json_object_set_array_member (object, "output", output);

  return object;
}

/* What is not said is null. */
static void
set_attribute (JsonObject *object, const char *key, int value, double scale)
{
  if (value == MTN_NOT_SAID)
    json_object_set_null_member (object, key);
  else
    json_object_set_double_member (object, key, value / scale);
}

static JsonObject *
build_person (const MtnExploration *self, guint row, double occupations)
{
  const MtnPerson *person = &self->dataset->people[row];
  int male = mtn_vocabulary_gender (self->dataset->vocabulary, "M");
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "user_id", person->id);
  set_attribute (object, "age", person->age, 100.0);
  set_attribute (object, "gender", person->gender == MTN_NOT_SAID ? MTN_NOT_SAID : person->gender == male,
                 1.0);
  set_attribute (object, "occupation", person->occupation, occupations);

  return object;
}

static JsonObject *
build_early_person (const MtnExploration *self, guint row)
{
  const MtnRatings *ratings = self->dataset->ratings;
  const MtnExplorationEncoded *encoded = &self->encoded;
  JsonObject *object = build_person (self, row, MAX (self->counts.n_occupations, 1));
  JsonObject *genres = json_object_new ();

  if (isnan (encoded->zip[row]))
    json_object_set_null_member (object, "zip");
  else
    json_object_set_double_member (object, "zip", encoded->zip[row]);
  set_count (object, "ratings", ratings->offsets[row + 1] - ratings->offsets[row]);
  for (guint g = 0; g <= mtn_catalog_get_n_genres (self->dataset->catalog); g++)
    json_object_set_double_member (genres, get_genre (self, g), encoded->shares[row][g]);
  json_object_set_object_member (object, "genres", genres);

  return object;
}

static JsonObject *
build_encoded (const MtnExploration *self)
{
  const MtnExplorationEncoded *encoded = &self->encoded;
  JsonObject *object = json_object_new ();
  JsonObject *largest = json_object_new ();
  JsonArray *documented = json_array_new ();
  JsonArray *early = json_array_new ();

  for (guint i = 0; i < encoded->n; i++)
    {
      json_array_add_object_element (documented, build_person (self, i, 1.0));
      json_array_add_object_element (early, build_early_person (self, i));
    }
  json_object_set_array_member (object, "documented", documented);
  json_object_set_array_member (object, "early", early);
  if (encoded->max_zip != NULL)
    {
      json_object_set_string_member (largest, "zip", encoded->max_zip);
      set_count (largest, "hash", encoded->max_zip_hash);
      json_object_set_object_member (object, "largest_zip", largest);
    }
  else
    {
      json_object_unref (largest);
      json_object_set_null_member (object, "largest_zip");
    }

  return object;
}

static JsonArray *
build_texts (char **texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);

  return array;
}

static JsonArray *
build_heads (const MtnExploration *self)
{
  JsonArray *heads = json_array_new ();

  for (guint i = 0; i < self->heads->len; i++)
    {
      const MtnExplorationHead *head = g_ptr_array_index (self->heads, i);
      JsonObject *object = json_object_new ();
      JsonArray *rows = json_array_new ();

      for (guint row = 0; row < MTN_EXPLORATION_N_HEAD && head->rows[row] != NULL; row++)
        json_array_add_array_element (rows, build_texts (head->rows[row]));
      json_object_set_string_member (object, "file", head->file);
      json_object_set_array_member (object, "columns", build_texts (head->columns));
      json_object_set_array_member (object, "rows", rows);
      json_array_add_object_element (heads, object);
    }

  return heads;
}

static void
leave_out (JsonArray *left_out, const char *what, const char *why)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "what", what);
  json_object_set_string_member (object, "why", why);
  json_array_add_object_element (left_out, object);
}

static JsonArray *
build_left_out (const MtnExploration *self)
{
  JsonArray *left_out = json_array_new ();

  if (!self->people.is_there)
    leave_out (left_out, "people", "the data set says nothing about age, gender and occupation");
  if (self->time.n_months == 0)
    leave_out (left_out, "time", "the data set does not say when ratings were given");
  for (guint kind = 0; kind < G_N_ELEMENTS (self->splits); kind++)
    if (!self->splits[kind].is_there)
      {
        g_autofree char *what = g_strdup_printf ("splits.%s", mtn_split_kind_name (kind));

        leave_out (left_out, what, "too few people or ratings for this split");
      }
  if (self->sample.n == 0)
    leave_out (left_out, "sample", "there is no split to take it from");
  if (self->heads->len == 0)
    leave_out (left_out, "heads", "the files that the data set came from are not at hand");

  return left_out;
}

JsonNode *
mtn_exploration_to_json (const MtnExploration *self)
{
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  json_object_set_int_member (object, "exploration", 1);
  json_object_set_object_member (object, "dataset", build_dataset (self));
  json_object_set_object_member (object, "counts", build_counts (self));
  if (self->both.is_there)
    json_object_set_object_member (object, "union", build_union (self));
  else
    json_object_set_null_member (object, "union");
  json_object_set_object_member (object, "stars", build_stars (self));
  json_object_set_object_member (object, "ratings_per_person", build_per_person (self));
  json_object_set_object_member (object, "ratings_per_film", build_per_movie (self));
  json_object_set_object_member (object, "genres", build_genres (self));
  if (self->people.is_there)
    json_object_set_object_member (object, "people", build_people (self));
  else
    json_object_set_null_member (object, "people");
  if (self->time.n_months > 0)
    json_object_set_object_member (object, "time", build_time (self));
  else
    json_object_set_null_member (object, "time");
  json_object_set_array_member (object, "density", build_density (self));
  json_object_set_object_member (object, "together", build_together (self));
  json_object_set_object_member (object, "splits", build_splits (self));
  if (self->sample.n > 0)
    {
      json_object_set_object_member (object, "sample", build_sample (self));
      json_object_set_object_member (object, "early_sample", build_early_sample (self));
    }
  else
    {
      json_object_set_null_member (object, "sample");
      json_object_set_null_member (object, "early_sample");
    }
  json_object_set_object_member (object, "encoded", build_encoded (self));
  json_object_set_array_member (object, "heads", build_heads (self));
  json_object_set_array_member (object, "left_out", build_left_out (self));

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);

  return node;
}
