/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnNetTeam:
 *
 * Threads that go through the same function side by side, each with its
 * number, and wait for each other at barriers; between runs they sleep. A step
 * of training is a fraction of a hundredth of a second with a dozen barriers:
 * starting threads for each would cost as much as the work.
 */
typedef struct _MtnNetTeam MtnNetTeam;

/* @member: 0 … n − 1; 0 is the thread that called mtn_net_team_run() */
typedef void (*MtnNetTeamFunc) (guint member, gpointer user_data);

/* At most @n_threads (0: as many as there are processors); fewer where the system gives no more. */
MtnNetTeam *mtn_net_team_new     (guint           n_threads);
void        mtn_net_team_free    (MtnNetTeam     *self);
guint       mtn_net_team_get_n   (MtnNetTeam     *self);

/* Returns when all have returned. */
void        mtn_net_team_run     (MtnNetTeam     *self,
                                  MtnNetTeamFunc  func,
                                  gpointer        user_data);
/* From @func, by every member equally often: goes on when all have come. */
void        mtn_net_team_barrier (MtnNetTeam     *self);

/* The part of @n things that falls to @member: *@first … *@end − 1. */
void        mtn_net_team_share   (MtnNetTeam     *self,
                                  guint           member,
                                  guint           n,
                                  guint          *first,
                                  guint          *end);

G_END_DECLS
