/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-run-work.h"

G_BEGIN_DECLS

/**
 * MtnRunState:
 * @MTN_RUN_QUEUED: waits for the runs before it
 * @MTN_RUN_RUNNING: is being trained
 * @MTN_RUN_PAUSED: was stopped by the person
 * @MTN_RUN_INTERRUPTED: was under way when the program ended, in whatever way
 * @MTN_RUN_FINISHED: its models are there
 * @MTN_RUN_FAILED: see mtn_run_get_failure(); it can be tried again
 */
typedef enum
{
  MTN_RUN_QUEUED,
  MTN_RUN_RUNNING,
  MTN_RUN_PAUSED,
  MTN_RUN_INTERRUPTED,
  MTN_RUN_FINISHED,
  MTN_RUN_FAILED,
} MtnRunState;

/**
 * MtnRun:
 *
 * A training of which the window knows, with what it was asked for, how far it is, and the curves of its
 * networks. Runs belong to an #MtnRunStore, which starts and stops them.
 *
 * Signal `changed`: there is something new to be seen: at once where the state is another or an epoch is done,
 * else ten times a second at most.
 */
#define MTN_TYPE_RUN (mtn_run_get_type ())
G_DECLARE_FINAL_TYPE (MtnRun, mtn_run, MTN, RUN, GObject)

const MtnRunSpec *mtn_run_get_spec     (MtnRun *self);
const char       *mtn_run_get_name     (MtnRun *self);
/* The name of its folder: no other run has it. (transfer full) */
char             *mtn_run_dup_id       (MtnRun *self);
/* Where its logs and states are; a grid's networks stay there. */
const char       *mtn_run_get_folder   (MtnRun *self);
MtnRunState       mtn_run_get_state    (MtnRun *self);
/* (nullable): why it failed, or could not be written when it was stopped, for people */
const char       *mtn_run_get_failure  (MtnRun *self);
/* (nullable): paths of the models of a finished run */
const char * const *mtn_run_get_models (MtnRun *self);

/* Whether it was once under way: going on does not begin anew. */
gboolean          mtn_run_is_begun     (MtnRun *self);

/* Of the whole run, 0 … 1; −1: not known */
double            mtn_run_get_fraction (MtnRun *self);
/* (nullable): what it is doing, for people */
const char       *mtn_run_get_message  (MtnRun *self);
/* (transfer none): of the network that is being trained. */
const MtnRunProgress *mtn_run_get_progress (MtnRun *self);
/* Seconds until the whole run is done; NaN: not known */
double            mtn_run_get_seconds_left (MtnRun *self);

/* (transfer none) (element-type MtnRunCurve): in the order of training. They grow until the run is finished. */
GPtrArray        *mtn_run_get_curves   (MtnRun *self);

G_END_DECLS
