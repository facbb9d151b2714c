/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-protocol.h"

#include <glib/gi18n-lib.h>

#include "mtn-random.h"

static const double hidden_fractions[] = { 0.2, 0.4, 0.6, 0.8, 0.9 };
static const double numbers_of_picks[] = { 1, 3, 5, 10 };

const char *
mtn_protocol_kind_get_name (MtnProtocolKind kind)
{
  static const char *const kinds[] = { "seed", "new-users", "favorites" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind];
}

const char *
mtn_given_get_name (MtnGiven given)
{
  static const char *const names[] = { "all", "films", "attributes", "nothing" };

  g_return_val_if_fail (given < G_N_ELEMENTS (names), NULL);

  return names[given];
}

static void
set_slices (MtnProtocol *self, const double *slices, guint n)
{
  self->n_slices = MIN (n, MTN_PROTOCOL_MAX_SLICES);
  for (guint i = 0; i < self->n_slices; i++)
    self->slices[i] = slices[i];
}

void
mtn_protocol_init (MtnProtocol *self, MtnProtocolKind kind, MtnGiven given, guint64 seed, double threshold)
{
  static const double no_picks = 0;

  g_return_if_fail (kind != MTN_PROTOCOL_SEED);

  *self = (MtnProtocol){ .kind = kind, .given = given, .seed = seed, .threshold = threshold };
  if (kind == MTN_PROTOCOL_NEW_USERS)
    set_slices (self, hidden_fractions, G_N_ELEMENTS (hidden_fractions));
  else if (given == MTN_GIVEN_ATTRIBUTES || given == MTN_GIVEN_NOTHING)
    set_slices (self, &no_picks, 1);
  else
    set_slices (self, numbers_of_picks, G_N_ELEMENTS (numbers_of_picks));
}

void
mtn_protocol_init_seed (MtnProtocol *self, const MtnSampleSet *samples, guint64 seed, double threshold)
{
  *self = (MtnProtocol){
    .kind = MTN_PROTOCOL_SEED, .given = MTN_GIVEN_ALL, .seed = seed, .threshold = threshold
  };
  set_slices (self, samples->fractions, samples->n_fractions);
}

char *
mtn_protocol_dup_relevance (const MtnProtocol *self)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->kind == MTN_PROTOCOL_FAVORITES)
    return g_strdup (N_ ("other films rated 4 or more"));
  if (self->threshold <= 0)
    return g_strdup (N_ ("hidden films, whatever their stars"));

  return g_strdup_printf ("hidden films rated above %s stars",
                          g_ascii_formatd (number, sizeof number, "%g", self->threshold * 5));
}

/* The seed compared numbers of single precision. */
static gboolean
is_relevant (const MtnProtocol *self, float stars)
{
  return (float) (stars / 5.0) > (float) self->threshold;
}

/* A generator that belongs to this person and slice alone. */
static void
init_random (const MtnProtocol *self, guint person, guint n_picks, MtnRandom *random)
{
  guint64 is_favorites = self->kind == MTN_PROTOCOL_FAVORITES;

  mtn_random_init (random, self->seed, ((guint64) person << 8) | is_favorites << 7 | n_picks);
}

static void
add_new_users (const MtnProtocol *self, const MtnRatings *ratings, guint person, MtnTrials *trials)
{
  guint begin = ratings->offsets[person], n = ratings->offsets[person + 1] - begin;
  g_autofree guint *places = g_new (guint, MAX (n, 1));
  MtnRandom random;

  for (guint i = 0; i < n; i++)
    places[i] = begin + i;

  init_random (self, person, 0, &random);
  for (guint s = 0; s < self->n_slices; s++)
    {
      guint n_hidden = (guint) (self->slices[s] * n);

      mtn_random_shuffle (&random, places, n);
      mtn_trials_begin (trials, person, s, TRUE);
      for (guint i = 0; i < n - n_hidden; i++)
        mtn_trials_add_input (trials, ratings->movies[places[i]], ratings->stars[places[i]]);
      for (guint i = n - n_hidden; i < n; i++)
        if (is_relevant (self, ratings->stars[places[i]]))
          mtn_trials_add_relevant (trials, ratings->movies[places[i]], ratings->stars[places[i]]);
      mtn_trials_end (trials, FALSE);
    }
}

static void
add_favorites (const MtnProtocol *self, const MtnRatings *ratings, guint person, MtnTrials *trials)
{
  guint begin = ratings->offsets[person], end = ratings->offsets[person + 1];
  g_autofree guint *places = g_new (guint, MAX (end - begin, 1));
  gboolean attributes = self->given == MTN_GIVEN_ALL || self->given == MTN_GIVEN_ATTRIBUTES;

  for (guint s = 0; s < self->n_slices; s++)
    {
      guint n_picks = (guint) self->slices[s];
      guint n = 0;
      MtnRandom random;

      for (guint i = begin; i < end; i++)
        if (ratings->stars[i] >= MTN_PROTOCOL_LOVED)
          places[n++] = i;
      if (n < n_picks + MTN_PROTOCOL_LEAST_RELEVANT)
        {
          trials->n_skipped++;
          continue;
        }

      init_random (self, person, n_picks, &random);
      mtn_random_shuffle (&random, places, n);
      mtn_trials_begin (trials, person, s, attributes);
      for (guint i = 0; i < n_picks; i++)
        mtn_trials_add_input (trials, ratings->movies[places[i]], 0.0f);
      for (guint i = n_picks; i < n; i++)
        mtn_trials_add_relevant (trials, ratings->movies[places[i]], ratings->stars[places[i]]);
      mtn_trials_end (trials, FALSE);
    }
}

void
mtn_protocol_add_person (const MtnProtocol *self, const MtnRatings *ratings, guint person, MtnTrials *trials)
{
  g_return_if_fail (person < ratings->n_people);
  g_return_if_fail (self->kind != MTN_PROTOCOL_SEED);

  if (self->kind == MTN_PROTOCOL_NEW_USERS)
    add_new_users (self, ratings, person, trials);
  else
    add_favorites (self, ratings, person, trials);
}

void
mtn_protocol_add_sample (const MtnProtocol *self,
                         const MtnSampleSet *samples,
                         guint sample,
                         MtnTrials *trials)
{
  const MtnSample *which = &samples->samples[sample];
  const MtnRatings *ratings = samples->ratings;
  guint begin = ratings->offsets[which->person];
  guint n = ratings->offsets[which->person + 1] - begin;

  mtn_trials_begin (trials, which->person, which->fraction, TRUE);
  for (guint i = 0; i < n; i++)
    if (!mtn_sample_set_is_hidden (samples, sample, i))
      mtn_trials_add_input (trials, ratings->movies[begin + i], ratings->stars[begin + i]);
  for (guint i = 0; i < n; i++)
    if (mtn_sample_set_is_hidden (samples, sample, i) && is_relevant (self, ratings->stars[begin + i]))
      mtn_trials_add_relevant (trials, ratings->movies[begin + i], ratings->stars[begin + i]);
  mtn_trials_end (trials, TRUE);
}
