/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Before a number that is shown by itself: keeps sign, point and digits in order in right-to-left text. */
#define MTN_LEFT_TO_RIGHT_MARK "\342\200\216"

/* ".94", or as the locale has it "0,94": a probability in two digits, between .00 and .99. Free with
 * g_free(). */
char *mtn_score_dup_text  (double score);
/* "10,059", as charts write it. Free with g_free(). */
char *mtn_count_dup_text  (guint  n);
/* "+.07", "−.02": what was added or taken. Free with g_free(). */
char *mtn_amount_dup_text (double amount);

G_END_DECLS
