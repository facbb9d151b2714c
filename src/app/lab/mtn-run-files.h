/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-run.h"

G_BEGIN_DECLS

/**
 * MtnRunFiles:
 *
 * Writes the descriptions of runs and deletes their folders, in a thread of its own and in the order in which it is asked
 * to: a disk that a checkpoint has just been written to may take its time.
 */
typedef struct _MtnRunFiles MtnRunFiles;

MtnRunFiles *mtn_run_files_new    (void);
/* Waits until all is done, as mtn_run_files_flush() does. */
void         mtn_run_files_free   (MtnRunFiles *self);
void         mtn_run_files_flush  (MtnRunFiles *self);

/* What a finished run needed only to go on is deleted once its description is written. */
void         mtn_run_files_save   (MtnRunFiles *self,
                                   MtnRun      *run,
                                   gboolean     is_removed);
void         mtn_run_files_delete (MtnRunFiles *self,
                                   const char  *folder);

G_END_DECLS
