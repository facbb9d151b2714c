/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

#include "mtn-cli-status.h"

G_BEGIN_DECLS

/**
 * mtn_cli_io_init:
 *
 * To be called once before anything is opened: closed standard descriptors are put out of
 * the way (else the next file opened would become stdout), a closed pipe becomes an
 * error instead of a signal, and SIGINT asks politely once (see
 * mtn_cli_interrupted()), then ends the program.
 */
void     mtn_cli_io_init      (void);

/* Whether SIGINT came. Blocking reads and writes return early then. */
gboolean mtn_cli_interrupted  (void);

/**
 * mtn_cli_is_asked_again:
 * @first_asked: (inout): when the first signal to stop came, in microseconds; 0 before it. Filled in by it
 *
 * Whether a signal that just came says more than the first one. Within a second it does not: timeout(1), a shell
 * that sends one to the group, and a finger that stays on Ctrl+C make two of one. Safe in a signal handler.
 */
gboolean mtn_cli_is_asked_again (gint64       *first_asked);

/**
 * mtn_cli_write:
 * @length: bytes, or −1 for a string
 *
 * Writes to stdout, UTF-8 in any locale, at once. The first failure is remembered (see
 * mtn_cli_io_finish()); after one nothing is written any more.
 *
 * Returns: whether stdout still takes text
 */
gboolean mtn_cli_write        (const char    *text,
                               gssize         length);

/* The exit status in the light of what happened to stdout: @status, %MTN_CLI_FAILED after a
 * write error (told on stderr, unless the reader just went away), or %MTN_CLI_INTERRUPTED. */
int      mtn_cli_io_finish    (int            status);

/* A line on stderr, UTF-8 in any locale. */
void     mtn_cli_say          (const char    *format,
                               ...) G_GNUC_PRINTF (1, 2);

/* A line on stderr that the next one, or the next message, takes the place of; NULL: takes it away. For terminals. */
void     mtn_cli_show_status  (const char    *line);

/* "matinee: " and the message. */
void     mtn_cli_complain     (const char    *format,
                               ...) G_GNUC_PRINTF (1, 2);

/* Complains and returns the exit status that goes with the error: wrong usage, interrupted or failed. */
int      mtn_cli_fail         (const GError  *error);

/* Whether a person sits at both ends. */
gboolean mtn_cli_is_terminal  (void);

/* Makes a folder for results, and those above it; one that is there is as good. %G_FILE_ERROR */
gboolean mtn_cli_make_folder (const char  *path,
                              GError     **error);

G_END_DECLS
