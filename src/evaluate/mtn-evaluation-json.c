/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-evaluation-json.h"

#include "mtn-comparison.h"
#include "mtn-evaluation-section.h"

/* Whom a comparison is about: everybody, or of a union the people of one set. */
typedef struct
{
  const char *name;       /* NULL: everybody */
  const gboolean *people; /* [people]; NULL likewise */
} Set;

static void
add_comparison (JsonArray *array,
                const MtnRun *run,
                guint model,
                const char *with,
                const MtnMeasures *other,
                const Set *set,
                int only_k)
{
  const MtnMeasures *measures = run->models[model];
  MtnSelection selection = mtn_section_get_selection (run);
  g_autofree MtnInterval *differences = g_new (MtnInterval, measures->n_ks * MTN_N_COLUMNS);

  selection.people = set->people;
  mtn_comparison_compute (measures, other, &selection, differences);
  for (guint k = 0; k < measures->n_ks; k++)
    for (guint i = 0; i < MTN_N_MAIN_METRICS && (only_k < 0 || (int) k == only_k); i++)
      {
        const MtnInterval *difference = &differences[k * MTN_N_COLUMNS + mtn_main_metrics[i]];
        JsonObject *object = json_object_new ();

        json_object_set_string_member (object, "with", with);
        mtn_section_set_text (object, "set", set->name);
        json_object_set_string_member (object, "run", mtn_given_get_name (run->protocol.given));
        json_object_set_string_member (object, "metric", mtn_section_get_key (mtn_main_metrics[i]));
        json_object_set_int_member (object, "k", measures->ks[k]);
        json_object_set_double_member (object, "difference", difference->mean);
        mtn_section_set_bound (object, "low", difference->low);
        mtn_section_set_bound (object, "high", difference->high);
        json_object_set_string_member (object, "verdict",
                                       mtn_verdict_get_name (mtn_interval_judge (difference)));
        json_array_add_object_element (array, object);
      }
}

static void
add_comparisons_for (JsonArray *array, const MtnEvaluation *self, guint model, const Set *set, int only_k)
{
  for (guint r = 0; r < self->n_runs; r++)
    {
      const MtnRun *run = &self->runs[r];

      for (guint m = 0; m < self->n_models; m++)
        if (m != model)
          add_comparison (array, run, model, self->names[m], run->models[m], set, only_k);
      add_comparison (array, run, model, "number of ratings", run->popularity, set, only_k);
    }
}

static void
add_comparisons (JsonObject *into, const MtnEvaluation *self, guint model, int only_k)
{
  const MtnDataset *dataset = self->dataset;
  guint n_people = dataset->ratings->n_people;
  g_auto (GStrv) names = g_strsplit (dataset->name, " + ", 2);
  g_autofree gboolean *people = g_new (gboolean, MAX (n_people, 1));
  JsonArray *array = json_array_new ();
  Set everybody = { NULL, NULL };

  add_comparisons_for (array, self, model, &everybody, only_k);
  for (guint s = 0; dataset->film_sets != NULL && s < g_strv_length (names); s++)
    {
      Set set = { names[s], people };

      for (guint u = 0; u < n_people; u++)
        people[u] = dataset->people[u].set == s;
      add_comparisons_for (array, self, model, &set, only_k);
    }
  json_object_set_array_member (into, "comparisons", array);
}

static JsonObject *
build_model (const MtnEvaluation *self, guint model, const MtnEvaluationOrigin *origin)
{
  JsonObject *object = json_object_new ();
  JsonNode *training = origin->training != NULL ? json_from_string (origin->training, NULL) : NULL;

  json_object_set_string_member (object, "name", self->names[model]);
  mtn_section_set_text (object, "file", origin->file);
  mtn_section_set_text (object, "sha256", origin->sha256);
  mtn_section_set_text (object, "kind", origin->kind);
  if (training != NULL)
    json_object_set_member (object, "options", training);
  else
    json_object_set_null_member (object, "options");
  json_object_set_boolean_member (object, "retrained", origin->is_retrained);

  return object;
}

