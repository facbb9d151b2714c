/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-predictor.h"

#include <math.h>
#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-union-match.h"

#define NO_FILM (-1)

struct _MtnPredictor
{
  MtnDataset *dataset;
  MtnEngine *engine;
  MtnRecommender *recommender;
  guint n_movies; /* of the data set */
  guint n_known;  /* of the model */
  int *film_of;   /* [n_movies] the model's index, or NO_FILM */
  gboolean is_same_catalog;
  GArray *pick_only; /* (element-type guint): films of the data set that the model never lists */
  int *genders;      /* the model's index of each gender of the data set; after them: not said */
  int *occupations;  /* likewise */
  gboolean wants_number;
  GArray *movies; /* of a batch, one behind the other */
  GArray *stars;
  float *raw;   /* [batch, n_known] where the catalogues differ */
  float *final; /* likewise */
};

/* A network with the features of 2023 takes the person's number in the data set where others take the age. */
static gboolean
wants_number (MtnCheckpoint *checkpoint)
{
  const MtnArchitecture *architecture = mtn_checkpoint_get_architecture (checkpoint);

  for (guint p = 0; p < architecture->parts->len; p++)
    {
      const MtnPart *part = g_ptr_array_index (architecture->parts, p);

      if (part->type == MTN_PART_NETWORK && part->features == MTN_NETWORK_FEATURES_SEED_2023)
        return TRUE;
    }

  return FALSE;
}

/* Data sets number films each in its own way: whether those that both have by their ids are mostly the same
 * ones. */
static gboolean
agree_on_ids (MtnCatalog *known, MtnCatalog *asked)
{
  guint n_same = 0, n_other = 0;

  for (guint j = 0; j < mtn_catalog_get_n_movies (asked); j++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (asked, j);
      int index = mtn_catalog_find_id (known, movie->id);
      const MtnMovie *other = index >= 0 ? mtn_catalog_get_movie (known, (guint) index) : NULL;

      if (other == NULL)
        continue;
      if (movie->year == other->year && g_str_equal (movie->title, other->title))
        n_same++;
      else
        n_other++;
    }

  return n_same >= n_other;
}

/* For each film of @asked the index in @known by title and year, or NULL where ids tell: they agree, or no
 * title does. */
static guint *
match_titles (MtnCatalog *known, MtnCatalog *asked)
{
  g_autofree guint *same = agree_on_ids (known, asked) ? NULL : mtn_union_match (known, asked);

  for (guint j = 0; same != NULL && j < mtn_catalog_get_n_movies (asked); j++)
    if (same[j] != MTN_UNION_NO_FILM)
      return g_steal_pointer (&same);

  return NULL;
}

static guint
map_films (MtnPredictor *self, MtnCatalog *known)
{
  MtnCatalog *asked = self->dataset->catalog;
  g_autofree guint *same = match_titles (known, asked);
  guint n_found = 0;

  self->n_known = mtn_catalog_get_n_movies (known);
  self->is_same_catalog = self->n_known == self->n_movies;
  self->film_of = g_new (int, MAX (self->n_movies, 1));
  for (guint j = 0; j < self->n_movies; j++)
    {
      if (same == NULL)
        self->film_of[j] = mtn_catalog_find_id (known, mtn_catalog_get_movie (asked, j)->id);
      else
        self->film_of[j] = same[j] != MTN_UNION_NO_FILM ? (int) same[j] : NO_FILM;
      self->is_same_catalog &= self->film_of[j] == (int) j;
      n_found += self->film_of[j] != NO_FILM;
      if (self->film_of[j] != NO_FILM && mtn_catalog_get_movie (known, (guint) self->film_of[j])->pick_only)
        g_array_append_val (self->pick_only, j);
    }

  return n_found;
}

static void
map_vocabulary (MtnPredictor *self, const MtnVocabulary *known)
{
  const MtnVocabulary *own = self->dataset->vocabulary;
  guint n_genders = g_strv_length (own->genders);
  guint n_occupations = g_strv_length (own->occupations);

  self->genders = g_new (int, MAX (n_genders, 1));
  for (guint i = 0; i < n_genders; i++)
    self->genders[i] = mtn_vocabulary_gender (known, own->genders[i]);
  self->occupations = g_new (int, MAX (n_occupations, 1));
  for (guint i = 0; i < n_occupations; i++)
    self->occupations[i] = mtn_vocabulary_occupation (known, own->occupations[i]);
}

MtnPredictor *
mtn_predictor_new (MtnCheckpoint *checkpoint,
                   MtnDataset *dataset,
                   MtnEngineKind engine,
                   int device,
                   GError **error)
{
  g_autoptr (MtnPredictor) self = g_new0 (MtnPredictor, 1);
  g_autofree char *why = NULL;

  self->dataset = dataset;
  self->n_movies = mtn_catalog_get_n_movies (dataset->catalog);
  self->pick_only = g_array_new (FALSE, FALSE, sizeof (guint));
  self->movies = g_array_new (FALSE, FALSE, sizeof (guint));
  self->stars = g_array_new (FALSE, FALSE, sizeof (float));
  if (map_films (self, mtn_checkpoint_get_catalog (checkpoint)) == 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("%s knows none of the films of %s: evaluate it on the data set it was made for"),
                   mtn_checkpoint_get_path (checkpoint), dataset->name);
      return NULL;
    }
  map_vocabulary (self, mtn_checkpoint_get_vocabulary (checkpoint));
  self->wants_number = wants_number (checkpoint);

  self->engine = mtn_engine_new (engine, device, &why);
  if (self->engine == NULL)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_ENGINE, why);
      return NULL;
    }
  self->recommender = mtn_recommender_new (checkpoint, self->engine, error);
  if (self->recommender == NULL)
    return NULL;

  if (!self->is_same_catalog)
    {
      self->raw = g_new (float, (gsize) MTN_PREDICTOR_BATCH * self->n_known);
      self->final = g_new (float, (gsize) MTN_PREDICTOR_BATCH * self->n_known);
    }

  return g_steal_pointer (&self);
}

