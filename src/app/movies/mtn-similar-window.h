/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/* "More like this": a modal window with the films nearest to @film, each with a heart to make it a favourite. */
void mtn_similar_window_present (GtkWidget   *anchor,
                                 MtnAppState *state,
                                 MtnFilm     *film);

G_END_DECLS
