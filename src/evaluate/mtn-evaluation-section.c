/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-evaluation-section.h"

#include <math.h>

#include "mtn-evaluation-json.h"

/* What groups and comparisons tell: the others follow these. */
const MtnMetric mtn_main_metrics[MTN_N_MAIN_METRICS] = { MTN_METRIC_PRECISION, MTN_METRIC_MAP,
                                                         MTN_METRIC_RECALL, MTN_METRIC_NDCG };

void
mtn_section_set_text (JsonObject *object, const char *key, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, key, text);
  else
    json_object_set_null_member (object, key);
}

static char *
dup_k (const MtnMeasures *measures, guint k)
{
  return g_strdup_printf ("%u", measures->ks[k]);
}

/* The seed has a metric "map" that counts rows without anything to be found as 0. */
const char *
mtn_section_get_key (MtnMetric metric)
{
  return metric == MTN_METRIC_MAP ? "mean_average_precision" : mtn_metric_get_key (metric);
}

void
mtn_section_set_bound (JsonObject *object, const char *key, double value)
{
  if (isnan (value))
    json_object_set_null_member (object, key);
  else
    json_object_set_double_member (object, key, value);
}

static void
set_interval (JsonObject *intervals, const char *key, const MtnInterval *interval)
{
  JsonArray *pair;

  if (isnan (interval->low))
    {
      json_object_set_null_member (intervals, key);
      return;
    }

  pair = json_array_sized_new (2);
  json_array_add_double_element (pair, interval->low);
  json_array_add_double_element (pair, interval->high);
  json_object_set_array_member (intervals, key, pair);
}

static gboolean
is_main (MtnMetric metric)
{
  for (guint i = 0; i < MTN_N_MAIN_METRICS; i++)
    if (mtn_main_metrics[i] == metric)
      return TRUE;

  return FALSE;
}

/* Where little is told, it is told at the main K alone. */
static gboolean
is_told (const MtnMeasures *measures, guint k, MtnDetail detail)
{
  return detail != MTN_DETAIL_MAIN || k == mtn_evaluation_main_k (measures->ks, measures->n_ks);
}

/* {metric: [mean at K = 1, 2, …]} up to the largest K, or as far as is known. */
static void
add_curves (JsonObject *into, const MtnMeasures *measures, const MtnSelection *selection)
{
  guint n = MIN (measures->ks[measures->n_ks - 1], MTN_METRICS_MAX_HITS);
  JsonObject *object = json_object_new ();
  MtnSelection means = *selection;
  JsonArray *arrays[MTN_N_MAIN_METRICS];

  means.means_only = TRUE;
  for (guint i = 0; i < MTN_N_MAIN_METRICS; i++)
    arrays[i] = json_array_sized_new (n);
  for (guint k = 1; k <= n; k++)
    {
      g_autoptr (MtnMeasures) at = mtn_measures_at (measures, k);
      g_autoptr (MtnSummary) summary = mtn_summary_new (at, &means);

      for (guint i = 0; i < MTN_N_MAIN_METRICS; i++)
        json_array_add_double_element (arrays[i], mtn_summary_get (summary, 0, mtn_main_metrics[i]).mean);
    }
  for (guint i = 0; i < MTN_N_MAIN_METRICS; i++)
    json_object_set_array_member (object, mtn_section_get_key (mtn_main_metrics[i]), arrays[i]);
  json_object_set_object_member (into, "at_every_k", object);
}

/* {"<K>": {metric: mean}} */
static JsonObject *
build_means (const MtnMeasures *measures, const MtnSummary *summary, guint n_metrics, MtnDetail detail)
{
  JsonObject *object = json_object_new ();

  for (guint k = 0; k < measures->n_ks; k++)
    if (is_told (measures, k, detail))
      {
        g_autofree char *key = dup_k (measures, k);
        JsonObject *at_k = json_object_new ();

        json_object_set_double_member (at_k, "map", summary->seed_map[k]);
        for (MtnMetric m = 0; m < n_metrics; m++)
          if (detail != MTN_DETAIL_MAIN || is_main (m))
            json_object_set_double_member (at_k, mtn_section_get_key (m),
                                           mtn_summary_get (summary, k, m).mean);
        json_object_set_object_member (object, key, at_k);
      }

  return object;
}

