/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* One person as a model is shown it. */

#include "mtn-exploration-private.h"

#include <glib/gi18n.h>

#include "mtn-error.h"

void
mtn_exploration_sample_fill (MtnExplorationSample *self, const MtnSampleSet *set, guint at)
{
  const MtnRatings *ratings = set->ratings;
  const MtnSample *sample = &set->samples[at];
  guint begin = ratings->offsets[sample->person];

  self->person = sample->person;
  self->fraction = set->fractions[sample->fraction];
  self->n = mtn_sample_set_get_n_ratings (set, at);
  self->movies = g_memdup2 (ratings->movies + begin, self->n * sizeof (guint));
  self->stars = g_memdup2 (ratings->stars + begin, self->n * sizeof (float));
  self->is_hidden = g_new (gboolean, self->n);
  for (guint i = 0; i < self->n; i++)
    self->is_hidden[i] = mtn_sample_set_is_hidden (set, at, i);
}

static void
clear (MtnExplorationSample *self)
{
  g_free (self->movies);
  g_free (self->stars);
  g_free (self->is_hidden);
  g_free (self->early_is_hidden);
}

void
mtn_exploration_clear_sample (MtnExploration *self)
{
  clear (&self->sample);
}

MtnExplorationSample *
mtn_exploration_sample_new (const MtnDataset *dataset,
                            guint person,
                            double fraction,
                            guint64 seed,
                            GCancellable *cancellable,
                            GError **error)
{
  /* Half of the frames are trained on: the first one, whose masks are drawn first. */
  MtnSplitOptions options = { .kind = MTN_SPLIT_MASKS,
                              .fractions = { fraction },
                              .n_fractions = 1,
                              .n_masks = 2,
                              .train_ratio = 0.5,
                              .seed = seed };
  g_autoptr (MtnSplit) split = NULL;
  const MtnSampleSet *set;

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (person < dataset->ratings->n_people, NULL);

  split = mtn_split_new (dataset->ratings, &options, NULL, cancellable, error);
  if (split == NULL)
    return NULL;

  set = split->parts[MTN_SPLIT_TRAIN];
  for (guint i = 0; i < set->n_samples; i++)
    if (set->samples[i].person == person)
      {
        MtnExplorationSample *self = g_new0 (MtnExplorationSample, 1);

        mtn_exploration_sample_fill (self, set, i);
        return self;
      }

  g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("Person %d has rated nothing that could be hidden"),
               dataset->people[person].id);
  return NULL;
}

void
mtn_exploration_sample_free (MtnExplorationSample *self)
{
  g_return_if_fail (self != NULL);

  clear (self);
  g_free (self);
}
