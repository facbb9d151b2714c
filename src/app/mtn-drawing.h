/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * mtn_drawing_choose:
 * @display: (nullable): before its first window
 *
 * Where OpenGL is done by the processor, has GTK draw by cairo instead. Whoever has set GSK_RENDERER has chosen.
 */
void     mtn_drawing_choose      (GdkDisplay *display);

/* Whether a name that OpenGL gives its renderer, "llvmpipe (LLVM 15.0.6, 256 bits)", is that of a program. */
gboolean mtn_drawing_is_software (const char *renderer);

G_END_DECLS
