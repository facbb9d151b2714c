/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MtnChips:
 *
 * The films of a list as chips. One stop of the Tab key, inside which the arrow
 * keys move; when the focused chip goes, its neighbour has the focus.
 *
 * Folded, the chips are one line, and what does not fit is behind a button "+3
 * More" with a popover of its own. Otherwise they are a paragraph of at most a
 * dozen, and the rest behind the same button.
 *
 * Properties: `films` (GListModel of MtnFilm, read-write); `folded` (boolean, read-write).
 * Signal: `removed` (MtnFilm).
 */
#define MTN_TYPE_CHIPS (mtn_chips_get_type ())
G_DECLARE_FINAL_TYPE (MtnChips, mtn_chips, MTN, CHIPS, GtkWidget)

void mtn_chips_set_films  (MtnChips *self, GListModel *films);
void mtn_chips_set_folded (MtnChips *self, gboolean folded);

G_END_DECLS
