/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-app-state.h"
#include "mtn-model-item.h"

G_BEGIN_DECLS

/**
 * MtnModelCard:
 *
 * Everything about one model: what it is and how good, its layers with the distribution of their weights,
 * nearest films, where it comes from. The file is looked at in a thread when the
 * card is shown. Its buttons are the actions `models.*` of MtnModelsPage.
 */
#define MTN_TYPE_MODEL_CARD (mtn_model_card_get_type ())
G_DECLARE_FINAL_TYPE (MtnModelCard, mtn_model_card, MTN, MODEL_CARD, AdwBin)

void          mtn_model_card_set_state (MtnModelCard *self,
                                        MtnAppState  *state);
/* @item: (nullable) */
void          mtn_model_card_set_item  (MtnModelCard *self,
                                        MtnModelItem *item);
MtnModelItem *mtn_model_card_get_item  (MtnModelCard *self);   /* (transfer none) (nullable) */

/* (transfer none): who knows the other models fills its menu. */
GtkMenuButton *mtn_model_card_get_compare_button (MtnModelCard *self);

G_END_DECLS
