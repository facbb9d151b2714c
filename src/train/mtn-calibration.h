/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-curves.h"
#include "mtn-dataset.h"
#include "mtn-parts.h"

G_BEGIN_DECLS

/* Whom to learn from, and how. */
typedef struct
{
  const MtnPlan       *plan;
  const MtnLesson     *lesson;      /* its seed decides who is held out together and what is picked, too */
  const MtnVocabulary *vocabulary;
  guint                n_threads;   /* 0: as many as there are processors */
} MtnCalibrationInput;

/**
 * mtn_calibration_measure:
 * @job: (nullable): told from 0 to @end
 *
 * Trains the plan on parts of the people and asks it about the others, as if
 * they had just come: how large its scores are at each number of picks, what
 * they mean, and how good its lists are. A score then is the share of films with
 * such a raw score that the person loves. Nobody is asked about by a model that
 * knows them. The same for any number of threads.
 *
 * Returns: (transfer full): may lack points, where too few people have so many films
 */
MtnCurves *mtn_calibration_measure (const MtnCalibrationInput  *input,
                                    MtnJob                     *job,
                                    double                      end,
                                    GCancellable               *cancellable,
                                    GError                    **error);

G_END_DECLS
