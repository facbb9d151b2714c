/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * mtn_choice_set_up:
 * @chooser: a GtkDropDown or an AdwComboRow whose model is a GtkStringList
 * @title: what is chosen ("Genre"), for the screen reader
 * @unchosen: what the button says while the first entry is chosen ("Genre"), or NULL for that entry
 *
 * Gives a chooser a short button ("Genre"), a list that says it in full ("Any
 * Genre", with a mark at the chosen one), and names to all the parts that have
 * none of their own.
 */
void mtn_choice_set_up   (GtkWidget  *chooser,
                          const char *title,
                          const char *unchosen);

/* @format: how the button says what is chosen ("Age: %s"); for a string constant. */
void mtn_choice_set_format (GtkWidget  *chooser,
                            const char *format);

G_END_DECLS
