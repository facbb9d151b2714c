/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-run.h"

G_BEGIN_DECLS

/**
 * MtnRunStore:
 *
 * All trainings, a #GListModel of #MtnRun in the order in which they were asked for. Each has a folder in
 * "runs" with its description, logs and states, so that nothing but the epoch under way is lost
 * however the program ends. One is trained at a time; the others wait.
 *
 * Properties, read-only: `n-active` (uint): runs that are trained or wait; `n-interrupted` (uint): runs that
 * were under way when the program last ended and can go on.
 *
 * Signal `ended` (MtnRun): one is finished or has failed. Signal `stopped` (MtnRun): the thread of one that
 * was paused, interrupted or taken off has ended; why it could not be written, if it could not, is its
 * failure.
 */
#define MTN_TYPE_RUN_STORE (mtn_run_store_get_type ())
G_DECLARE_FINAL_TYPE (MtnRunStore, mtn_run_store, MTN, RUN_STORE, GObject)

/* @home: the folder that "runs", "models" and "evaluations" are in; they need not exist */
MtnRunStore *mtn_run_store_new       (const char        *home);
/* "matinee" among the person's data. (transfer full) */
char        *mtn_run_store_dup_home  (void);

guint        mtn_run_store_get_n_active      (MtnRunStore *self);
guint        mtn_run_store_get_n_interrupted (MtnRunStore *self);
/* What the person should be told about folders that could not be understood; each is handed out once. (transfer full) */
GStrv        mtn_run_store_take_notices      (MtnRunStore *self);

/* By mtn_run_dup_id(), also of one that is off the list for now. (transfer none) (nullable) */
MtnRun      *mtn_run_store_find      (MtnRunStore       *self,
                                      const char        *id);

/**
 * mtn_run_store_add:
 * @spec: its name gets a number when there is a run of that name
 * @error: %MTN_ERROR_USAGE, %G_FILE_ERROR
 *
 * Returns: (transfer none): a run, which starts when no other does
 */
MtnRun      *mtn_run_store_add       (MtnRunStore       *self,
                                      const MtnRunSpec  *spec,
                                      GError           **error);

/* Stops a run that is queued or running; it can go on later, a network from where it is. */
void         mtn_run_store_pause     (MtnRunStore       *self,
                                      MtnRun            *run);
/* Lets a run that does not run go on, or start anew where it cannot; it waits for those before it. */
void         mtn_run_store_resume    (MtnRunStore       *self,
                                      MtnRun            *run);

/**
 * mtn_run_store_remove:
 *
 * Stops a run at once, at what was last written of it, and takes it off the list. It can be brought back with
 * mtn_run_store_restore() until mtn_run_store_forget() deletes its folder; the next start of the program does
 * so too. Models that it has made stay.
 */
void         mtn_run_store_remove    (MtnRunStore       *self,
                                      MtnRun            *run);
void         mtn_run_store_restore   (MtnRunStore       *self,
                                      MtnRun            *run);
void         mtn_run_store_forget    (MtnRunStore       *self,
                                      MtnRun            *run);

/* Stops what is running for the end of the program: it is offered to go on the next time. Nothing starts any more. */
void         mtn_run_store_suspend   (MtnRunStore       *self);
/* Whether a thread is at work, also one that is about to stop. */
gboolean     mtn_run_store_is_working (MtnRunStore      *self);
/* Runs the main context until all threads have ended and all files are written. */
void         mtn_run_store_wait      (MtnRunStore       *self);
/* Removes everything: of the runs, not the models. */
void         mtn_run_store_erase     (MtnRunStore       *self);

G_END_DECLS
