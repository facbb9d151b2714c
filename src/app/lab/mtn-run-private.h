/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-run.h"

G_BEGIN_DECLS

/* For MtnRunStore alone. */

#define MTN_RUN_FILE "run.json"
/* Far more than it ever has. */
#define MTN_RUN_MAX_BYTES (1u << 20)

/* Called in the main context once the thread has ended, however it did; then the state says how. */
typedef void (*MtnRunEndedFunc) (MtnRun   *run,
                                 gpointer  user_data);

MtnRun   *mtn_run_new          (const MtnRunSpec *spec,
                                const char       *folder);
/* @is_removed: (out): it is to be deleted; %MTN_ERROR_FORMAT, %G_FILE_ERROR */
MtnRun   *mtn_run_load         (const char       *folder,
                                gboolean         *is_removed,
                                GError          **error);

/* What its file is to hold. (transfer full) */
char     *mtn_run_dup_json     (MtnRun           *self,
                                gboolean          is_removed);
void      mtn_run_set_state    (MtnRun           *self,
                                MtnRunState       state);

/* Starts the thread: running until it has ended. @home: as for mtn_run_work_new() */
void      mtn_run_start        (MtnRun           *self,
                                const char       *home,
                                MtnRunEndedFunc   ended,
                                gpointer          user_data);
/* Asks the thread to stop; @state: what the run is from now on; @is_given_up: at once, what is not written is
 * lost. When how far it got could not be written, it has a failure in that state. */
void      mtn_run_stop         (MtnRun           *self,
                                MtnRunState       state,
                                gboolean          is_given_up);
/* Whether there is a thread at work, also one that is about to stop. */
gboolean  mtn_run_is_working   (MtnRun           *self);

G_END_DECLS
