/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnCliLines:
 *
 * Lines of a descriptor, of bounded length, read without ever waiting when a whole line is at hand.
 */
typedef struct _MtnCliLines MtnCliLines;

typedef enum
{
  MTN_CLI_LINE_READ,
  MTN_CLI_LINE_TOO_LONG, /* longer than the bound; skipped */
  MTN_CLI_LINE_END,      /* end of the file, or interrupted */
  MTN_CLI_LINE_FAILED,
} MtnCliLine;

/* @fd is closed with the object, unless it is standard input. */
MtnCliLines *mtn_cli_lines_new         (int           fd,
                                        gsize         max_length);
void         mtn_cli_lines_free        (MtnCliLines  *self);

/* The next line, without its end; valid until the next call; NUL-terminated, and may hold NUL. */
MtnCliLine   mtn_cli_lines_next        (MtnCliLines  *self,
                                        char        **line,
                                        gsize        *length,
                                        GError      **error);
/* Whether the next line is there already, so that asking for it will not block. */
gboolean     mtn_cli_lines_is_ready    (MtnCliLines  *self);
/* Of the line that came last, from 1. */
guint        mtn_cli_lines_get_number  (MtnCliLines  *self);
/* Bytes taken from the descriptor so far. */
guint64      mtn_cli_lines_get_n_bytes (MtnCliLines  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnCliLines, mtn_cli_lines_free)

G_END_DECLS
