/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * MtnFakeKernels:
 *
 * What runs kernels for the fake runtime: the reference's loops
 * (mtn-fake-plain.c), or a machine that runs the kernels (mtn-fake-machine.c). While launch() runs,
 * the memory of the card is accessible, else it is not. A message is a
 * sentence about what a kernel did wrong; its launch then fails, and the card is
 * lost, as it is when a kernel on a real one does that.
 */
typedef struct
{
  const char *name;
  /* Whether it keeps mtn_fake_memory_get_shadow() up to date. */
  int         tracks_writes;

  /* @image: PTX, ends with NUL. NULL: it cannot be loaded. */
  void       *(*load)   (const void *image, char *message, size_t n_message);
  void        (*unload) (void *library);
  /* Valid until unload(); @sizes: of the arguments, in bytes. NULL: there is none of this name. */
  void       *(*find)   (void *library, const char *name, unsigned *n_arguments, const size_t **sizes);
  /* Returns 0 when all is well. */
  int         (*launch) (void *kernel, const unsigned grid[3], const unsigned block[3], size_t n_shared,
                         void **arguments, char *message, size_t n_message);
} MtnFakeKernels;

extern const MtnFakeKernels mtn_fake_plain;

/* Whether [@pointer, @pointer + @size) is inside one piece of the card's memory that is allocated now. */
int            mtn_fake_memory_contains   (const void *pointer, size_t size);
/* Every piece that is allocated now, on any card. */
void           mtn_fake_memory_foreach    (void (*func) (void *start, size_t size, void *data), void *data);
/* For each byte of the card's memory a byte that is not 0 once it has been written; @pointer must be inside. */
unsigned char *mtn_fake_memory_get_shadow (const void *pointer);

#ifdef __cplusplus
}
#endif
