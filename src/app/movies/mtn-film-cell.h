/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-film-holder.h"

G_BEGIN_DECLS

/**
 * MtnFilmCell:
 *
 * A film in the picker's grid: its poster with a ring and a heart when it is a
 * favourite, and one line below that is the audience's verdict, or the
 * person's stars while the cell is looked at or picked.
 */
#define MTN_TYPE_FILM_CELL (mtn_film_cell_get_type ())
G_DECLARE_FINAL_TYPE (MtnFilmCell, mtn_film_cell, MTN, FILM_CELL, GtkWidget)

/* @state: (transfer none): must outlive the cell. */
GtkWidget *mtn_film_cell_new            (MtnAppState *state);

/* Shows @film and names the list item around it; NULL lets go of the last one. */
void       mtn_film_cell_set_film       (MtnFilmCell *self, MtnFilm *film);

/* (transfer full): "Star Wars (1977), Action, Sci-Fi, loved, 5 stars" */
char      *mtn_film_dup_description     (MtnFilm     *film);

G_END_DECLS
