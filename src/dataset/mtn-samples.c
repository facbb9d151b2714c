/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-samples.h"

MtnSampleSet *
mtn_sample_set_new (MtnRatings *ratings,
                    const double *fractions,
                    guint n_fractions,
                    guint max_samples,
                    guint64 max_bits)
{
  MtnSampleSet *self;

  g_return_val_if_fail (ratings != NULL, NULL);
  g_return_val_if_fail (n_fractions <= G_MAXUINT16, NULL);

  self = g_new0 (MtnSampleSet, 1);
  self->ratings = mtn_ratings_ref (ratings);
  self->fractions = g_memdup2 (fractions, n_fractions * sizeof *fractions);
  self->n_fractions = n_fractions;
  self->samples = g_new (MtnSample, max_samples);
  self->hidden = g_new0 (guint8, (max_bits + 7) / 8);

  return self;
}

void
mtn_sample_set_free (MtnSampleSet *self)
{
  g_return_if_fail (self != NULL);

  mtn_ratings_unref (self->ratings);
  g_free (self->fractions);
  g_free (self->samples);
  g_free (self->hidden);
  g_free (self);
}

void
mtn_sample_set_add (MtnSampleSet *self,
                    guint person,
                    guint fraction,
                    guint mask,
                    const guint *hidden,
                    guint n_hidden)
{
  guint n_ratings;

  g_return_if_fail (self != NULL && person < self->ratings->n_people);
  g_return_if_fail (fraction < self->n_fractions && mask <= G_MAXUINT16);

  n_ratings = self->ratings->offsets[person + 1] - self->ratings->offsets[person];
  self->samples[self->n_samples++] =
      (MtnSample){ .person = person, .fraction = fraction, .mask = mask, .begin = self->n_bits };
  for (guint i = 0; i < n_hidden; i++)
    {
      guint64 bit = self->n_bits + hidden[i];

      g_assert (hidden[i] < n_ratings);
      self->hidden[bit / 8] |= 1u << (bit % 8);
    }
  self->n_bits += n_ratings;
}

guint
mtn_sample_set_get_n_ratings (const MtnSampleSet *self, guint sample)
{
  guint person;

  g_return_val_if_fail (self != NULL && sample < self->n_samples, 0);

  person = self->samples[sample].person;
  return self->ratings->offsets[person + 1] - self->ratings->offsets[person];
}

guint
mtn_sample_set_get_n_hidden (const MtnSampleSet *self, guint sample)
{
  guint n_ratings = mtn_sample_set_get_n_ratings (self, sample);
  guint n_hidden = 0;

  for (guint i = 0; i < n_ratings; i++)
    n_hidden += mtn_sample_set_is_hidden (self, sample, i);

  return n_hidden;
}

guint
mtn_sample_set_get_max_ratings (const MtnSampleSet *self)
{
  guint max = 0;

  for (guint i = 0; i < self->n_samples; i++)
    max = MAX (max, mtn_sample_set_get_n_ratings (self, i));

  return max;
}

guint
mtn_sample_set_list (const MtnSampleSet *self, guint sample, gboolean hidden, guint *movies, float *stars)
{
  guint n_ratings = mtn_sample_set_get_n_ratings (self, sample);
  guint begin = self->ratings->offsets[self->samples[sample].person];
  guint n = 0;

  for (guint i = 0; i < n_ratings; i++)
    {
      if (mtn_sample_set_is_hidden (self, sample, i) != (hidden != FALSE))
        continue;

      if (movies != NULL)
        movies[n] = self->ratings->movies[begin + i];
      if (stars != NULL)
        stars[n] = self->ratings->stars[begin + i];
      n++;
    }

  return n;
}
