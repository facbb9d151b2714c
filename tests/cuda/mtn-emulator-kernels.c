/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The kernels, compiled as C. */

#include "mtn-emulator-device.h"

#include "mtn-cuda-kernels.cu"

#define DEFINE_CALL(name, threads, blocks)                    \
  static void call_##name (void **arguments)                  \
  {                                                           \
    mtn_##name (MTN_CUDA_ARGUMENTS_##name (MTN_CUDA_UNPACK)); \
  }
MTN_CUDA_KERNELS (DEFINE_CALL)

#define LIST_CALL(name, threads, blocks) call_##name,
const MtnEmulatorCall mtn_emulator_calls[MTN_CUDA_N_KERNELS] = { MTN_CUDA_KERNELS (LIST_CALL) };
