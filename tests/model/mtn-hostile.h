/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"

G_BEGIN_DECLS

/*
 * Crafted files: each generator makes the bytes of one. What opening them must
 * say is in tests/hostile/safetensors.list, case by case.
 */

/* The 8-byte length, @header, and @n_data bytes of zeros. */
GBytes             *mtn_hostile_frame                  (const char *header,
                                                        gsize       header_length,
                                                        gsize       n_data);

/* Names of the cases of one generator, NULL-terminated; free the array with g_free(). */
const char        **mtn_hostile_list_raw               (void);
/* The bytes of a case, or NULL when that generator does not know it. */
GBytes             *mtn_hostile_build_raw              (const char *name);

/* The same for well-formed files with a checkpoint that is wrong. */
const char        **mtn_hostile_list_checkpoint        (void);
GBytes             *mtn_hostile_build_checkpoint       (const char *name);

G_END_DECLS
