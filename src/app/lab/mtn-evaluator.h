/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-data.h"
#include "mtn-engine.h"
#include "mtn-model-item.h"
#include "mtn-protocol.h"
#include "mtn-split.h"

G_BEGIN_DECLS

/**
 * MtnEvaluatorOptions:
 *
 * What to ask, as the options of `matinee evaluate` of the same names.
 */
typedef struct
{
  MtnProtocolKind protocol;
  MtnSplitKind    split;     /* of the seed's protocol */
  guint           n_folds;   /* of the others */
  guint64         seed;
  MtnEngineKind   engine;
} MtnEvaluatorOptions;

#define MTN_EVALUATOR_OPTIONS_INIT { .protocol = MTN_PROTOCOL_FAVORITES, .split = MTN_SPLIT_USERS, .n_folds = 5, .seed = 42 }

/**
 * MtnEvaluator:
 *
 * Evaluates models in a worker, one evaluation at a time, and writes the files that `matinee evaluate` writes,
 * with the same numbers.
 *
 * Properties (read-only): `running` (boolean); `title` (string, nullable): of what is running; `fraction` (double, 0 … 1,
 * −1 unknown) and `message` (string, nullable): how far it is.
 * Signals: `finished` (string words, nullable): the results are written; of two
 * models what the paired test says of them; `failed` (string message). Neither after mtn_evaluator_cancel().
 */
#define MTN_TYPE_EVALUATOR (mtn_evaluator_get_type ())
G_DECLARE_FINAL_TYPE (MtnEvaluator, mtn_evaluator, MTN, EVALUATOR, GObject)

/* @folder: for the results; made when it is missing. */
MtnEvaluator *mtn_evaluator_new         (const char                 *folder);

/**
 * mtn_evaluator_start:
 * @items: [n_items] models whose files can be used
 * @data: to evaluate on
 * @location: where that was read from, as #MtnDataStore has it
 *
 * Not while one is running.
 */
void          mtn_evaluator_start       (MtnEvaluator               *self,
                                         MtnModelItem              **items,
                                         guint                       n_items,
                                         MtnData                    *data,
                                         const char                 *location,
                                         const MtnEvaluatorOptions  *options);
/* Within a second. Nothing is written then. */
void          mtn_evaluator_cancel      (MtnEvaluator               *self);
/* Runs the main context until all threads have ended. */
void          mtn_evaluator_wait        (MtnEvaluator               *self);
gboolean      mtn_evaluator_get_running (MtnEvaluator               *self);

G_END_DECLS
