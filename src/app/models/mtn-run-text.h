/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-run.h"

G_BEGIN_DECLS

/* Where a run is, in one line: "Epoch 13 of 30 · loss 0.0631 · 5,200 samples/s · 4 min left". (transfer full) */
char *mtn_run_text_dup_status (MtnRun *run);

/* "40 s", "4 min", "1 h 5 min". (transfer full) */
char *mtn_run_text_dup_duration (double seconds);

G_END_DECLS
