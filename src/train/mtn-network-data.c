/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-network-data.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-random.h"

/* Streams of random numbers that have nothing to do with each other; epochs count from 1. */
#define STREAM_PEOPLE 0x70656f706c65
#define STREAM_TRAIN 0x747261696e
#define STREAM_VALIDATION 0x76616c6964

/* Draws which of the @n ratings of a person are hidden. @positions: room for them. */
static guint
draw (MtnRandom *random, double fraction, guint n, guint *positions)
{
  for (guint i = 0; i < n; i++)
    positions[i] = i;
  mtn_random_shuffle (random, positions, n);

  return (guint) (fraction * n);
}

static guint
count_ratings (const MtnRatings *ratings, guint person)
{
  return ratings->offsets[person + 1] - ratings->offsets[person];
}

MtnSampleSet *
mtn_network_data_draw (const MtnSampleSet *set, guint64 seed, guint64 stream)
{
  MtnSampleSet *drawn =
      mtn_sample_set_new (set->ratings, set->fractions, set->n_fractions, set->n_samples, set->n_bits);
  g_autofree guint *positions = g_new (guint, MAX (mtn_sample_set_get_max_ratings (set), 1));
  MtnRandom random;

  mtn_random_init (&random, seed, stream);
  for (guint s = 0; s < set->n_samples; s++)
    {
      const MtnSample *sample = &set->samples[s];
      guint n_hidden = draw (&random, set->fractions[sample->fraction],
                             count_ratings (set->ratings, sample->person), positions);

      mtn_sample_set_add (drawn, sample->person, sample->fraction, sample->mask, positions, n_hidden);
    }

  return drawn;
}

