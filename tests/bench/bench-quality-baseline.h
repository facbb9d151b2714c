/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"

G_BEGIN_DECLS

typedef enum
{
  PROTOCOL_NEW_USERS,
  PROTOCOL_FAVORITES,
} Protocol;

/**
 * Baseline:
 *
 * What the shipped model must hold its own against: an EDLAE solved as a
 * full film-by-film matrix for each of four ranges of the number of picks, for either
 * protocol; and popularity with a group's deviation from it. Written without
 * the room that trains, straight from the papers.
 */
typedef struct _Baseline Baseline;

Baseline    *baseline_new  (MtnDataset    *dataset,
                            const guint   *people,
                            guint          n_people,
                            GError       **error);
void         baseline_free (Baseline      *self);

/* @input: films, all counted alike; @scores: [movies] */
void         baseline_score_edlae      (const Baseline  *self,
                                        Protocol         protocol,
                                        const guint     *input,
                                        guint            n_input,
                                        float           *scores);
/* Adds @weight times the person's deviations to scores of the EDLAE, each of the two by its own spread. */
void         baseline_add_demographic  (const Baseline  *self,
                                        const MtnPerson *person,
                                        double           weight,
                                        float           *scores);
void         baseline_score_popularity (const Baseline  *self,
                                        const MtnPerson *person,   /* (nullable): the same for all */
                                        float           *scores);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Baseline, baseline_free)

G_END_DECLS
