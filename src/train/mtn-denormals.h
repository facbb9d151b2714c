/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Numbers too small for a full mantissa make arithmetic many times slower, and
 * a network that trains produces plenty. Between these two calls the calling
 * thread takes them for zero. On a processor for which this is not written
 * nothing happens.
 *
 *   guint64 mode = mtn_denormals_flush ();
 *   …
 *   mtn_denormals_restore (mode);
 */
guint64 mtn_denormals_flush   (void);
void    mtn_denormals_restore (guint64 mode);

G_END_DECLS
