/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_logistic_fit:
 * @x: [n] finite
 * @hit: [n]
 * @a, @b: (out)
 *
 * Fits P (hit | x) = 1 / (1 + exp (−(a + b·x))) by Newton's method on the
 * likelihood, with as much doubt as one observation makes, so that it has a
 * finite answer for any data.
 */
void mtn_logistic_fit (const float     *x,
                       const gboolean  *hit,
                       gsize            n,
                       double          *a,
                       double          *b);

/* log (p / (1 − p)), with @p kept off 0 and 1. */
double mtn_log_odds   (double           p);

G_END_DECLS