/* How baselines and groups are averaged is how the model is. */
static JsonObject *
build_baseline (const MtnMeasures *measures, const MtnSelection *selection, guint n_metrics, MtnDetail detail)
{
  MtnSelection means = *selection;
  g_autoptr (MtnSummary) summary = NULL;
  JsonObject *object;

  means.means_only = TRUE;
  summary = mtn_summary_new (measures, &means);
  object = build_means (measures, summary, n_metrics, detail);
  if (detail == MTN_DETAIL_ROWS)
    add_curves (object, measures, selection);

  return object;
}

static void
add_global (JsonObject *into, const MtnSummary *summary)
{
  JsonObject *global = json_object_new ();

  json_object_set_double_member (global, "mean_precision", summary->global_precision);
  json_object_set_double_member (global, "mean_recalls", summary->global_recall);
  json_object_set_double_member (global, "threshold_precision", summary->global_recall);
  json_object_set_double_member (global, "threshold_recall", summary->global_precision);
  json_object_set_object_member (into, "global", global);
}

static void
add_lists (JsonObject *at_k, const MtnMeasures *measures, guint k)
{
  guint n_rows = mtn_measures_get_n_rows (measures);
  JsonArray *averages = json_array_sized_new (n_rows);
  JsonArray *precisions = json_array_sized_new (n_rows);
  JsonArray *intersections = json_array_sized_new (n_rows);

  for (guint row = 0; row < n_rows; row++)
    {
      const double *values = mtn_measures_get_row (measures, row) + k * MTN_N_COLUMNS;

      json_array_add_double_element (averages, values[MTN_METRIC_MAP]);
      json_array_add_double_element (precisions, (float) values[MTN_METRIC_PRECISION]);
      json_array_add_int_element (intersections, (gint64) values[MTN_COLUMN_SEED_INTERSECTIONS]);
    }
  json_object_set_array_member (at_k, "average_precisions", averages);
  json_object_set_array_member (at_k, "retrieval_precisions", precisions);
  json_object_set_array_member (at_k, "intersections", intersections);
}

/* Whose rows the lists are of, and which. */
static void
add_row_names (JsonObject *into, const MtnEvaluation *self, const MtnRun *run)
{
  const MtnMeasures *measures = run->ceiling;
  guint n_rows = mtn_measures_get_n_rows (measures);
  JsonArray *people = json_array_sized_new (n_rows);
  JsonArray *slices = json_array_sized_new (n_rows);

  for (guint row = 0; row < n_rows; row++)
    {
      guint person = g_array_index (measures->people, guint, row);

      json_array_add_int_element (people, self->dataset->people[person].id);
      json_array_add_double_element (slices,
                                     run->protocol.slices[g_array_index (measures->slices, guint, row)]);
    }
  json_object_set_array_member (into, "row_people", people);
  json_object_set_array_member (into,
                                run->protocol.kind == MTN_PROTOCOL_FAVORITES ? "row_picks" : "row_fractions",
                                slices);
}

static void
add_at_k (JsonObject *into, const MtnMeasures *measures, const MtnSummary *summary, guint k, MtnDetail detail)
{
  g_autofree char *key = dup_k (measures, k);
  JsonObject *at_k = json_object_new ();
  JsonObject *intervals = json_object_new ();
  MtnInterval common = mtn_summary_get (summary, k, MTN_COLUMN_INTERSECTIONS);

  json_object_set_double_member (at_k, "map", summary->seed_map[k]);
  json_object_set_double_member (at_k, "mean_retrieval_precision", summary->seed_precision[k]);
  json_object_set_double_member (at_k, "mean_top_intersections", summary->seed_intersections[k]);
  if (detail == MTN_DETAIL_ROWS)
    add_lists (at_k, measures, k);

  for (MtnMetric m = 0; m < MTN_N_METRICS; m++)
    {
      MtnInterval interval = mtn_summary_get (summary, k, m);

      json_object_set_double_member (at_k, mtn_section_get_key (m), interval.mean);
      if (detail != MTN_DETAIL_MAIN || is_main (m))
        set_interval (intervals, mtn_section_get_key (m), &interval);
    }
  json_object_set_double_member (at_k, "coverage", summary->coverage[k]);
  json_object_set_double_member (at_k, "top_intersections", common.mean);
  json_object_set_object_member (at_k, "intervals", intervals);
  json_object_set_object_member (into, key, at_k);
}

