/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MtnTextRow:
 *
 * A row of a list with a title and, in its property “text”, sentences below. It looks like an #AdwActionRow
 * with a subtitle, whose label GTK lays out for one width after the other: for a paragraph that takes longer
 * than a frame.
 */
#define MTN_TYPE_TEXT_ROW (mtn_text_row_get_type ())
G_DECLARE_FINAL_TYPE (MtnTextRow, mtn_text_row, MTN, TEXT_ROW, AdwPreferencesRow)

/* @text: no markup */
void mtn_text_row_set_text (MtnTextRow *self, const char *text);

G_END_DECLS
