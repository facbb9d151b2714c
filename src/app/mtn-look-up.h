/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-film.h"

G_BEGIN_DECLS

/* The address of a search for a film. @site: "imdb" or "tmdb"; another one is a programmer's mistake.
 * The catalogue has no ids of these sites: title and year find nearly every film. (transfer full) */
char *mtn_look_up_dup_address (MtnFilm    *film,
                               const char *site);

/* Shows it in the browser: the only thing that ever leaves this computer, and only the film's name. */
void  mtn_look_up             (GtkWidget  *anchor,
                               MtnFilm    *film,
                               const char *site);

G_END_DECLS
