/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-recommender.h"

G_BEGIN_DECLS

/**
 * MtnFilter:
 *
 * Which films may be listed for a query: neither placeholders nor films that may only be picked
 * nor the higher id of two that are one film, and only what genres and years let through.
 */
typedef struct
{
  guint8 *mask;      /* [movies]: 1 may be listed */
  guint   n_movies;
} MtnFilter;

MtnFilter *mtn_filter_new    (MtnCatalog       *catalog,
                              const MtnQuery   *query);
void       mtn_filter_free   (MtnFilter        *self);

/* Appends the films, by their lower id's index, that must not be listed for this person: picks and exclusions. */
void       mtn_filter_hide   (MtnCatalog       *catalog,
                              const MtnProfile *profile,
                              const MtnQuery   *query,
                              GArray           *hidden);

/* Writes the mask of a person who has these hidden to @open, [movies], and returns how many films it leaves. */
guint      mtn_filter_open   (const MtnFilter  *self,
                              const guint      *hidden,
                              guint             n_hidden,
                              guint8           *open);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnFilter, mtn_filter_free)

G_END_DECLS
