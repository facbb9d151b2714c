/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-denormals.h"

#if defined(__SSE2__)

#include <xmmintrin.h>

#define FLUSH_TO_ZERO 0x8000u      /* results */
#define DENORMALS_ARE_ZERO 0x0040u /* operands */

guint64
mtn_denormals_flush (void)
{
  guint32 mode = _mm_getcsr ();

  _mm_setcsr (mode | FLUSH_TO_ZERO | DENORMALS_ARE_ZERO);

  return mode;
}

void
mtn_denormals_restore (guint64 mode)
{
  _mm_setcsr ((guint32) mode);
}

#elif defined(__aarch64__)

#define FLUSH_TO_ZERO (G_GUINT64_CONSTANT (1) << 24) /* results and operands */

guint64
mtn_denormals_flush (void)
{
  guint64 mode;

  __asm__ volatile("mrs %0, fpcr" : "=r"(mode));
  __asm__ volatile("msr fpcr, %0" : : "r"(mode | FLUSH_TO_ZERO));

  return mode;
}

void
mtn_denormals_restore (guint64 mode)
{
  __asm__ volatile("msr fpcr, %0" : : "r"(mode));
}

#else

guint64
mtn_denormals_flush (void)
{
  return 0;
}

void
mtn_denormals_restore (guint64 mode)
{
}

#endif
