/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-recommender.h"

G_BEGIN_DECLS

/**
 * mtn_reason_text:
 * @reasons: (element-type MtnReason) (nullable): strongest first
 *
 * Why a film is in the list, in one sentence: the two strongest picks, or else
 * what was said about the person. Only what raised the score is named.
 *
 * Returns: (transfer full): "Because you picked Star Wars and Fargo", or ""
 */
char *mtn_reason_text (GArray     *reasons,
                       MtnCatalog *catalog);

/* A reason by itself, as in a table of all of them: the film's label, "Your age" … (transfer full) */
char *mtn_reason_dup_name (const MtnReason *reason,
                           MtnCatalog      *catalog);

G_END_DECLS