static void
add_provenance (JsonObject *root,
                const MtnEvaluation *self,
                guint model,
                const MtnEvaluationOptions *options,
                const MtnEvaluationOrigin *origin)
{
  const MtnRun *run = &self->runs[0];
  g_autofree char *relevance = mtn_protocol_dup_relevance (&run->protocol);
  g_autoptr (MtnSummary) summary = mtn_summary_new (run->ceiling, &(MtnSelection){ .means_only = TRUE });
  JsonObject *object = json_object_new ();
  JsonArray *ks = json_array_new ();

  json_object_set_string_member (object, "program", "matinee " MTN_VERSION);
  json_object_set_string_member (object, "dataset", self->dataset->name);
  mtn_section_set_text (object, "data_sha256", self->dataset->sha256);
  mtn_section_set_text (object, "data", origin->data);
  json_object_set_string_member (object, "protocol", mtn_protocol_kind_get_name (options->protocol));
  mtn_section_set_text (object, "split", origin->split);
  mtn_section_set_text (object, "leaks", origin->leaks);
  /* As text: a number of JSON is exact up to 2^53 alone. */
  if (options->seed <= G_GUINT64_CONSTANT (1) << 53)
    json_object_set_int_member (object, "seed", (gint64) options->seed);
  else
    {
      g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, options->seed);

      json_object_set_string_member (object, "seed", seed);
    }
  if (self->n_folds > 0)
    json_object_set_int_member (object, "folds", self->n_folds);
  else
    json_object_set_null_member (object, "folds");
  json_object_set_string_member (object, "relevance", relevance);
  json_object_set_double_member (object, "threshold", options->threshold);
  for (guint k = 0; k < options->n_ks; k++)
    json_array_add_int_element (ks, options->ks[k]);
  json_object_set_array_member (object, "ks", ks);
  json_object_set_int_member (object, "rows", summary->n_rows);
  json_object_set_int_member (object, "people", summary->n_people);
  json_object_set_int_member (object, "skipped_rows", run->n_skipped + summary->n_empty);
  json_object_set_string_member (object, "averaged",
                                 mtn_section_get_selection (run).by_slices ? "over numbers of picks"
                                                                           : "over rows");
  mtn_section_set_text (object, "engine", self->engine);
  json_object_set_object_member (object, "model", build_model (self, model, origin));
  json_object_set_object_member (root, "provenance", object);
}

static void
round_number (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    json_node_set_double (node, g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, "%.6g",
                                                                 json_node_get_double (node)),
                                                NULL));
}

/* To six digits, which is more than the figures have. */
static void
round_numbers (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        round_numbers (member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      round_numbers (json_array_get_element (json_node_get_array (node), i));
  else if (JSON_NODE_HOLDS_VALUE (node))
    round_number (node);
}

guint
mtn_evaluation_main_k (const guint *ks, guint n_ks)
{
  for (guint k = 0; k < n_ks; k++)
    if (ks[k] == 10)
      return k;

  return 0;
}

JsonNode *
mtn_evaluation_to_json (const MtnEvaluation *self,
                        guint model,
                        const MtnEvaluationOptions *options,
                        const MtnEvaluationOrigin *origin,
                        gboolean is_short)
{
  MtnDetail detail = is_short ? MTN_DETAIL_FULL : MTN_DETAIL_ROWS;
  g_autoptr (JsonObject) root = json_object_new ();
  JsonNode *node = json_node_alloc ();

  g_return_val_if_fail (model < self->n_models, NULL);

  json_object_set_int_member (root, "evaluation", 1);
  add_provenance (root, self, model, options, origin);
  mtn_section_add_run (root, self, &self->runs[0], model, detail);
  if (self->n_runs > 1)
    {
      JsonObject *runs = json_object_new ();

      for (guint r = 1; r < self->n_runs; r++)
        {
          JsonObject *object = json_object_new ();

          mtn_section_add_run (object, self, &self->runs[r], model,
                               is_short ? MTN_DETAIL_MAIN : MTN_DETAIL_FULL);
          json_object_set_object_member (runs, mtn_given_get_name (self->runs[r].protocol.given), object);
        }
      json_object_set_object_member (root, "runs", runs);
    }
  add_comparisons (root, self, model,
                   is_short ? (int) mtn_evaluation_main_k (options->ks, options->n_ks) : -1);
  json_node_init_object (node, root);
  if (is_short)
    round_numbers (node);

  return node;
}
