/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-evaluator.h"
#include "mtn-model-card.h"
#include "mtn-model-compare.h"
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
  MtnModelCompare *compare;
  GtkWidget     *evaluation_box;
  GtkLabel      *evaluation_title;
  GtkLabel      *evaluation_message;
  GtkProgressBar *evaluation_bar;

  MtnAppState   *state;
  MtnModelStore *models;
  MtnDataStore  *data;
  MtnEvaluator  *evaluator;
  GPtrArray     *to_evaluate;   /* (element-type MtnModelItem): what the dialog asks about */
};

/* (nullable): the model that is chosen. */
MtnModelItem *mtn_models_page_get_item        (MtnModelsPage      *self);
void          mtn_models_page_add_toast       (MtnModelsPage      *self,
                                               AdwToast           *toast);

/* In mtn-models-page-actions.c. */
void          mtn_models_page_install_actions (GtkWidgetClass     *widget_class);
void          mtn_models_page_update_actions  (MtnModelsPage      *self);


/* In mtn-models-page-evaluate.c. */
void          mtn_models_page_set_evaluator   (MtnModelsPage      *self,
                                               MtnEvaluator       *evaluator);
/* Asks how, then evaluates; @other: (nullable): to be compared with on the same people. */
void          mtn_models_page_evaluate        (MtnModelsPage      *self,
                                               MtnModelItem       *item,
                                               MtnModelItem       *other);

/* In mtn-models-page-compare.c. */
void          mtn_models_page_set_up_compare  (MtnModelsPage      *self);
void          mtn_models_page_end_compare     (MtnModelsPage      *self);
void          mtn_models_page_compare         (MtnModelsPage      *self,
                                               const char         *path);

G_END_DECLS
