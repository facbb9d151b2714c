/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-catalog.h"

G_BEGIN_DECLS

#define MTN_UNION_NO_FILM G_MAXUINT

/**
 * mtn_union_match:
 * @base, @other: films of two data sets, with their numbers of ratings
 *
 * Which films of @other are films of @base under another id. Two are one when a title or other
 * title of each is the same (folded, articles aside) in the same year; a year
 * apart, articles must agree as well. Some that are called differently are known by
 * name. A film of either is matched once: the same year counts before a year off, main titles before
 * others, many ratings before few.
 *
 * Returns: (transfer full): for each film of @other the index in @base, of its most rated id where it has two, or
 *   %MTN_UNION_NO_FILM; free with g_free()
 */
guint *mtn_union_match (MtnCatalog *base,
                        MtnCatalog *other);

G_END_DECLS
