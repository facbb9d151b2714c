/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* At most so many are in the menu. */
#define MTN_N_RECENT 8

/* (transfer none) (nullable): tells when the list changes; NULL: there is none, the person's data folder cannot be made. */
GtkRecentManager *mtn_recent_get_manager (void);

/**
 * mtn_recent_add:
 * @path: a file or folder that was opened or written, not one that may have failed
 * @opens: the program can open it: it comes into mtn_recent_make_menu()
 *
 * Tells the desktop's list of recent files, if the person lets it keep one.
 */
void              mtn_recent_add         (const char *path,
                                          gboolean    opens);

/**
 * mtn_recent_make_menu:
 *
 * What this program added and can open, and still is there, the latest first.
 *
 * Returns: (transfer full) (nullable): items with the action `win.open-recent` and an address; NULL: none
 */
GMenu            *mtn_recent_make_menu   (void);

/* Takes what this program added off the desktop's list. */
void              mtn_recent_forget      (void);

G_END_DECLS
