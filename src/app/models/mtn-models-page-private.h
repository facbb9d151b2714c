/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-model-card.h"
#include "mtn-models-page.h"

G_BEGIN_DECLS

/* For the files mtn-models-page*.c alone. */

struct _MtnModelsPage
{
  AdwBin parent_instance;

  AdwLeaflet    *leaflet;
  GtkWidget     *training_box;
  GtkWidget     *list_actions;
  GtkListBox    *list;
  GtkWidget     *side;
  GtkWidget     *back_button;
  GtkStack      *stack;
  MtnModelCard  *card;

  MtnAppState   *state;
  MtnModelStore *models;
  MtnDataStore  *data;
};

/* (nullable): the model that is chosen. */
MtnModelItem *mtn_models_page_get_item        (MtnModelsPage      *self);
void          mtn_models_page_add_toast       (MtnModelsPage      *self,
                                               AdwToast           *toast);

/* In mtn-models-page-actions.c. */
void          mtn_models_page_install_actions (GtkWidgetClass     *widget_class);
void          mtn_models_page_update_actions  (MtnModelsPage      *self);

G_END_DECLS
