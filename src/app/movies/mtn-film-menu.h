/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-film-holder.h"

G_BEGIN_DECLS

/* (transfer full): what can be done to @film as it is now; for use below its holder, which has the actions. */
GMenuModel *mtn_film_menu_new    (MtnFilm             *film);

/* Shows the menu at @at (in the holder's coordinates), or below the holder when NULL. */
void        mtn_film_menu_popup  (MtnFilmHolder       *holder,
                                  const GdkRectangle  *at);

/* Secondary click and long press show the menu. */
void        mtn_film_menu_attach (MtnFilmHolder       *holder);

G_END_DECLS
