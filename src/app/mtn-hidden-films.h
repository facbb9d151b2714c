/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnHiddenFilms:
 *
 * The films that the person has seen or is not interested in, each with a
 * button that lets it be suggested again.
 */
#define MTN_TYPE_HIDDEN_FILMS (mtn_hidden_films_get_type ())
G_DECLARE_FINAL_TYPE (MtnHiddenFilms, mtn_hidden_films, MTN, HIDDEN_FILMS, AdwWindow)

GtkWidget *mtn_hidden_films_new (GtkWindow   *parent,
                                 MtnAppState *state);

G_END_DECLS
