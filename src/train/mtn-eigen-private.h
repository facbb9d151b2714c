/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-eigen.h"

G_BEGIN_DECLS

/* An eigenvector's sign is arbitrary; fixing it keeps checkpoints the same from one LAPACK to the next as far as
 * rounding allows. */
void mtn_eigen_normalize_sign (double *vector, guint n);

G_END_DECLS
