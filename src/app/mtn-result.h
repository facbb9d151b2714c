/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-film.h"
#include "mtn-recommender.h"

G_BEGIN_DECLS

/**
 * MtnResult:
 *
 * A row of the list of recommendations. Immutable; `film` objects are shared
 * with the picker, so rows can be matched by film when the list changes.
 */
#define MTN_TYPE_RESULT (mtn_result_get_type ())
G_DECLARE_FINAL_TYPE (MtnResult, mtn_result, MTN, RESULT, GObject)

MtnResult    *mtn_result_new        (MtnFilm    *film,
                                     guint       rank,
                                     float       score,
                                     const char *reason);
MtnFilm      *mtn_result_get_film   (MtnResult  *self);
guint         mtn_result_get_rank   (MtnResult  *self); /* 1 … */
float         mtn_result_get_score  (MtnResult  *self); /* 0 … 1 with a calibrated model */
/* "Because you picked A and B", "Popular with people of your age"; "" when nothing raised it. */
const char   *mtn_result_get_reason (MtnResult  *self);

G_END_DECLS
