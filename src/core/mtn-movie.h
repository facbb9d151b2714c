/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnMovie:
 *
 * One film of a catalogue, a plain value owned by it.
 */
typedef struct
{
  int      id;          /* the data set's id, > 0 */
  char    *title;       /* as shown: "The Butcher Boy", no year, article in front */
  char   **alternatives; /* other titles (from brackets), article in front; NULL-terminated, or NULL */
  int      year;        /* of release, 0 when unknown */
  guint32  genres;      /* bit i: genre i of the catalogue */
  guint    n_ratings;   /* in the data that the catalogue was made from */
  float    mean_stars;  /* mean of those, 0 when there are none */
  guint    twin;        /* index of the lowest-id entry of the same film (its own index when there is but one) */
  guint    lead;        /* index of the most rated entry of the same film: the one that a model knows best */
  gboolean pick_only;   /* may be picked, but is never recommended: too few people rated it */
  gboolean placeholder; /* a row that is no film (ML-100K's "unknown"): never shown, never recommended */
} MtnMovie;

/* "The Butcher Boy (1998)", or the bare title when the year is unknown. Free with g_free(). */
char *mtn_movie_dup_label (const MtnMovie *self);

/* Frees the strings that a stack-allocated or embedded movie owns. */
void mtn_movie_clear (MtnMovie *self);

G_END_DECLS
