/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MtnJob:
 *
 * Work that takes longer than a frame. The work runs in a thread of its own;
 * `fraction` (double, 0 … 1, −1 unknown) and `message` (string) are
 * properties that are notified in the main context that created the job, from
 * one coalesced idle. The worker reports with mtn_job_report() and looks at
 * the cancellable.
 */
#define MTN_TYPE_JOB (mtn_job_get_type ())
G_DECLARE_FINAL_TYPE (MtnJob, mtn_job, MTN, JOB, GObject)

/**
 * MtnJobFunc:
 * @job: for mtn_job_report(); no other call is allowed in the worker
 *
 * Returns: (transfer full) (nullable): the result; NULL with @error set on failure
 */
typedef gpointer (*MtnJobFunc) (MtnJob        *job,
                                gpointer       data,
                                GCancellable  *cancellable,
                                GError       **error);

MtnJob *mtn_job_new (void);

/**
 * mtn_job_run_async:
 * @data: (transfer full): given to @func, freed with @data_free when the job is finalised
 * @result_free: how to free a result that nobody took
 * @callback: called in the creating main context; get the result with mtn_job_run_finish()
 *
 * Starts the work. A job runs once. The last progress is notified before
 * @callback runs. Once mtn_job_cancel() was called, mtn_job_run_finish() fails
 * with %G_IO_ERROR_CANCELLED, whatever the worker returned.
 */
void     mtn_job_run_async  (MtnJob               *self,
                             MtnJobFunc            func,
                             gpointer              data,
                             GDestroyNotify        data_free,
                             GDestroyNotify        result_free,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
gpointer mtn_job_run_finish (MtnJob               *self,
                             GAsyncResult         *result,
                             GError              **error);
void     mtn_job_cancel     (MtnJob               *self);

/* From the worker: how far it is (−1: unknown) and what it does ((nullable): as before). Cheap: call it as often as you like. */
void     mtn_job_report     (MtnJob               *self,
                             double                fraction,
                             const char           *message);

double      mtn_job_get_fraction (MtnJob *self);
char       *mtn_job_dup_message  (MtnJob *self); /* (transfer full) (nullable) */

G_END_DECLS
