/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @n values of @size bytes, undefined, aligned for vectors. Large ones are in large pages where the system has them:
 * to map small ones takes longer than to fill them. NULL when there is not enough memory. */
gpointer mtn_memory_new  (gsize    n,
                          gsize    size);
void     mtn_memory_free (gpointer memory);

G_END_DECLS
