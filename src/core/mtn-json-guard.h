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
 * Checks JSON text strictly (RFC 8259, one value and nothing behind it) before a
 * parser sees it. json-glib 1.6 recurses without a limit and crashes on deeply
 * nested text, and takes much that is no JSON (single quotes, comments), so depth
 * is counted here by the real grammar. Text that is too long or not UTF-8, and
 * strings with NUL, are refused too.
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
