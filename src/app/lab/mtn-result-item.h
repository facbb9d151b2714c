/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-curve.h"

G_BEGIN_DECLS

typedef enum
{
  MTN_RESULT_TRAINING,
  MTN_RESULT_EVALUATION,
} MtnResultKind;

/**
 * MtnResultItem:
 *
 * Something that charts can show: how a training went, or what a model scored.
 *
 * Properties: `shown` (boolean, read-write): whether it is in the charts. Signal `changed`: it has other numbers,
 * or another name.
 */
#define MTN_TYPE_RESULT_ITEM (mtn_result_item_get_type ())
G_DECLARE_FINAL_TYPE (MtnResultItem, mtn_result_item, MTN, RESULT_ITEM, GObject)

/* @curve: (transfer full); @models: (transfer full) (nullable): members of models_info.json of that run. */
MtnResultItem  *mtn_result_item_new_training   (const char          *path,
                                                MtnCurve            *curve,
                                                JsonObject          *models);
/* @object: (transfer full): see mtn_figures_is_result() */
MtnResultItem  *mtn_result_item_new_evaluation (const char          *path,
                                                JsonObject          *object);

/* Takes the numbers of @other, which is the same thing read later. */
void            mtn_result_item_replace        (MtnResultItem       *self,
                                                MtnResultItem       *other);

MtnResultKind   mtn_result_item_get_kind       (MtnResultItem       *self);
/* The full name. */
const char     *mtn_result_item_get_name       (MtnResultItem       *self);
/* Where it was read. */
const char     *mtn_result_item_get_path       (MtnResultItem       *self);
/* A line about it: the protocol, or how many epochs. */
const char     *mtn_result_item_get_detail     (MtnResultItem       *self);
/* (nullable): what evaluations must have in common to be drawn together. */
const char     *mtn_result_item_get_rows_key   (MtnResultItem       *self);
gboolean        mtn_result_item_get_leaks      (MtnResultItem       *self);
gboolean        mtn_result_item_get_shown      (MtnResultItem       *self);
void            mtn_result_item_set_shown      (MtnResultItem       *self,
                                                gboolean             shown);
/* Whether it stays on top. */
gboolean        mtn_result_item_get_pinned     (MtnResultItem       *self);
guint           mtn_result_item_get_color      (MtnResultItem       *self);
/* For the store. */
void            mtn_result_item_set_color      (MtnResultItem       *self,
                                                guint                color);
void            mtn_result_item_set_name       (MtnResultItem       *self,
                                                const char          *name);
void            mtn_result_item_set_pinned     (MtnResultItem       *self,
                                                gboolean             pinned);

/* (transfer none) (nullable): of trainings. */
const MtnCurve *mtn_result_item_get_curve      (MtnResultItem       *self);
JsonObject     *mtn_result_item_get_models     (MtnResultItem       *self);
/* (transfer none) (nullable): of evaluations. */
JsonObject     *mtn_result_item_get_object     (MtnResultItem       *self);

G_END_DECLS