/* Everything about the selected rows: rows, people, global, "<K>", popularity, ceiling, random. */
static void
add_section (JsonObject *into,
             const MtnRun *run,
             guint model,
             const MtnSelection *selection,
             guint n_baseline_metrics,
             MtnDetail detail)
{
  const MtnMeasures *measures = run->models[model];
  g_autoptr (MtnSummary) summary = mtn_summary_new (measures, selection);

  json_object_set_int_member (into, "rows", summary->n_rows);
  json_object_set_int_member (into, "people", summary->n_people);
  add_global (into, summary);
  for (guint k = 0; k < measures->n_ks; k++)
    if (is_told (measures, k, detail))
      add_at_k (into, measures, summary, k, detail);
  if (detail == MTN_DETAIL_ROWS)
    add_curves (into, measures, selection);
  json_object_set_object_member (into, "popularity",
                                 build_baseline (run->popularity, selection, n_baseline_metrics, detail));
  json_object_set_object_member (into, "ceiling",
                                 build_baseline (run->ceiling, selection, MTN_N_ACCURACY_METRICS, detail));
  json_object_set_object_member (into, "random",
                                 build_baseline (run->random, selection, MTN_N_ACCURACY_METRICS, detail));
}

static gboolean
has_rows (const MtnRun *run, guint slice)
{
  const GArray *slices = run->ceiling->slices;

  for (guint row = 0; row < slices->len; row++)
    if (g_array_index (slices, guint, row) == slice)
      return TRUE;

  return FALSE;
}

static void
add_slices (JsonObject *into, const MtnRun *run, guint model, const MtnSelection *selection, MtnDetail detail)
{
  gboolean is_picks = run->protocol.kind == MTN_PROTOCOL_FAVORITES;
  JsonArray *array = json_array_new ();

  for (guint s = 0; s < run->protocol.n_slices; s++)
    {
      MtnSelection slice = { .has_slice = TRUE, .slice = s, .seed = selection->seed };
      JsonObject *object;

      /* By masks the test part has but two of the fractions. */
      if (!has_rows (run, s))
        continue;

      object = json_object_new ();
      if (is_picks)
        json_object_set_int_member (object, "picks", (gint64) run->protocol.slices[s]);
      else
        json_object_set_double_member (object, "fraction", run->protocol.slices[s]);
      add_section (object, run, model, &slice, MTN_N_ACCURACY_METRICS, detail);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (into, is_picks ? "by_picks" : "by_fraction", array);
}

static void
add_group_at_k (JsonObject *into, const MtnMeasures *measures, const MtnSummary *summary, guint k)
{
  g_autofree char *key = dup_k (measures, k);
  JsonObject *at_k = json_object_new ();
  JsonObject *intervals = json_object_new ();

  for (guint i = 0; i < MTN_N_MAIN_METRICS; i++)
    {
      MtnInterval interval = mtn_summary_get (summary, k, mtn_main_metrics[i]);

      json_object_set_double_member (at_k, mtn_section_get_key (mtn_main_metrics[i]), interval.mean);
      set_interval (intervals, mtn_section_get_key (mtn_main_metrics[i]), &interval);
    }
  json_object_set_object_member (at_k, "intervals", intervals);
  json_object_set_object_member (into, key, at_k);
}

static JsonObject *
build_group (const MtnRun *run, guint model, const MtnSelection *selection, MtnDetail detail)
{
  const MtnMeasures *measures = run->models[model];
  g_autoptr (MtnSummary) summary = mtn_summary_new (measures, selection);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "rows", summary->n_rows);
  json_object_set_int_member (object, "people", summary->n_people);
  json_object_set_boolean_member (object, "greyed", summary->n_people < MTN_EVALUATION_FEW_PEOPLE);
  for (guint k = 0; k < measures->n_ks && summary->n_rows > 0; k++)
    if (is_told (measures, k, detail))
      add_group_at_k (object, measures, summary, k);

  return object;
}

