/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @n floats, all 0, aligned for vectors; large ones in large pages where the system has them, which what reads
 * through all of them in each step is a third faster for. NULL when there is not enough memory. */
float *mtn_net_memory_new  (gsize  n);
void   mtn_net_memory_free (float *memory);

G_END_DECLS
