/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-film.h"

G_BEGIN_DECLS

/**
 * MtnChip:
 *
 * A film that the profile names, as a pill with a button that takes it out.
 * Click, Enter, Space, Delete and Backspace on the button do.
 *
 * Signal: `removed`: the person wants it out; the chip itself changes nothing.
 */
#define MTN_TYPE_CHIP (mtn_chip_get_type ())
G_DECLARE_FINAL_TYPE (MtnChip, mtn_chip, MTN, CHIP, GtkWidget)

GtkWidget *mtn_chip_new      (MtnFilm *film);
MtnFilm   *mtn_chip_get_film (MtnChip *self);

G_END_DECLS
