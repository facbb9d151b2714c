/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @name: trimmed, not empty */
typedef void (*MtnNameFunc) (const char *name,
                             gpointer    user_data);

/**
 * mtn_name_dialog_ask:
 * @parent: the window that asks; the answer does not come when it has gone meanwhile
 * @heading: what the name is for
 * @accept: what the button says
 * @name: to begin with
 *
 * Asks for a profile's name. @func is not called when the person cancels.
 */
void mtn_name_dialog_ask (GtkWindow   *parent,
                          const char  *heading,
                          const char  *accept,
                          const char  *name,
                          MtnNameFunc  func,
                          gpointer     user_data);

G_END_DECLS
