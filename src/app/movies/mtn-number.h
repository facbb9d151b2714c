/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ".94": a probability in two digits with the locale's decimal sign, between .00 and .99; kept in
 * this order in right-to-left text. Free with g_free(). */
char *mtn_score_dup_text  (double score);
/* "+.07", "−.02": what was added or taken; likewise. Free with g_free(). */
char *mtn_amount_dup_text (double amount);

G_END_DECLS
