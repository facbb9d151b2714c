/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-data-store.h"
#include "mtn-evaluator.h"
#include "mtn-model-store.h"
#include "mtn-result-store.h"
#include "mtn-run-store.h"

G_BEGIN_DECLS

#define MTN_TYPE_APPLICATION (mtn_application_get_type ())
G_DECLARE_FINAL_TYPE (MtnApplication, mtn_application, MTN, APPLICATION, AdwApplication)

MtnApplication *mtn_application_new             (void);
/* (transfer none): the one of this program, from its start on. */
MtnDataStore   *mtn_application_get_data_store  (MtnApplication *self);
MtnModelStore  *mtn_application_get_model_store (MtnApplication *self);
MtnResultStore *mtn_application_get_result_store (MtnApplication *self);
MtnRunStore    *mtn_application_get_run_store   (MtnApplication *self);
MtnEvaluator   *mtn_application_get_evaluator   (MtnApplication *self);

/* Stays without a window until nothing is trained or evaluated any more. */
void            mtn_application_work_on         (MtnApplication *self);
gboolean        mtn_application_get_works_on    (MtnApplication *self);

G_END_DECLS
