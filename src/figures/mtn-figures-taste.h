/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-figure.h"
#include "mtn-taste.h"

G_BEGIN_DECLS

/**
 * mtn_figures_taste:
 * @data: that the taste was compared with
 * @name: whose taste it is, as the person calls the profile
 * @n_unknown: picks that the data set does not have
 *
 * A person beside everyone: genres, decades, stars, popularity.
 */
MtnFigure *mtn_figures_taste (const MtnExploration *data,
                              const MtnTaste       *taste,
                              const char           *name,
                              guint                 n_unknown);

G_END_DECLS
