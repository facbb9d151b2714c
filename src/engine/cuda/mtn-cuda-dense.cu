/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

/* For few rows or columns, where larger tiles would be too few to keep a card busy. */
#define TILE 64
MTN_KERNEL (dense_64)
#include "mtn-cuda-dense-tile.cuh"
#undef TILE

#define TILE 128
MTN_KERNEL (dense_128)
#include "mtn-cuda-dense-tile.cuh"
#undef TILE
