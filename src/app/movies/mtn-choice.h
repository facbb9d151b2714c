/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * mtn_choice_set_up:
 * @drop_down: whose model is a #GtkStringList; its first entry means "no choice"
 * @name: what is chosen ("Genre"); what the button says while nothing is, unless NULL
 *
 * Gives a drop-down a short button ("Genre") and a list that says it in full
 * ("Any Genre", with a mark at the chosen one).
 */
void mtn_choice_set_up (GtkDropDown *drop_down, const char *name);

G_END_DECLS
