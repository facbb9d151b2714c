/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-movie.h"

G_BEGIN_DECLS

/* A film's genres are the bits of a guint32. */
#define MTN_CATALOG_MAX_GENRES 32

/**
 * MtnCatalog:
 *
 * The films that a data set or a model knows, in a fixed order, with the
 * genre vocabulary. Movies are addressed by index (0 … n − 1) inside the
 * program and by id in files. Immutable; reference counted, safe to share
 * between threads.
 */
typedef struct _MtnCatalog MtnCatalog;

/**
 * mtn_catalog_new:
 * @movies: (transfer full) (element-type MtnMovie): array of #MtnMovie; `twin`,
 *   `lead` and `placeholder` are filled in here; freed on failure too
 * @genres: NULL-terminated names, at most %MTN_CATALOG_MAX_GENRES
 * @error: set to %MTN_ERROR_FORMAT for a duplicate or non-positive id, an empty
 *   title, or a genre bit outside the list
 */
MtnCatalog *mtn_catalog_new (GArray              *movies,
                             const char * const  *genres,
                             GError             **error);
/* The same films, of which those with @pick_only[i] are so and no others; [films]. */
MtnCatalog *mtn_catalog_copy_with_pick_only (const MtnCatalog *self,
                                             const gboolean   *pick_only);
MtnCatalog *mtn_catalog_ref   (MtnCatalog *self);
void        mtn_catalog_unref (MtnCatalog *self);

guint               mtn_catalog_get_n_movies (const MtnCatalog *self);
const MtnMovie     *mtn_catalog_get_movie    (const MtnCatalog *self, guint index);
const char * const *mtn_catalog_get_genres   (const MtnCatalog *self);
guint               mtn_catalog_get_n_genres (const MtnCatalog *self);

/* Index of the film with that id, or -1. */
int mtn_catalog_find_id    (const MtnCatalog *self, int id);
/* Index of the genre, ignoring case ("Children" and "Children's" are one), or -1. */
int mtn_catalog_find_genre (const MtnCatalog *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnCatalog, mtn_catalog_unref)

G_END_DECLS
