/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <math.h>

/* Constants of the exponential, for the reference and its twin: exp (x) = 2^n · exp (r), |r| ≤ ln 2 / 2, the
 * latter by its Taylor series to r⁷ (next term below 6e-9). ln 2 is split in two parts, the first with few
 * bits, so that n times it is exact. */
#define MTN_EXP_MIN (-86.0f)         /* the power of two stays a normal number */
#define MTN_EXP_MAX 88.0f
#define MTN_EXP_MAGIC 12582912.0f    /* 1.5 · 2^23 */
#define MTN_EXP_LOG2E 1.44269504f
#define MTN_EXP_LN2_HIGH 0.693359375f
#define MTN_EXP_LN2_LOW (-2.12194440e-4f)
#define MTN_EXP_C2 0.5f
#define MTN_EXP_C3 1.66666667e-1f
#define MTN_EXP_C4 4.16666667e-2f
#define MTN_EXP_C5 8.33333333e-3f
#define MTN_EXP_C6 1.38888889e-3f
#define MTN_EXP_C7 1.98412698e-4f

/* 1 + exp (−16.6) is the least that is not 1 in float: a sigmoid never reaches 1. */
#define MTN_SIGMOID_MIN (-16.6f)
