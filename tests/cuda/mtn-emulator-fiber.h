/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Fibers: stacks that are switched by hand, with the sanitizers told of it. There
 * is one pool of them, numbered from 0; @main is what has started them.
 */
#define MTN_FIBER_MAX 1024

/* @func is run by a fiber that is resumed for the first time since it was reset. It must not return. */
void mtn_fiber_set_func (void (*func) (void));
/* The next resumption of fiber @i starts anew. */
void mtn_fiber_reset    (guint i);
/* From the main stack to fiber @i, until that suspends itself. */
void mtn_fiber_resume   (guint i);
/* From the fiber to the main stack; does not come back where @is_last. */
void mtn_fiber_suspend  (gboolean is_last);

/* For the race checker: what main did happened before what fibers do; what fibers did, before what main does. */
void mtn_fiber_enter    (void);
void mtn_fiber_leave    (void);
/* A block starts: no order between its fibers and those of the block before. */
void mtn_fiber_next_block (void);
/* What the threads of a block did before they arrived happened before what they do after they departed. Barriers
 * are numbered. */
void mtn_fiber_arrive     (guint barrier);
void mtn_fiber_depart     (guint barrier);

G_END_DECLS
