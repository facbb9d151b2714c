/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* All kernels, for nvcc (update-ptx) and for the emulator of the tests. */

#include "mtn-cuda-activate.cu"
#include "mtn-cuda-adam.cu"
#include "mtn-cuda-blend.cu"
#include "mtn-cuda-column-norms.cu"
#include "mtn-cuda-columns.cu"
#include "mtn-cuda-dense-few.cu"
#include "mtn-cuda-dense.cu"
#include "mtn-cuda-drop.cu"
#include "mtn-cuda-fill.cu"
#include "mtn-cuda-gather.cu"
#include "mtn-cuda-loss.cu"
#include "mtn-cuda-scale.cu"
#include "mtn-cuda-subtract-diagonal.cu"
#include "mtn-cuda-sums.cu"
#include "mtn-cuda-top-k.cu"
