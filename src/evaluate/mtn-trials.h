/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-samples.h"

G_BEGIN_DECLS

/**
 * MtnTrial:
 * @person: row of the data set
 * @slice: what it is told apart by: position in the protocol's list of fractions or numbers of picks
 * @attributes: whether age, gender and occupation are said
 * @begin: of its films in the set
 *
 * One row of an evaluation: what is known of a person, and what is to be found.
 */
typedef struct
{
  guint    person;
  guint    slice;
  gboolean attributes;
  gsize    begin;
  guint    n_input;
  guint    n_relevant;
} MtnTrial;

/**
 * MtnTrials:
 *
 * A few trials at a time: they are made when they are needed, from a person and the seed,
 * so that an evaluation never holds all of them.
 */
typedef struct
{
  GArray *trials;     /* (element-type MtnTrial) */
  GArray *movies;     /* (element-type guint): of each trial the input, then what is relevant, both ascending */
  GArray *stars;      /* (element-type float): of these, 0 where they are not said */
  guint   n_skipped;  /* that were not made: nothing to be found, or too few films */
} MtnTrials;

MtnTrials *mtn_trials_new   (void);
void       mtn_trials_free  (MtnTrials *self);
/* Forgets the trials, not the count of those that were skipped. */
void       mtn_trials_clear (MtnTrials *self);

/**
 * mtn_trials_begin:
 *
 * A trial is made by adding films to it, input first, in any order.
 */
void mtn_trials_begin        (MtnTrials *self, guint person, guint slice, gboolean attributes);
void mtn_trials_add_input    (MtnTrials *self, guint movie, float stars);
void mtn_trials_add_relevant (MtnTrials *self, guint movie, float stars);
/* Sorts the films; unless @keep_empty, a trial without anything to be found is taken back and counted. */
void mtn_trials_end          (MtnTrials *self, gboolean keep_empty);

static inline guint
mtn_trials_get_n (const MtnTrials *self)
{
  return self->trials->len;
}

static inline const MtnTrial *
mtn_trials_get (const MtnTrials *self, guint i)
{
  return &g_array_index (self->trials, MtnTrial, i);
}

static inline const guint *
mtn_trial_get_input (const MtnTrials *self, const MtnTrial *trial)
{
  return (const guint *) self->movies->data + trial->begin;
}

static inline const float *
mtn_trial_get_input_stars (const MtnTrials *self, const MtnTrial *trial)
{
  return (const float *) self->stars->data + trial->begin;
}

static inline const guint *
mtn_trial_get_relevant (const MtnTrials *self, const MtnTrial *trial)
{
  return (const guint *) self->movies->data + trial->begin + trial->n_input;
}

static inline const float *
mtn_trial_get_relevant_stars (const MtnTrials *self, const MtnTrial *trial)
{
  return (const float *) self->stars->data + trial->begin + trial->n_input;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnTrials, mtn_trials_free)

G_END_DECLS