typedef enum
{
  BY_GENDER,
  BY_AGE,
  BY_OCCUPATION,
  BY_SET, /* of a union, which data set they come from */
} Grouping;

static int
get_group (const MtnDataset *dataset, guint person, Grouping grouping)
{
  const MtnPerson *who = &dataset->people[person];

  return grouping == BY_GENDER       ? who->gender
         : grouping == BY_AGE        ? mtn_vocabulary_age_group (dataset->vocabulary, who->age)
         : grouping == BY_OCCUPATION ? who->occupation
                                     : (int) who->set;
}

/* Names of the groups; free with g_strfreev(). */
static char **
dup_groups (const MtnDataset *dataset, Grouping grouping)
{
  const MtnVocabulary *vocabulary = dataset->vocabulary;
  char **names;

  if (grouping == BY_GENDER)
    return g_strdupv (vocabulary->genders);
  if (grouping == BY_OCCUPATION)
    return g_strdupv (vocabulary->occupations);
  if (grouping == BY_SET)
    return dataset->film_sets != NULL ? g_strsplit (dataset->name, " + ", 0) : g_new0 (char *, 1);

  names = g_new0 (char *, vocabulary->n_ages + 1);
  for (guint g = 0; g < vocabulary->n_ages; g++)
    names[g] = mtn_vocabulary_dup_age_label (vocabulary, g);

  return names;
}

/* Those who do not say are the last. */
static void
add_groups (JsonObject *into,
            const MtnEvaluation *self,
            const MtnRun *run,
            guint model,
            const MtnSelection *selection,
            Grouping grouping,
            MtnDetail detail)
{
  static const char *const keys[] = { "gender", "age", "occupation", "set" };
  const MtnDataset *dataset = self->dataset;
  guint n_people = dataset->ratings->n_people;
  g_auto (GStrv) names = dup_groups (dataset, grouping);
  guint n_groups = g_strv_length (names);
  g_autofree gboolean *people = g_new (gboolean, MAX (n_people, 1));
  g_autofree char *key = g_strconcat ("by_", keys[grouping], NULL);
  JsonArray *array = json_array_new ();

  for (guint g = 0; g <= n_groups && n_groups > 0; g++)
    {
      MtnSelection group = *selection;
      JsonObject *object;

      for (guint u = 0; u < n_people; u++)
        people[u] = (g < n_groups ? (int) g : MTN_NOT_SAID) == get_group (dataset, u, grouping);
      group.people = people;
      object = build_group (run, model, &group, detail);
      if (json_object_get_int_member (object, "rows") == 0)
        {
          json_object_unref (object);
          continue;
        }
      mtn_section_set_text (object, keys[grouping], names[g]);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (into, key, array);
}

MtnSelection
mtn_section_get_selection (const MtnRun *run)
{
  return (MtnSelection){ .by_slices = run->protocol.kind == MTN_PROTOCOL_FAVORITES,
                         .seed = run->protocol.seed };
}

void
mtn_section_add_run (JsonObject *into,
                     const MtnEvaluation *self,
                     const MtnRun *run,
                     guint model,
                     MtnDetail detail)
{
  MtnSelection selection = mtn_section_get_selection (run);
  MtnDetail parts = detail == MTN_DETAIL_ROWS ? MTN_DETAIL_FULL : MTN_DETAIL_MAIN;

  json_object_set_int_member (into, "skipped_rows", run->n_skipped);
  add_section (into, run, model, &selection, MTN_N_METRICS,
               detail == MTN_DETAIL_ROWS ? detail : MTN_DETAIL_FULL);
  if (detail == MTN_DETAIL_ROWS)
    add_row_names (into, self, run);
  add_slices (into, run, model, &selection, parts);
  if (detail == MTN_DETAIL_MAIN)
    return;

  add_groups (into, self, run, model, &selection, BY_GENDER, parts);
  add_groups (into, self, run, model, &selection, BY_AGE, parts);
  /* Some twenty groups, most of them small: too much for what is kept. */
  if (detail == MTN_DETAIL_ROWS)
    add_groups (into, self, run, model, &selection, BY_OCCUPATION, parts);
  if (self->dataset->film_sets != NULL)
    add_groups (into, self, run, model, &selection, BY_SET, parts);
}
