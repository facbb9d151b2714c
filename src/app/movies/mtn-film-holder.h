/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnFilmHolder:
 *
 * A widget that stands for one film: a cell of the picker, a row of the
 * results. What can be done to a film is written once, against this.
 */
#define MTN_TYPE_FILM_HOLDER (mtn_film_holder_get_type ())
G_DECLARE_INTERFACE (MtnFilmHolder, mtn_film_holder, MTN, FILM_HOLDER, GtkWidget)

struct _MtnFilmHolderInterface
{
  GTypeInterface parent_iface;

  /* (transfer none) (nullable): a cell that is being reused holds none. */
  MtnFilm     *(*get_film)  (MtnFilmHolder *self);
  /* (transfer none) (nullable) */
  MtnAppState *(*get_state) (MtnFilmHolder *self);
};

MtnFilm       *mtn_film_holder_get_film  (MtnFilmHolder *self);
MtnAppState   *mtn_film_holder_get_state (MtnFilmHolder *self);

/* The holder that is, or directly fills, the list item with the keyboard focus; NULL when another widget has it. */
MtnFilmHolder *mtn_film_holder_get_focus (GtkWidget     *list);

G_END_DECLS
