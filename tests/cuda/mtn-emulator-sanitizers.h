/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/* Which sanitizer the kernels are built with, by the compiler's word; the race checker by the build's, since the
 * emulator itself must not be checked by it. */

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define MTN_EMULATOR_ASAN 1
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#else
#define MTN_EMULATOR_ASAN 0
#endif

#if __has_feature(memory_sanitizer)
#define MTN_EMULATOR_MSAN 1
#include <sanitizer/msan_interface.h>
#else
#define MTN_EMULATOR_MSAN 0
#endif

#ifndef MTN_EMULATOR_TSAN
#define MTN_EMULATOR_TSAN 0
#endif
#if MTN_EMULATOR_TSAN
#include <sanitizer/tsan_interface.h>
#endif
