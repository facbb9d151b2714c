/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MtnGenreChoice:
 * @MTN_GENRE_ANY: does not matter
 * @MTN_GENRE_ONLY: wanted
 * @MTN_GENRE_NEVER: not wanted
 */
typedef enum
{
  MTN_GENRE_ANY,
  MTN_GENRE_ONLY,
  MTN_GENRE_NEVER,
} MtnGenreChoice;

/**
 * MtnGenreButton:
 *
 * A genre with three states; a click goes to the next one: any, only, never.
 *
 * Properties: `choice` (int, MtnGenreChoice).
 */
#define MTN_TYPE_GENRE_BUTTON (mtn_genre_button_get_type ())
G_DECLARE_FINAL_TYPE (MtnGenreButton, mtn_genre_button, MTN, GENRE_BUTTON, GtkButton)

/* @name: to show; @bit: of the genre in the catalogue, for the one who asks. */
GtkWidget     *mtn_genre_button_new        (const char     *name,
                                            guint32         bit);
guint32        mtn_genre_button_get_bit    (MtnGenreButton *self);
MtnGenreChoice mtn_genre_button_get_choice (MtnGenreButton *self);
void           mtn_genre_button_set_choice (MtnGenreButton *self,
                                            MtnGenreChoice  choice);

G_END_DECLS
