/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_title_parse:
 * @raw: UTF-8, as in the data: "Double vie de Véronique, La (Double Life of Véronique, The) (1991)"
 * @title: (out): "La Double vie de Véronique"
 * @alternatives: (out) (nullable): {"The Double Life of Véronique", NULL}, or NULL
 * @year: (out): 1991, or 0
 *
 * Takes a stored title apart: trailing year, bracketed other titles ("a.k.a."
 * dropped), trailing articles brought to the front, also inside brackets.
 * A bracket after the year ("(V)") is dropped.
 */
void mtn_title_parse (const char   *raw,
                      char        **title,
                      char       ***alternatives,
                      int          *year);

/**
 * mtn_title_fold:
 *
 * Returns: (transfer full): the text for comparison: lower case without
 *   accents, punctuation to single spaces, "&" to "and"; apostrophes and the
 *   dots of initials vanish ("schindlers list", "et the extra terrestrial")
 */
char *mtn_title_fold (const char *text);

/* The part of a folded title behind a leading article of any supported language, or @folded itself. */
const char *mtn_title_skip_article (const char *folded);

G_END_DECLS
