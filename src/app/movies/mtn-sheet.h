/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * mtn_sheet_new:
 * @anchor: what it belongs to
 * @content: (transfer full): scrolls when it is too tall
 * @title: said by a window; a popover's content has its own heading
 *
 * Something about @anchor that is looked at and closed: a popover that points
 * to it, or a modal window where the window is too narrow for a popover to
 * stay inside. Goes away with @anchor.
 *
 * Returns: (transfer none): to hand to mtn_sheet_present()
 */
GtkWidget *mtn_sheet_new       (GtkWidget  *anchor,
                                GtkWidget  *content,
                                const char *title);
/* Also when the content has changed. */
void       mtn_sheet_present   (GtkWidget  *sheet);

/* Whether the window around @widget has room for one column only, and so for no popovers beside it. */
gboolean   mtn_sheet_is_narrow (GtkWidget  *widget);

/* A modal window over @anchor's that Escape closes. (transfer none) */
GtkWindow *mtn_sheet_window_new (GtkWidget  *anchor,
                                 GtkWidget  *content,
                                 const char *title);

G_END_DECLS
