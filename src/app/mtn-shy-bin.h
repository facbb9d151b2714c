/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MtnShyBin:
 *
 * A child that gives up its place where there is no room for it: the bin asks for
 * no width at least, and shows the child only when it has the width that it needs.
 *
 * Property: `child` (GtkWidget, read-write).
 */
#define MTN_TYPE_SHY_BIN (mtn_shy_bin_get_type ())
G_DECLARE_FINAL_TYPE (MtnShyBin, mtn_shy_bin, MTN, SHY_BIN, GtkWidget)

void mtn_shy_bin_set_child (MtnShyBin *self, GtkWidget *child);

G_END_DECLS
