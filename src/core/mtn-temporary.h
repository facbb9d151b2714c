/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files and folders that are not finished, so that a program which cannot wait for those that write
 * them leaves none behind. From any thread.
 */

/**
 * mtn_temporary_begin:
 *
 * Before one is made; ends with mtn_temporary_add(). In between nothing is discarded.
 */
void mtn_temporary_begin       (void);
/* @path: (nullable): what was made; NULL: it failed. */
void mtn_temporary_add         (const char *path);
/* It is finished, or gone. */
void mtn_temporary_remove      (const char *path);

/* Deletes all there are, and lets nobody begin another: for the moment before _exit(). */
void mtn_temporary_discard_all (void);

G_END_DECLS
