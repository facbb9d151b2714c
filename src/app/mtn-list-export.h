/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MtnListFormat:
 * @MTN_LIST_CSV: what Letterboxd imports as a list: a row a film, with columns it knows by their names
 * @MTN_LIST_HTML: a page that needs nothing else
 * @MTN_LIST_TEXT: a line a film
 *
 * How recommendations are written down.
 */
typedef enum
{
  MTN_LIST_CSV,
  MTN_LIST_HTML,
  MTN_LIST_TEXT,
} MtnListFormat;

#define MTN_N_LIST_FORMATS 3

/* "csv", "html", "txt". */
const char *mtn_list_format_get_suffix (MtnListFormat format);
/* By the end of a file's name, FALSE where it tells none. */
gboolean    mtn_list_format_of_name    (const char    *name,
                                        MtnListFormat *format);

/**
 * mtn_list_export:
 * @results: (element-type MtnResult): in their order
 * @heading: whose list it is; not in CSV
 *
 * The list as UTF-8 text. What is empty is written, too: a heading and no film. CSV is RFC 4180's, whose lines
 * end with CR LF.
 *
 * Returns: (transfer full)
 */
char       *mtn_list_export            (GListModel    *results,
                                        const char    *heading,
                                        MtnListFormat  format);

G_END_DECLS
