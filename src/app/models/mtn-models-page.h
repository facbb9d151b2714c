/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-app-state.h"
#include "mtn-data-store.h"
#include "mtn-evaluator.h"
#include "mtn-model-store.h"

G_BEGIN_DECLS

/**
 * MtnModelsPage:
 *
 * The view Models: the checkpoints, and the one that is chosen. Its commands are the actions `models.*`.
 */
#define MTN_TYPE_MODELS_PAGE (mtn_models_page_get_type ())
G_DECLARE_FINAL_TYPE (MtnModelsPage, mtn_models_page, MTN, MODELS_PAGE, AdwBin)

/* Once. */
void       mtn_models_page_set_stores       (MtnModelsPage *self,
                                             MtnAppState   *state,
                                             MtnModelStore *models,
                                             MtnDataStore  *data,
                                             MtnEvaluator  *evaluator);
/* (transfer none): above the list, for trainings; shown once it is made visible. */
GtkWidget *mtn_models_page_get_training_box (MtnModelsPage *self);
/* (transfer none): beside the heading of the list, for buttons. */
GtkWidget *mtn_models_page_get_list_actions (MtnModelsPage *self);
/* Shows that model. */
void       mtn_models_page_select           (MtnModelsPage *self,
                                             MtnModelItem  *item);

G_END_DECLS
