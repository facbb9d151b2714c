/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-model.h"

G_BEGIN_DECLS

/**
 * MtnAblations:
 *
 * Everything that can be taken away from a person: one entry for each pick and
 * each said attribute, with the features that remain.
 */
typedef struct
{
  GPtrArray *features;  /* (element-type MtnFeatures) */
  GArray    *reasons;   /* (element-type MtnReason): kind and movie; amount and rank still 0 */
} MtnAblations;

void mtn_ablations_init  (MtnAblations *self, const MtnFeatures *features);
void mtn_ablations_clear (MtnAblations *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnAblations, mtn_ablations_clear)

/**
 * mtn_reasons_find:
 * @query: as the list was asked for
 * @items: (element-type MtnRecommendation): the list; `reasons` is filled in
 *
 * Runs the model again without each pick and attribute and keeps, for each
 * film, what lowered its score.
 */
gboolean mtn_reasons_find (MtnModel           *model,
                           MtnEngine          *engine,
                           guint               n_movies,
                           const MtnFeatures  *features,
                           const MtnQuery     *query,
                           GArray             *items);

/* Strongest amount first; equal ones stay as they are. */
void     mtn_reasons_sort (GArray *reasons);

G_END_DECLS
