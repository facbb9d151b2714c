/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-architecture.h"

G_BEGIN_DECLS

/**
 * MtnScoreRow:
 *
 * A person as an evaluation has one: rows of a data set, whose ids stay as they
 * are. Two ids of one film are two picks and a placeholder is one too, which a
 * profile would know better. A plain value; whoever fills it in owns the arrays.
 */
typedef struct
{
  guint        n_picks;
  const guint *movies;      /* [n_picks] catalogue indices, ascending, each once */
  const float *stars;       /* [n_picks] 0.5 … 5, or 0: loved without stars */
  int          years;       /* or MTN_NOT_SAID, like the next two */
  int          gender;      /* index in the checkpoint's vocabulary */
  int          occupation;  /* likewise */
  const float *inputs;      /* (nullable): [MTN_NETWORK_N_ATTRIBUTES]: what goes into the first inputs of a
                             * network whatever the attributes say: a network with the features “seed-2023” wants
                             * the number of the person in the data set there, age / 100, gender (M 1, F 0) */
} MtnScoreRow;

G_END_DECLS
