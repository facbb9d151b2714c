/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-ratings.h"

G_BEGIN_DECLS

/**
 * MtnSample:
 * @person: row of the set's ratings
 * @fraction: index into the set's fractions
 * @mask: which of the masks of that person and fraction, from 0
 * @begin: the bit of the person's first rating
 *
 * One row of a data set to learn from or to be tested on: a person of whom some ratings are
 * hidden. The input is what stays visible, the target everything that the person has rated.
 */
typedef struct
{
  guint32 person;
  guint16 fraction;
  guint16 mask;
  guint64 begin;
} MtnSample;

/**
 * MtnSampleSet:
 *
 * Samples over people's ratings: 16 bytes a sample, and a bit a rating that says whether it is
 * hidden there. Never people × films. Immutable once made; share it between threads.
 */
typedef struct
{
  MtnRatings *ratings;      /* everything that everybody rated, also people without a sample */
  double     *fractions;    /* [n_fractions] shares of the ratings that were hidden */
  guint       n_fractions;
  MtnSample  *samples;      /* [n_samples] */
  guint       n_samples;
  guint8     *hidden;       /* bit b: hidden[b / 8] >> (b % 8) & 1 */
  guint64     n_bits;
} MtnSampleSet;

/**
 * mtn_sample_set_new:
 * @ratings: a reference is taken
 * @fractions: [n_fractions] copied
 * @max_samples: room for so many
 * @max_bits: room for so many ratings of their people, all together
 *
 * Returns: (transfer full): an empty set, to be filled with mtn_sample_set_add()
 */
MtnSampleSet *mtn_sample_set_new  (MtnRatings    *ratings,
                                   const double  *fractions,
                                   guint          n_fractions,
                                   guint          max_samples,
                                   guint64        max_bits);
void          mtn_sample_set_free (MtnSampleSet  *self);

/**
 * mtn_sample_set_add:
 * @person: row of the ratings
 * @hidden: [n_hidden] which of the person's ratings are hidden: positions in the row, from 0
 *
 * For those who make a set; no more than it has room for.
 */
void mtn_sample_set_add (MtnSampleSet *self,
                         guint         person,
                         guint         fraction,
                         guint         mask,
                         const guint  *hidden,
                         guint         n_hidden);

/* How many ratings the sample's person has; visible and hidden ones together. */
guint mtn_sample_set_get_n_ratings (const MtnSampleSet *self,
                                    guint               sample);
guint mtn_sample_set_get_n_hidden  (const MtnSampleSet *self,
                                    guint               sample);
/* The most ratings that any sample's person has: room for the lists below. */
guint mtn_sample_set_get_max_ratings (const MtnSampleSet *self);

/**
 * mtn_sample_set_list:
 * @hidden: the hidden ones, else the visible ones
 * @movies: (out) (nullable): their catalogue indices, ascending
 * @stars: (out) (nullable): what the person gave
 *
 * Returns: how many there are; the caller has room for mtn_sample_set_get_n_ratings()
 */
guint mtn_sample_set_list (const MtnSampleSet *self,
                           guint               sample,
                           gboolean            hidden,
                           guint              *movies,
                           float              *stars);

/**
 * mtn_sample_set_is_hidden:
 * @rating: position in the person's row, from 0: entry ratings->offsets[person] + @rating
 *
 * For loops over a row that need visible and hidden ratings at once.
 */
static inline gboolean
mtn_sample_set_is_hidden (const MtnSampleSet *self, guint sample, guint rating)
{
  guint64 bit = self->samples[sample].begin + rating;

  return (self->hidden[bit / 8] >> (bit % 8)) & 1;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnSampleSet, mtn_sample_set_free)

G_END_DECLS
