/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cli-evaluate-data.h"
#include "mtn-cli-evaluate-source.h"
#include "mtn-evaluation.h"

G_BEGIN_DECLS

/* What the worker is given, and what it leaves to be told. */
typedef struct
{
  MtnCliEvaluateInput  input;
  char                *data_label;   /* paths, for people */
  MtnEvaluationOptions options;
  GPtrArray           *words;        /* (element-type utf8): models */
  GPtrArray           *sources;      /* (element-type MtnCliEvaluateSource) */
  GPtrArray           *names;        /* (element-type utf8) */
  guint                n_asked;      /* models that were named; behind them each of these on either set of a union alone */
  MtnCliEvaluateData  *data;
  MtnEvaluation       *evaluation;
} MtnCliEvaluateWork;

/* What came of a model: paths of its files. */
typedef struct
{
  char *json;
  char *svg;
} MtnCliEvaluateSaved;

void     mtn_cli_evaluate_saved_clear (MtnCliEvaluateSaved       *self);

/**
 * mtn_cli_evaluate_save:
 * @is_short: as in mtn_evaluation_to_json(), and written densely
 * @saved: (out caller-allocates): one a model
 *
 * Writes the files of all models, and a picture of all of them where there are several.
 */
gboolean mtn_cli_evaluate_save        (const MtnCliEvaluateWork  *work,
                                       const char                *folder,
                                       gboolean                   is_short,
                                       MtnCliEvaluateSaved       *saved,
                                       GError                   **error);
/* On stdout. */
void     mtn_cli_evaluate_print       (const MtnCliEvaluateWork  *work,
                                       gboolean                   as_json,
                                       const MtnCliEvaluateSaved *saved);

G_END_DECLS
