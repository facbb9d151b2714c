/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-app-state.h"
#include "mtn-model-item.h"

G_BEGIN_DECLS

/**
 * MtnModelCompare:
 *
 * Two models beside each other: what they recommend to the person, with the moves in rank; what a paired test says;
 * what they were made with. Follows the profile. Its buttons are the actions `models.*` of MtnModelsPage.
 */
#define MTN_TYPE_MODEL_COMPARE (mtn_model_compare_get_type ())
G_DECLARE_FINAL_TYPE (MtnModelCompare, mtn_model_compare, MTN, MODEL_COMPARE, AdwBin)

void          mtn_model_compare_set_state (MtnModelCompare *self,
                                           MtnAppState     *state);
/* Both or none (NULL). */
void          mtn_model_compare_set_items (MtnModelCompare *self,
                                           MtnModelItem    *a,
                                           MtnModelItem    *b);
/* (transfer none) (nullable); @which: 0 or 1 */
MtnModelItem *mtn_model_compare_get_item  (MtnModelCompare *self,
                                           guint            which);
/* (nullable): what the paired test says of these two; NULL: not tested. */
void          mtn_model_compare_set_words (MtnModelCompare *self,
                                           const char      *words);

G_END_DECLS