void
mtn_predictor_free (MtnPredictor *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->recommender, mtn_recommender_free);
  g_clear_pointer (&self->engine, mtn_engine_free);
  g_clear_pointer (&self->pick_only, g_array_unref);
  g_clear_pointer (&self->movies, g_array_unref);
  g_clear_pointer (&self->stars, g_array_unref);
  g_free (self->film_of);
  g_free (self->genders);
  g_free (self->occupations);
  g_free (self->raw);
  g_free (self->final);
  g_free (self);
}

char *
mtn_predictor_take_notice (MtnPredictor *self)
{
  return mtn_engine_take_notice (self->engine);
}

const char *
mtn_predictor_get_engine (MtnPredictor *self)
{
  return mtn_engine_get_name (self->engine);
}

typedef struct
{
  guint movie;
  float stars;
} Pick;

static int
compare_picks (gconstpointer a, gconstpointer b)
{
  guint x = ((const Pick *) a)->movie, y = ((const Pick *) b)->movie;

  return (x > y) - (x < y);
}

/* Appends the input as the model's films, ascending; returns how many it knows. */
static guint
add_picks (MtnPredictor *self, const MtnTrials *trials, const MtnTrial *trial)
{
  const guint *input = mtn_trial_get_input (trials, trial);
  const float *stars = mtn_trial_get_input_stars (trials, trial);
  g_autofree Pick *picks = g_new (Pick, MAX (trial->n_input, 1));
  guint n = 0;

  for (guint i = 0; i < trial->n_input; i++)
    if (self->film_of[input[i]] != NO_FILM)
      picks[n++] = (Pick){ (guint) self->film_of[input[i]], stars[i] };
  if (!self->is_same_catalog)
    qsort (picks, n, sizeof *picks, compare_picks);

  for (guint i = 0; i < n; i++)
    {
      g_array_append_val (self->movies, picks[i].movie);
      g_array_append_val (self->stars, picks[i].stars);
    }

  return n;
}

static void
set_attributes (MtnPredictor *self, const MtnTrial *trial, MtnScoreRow *row, float *inputs)
{
  const MtnPerson *person = &self->dataset->people[trial->person];
  const MtnVocabulary *vocabulary = self->dataset->vocabulary;

  row->years = row->gender = row->occupation = MTN_NOT_SAID;
  if (!trial->attributes)
    return;

  row->years = person->age;
  if (person->gender != MTN_NOT_SAID)
    row->gender = self->genders[person->gender];
  if (person->occupation != MTN_NOT_SAID)
    row->occupation = self->occupations[person->occupation];

  if (self->wants_number)
    {
      inputs[0] = (float) person->id;
      inputs[1] = person->age != MTN_NOT_SAID ? (float) person->age / 100.0f : 0.0f;
      inputs[2] = person->gender != MTN_NOT_SAID && g_str_equal (vocabulary->genders[person->gender], "M");
      row->inputs = inputs;
    }
}

/* From the model's catalogue to the data set's. */
static void
bring_back (const MtnPredictor *self, guint n, const float *from, float missing, float *to)
{
  for (guint r = 0; r < n; r++)
    for (guint j = 0; j < self->n_movies; j++)
      to[(gsize) r * self->n_movies + j] =
          self->film_of[j] != NO_FILM ? from[(gsize) r * self->n_known + (guint) self->film_of[j]] : missing;
}

static void
hide_pick_only (const MtnPredictor *self, guint n, float *order)
{
  for (guint r = 0; r < n; r++)
    for (guint i = 0; i < self->pick_only->len; i++)
      order[(gsize) r * self->n_movies + g_array_index (self->pick_only, guint, i)] = -INFINITY;
}

gboolean
mtn_predictor_run (MtnPredictor *self,
                   const MtnTrials *trials,
                   guint first,
                   guint n,
                   float *order,
                   float *scores,
                   GError **error)
{
  MtnScoreRow rows[MTN_PREDICTOR_BATCH] = { 0 };
  float inputs[MTN_PREDICTOR_BATCH][MTN_NETWORK_N_ATTRIBUTES];
  gsize begin = 0;

  g_return_val_if_fail (n <= MTN_PREDICTOR_BATCH, FALSE);

  g_array_set_size (self->movies, 0);
  g_array_set_size (self->stars, 0);
  for (guint r = 0; r < n; r++)
    {
      const MtnTrial *trial = mtn_trials_get (trials, first + r);

      rows[r].n_picks = add_picks (self, trials, trial);
      set_attributes (self, trial, &rows[r], inputs[r]);
    }
  for (guint r = 0; r < n; r++)
    {
      rows[r].movies = (const guint *) self->movies->data + begin;
      rows[r].stars = (const float *) self->stars->data + begin;
      begin += rows[r].n_picks;
    }

  if (!mtn_recommender_score_rows_raw (self->recommender, rows, n, self->is_same_catalog ? order : self->raw,
                                       self->is_same_catalog ? scores : self->final, error))
    return FALSE;
  if (!self->is_same_catalog)
    {
      bring_back (self, n, self->raw, -INFINITY, order);
      bring_back (self, n, self->final, 0.0f, scores);
    }
  hide_pick_only (self, n, order);

  return TRUE;
}
