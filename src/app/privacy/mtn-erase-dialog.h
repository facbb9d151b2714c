/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MtnForgetFunc:
 *
 * Forgets what is in memory: nothing is at work and nothing is written afterwards.
 */
typedef void (*MtnForgetFunc) (gpointer user_data);

/**
 * mtn_erase_dialog_show:
 * @parent: (nullable)
 * @forget: called before files are erased
 * @forgotten: called when they are gone: what was shown of them is looked at again
 * @owner: given to both; nothing is called once it is gone
 *
 * Asks whether everything is to be erased; does so in a thread, and says what is gone.
 */
void mtn_erase_dialog_show (GtkWindow     *parent,
                            MtnForgetFunc  forget,
                            MtnForgetFunc  forgotten,
                            GObject       *owner);

G_END_DECLS
