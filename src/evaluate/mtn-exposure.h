/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-catalog.h"
#include "mtn-ratings.h"

G_BEGIN_DECLS

/**
 * MtnExposure:
 *
 * How often each film was rated by the people that a model learnt from: what
 * novelty and popularity mean, and the popularity baseline. A plain value.
 */
typedef struct
{
  guint  n_people;
  guint  n_movies;
  guint *n_ratings;    /* [n_movies] */
  float *popularity;   /* [n_movies]: the same numbers, to rank by */
} MtnExposure;

/* @people: [n_people] rows of @ratings, or NULL for all. */
MtnExposure *mtn_exposure_new          (MtnRatings         *ratings,
                                        const guint        *people,
                                        guint               n_people);
/* From what a catalogue remembers of the data that it was made from: for when these are not at hand. @n_people: 0 if not known. */
MtnExposure *mtn_exposure_new_for_catalog (MtnCatalog      *catalog,
                                           guint            n_people);
void         mtn_exposure_free         (MtnExposure        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnExposure, mtn_exposure_free)

G_END_DECLS
