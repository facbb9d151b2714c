/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-catalog.h"

G_BEGIN_DECLS

/**
 * MtnTitleIndex:
 *
 * Search over the titles of a catalogue: folds case, accents and articles,
 * matches words in any order against title, alternatives and year, forgives
 * one typo in words of five letters and more. Placeholders are never found; a
 * film under two ids is found once, by the lower one.
 * Immutable after construction; keeps a reference on the catalogue.
 */
typedef struct _MtnTitleIndex MtnTitleIndex;

MtnTitleIndex *mtn_title_index_new  (MtnCatalog    *catalog);
void           mtn_title_index_free (MtnTitleIndex *self);

/**
 * mtn_title_index_search:
 * @query: UTF-8; without letters and digits it matches every film
 * @max: the longest list wanted, 0 for all
 *
 * Returns: (transfer full) (element-type guint): catalogue indices, best
 *   first: whole title, then title prefix, then the rest, each by number of
 *   ratings; films that match only with a typo forgiven come when no film
 *   matches without
 */
GArray *mtn_title_index_search (MtnTitleIndex *self,
                                const char    *query,
                                guint          max);

/**
 * mtn_title_index_resolve:
 * @title: a title as a person types it, ignoring case, accents and article
 *   position, with or without "(year)"
 * @error: %MTN_ERROR_UNKNOWN (with the nearest titles as a suggestion) or
 *   %MTN_ERROR_AMBIGUOUS (with all candidates and their ids)
 *
 * Finds the one film that is meant. An exact title wins over a title that
 * only contains the words ("Star Wars" over "Empire Strikes Back, The: Star
 * Wars"); two ids of one film are one film, named by the lower id.
 *
 * Returns: catalogue index, or -1
 */
int mtn_title_index_resolve (MtnTitleIndex  *self,
                             const char     *title,
                             GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnTitleIndex, mtn_title_index_free)

G_END_DECLS
