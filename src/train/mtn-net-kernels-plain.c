/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* For every processor: vectors of four, which compilers know how to make out of anything. */

#include "mtn-net-kernels.h"

#define KERNELS mtn_net_kernels_plain
#define KERNELS_NAME "plain"
#define TARGET
#define LANES 4
#define ROWS 4
#define WIDTH 2
#define INTERLEAVE 0
#if defined(__ARM_FEATURE_FMA)
#include <arm_neon.h>
#define FMA(a, b, c) ((Vector) vfmaq_f32 ((float32x4_t) (c), (float32x4_t) (a), (float32x4_t) (b)))
#define FMA_ONE(a, b, c) fmaf (a, b, c)
#else
#define FMA(a, b, c) ((a) * (b) + (c))
#define FMA_ONE(a, b, c) FMA (a, b, c)
#endif
#define SQRT(a) ((Vector){ sqrtf ((a)[0]), sqrtf ((a)[1]), sqrtf ((a)[2]), sqrtf ((a)[3]) })

#include "mtn-net-kernels-body.h"
