/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MtnWrapBox:
 *
 * Lays its children out like the words of a paragraph. Each gets its natural
 * width, or the whole line when that is narrower.
 *
 * Folded, there is but one line: what does not fit is not shown, and the
 * overflow widget (a button that says "+3 more") stands at its end. That is a
 * child of the box, the last, and shown only when something is hidden or when it
 * is forced.
 *
 * Properties: `overflow` (GtkWidget, read-write); `overflow-forced`, `folded`, `centered` (booleans,
 * read-write); `n-hidden` (uint): children that did not fit, notified from an idle,
 * never while sizes are given.
 */
#define MTN_TYPE_WRAP_BOX (mtn_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (MtnWrapBox, mtn_wrap_box, MTN, WRAP_BOX, GtkWidget)

GtkWidget *mtn_wrap_box_new          (void);
void       mtn_wrap_box_append       (MtnWrapBox *self, GtkWidget *child);
void       mtn_wrap_box_insert       (MtnWrapBox *self, GtkWidget *child, guint position);
void       mtn_wrap_box_remove       (MtnWrapBox *self, GtkWidget *child);
void       mtn_wrap_box_set_overflow (MtnWrapBox *self, GtkWidget *overflow);
void       mtn_wrap_box_set_overflow_forced (MtnWrapBox *self, gboolean forced);
void       mtn_wrap_box_set_folded   (MtnWrapBox *self, gboolean folded);
guint      mtn_wrap_box_get_n_hidden (MtnWrapBox *self);
void       mtn_wrap_box_set_centered (MtnWrapBox *self, gboolean centered);
/* For boxes that are given the width they are asked about, as those in popovers are not: lines of any length. */
void       mtn_wrap_box_set_wide     (MtnWrapBox *self, gboolean wide);

G_END_DECLS
