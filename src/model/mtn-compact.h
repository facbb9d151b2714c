/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-safetensors.h"

G_BEGIN_DECLS

/*
 * Weights in fewer bytes than F32, and back; for this room only. F16 is IEEE 754
 * binary16. I8 has one scale a row: a weight is its integer times the scale.
 */

/* Rows above this scale would expand to infinities. */
#define MTN_COMPACT_MAX_SCALE (G_MAXFLOAT / 128)

/* Rounded to nearest, ties to even; what is too large for F16 becomes an infinity, which no checkpoint may
 * hold. */
guint16 *mtn_compact_to_f16 (const float     *values,
                             gsize            n_values);
/* Each within half a scale of the value, the largest of a row at ±127. @scales: (out caller-allocates):
 * [rows]; infinite for a row with what is no finite number, which no checkpoint may hold. */
gint8   *mtn_compact_to_i8  (const float     *values,
                             gsize            rows,
                             gsize            columns,
                             float           *scales);
/* @tensor: F16, or I8 with two dimensions; @scales: (nullable): for F16. Free with g_free(). */
float   *mtn_compact_expand (const MtnTensor *tensor,
                             const float     *scales);

G_END_DECLS
