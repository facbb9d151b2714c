/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * MtnFiguresResult:
 *
 * What `matinee evaluate` has measured of one model: an object as mtn_evaluation_to_json() makes it, out of a file.
 */
typedef struct
{
  const char *name;   /* in full */
  guint       color;  /* fixed to the model */
  JsonObject *object;
} MtnFiguresResult;

/**
 * MtnResultsKind:
 * @MTN_RESULTS_AT_K: precision, MAP, recall and NDCG against the length of the list
 * @MTN_RESULTS_MODELS: a bar a model at the main K, with intervals, beside the number of ratings and a perfect ranking
 * @MTN_RESULTS_SLICES: NDCG against the number of picks, or the share that was hidden
 * @MTN_RESULTS_GROUPS: NDCG by gender, age and what else was measured, with the numbers of people
 * @MTN_RESULTS_ROWS: what every row scored: points, and how they spread
 */
typedef enum
{
  MTN_RESULTS_AT_K,
  MTN_RESULTS_MODELS,
  MTN_RESULTS_SLICES,
  MTN_RESULTS_GROUPS,
  MTN_RESULTS_ROWS,
} MtnResultsKind;

/**
 * mtn_figures_results:
 * @results: [n] of models on the same rows: mtn_figures_dup_rows_key() is the same for all
 *
 * Returns: (transfer full) (nullable): NULL where none of them says what is to be drawn
 */
MtnFigure *mtn_figures_results         (MtnResultsKind          kind,
                                        const MtnFiguresResult *results,
                                        guint                   n);

/* (transfer full): what two results must have in common to be compared, for people: "favorites, seed 42, MovieLens 100K". */
char      *mtn_figures_dup_rows_key    (JsonObject             *object);
/* (transfer full): for people, what counts as found, which results say in English: words of
 * mtn_protocol_dup_relevance(). */
char      *mtn_figures_dup_relevance   (const char             *words);
/* (nullable): in what way the rows are no test. */
const char *mtn_figures_get_leaks      (JsonObject             *object);
/* Whether an object is such a result. */
gboolean   mtn_figures_is_result       (JsonObject             *object);

G_END_DECLS
