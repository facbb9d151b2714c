/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_result_color_find:
 * @colors: (inout): name → colour + 1; names as keys of its own
 *
 * The same model has one colour wherever it was measured: the first free one after that which its name asks for, so that
 * it seldom is another one the next time.
 */
guint mtn_result_color_find (GHashTable *colors,
                             const char *name);

G_END_DECLS
