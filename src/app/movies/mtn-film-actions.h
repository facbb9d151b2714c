/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-film-holder.h"

G_BEGIN_DECLS

/**
 * What can be done to a film, as actions of the widget that holds it. Menus,
 * keys, buttons and tests use the same ones:
 *
 * - `film.toggle`: favourite or not
 * - `film.rate` (int 0 … 5): rate, which also picks it; 0 takes the stars away
 * - `film.seen`, `film.not-interested`: leave it out of the results, or no longer
 * - `film.similar`: more like this
 * - `film.look-up` (string "imdb" or "tmdb"): search for it there, in the browser
 * - `film.why`: why it stands where it stands
 * - `film.menu`: the menu of all of these
 */

/* @widget_class: of a widget that implements #MtnFilmHolder. */
void                mtn_film_actions_install (GtkWidgetClass *widget_class);

/**
 * mtn_film_keys_new:
 *
 * Keys for a list whose items are film holders: Enter and Space make a
 * favourite of it or no longer, 0 – 5 rate, Delete is not interested, Ctrl+D seen, Ctrl+I why, Ctrl+L more like this, Menu and
 * Shift+F10 the menu. Plain letters are left alone: they start the search.
 *
 * Returns: (transfer full): a controller to add to the list
 */
GtkEventController *mtn_film_keys_new        (void);

G_END_DECLS
