/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-evaluate-data.h"
#include "mtn-evaluate-source.h"
#include "mtn-evaluation.h"

G_BEGIN_DECLS

/**
 * MtnEvaluateWork:
 *
 * An evaluation as `matinee evaluate` makes it, from words to results. Fill `words`, `input` and `options`, then
 * mtn_evaluate_work_open_models(), then, in a worker, mtn_evaluate_work_run().
 */
typedef struct
{
  MtnEvaluateInput     input;
  char                *data_label;   /* (nullable): paths, for people */
  MtnEvaluationOptions options;      /* five folds at first; its `ks` are freed with this */
  GPtrArray           *words;        /* (element-type utf8): models: files or kinds */
  GPtrArray           *sources;      /* (element-type MtnEvaluateSource) */
  GPtrArray           *names;        /* (element-type utf8): each used once */
  guint                n_asked;      /* models that were named; behind them each of these on either set of a union alone */
  MtnEvaluateData     *data;
  MtnEvaluation       *evaluation;
} MtnEvaluateWork;

MtnEvaluateWork *mtn_evaluate_work_new          (void);
void             mtn_evaluate_work_free         (MtnEvaluateWork        *self);

/* Before anything long begins: all that is named must be there. */
gboolean         mtn_evaluate_work_open_models  (MtnEvaluateWork        *self,
                                                 GError                **error);
/* An MtnJobFunc: reads the data, trains what is to be trained, asks. Returns @data, which stays the caller's. */
gpointer         mtn_evaluate_work_run          (MtnJob                 *job,
                                                 gpointer                data,
                                                 GCancellable           *cancellable,
                                                 GError                **error);

/* (nullable): of the seed's protocol. */
const char      *mtn_evaluate_work_get_split    (const MtnEvaluateWork  *self);
/* (nullable): in what way the figures of model @m are no test. */
const char      *mtn_evaluate_work_get_leaks    (const MtnEvaluateWork  *self,
                                                 guint                   m);
/* (transfer full): mtn_evaluation_to_json() with where it all comes from. */
JsonNode        *mtn_evaluate_work_build_result (const MtnEvaluateWork  *self,
                                                 guint                   m,
                                                 gboolean                is_short);
/* (transfer full): the file's content; densely written where it is short. */
GBytes          *mtn_evaluate_work_make_text    (const MtnEvaluateWork  *self,
                                                 guint                   m,
                                                 gboolean                is_short);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnEvaluateWork, mtn_evaluate_work_free)

G_END_DECLS
