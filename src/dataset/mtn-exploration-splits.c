/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-exploration-private.h"

#include "mtn-error.h"
#include "mtn-mt19937.h"

/* How the seed masked at first: everybody five times, always at one share. */
#define EARLY_MASKS 5
#define EARLY_FRACTION 0.8
#define SEED 42

static guint
count_people (const MtnSampleSet *set)
{
  g_autofree guint8 *seen = g_new0 (guint8, set->ratings->n_people);
  guint n = 0;

  for (guint i = 0; i < set->n_samples; i++)
    {
      n += !seen[set->samples[i].person];
      seen[set->samples[i].person] = TRUE;
    }

  return n;
}

static void
count_hidden (const MtnSampleSet *set, MtnExplorationSplit *table)
{
  g_autofree guint *hidden = g_new (guint, set->n_samples);
  g_autofree guint *visible = g_new (guint, set->n_samples);

  for (guint i = 0; i < set->n_samples; i++)
    {
      hidden[i] = mtn_sample_set_get_n_hidden (set, i);
      visible[i] = mtn_sample_set_get_n_ratings (set, i) - hidden[i];
    }
  table->hidden = mtn_spread_of (hidden, set->n_samples);
  table->visible = mtn_spread_of (visible, set->n_samples);
}

/* Which of n ratings are hidden when the first h of the shuffled ones are. */
static gboolean *
hide_early (guint n)
{
  g_autofree guint *row = g_new (guint, n);
  gboolean *is_hidden = g_new0 (gboolean, n);
  MtnMt19937 random;

  for (guint i = 0; i < n; i++)
    row[i] = i;
  mtn_mt19937_init (&random, SEED);
  mtn_mt19937_shuffle (&random, row, n);
  for (guint i = 0; i < (guint) (EARLY_FRACTION * n); i++)
    is_hidden[row[i]] = TRUE;

  return is_hidden;
}

static void
take_sample (MtnExploration *self, const MtnSampleSet *set)
{
  MtnExplorationSample *sample = &self->sample;

  mtn_exploration_sample_fill (sample, set, 0);
  sample->early_fraction = EARLY_FRACTION;
  sample->early_is_hidden = hide_early (sample->n);
  sample->n_early = EARLY_MASKS * (self->counts.n_people - self->counts.n_silent);
}

static void
describe (MtnExploration *self, const MtnSplit *split)
{
  MtnSplitKind kind = split->options.kind;
  MtnExplorationSplit *table = &self->splits[kind];

  table->is_there = TRUE;
  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    {
      const MtnSampleSet *set = split->parts[part];

      if (set == NULL)
        continue;
      table->n_samples[part] = set->n_samples;
      table->n_people[part] = count_people (set);
      table->n_files[part] =
          kind == MTN_SPLIT_USERS ? table->n_people[part] : set->n_samples / table->n_people[part];
    }
  count_hidden (split->parts[MTN_SPLIT_TEST], table);
  if (kind == MTN_SPLIT_MASKS)
    take_sample (self, split->parts[MTN_SPLIT_TRAIN]);
}

gboolean
mtn_exploration_make_splits (MtnExploration *self, GCancellable *cancellable, GError **error)
{
  for (guint kind = MTN_SPLIT_MASKS; kind <= MTN_SPLIT_USERS; kind++)
    {
      MtnSplitOptions options = MTN_SPLIT_OPTIONS_INIT;
      g_autoptr (MtnSplit) split = NULL;
      g_autoptr (GError) local_error = NULL;

      options.kind = kind;
      split = mtn_split_new (self->dataset->ratings, &options, NULL, cancellable, &local_error);
      if (split != NULL)
        describe (self, split);
      /* Too little data for a split is nothing wrong with the data. */
      else if (!g_error_matches (local_error, MTN_ERROR, MTN_ERROR_USAGE))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}
