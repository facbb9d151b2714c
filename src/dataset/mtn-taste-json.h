/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-taste.h"

G_BEGIN_DECLS

/**
 * mtn_taste_to_json:
 * @catalog: the data set's that the taste was compared with
 * @name: whose it is
 * @n_unknown: picks that the data set does not have
 *
 * One object, stable; shares from 0 to 1, own and everyone's:
 *   taste: format version, 1
 *   name, picks, picks_unknown, picks_with_stars
 *   mean_stars: {own, everyone}
 *   genres: [{name, own, everyone}], in the data set's order after films without genre, which are "unknown"
 *   stars: [{stars: 0.5 … 5, own, everyone}]
 *   decades: [{from: 1920, own, everyone}]
 *   popularity: [{tenth: 1 … 10, own, everyone}]: of the rated films by their number of ratings, 1 the most rated
 */
JsonNode *mtn_taste_to_json (const MtnTaste *self,
                             MtnCatalog     *catalog,
                             const char     *name,
                             guint           n_unknown);

G_END_DECLS
