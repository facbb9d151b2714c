/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"

G_BEGIN_DECLS

/**
 * MtnDemographic:
 *
 * By how much more, or less, people of a group love each film than people in
 * general: share of the group minus share of all, shrunk towards 0.
 */
typedef struct
{
  guint  n_movies;
  guint  n_ages;
  guint  n_genders;
  guint  n_occupations;
  float *age;          /* [n_ages, n_movies] */
  float *gender;       /* [n_genders, n_movies] */
  float *occupation;   /* [n_occupations, n_movies] */
} MtnDemographic;

/**
 * mtn_demographic_fit:
 * @people: [ratings->n_people], in the order of the rows
 * @popularity: [n_movies], as mtn_popularity_fit() gives it for the same ratings
 *
 * A group of N people of whom h love a film deviates by
 * (h + λ·popularity) / (N + λ) − popularity: as if λ average people belonged to it,
 * so that a handful of doctors cannot turn the list. λ is larger for
 * occupations, which tell less.
 */
MtnDemographic *mtn_demographic_fit  (MtnRatings           *ratings,
                                      const MtnPerson      *people,
                                      const MtnVocabulary  *vocabulary,
                                      const float          *popularity);
/* A copy in which every group deviates by @shift, [n_movies], more. */
MtnDemographic *mtn_demographic_shift (const MtnDemographic *self,
                                       const float          *shift);
void            mtn_demographic_free (MtnDemographic       *self);

/* Whether the vocabulary has anything to learn from. */
gboolean        mtn_demographic_is_possible (const MtnVocabulary *vocabulary);

/* sum[j] += weight · what is known of this person. */
void            mtn_demographic_add  (const MtnDemographic *self,
                                      const MtnVocabulary  *vocabulary,
                                      const MtnPerson      *person,
                                      float                 weight,
                                      float                *sum);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnDemographic, mtn_demographic_free)

G_END_DECLS
