/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-job.h"
#include "mtn-run-curve.h"
#include "mtn-run-spec.h"

G_BEGIN_DECLS

/**
 * MtnRunProgress:
 *
 * How far a network is; see #MtnNetworkProgress.
 */
typedef struct
{
  char   *name;           /* (nullable): of the network, where there are several */
  guint   epoch;          /* 0: no epoch has begun */
  guint   n_epochs;
  double  loss;
  double  rate;
  double  seconds_left;   /* of this network */
} MtnRunProgress;

/**
 * MtnRunWork:
 *
 * The work of a run, for the thread of a job: it reads the data, trains or goes on, and puts what
 * has become of it among the models. What it has to tell meanwhile is fetched with
 * mtn_run_work_collect(). The thread and what it starts give way to everything else on the computer.
 */
typedef struct _MtnRunWork MtnRunWork;

/* @folder: of the run: it exists; @home: the folder that has "models" and "evaluations" in it */
MtnRunWork *mtn_run_work_new     (const MtnRunSpec  *spec,
                                  const char        *folder,
                                  const char        *home);
MtnRunWork *mtn_run_work_ref     (MtnRunWork        *self);
void        mtn_run_work_unref   (MtnRunWork        *self);

/* An #MtnJobFunc with a #MtnRunWork: returns a GStrv, the paths of the models. */
gpointer    mtn_run_work         (MtnJob            *job,
                                  gpointer           data,
                                  GCancellable      *cancellable,
                                  GError           **error);

/**
 * mtn_run_work_collect:
 * @progress: (inout): owned strings
 * @curves: (element-type MtnRunCurve): epochs that they do not have yet are added
 *
 * From any thread. Returns: whether there were new epochs
 */
gboolean    mtn_run_work_collect (MtnRunWork        *self,
                                  MtnRunProgress    *progress,
                                  GPtrArray         *curves);

/* From any thread, before its job is cancelled: nothing that it would have to write to go on is wanted any
 * more. */
void        mtn_run_work_give_up (MtnRunWork        *self);
/* Once its thread has ended: why a work that was cancelled could not write how far it got. (transfer full)
 * (nullable) */
char       *mtn_run_work_dup_failure (MtnRunWork    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnRunWork, mtn_run_work_unref)

G_END_DECLS
