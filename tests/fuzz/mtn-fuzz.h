/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/* What a target is: the bytes of a file from outside are read; whatever they are, nothing but a value or an error
 * comes of it. A warning of GLib is a crash. libFuzzer calls it, or the plain driver with the seeds. */
int         LLVMFuzzerTestOneInput (const uint8_t *data,
                                    size_t         size);

/* A file of that name with these bytes; the one before is replaced. (transfer none) */
const char *mtn_fuzz_write_file    (const char    *name,
                                    const uint8_t *data,
                                    size_t         size);
/**
 * mtn_fuzz_write_folder:
 *
 * Several files out of one input: each begins behind a line "=== NAME", and ends before the line feed that comes
 * before the next one. In "manifest.json" @bytes:NAME@ and @sha256:NAME@ become what those files have, and its seal
 * is put at its end, so that damage gets past the checksums.
 *
 * Returns: (transfer none): the folder, in which there is nothing else
 */
const char *mtn_fuzz_write_folder  (const uint8_t *data,
                                    size_t         size);
/* An error has a message that can be shown. */
void        mtn_fuzz_check_error   (GError        *error);

G_END_DECLS
