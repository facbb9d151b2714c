/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib-object.h>

#include "mtn-model-facts.h"
#include "mtn-model-score.h"

G_BEGIN_DECLS

/**
 * MtnModelOrigin:
 * @MTN_MODEL_SHIPPED: comes with the program; never changed
 * @MTN_MODEL_OWN: in the program's folder of models: trained, duplicated
 * @MTN_MODEL_OPENED: a file somewhere else, which is only looked at
 */
typedef enum
{
  MTN_MODEL_SHIPPED,
  MTN_MODEL_OWN,
  MTN_MODEL_OPENED,
} MtnModelOrigin;

/**
 * MtnModelItem:
 *
 * A checkpoint in the list of models. Only MtnModelStore changes it.
 *
 * Properties (read-only): `name` (string): what people call it; `error-message` (string, NULL unless the file
 * cannot be used); `recommends` (boolean): the films in Movies come from it.
 * Signal: `changed`: anything of it, the figures too.
 */
#define MTN_TYPE_MODEL_ITEM (mtn_model_item_get_type ())
G_DECLARE_FINAL_TYPE (MtnModelItem, mtn_model_item, MTN, MODEL_ITEM, GObject)

const char          *mtn_model_item_get_path       (MtnModelItem *self);
MtnModelOrigin       mtn_model_item_get_origin     (MtnModelItem *self);
const char          *mtn_model_item_get_name       (MtnModelItem *self);
const char          *mtn_model_item_get_error      (MtnModelItem *self); /* (nullable) */
gboolean             mtn_model_item_get_recommends (MtnModelItem *self);
/* (nullable): NULL when the file cannot be used. Valid until `changed`. */
const MtnModelFacts *mtn_model_item_get_facts      (MtnModelItem *self);
/* (nullable): the newest result of that protocol that is honest; NULL: not measured. Valid until `changed`. */
const MtnModelScore *mtn_model_item_get_score      (MtnModelItem *self,
                                                    const char   *protocol);
/* (nullable): the newest result that is no test: of the same people or ratings. Valid until `changed`. */
const MtnModelScore *mtn_model_item_get_leaking    (MtnModelItem *self);
/* NDCG@10 on people whom the model has not seen: of protocol favorites, else of new-users, else as the training
 * noted it; NaN: not known. @score: (out) (optional) (nullable): whose that is; NULL: the training's. */
double               mtn_model_item_get_headline   (MtnModelItem *self,
                                                    const MtnModelScore **score);

/* For MtnModelStore alone. */

MtnModelItem *mtn_model_item_new            (const char     *path,
                                             MtnModelOrigin  origin);
void          mtn_model_item_set_path       (MtnModelItem   *self,
                                             const char     *path);
/* @facts: (transfer full) (nullable), @error_message: (nullable): one of them is NULL. @stamp: of the file */
void          mtn_model_item_set_facts      (MtnModelItem   *self,
                                             MtnModelFacts  *facts,
                                             const char     *error_message,
                                             gint64          stamp);
gint64        mtn_model_item_get_stamp      (MtnModelItem   *self);
void          mtn_model_item_set_recommends (MtnModelItem   *self,
                                             gboolean        recommends);
/* @scores: (element-type MtnModelScore): of all models, newest first; not changed any more. */
void          mtn_model_item_set_scores     (MtnModelItem   *self,
                                             GPtrArray      *scores);

G_END_DECLS
