/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the program is, its licence, and the credit that the data require. */
void mtn_about_show (GtkWindow *parent);

G_END_DECLS