/* Samples of these people: each mask of each fraction. */
static MtnSampleSet *
draw_people (MtnRatings *ratings,
             const guint *people,
             guint n_people,
             const MtnNetworkOptions *options,
             guint64 stream)
{
  guint n_each = options->n_fractions * options->n_masks;
  g_autofree guint *positions = NULL;
  MtnSampleSet *set;
  guint64 n_bits = 0;
  guint most = 1, n_with_ratings = 0;
  MtnRandom random;

  for (guint i = 0; i < n_people; i++)
    {
      guint n = count_ratings (ratings, people[i]);

      n_with_ratings += n > 0;
      n_bits += (guint64) n * n_each;
      most = MAX (most, n);
    }

  positions = g_new (guint, most);
  set =
      mtn_sample_set_new (ratings, options->fractions, options->n_fractions, n_with_ratings * n_each, n_bits);
  mtn_random_init (&random, options->seed, stream);
  for (guint i = 0; i < n_people; i++)
    for (guint mask = 0; mask < options->n_masks; mask++)
      for (guint f = 0; f < options->n_fractions; f++)
        {
          guint n = count_ratings (ratings, people[i]);

          if (n > 0)
            mtn_sample_set_add (set, people[i], f, mask, positions,
                                draw (&random, options->fractions[f], n, positions));
        }

  return set;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

/* Nobody is kept for a test; a few people, drawn by the seed, choose the epoch. */
static void
set_people_apart (MtnNetworkData *self, const MtnNetworkOptions *options)
{
  guint n_people = self->ratings->n_people;
  g_autofree guint *order = g_new (guint, MAX (n_people, 1));
  guint n_validation = (guint) (options->validation_ratio * n_people);
  MtnRandom random;

  for (guint u = 0; u < n_people; u++)
    order[u] = u;
  mtn_random_init (&random, options->seed, STREAM_PEOPLE);
  mtn_random_shuffle (&random, order, n_people);
  qsort (order, n_validation, sizeof (guint), compare_rows);
  qsort (order + n_validation, n_people - n_validation, sizeof (guint), compare_rows);

  self->own[0] =
      draw_people (self->ratings, order + n_validation, n_people - n_validation, options, STREAM_TRAIN);
  self->train = self->own[0];
  if (n_validation > 0)
    {
      self->own[1] = draw_people (self->ratings, order, n_validation, options, STREAM_VALIDATION);
      self->validation = self->own[1];
    }
}

static void
take_split (MtnNetworkData *self, const MtnSplit *split)
{
  self->train = split->parts[MTN_SPLIT_TRAIN];
  self->test = split->parts[MTN_SPLIT_TEST];
  self->validation = split->parts[MTN_SPLIT_VALIDATION];
  if (self->validation == NULL || self->validation->n_samples == 0)
    {
      self->validation = self->test;
      self->is_test_validation = self->test != NULL;
    }
}

static gboolean
make_split (MtnNetworkData *self,
            const MtnNetworkOptions *options,
            MtnJob *job,
            GCancellable *cancellable,
            GError **error)
{
  MtnSplitOptions wanted = MTN_SPLIT_OPTIONS_INIT;

  wanted.kind = options->split == MTN_NETWORK_SPLIT_MASKS ? MTN_SPLIT_MASKS : MTN_SPLIT_USERS;
  memcpy (wanted.fractions, options->fractions, sizeof wanted.fractions);
  wanted.n_fractions = options->n_fractions;
  wanted.n_masks = options->n_masks;
  wanted.train_ratio = options->train_ratio;
  wanted.validation_ratio = options->validation_ratio;
  wanted.seed = options->seed;

  self->split = mtn_split_new (self->ratings, &wanted, job, cancellable, error);
  if (self->split == NULL)
    return FALSE;

  take_split (self, self->split);

  return TRUE;
}

/* What a prepared folder holds was decided when it was made. */
static void
adopt_options (MtnNetworkOptions *options, const MtnSplitOptions *prepared)
{
  options->split = prepared->kind == MTN_SPLIT_MASKS ? MTN_NETWORK_SPLIT_MASKS : MTN_NETWORK_SPLIT_USERS;
  memcpy (options->fractions, prepared->fractions, sizeof options->fractions);
  options->n_fractions = prepared->n_fractions;
  options->n_masks = prepared->n_masks;
  options->train_ratio = prepared->train_ratio;
  options->validation_ratio = prepared->validation_ratio;
}

/* Of everything a run depends on beside its options. */
static char *
compute_fingerprint (const MtnNetworkData *self, const guint *people, guint n_people)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const MtnSampleSet *sets[] = { self->train, self->validation };

  g_checksum_update (checksum, (const guchar *) self->dataset->sha256, -1);
  for (guint i = 0; people != NULL && i < n_people; i++)
    {
      guint32 row = GUINT32_TO_LE (people[i]);

      g_checksum_update (checksum, (const guchar *) &row, sizeof row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    if (sets[i] != NULL)
      g_checksum_update (checksum, sets[i]->hidden, (gssize) ((sets[i]->n_bits + 7) / 8));

  return g_strdup (g_checksum_get_string (checksum));
}

MtnNetworkData *
mtn_network_data_new (MtnDataset *dataset,
                      const guint *people,
                      guint n_people,
                      const MtnSplit *prepared,
                      MtnNetworkOptions *options,
                      MtnJob *job,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MtnNetworkData) self = g_new0 (MtnNetworkData, 1);

  g_return_val_if_fail (people == NULL || prepared == NULL, NULL);

  self->dataset = dataset;
  self->is_all = people == NULL;
  if (people == NULL)
    {
      n_people = dataset->ratings->n_people;
      self->ratings = mtn_ratings_ref (dataset->ratings);
      self->people = g_memdup2 (dataset->people, n_people * sizeof (MtnPerson));
    }
  else
    {
      self->ratings = mtn_ratings_select (dataset->ratings, people, n_people);
      self->people = g_new (MtnPerson, MAX (n_people, 1));
      for (guint u = 0; u < n_people; u++)
        self->people[u] = dataset->people[people[u]];
    }

  if (prepared != NULL)
    {
      adopt_options (options, &prepared->options);
      take_split (self, prepared);
    }
  else if (options->split == MTN_NETWORK_SPLIT_NONE)
    set_people_apart (self, options);
  else if (!make_split (self, options, job, cancellable, error))
    return NULL;

  if (self->train == NULL || self->train->n_samples == 0)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED, _ ("there are no samples to train on"));
      return NULL;
    }
  self->fingerprint = compute_fingerprint (self, people, n_people);

  return g_steal_pointer (&self);
}

void
mtn_network_data_free (MtnNetworkData *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->split, mtn_split_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->own); i++)
    g_clear_pointer (&self->own[i], mtn_sample_set_free);
  g_clear_pointer (&self->ratings, mtn_ratings_unref);
  g_free (self->people);
  g_free (self->fingerprint);
  g_free (self);
}
