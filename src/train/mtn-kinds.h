/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-catalog.h"

G_BEGIN_DECLS

/**
 * MtnKinds:
 *
 * Films that have something in common before anybody has seen them: a genre, or
 * the years they were made in. In compressed rows: kind k has the films
 * movies[offsets[k]] … movies[offsets[k + 1] − 1], ascending.
 */
typedef struct
{
  guint  n_kinds;
  guint *offsets;   /* [n_kinds + 1] */
  guint *movies;    /* [offsets[n_kinds]] */
} MtnKinds;

/* Kinds of one film alone are left out, and so are placeholders. */
MtnKinds *mtn_kinds_new  (MtnCatalog *catalog);
void      mtn_kinds_free (MtnKinds   *self);

/* First year of the span that a year belongs to: decades, and from 1980 on half decades. */
int       mtn_kinds_get_span (int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnKinds, mtn_kinds_free)

G_END_DECLS
