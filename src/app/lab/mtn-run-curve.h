/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-network-state.h"

G_BEGIN_DECLS

/**
 * MtnRunCurve:
 *
 * What is known of the epochs of one network.
 */
typedef struct
{
  char   *name;     /* "bce_msplit_m"; of a run that trains one, that of its files */
  GArray *epochs;   /* (element-type MtnNetworkEpoch), from the first on */
} MtnRunCurve;

MtnRunCurve *mtn_run_curve_new  (const char  *name);
void         mtn_run_curve_free (MtnRunCurve *self);
/* The one of that name in @curves (element-type MtnRunCurve), added where it was not there. */
MtnRunCurve *mtn_run_curve_find (GPtrArray   *curves,
                                 const char  *name);

/* Adds those of @epochs (element-type MtnNetworkEpoch), from the first on, that it does not have; whether there were any. */
gboolean     mtn_run_curve_extend (MtnRunCurve  *self,
                                   const GArray *epochs);

/* The curves of the training logs in a folder, by name. For a thread: logs may be long. (transfer full) */
GPtrArray   *mtn_run_curve_read_all (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnRunCurve, mtn_run_curve_free)

G_END_DECLS
