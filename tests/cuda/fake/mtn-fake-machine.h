/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-fake-kernels.h"

/* Kernels that are run by what the test is linked with (mtn-test-machine.h): the emulator, or the interpreter of the
 * PTX. */
extern const MtnFakeKernels mtn_fake_machine;
