/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-architecture.h"
#include "mtn-catalog.h"
#include "mtn-vocabulary.h"

G_BEGIN_DECLS

/**
 * mtn_network_input_set_attributes:
 * @years, @gender, @occupation: what is said, the latter two as indices of @vocabulary; or %MTN_NOT_SAID
 * @attributes: (out caller-allocates): the first inputs of a network with these features
 *
 * For %MTN_NETWORK_FEATURES_SEED_2023 the first is 0: who has a number for the
 * person puts it there.
 */
void mtn_network_input_set_attributes (MtnNetworkFeatures    features,
                                       const MtnVocabulary  *vocabulary,
                                       int                   years,
                                       int                   gender,
                                       int                   occupation,
                                       float                 attributes[MTN_NETWORK_N_ATTRIBUTES]);

/**
 * mtn_network_input_append:
 * @movies: [n_picks] catalogue indices, ascending, each once
 * @stars: [n_picks] 0.5 … 5, or 0: loved without stars
 * @columns: (element-type guint): gets the positions of what is not 0, ascending
 * @values: (element-type float): gets the values there
 *
 * Appends the sparse row that a network computes with (see %MTN_PART_NETWORK).
 * What scores a profile and what trains a network both call this, so that they
 * cannot differ.
 */
void mtn_network_input_append         (const MtnCatalog     *catalog,
                                       const float           attributes[MTN_NETWORK_N_ATTRIBUTES],
                                       guint                 n_picks,
                                       const guint          *movies,
                                       const float          *stars,
                                       GArray               *columns,
                                       GArray               *values);

G_END_DECLS
