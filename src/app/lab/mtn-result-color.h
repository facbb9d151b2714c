/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-result-item.h"
#include "mtn-result-notes.h"

G_BEGIN_DECLS

/* Kinds of result: each has colours of its own, since no chart has both. */
#define MTN_RESULT_COLOR_KINDS 2

/**
 * mtn_result_color_find:
 * @colors: (inout): [kind] name → colour + 1; names as keys of its own
 * @notes: (inout): gets the colour, since the next start finds runs in another order
 * @is_new: (out): whether it was not noted
 *
 * The same model has one colour wherever it was measured: the first free one after that which its name asks for.
 */
guint mtn_result_color_find (GHashTable * const *colors,
                             MtnResultNotes     *notes,
                             guint               kind,
                             const char         *name,
                             gboolean           *is_new);

/* Sets the colour of @item. Returns: whether it was not noted */
gboolean mtn_result_color_give (GHashTable * const *colors,
                                MtnResultNotes     *notes,
                                MtnResultItem      *item);

/* What was noted is taken, also of runs that are not there yet. */
void  mtn_result_color_take (GHashTable * const   *colors,
                             const MtnResultNotes *notes);

G_END_DECLS
