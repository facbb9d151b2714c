/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-film.h"

G_BEGIN_DECLS

/**
 * MtnFilmTable:
 *
 * The #MtnFilm objects of a catalogue: one for each film, twins sharing theirs,
 * placeholders having none.
 */
typedef struct _MtnFilmTable MtnFilmTable;

MtnFilmTable *mtn_film_table_new      (MtnCatalog   *catalog);
void          mtn_film_table_free     (MtnFilmTable *self);

/* (transfer none) (nullable): NULL for a placeholder. */
MtnFilm      *mtn_film_table_get      (MtnFilmTable *self, guint index);
MtnFilm      *mtn_film_table_find_id  (MtnFilmTable *self, int movie_id);
/* (transfer none) (element-type MtnFilm): most rated first. */
GPtrArray    *mtn_film_table_get_all  (MtnFilmTable *self);

/* The films' properties as @profile has them, and the films it names in its order. */
void          mtn_film_table_apply    (MtnFilmTable     *self,
                                       const MtnProfile *profile,
                                       GListStore       *picks,
                                       GListStore       *exclusions);

/* The id by which @profile knows @film: a profile made elsewhere may name a twin. */
int           mtn_film_table_id_in    (MtnFilmTable     *self,
                                       MtnFilm          *film,
                                       const MtnProfile *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnFilmTable, mtn_film_table_free)

G_END_DECLS
