/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A small piece of work, as to make one row. Returns whether there is more. */
typedef gboolean (*MtnPaceFunc) (gpointer user_data);

/**
 * mtn_pace_start:
 * @widget: whose frames they are; nothing is done while it is not realized
 *
 * Composes what takes longer than a frame: in each frame as many pieces as there is time for, whoever asks for
 * them. Laying out what is new takes several times as long as making it, and has the rest of the frame.
 *
 * Returns: for mtn_pace_stop(); it is over by itself when there is no more
 */
guint mtn_pace_start (GtkWidget    *widget,
                      MtnPaceFunc   step,
                      gpointer      user_data);
/* @id: (inout): 0: nothing to stop; set to 0 */
void  mtn_pace_stop  (GtkWidget    *widget,
                      guint        *id);

G_END_DECLS
