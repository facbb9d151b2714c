/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-evaluation.h"

G_BEGIN_DECLS

/* Groups of fewer people are marked `greyed`: their figures say little. */
#define MTN_EVALUATION_FEW_PEOPLE 30

/**
 * MtnEvaluationOrigin:
 *
 * Where the figures come from, as far as the evaluation itself does not know.
 */
typedef struct
{
  const char *data;           /* name of the folder or file evaluated on */
  const char *split;          /* (nullable): "masks", "users" */
  const char *leaks;          /* (nullable): in what way the rows are no test, in words */
  const char *file;           /* (nullable): name of the checkpoint; NULL for a kind of model that was trained here */
  const char *sha256;         /* (nullable): its checksum */
  const char *kind;           /* (nullable): of the model */
  const char *training;       /* (nullable): options of the training: JSON object */
  gboolean    is_retrained;   /* for each part anew */
} MtnEvaluationOrigin;

/**
 * mtn_evaluation_to_json:
 * @model: which one
 * @is_short: without lists of what each row scored, with comparisons, parts and groups at the main K alone,
 *   groups of the first run alone, and numbers of six digits
 *
 * One object, stable:
 *   evaluation: format version, 1
 *   provenance: {program, dataset, data_sha256, data, protocol, split, leaks, seed, folds, relevance,
 *     threshold, ks, rows, people, skipped_rows, averaged, engine,
 *     model: {name, file, sha256, kind, options, retrained}}, null where unknown
 *   global: {mean_precision, mean_recalls}: the seed's, with its arguments swapped; beside them
 *     threshold_precision and threshold_recall, which are what they say
 *   "<K>": {map, mean_retrieval_precision, mean_top_intersections, average_precisions, retrieval_precisions,
 *     intersections}: the seed's, over all rows; and beside them
 *     {precision, mean_average_precision, map_all, recall, hit, mrr, ndcg, novelty, arp, ild, coverage,
 *     top_intersections, intervals: {metric: [low, high]}}, over rows with something to be found; an interval
 *     is null, like low and high below, where there are fewer than two people
 *   rows, people; row_people and row_fractions or row_picks, lists as long as those of the rows
 *   popularity, ceiling, random: {"<K>": {metric: mean}} on the same rows; random is what any order of the films gives
 *     on average
 *   by_fraction | by_picks: [{fraction | picks, rows, people, "<K>", popularity, ceiling, random}]
 *   by_gender, by_age, by_occupation (not where it is short), of a union by_set: [{gender | age | occupation | set, rows, people, greyed, "<K>": {metric: mean, intervals}}]
 *   runs: of the favorites: {films: {…}, attributes: {…}}, each with all from `global` on; what stands
 *     outside is the run with everything given
 *   comparisons: [{with, set, run, metric, k, difference, low, high, verdict}], this model minus the other, paired over
 *     people; with the other models and with popularity; set: null, or of a union whose people these are
 * The means of the favorites are means over the numbers of picks.
 */
JsonNode *mtn_evaluation_to_json (const MtnEvaluation        *self,
                                  guint                       model,
                                  const MtnEvaluationOptions *options,
                                  const MtnEvaluationOrigin  *origin,
                                  gboolean                    is_short);

/* The K that comparisons and curves are about: 10, or the smallest where that is not measured; its position. */
guint     mtn_evaluation_main_k  (const guint                *ks,
                                  guint                       n_ks);

G_END_DECLS
