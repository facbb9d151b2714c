/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * mtn_wrapping_ease:
 * @widget: whose labels are meant, down to the last
 *
 * Makes labels that wrap quick to measure. libadwaita lets the titles and subtitles of rows break anywhere,
 * and GTK finds out how narrow and how wide such a text may be by laying it out anew for one width after the
 * other: for a few rows of sentences that is longer than a frame. Afterwards they break between words alone
 * and ask for the width of a line, so this is for sentences in what is wide enough in any case; a path would
 * not fit.
 */
void mtn_wrapping_ease (GtkWidget *widget);

/**
 * mtn_wrapping_allow:
 * @widget: a button with a label, or what has such buttons in it
 *
 * Lets the labels of buttons wrap between words; otherwise they ask for all of their width, and with large
 * text one of some words is wider than a telephone. Where there is room nothing changes.
 */
void mtn_wrapping_allow (GtkWidget *widget);

G_END_DECLS
