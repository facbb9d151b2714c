/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_json_guard:
 * @what: names the source in the error ("profile.json", "header of x.safetensors")
 * @max_depth: nesting of [ and { allowed
 * @max_bytes: length allowed
 *
 * Looks at JSON text from outside before a parser does. json-glib 1.6 recurses
 * without a limit and crashes on deeply nested text, so depth is counted here
 * (brackets in strings do not count), and text that is too long, holds NUL
 * bytes, is not UTF-8 or goes on with a second object or array behind the first
 * (json-glib reads on without a word) is refused.
 *
 * Returns: TRUE if the text may be parsed; else %MTN_ERROR_FORMAT
 */
gboolean mtn_json_guard (const char  *text,
                         gsize        length,
                         const char  *what,
                         guint        max_depth,
                         gsize        max_bytes,
                         GError     **error);

G_END_DECLS
