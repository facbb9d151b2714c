/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnError:
 * @MTN_ERROR_FORMAT: a file is not in the format it should be in; the message names file, line and column (or byte)
 * @MTN_ERROR_RANGE: a value is outside what its field allows
 * @MTN_ERROR_UNKNOWN: an id, name or title that the catalogue or vocabulary does not hold
 * @MTN_ERROR_AMBIGUOUS: a title that more than one film answers to; the message lists the candidates
 * @MTN_ERROR_UNSUPPORTED: well-formed, but of a kind or version that this build cannot use
 * @MTN_ERROR_USAGE: the caller asked for something impossible (command line: exit status 2)
 * @MTN_ERROR_ENGINE: the inference engine failed
 * @MTN_ERROR_NUMERIC: a computation did not converge or produced a non-finite number
 *
 * Failures that a person can cause. Trouble with files themselves (missing,
 * unreadable, disk full) is reported in %G_FILE_ERROR or %G_IO_ERROR. Rooms
 * that fail in their own ways (safetensors, say) have a domain of their own.
 */
typedef enum
{
  MTN_ERROR_FORMAT,
  MTN_ERROR_RANGE,
  MTN_ERROR_UNKNOWN,
  MTN_ERROR_AMBIGUOUS,
  MTN_ERROR_UNSUPPORTED,
  MTN_ERROR_USAGE,
  MTN_ERROR_ENGINE,
  MTN_ERROR_NUMERIC,
} MtnError;

#define MTN_ERROR (mtn_error_quark ())
GQuark mtn_error_quark (void);

G_END_DECLS
