/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-evaluate-print.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "mtn-comparison.h"
#include "mtn-error.h"
#include "mtn-evaluation-json.h"
#include "mtn-figures-results.h"
#include "mtn-figures-run.h"
#include "mtn-summary.h"

#define NAME_WIDTH 18

/* How the tables look. */
typedef struct
{
  guint columns;
  glong width; /* of names */
} Look;

static void
append_name (GString *out, const char *name, const Look *look)
{
  g_string_append_printf (out, "  %s%*s", name, (int) (look->width - g_utf8_strlen (name, -1)), "");
}

static void
append_number (GString *out, double value, int width, int digits)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *format = g_strdup_printf ("%%.%df", digits);

  g_string_append_printf (out, "%*s", width, g_ascii_formatd (buffer, sizeof buffer, format, value));
}

static int
get_digits (MtnMetric metric)
{
  return metric == MTN_METRIC_ARP ? 1 : metric == MTN_METRIC_NOVELTY ? 2 : 4;
}

static gboolean
has_column (const Look *look, guint column)
{
  return (look->columns & 1u << column) != 0;
}

static void
append_row (GString *out,
            const char *name,
            const MtnSummary *summary,
            guint k,
            guint n_metrics,
            const Look *look)
{
  MtnInterval ndcg = mtn_summary_get (summary, k, MTN_METRIC_NDCG);

  append_name (out, name, look);
  for (MtnMetric m = 0; m < n_metrics; m++)
    if (has_column (look, m))
      append_number (out, mtn_summary_get (summary, k, m).mean, 9, get_digits (m));
  if (has_column (look, MTN_CLI_COVERAGE) && n_metrics == MTN_N_METRICS)
    append_number (out, summary->coverage[k], 9, 4);
  if (has_column (look, MTN_METRIC_NDCG) && ndcg.low < ndcg.high)
    {
      g_string_append (out, "  [");
      append_number (out, ndcg.low, 0, 4);
      g_string_append (out, ", ");
      append_number (out, ndcg.high, 0, 4);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, '\n');
}

static void
append_head (GString *out, guint k, const Look *look)
{
  g_string_append_printf (out, "\n  K = %-*u", (int) look->width - 4, k);
  for (MtnMetric m = 0; m < MTN_N_METRICS; m++)
    if (has_column (look, m))
      g_string_append_printf (out, "%9s", mtn_metric_get_label (m));
  if (has_column (look, MTN_CLI_COVERAGE))
    g_string_append_printf (out, "%9s", "Coverage");
  g_string_append_printf (out, "%s\n", has_column (look, MTN_METRIC_NDCG) ? _ ("  [NDCG, 95 %]") : "");
}

static MtnSelection
get_selection (const MtnRun *run, gboolean means_only)
{
  return (MtnSelection){ .by_slices = run->protocol.kind == MTN_PROTOCOL_FAVORITES,
                         .seed = run->protocol.seed,
                         .means_only = means_only };
}

static void
append_tables (GString *out, const MtnEvaluation *self, const MtnRun *run, const Look *look)
{
  MtnSelection with = get_selection (run, FALSE), means = get_selection (run, TRUE);
  g_autoptr (MtnSummary) popularity = mtn_summary_new (run->popularity, &means);
  g_autoptr (MtnSummary) ceiling = mtn_summary_new (run->ceiling, &means);
  g_autoptr (MtnSummary) random = mtn_summary_new (run->random, &means);
  g_autofree MtnSummary **models = g_new (MtnSummary *, self->n_models);

  for (guint m = 0; m < self->n_models; m++)
    models[m] = mtn_summary_new (run->models[m], &with);

  for (guint k = 0; k < run->ceiling->n_ks; k++)
    {
      append_head (out, run->ceiling->ks[k], look);
      for (guint m = 0; m < self->n_models; m++)
        append_row (out, self->names[m], models[m], k, MTN_N_METRICS, look);
      append_row (out, _ ("random order"), random, k, MTN_N_ACCURACY_METRICS, look);
      append_row (out, _ ("number of ratings"), popularity, k, MTN_N_METRICS, look);
      append_row (out, _ ("perfect ranking"), ceiling, k, MTN_N_ACCURACY_METRICS, look);
    }

  for (guint m = 0; m < self->n_models; m++)
    mtn_summary_free (models[m]);
}

static gboolean
has_any (const MtnRun *run, const MtnSelection *selection)
{
  for (guint row = 0; row < mtn_measures_get_n_rows (run->ceiling); row++)
    if (mtn_selection_has (selection, run->ceiling, row))
      return TRUE;

  return FALSE;
}

static gboolean
has_rows (const MtnRun *run, guint slice)
{
  return has_any (run, &(MtnSelection){ .has_slice = TRUE, .slice = slice });
}

/* NDCG by what the rows are told apart by. */
static void
append_slices (GString *out, const MtnEvaluation *self, const MtnRun *run, guint k, const Look *look)
{
  gboolean is_picks = run->protocol.kind == MTN_PROTOCOL_FAVORITES;

  if (run->protocol.n_slices < 2)
    return;

  g_string_append_printf (out,
                          is_picks ? _ ("\n  NDCG@%u by number of picks\n")
                                   : _ ("\n  NDCG@%u by share hidden\n"),
                          run->ceiling->ks[k]);
  append_name (out, "", look);
  for (guint s = 0; s < run->protocol.n_slices; s++)
    if (has_rows (run, s))
      append_number (out, run->protocol.slices[s], 9, is_picks ? 0 : 1);
  g_string_append_c (out, '\n');

  for (guint m = 0; m <= self->n_models; m++)
    {
      const MtnMeasures *measures = m < self->n_models ? run->models[m] : run->popularity;

      append_name (out, m < self->n_models ? self->names[m] : _ ("number of ratings"), look);
      for (guint s = 0; s < run->protocol.n_slices; s++)
        {
          MtnSelection slice = { .has_slice = TRUE, .slice = s, .means_only = TRUE };
          g_autoptr (MtnSummary) summary = mtn_summary_new (measures, &slice);

          if (summary->n_rows > 0)
            append_number (out, mtn_summary_get (summary, k, MTN_METRIC_NDCG).mean, 9, 4);
        }
      g_string_append_c (out, '\n');
    }
}

static void
append_comparison (GString *out,
                   const MtnSelection *selection,
                   const char *name,
                   const MtnMeasures *a,
                   const char *other,
                   const MtnMeasures *b,
                   guint k)
{
  static const MtnMetric metrics[] = { MTN_METRIC_NDCG, MTN_METRIC_MAP, MTN_METRIC_PRECISION };
  g_autofree MtnInterval *differences = g_new (MtnInterval, a->n_ks * MTN_N_COLUMNS);

  mtn_comparison_compute (a, b, selection, differences);
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      g_autofree char *what = g_strdup_printf ("%s@%u", mtn_metric_get_label (metrics[i]), a->ks[k]);
      g_autofree char *words =
          mtn_comparison_dup_words (name, other, what, &differences[k * MTN_N_COLUMNS + metrics[i]]);

      g_string_append_printf (out, "  %s\n", words);
    }
}

static void
append_comparisons (GString *out, const MtnEvaluation *self, const MtnRun *run, guint k)
{
  MtnSelection all = get_selection (run, FALSE);

  g_string_append (out, _ ("\n  Paired over people, 95 %:\n"));
  for (guint a = 0; a < self->n_models; a++)
    for (guint b = a + 1; b < self->n_models; b++)
      append_comparison (out, &all, self->names[a], run->models[a], self->names[b], run->models[b], k);
  for (guint m = 0; m < self->n_models; m++)
    append_comparison (out, &all, self->names[m], run->models[m], _ ("number of ratings"), run->popularity,
                       k);
}

/* Of a union: the people of each set by themselves, among the films that existed for them. */
static void
append_sets (GString *out, const MtnEvaluation *self, const MtnRun *run, guint k, const Look *look)
{
  const MtnDataset *dataset = self->dataset;
  guint n_people = dataset->ratings->n_people;
  g_auto (GStrv) names = g_strsplit (dataset->name, " + ", 2);
  g_autofree gboolean *people = g_new (gboolean, MAX (n_people, 1));
  MtnSelection selection = get_selection (run, FALSE);

  selection.people = people;
  for (guint set = 0; set < 2; set++)
    {
      for (guint u = 0; u < n_people; u++)
        people[u] = dataset->people[u].set == set;
      /* Those of the last tenth may all be of one. */
      if (!has_any (run, &selection))
        continue;

      g_string_append_printf (out, _ ("\n  People of %s\n"), names[set]);
      append_head (out, run->ceiling->ks[k], look);
      for (guint m = 0; m < self->n_models; m++)
        {
          g_autoptr (MtnSummary) summary = mtn_summary_new (run->models[m], &selection);

          append_row (out, self->names[m], summary, k, MTN_N_METRICS, look);
        }
      for (guint a = 0; a < self->n_models; a++)
        for (guint b = a + 1; b < self->n_models; b++)
          append_comparison (out, &selection, self->names[a], run->models[a], self->names[b], run->models[b],
                             k);
    }
}

static glong
get_name_width (const MtnEvaluation *self)
{
  glong width = NAME_WIDTH;

  for (guint m = 0; m < self->n_models; m++)
    width = MAX (width, g_utf8_strlen (self->names[m], -1) + 1);

  return width;
}

void
mtn_cli_evaluate_append_text (GString *out,
                              const MtnEvaluation *self,
                              const MtnEvaluationOptions *options,
                              const char *split,
                              const char *const *leaks,
                              guint columns)
{
  guint k = mtn_evaluation_main_k (options->ks, options->n_ks);
  Look look = { columns, get_name_width (self) };
  /* How much of the catalogue the people of one set see is not counted. */
  Look of_set = { columns & ~(1u << MTN_CLI_COVERAGE), look.width };

  g_string_append_printf (out, _ ("%s, protocol %s"), self->dataset->name,
                          mtn_protocol_kind_get_name (options->protocol));
  if (split != NULL)
    g_string_append_printf (out, _ (", split by %s"), split);
  if (self->n_folds > 0)
    g_string_append_printf (out, _ (", %u parts, each asked of models of the others"), self->n_folds);
  g_string_append_printf (out, _ (", seed %" PRIu64 "\n"), options->seed);
  for (guint m = 0; m < self->n_models; m++)
    if (leaks[m] != NULL)
      g_string_append_printf (out, "%s: %s\n", self->names[m], _ (leaks[m]));

  for (guint r = 0; r < self->n_runs; r++)
    {
      const MtnRun *run = &self->runs[r];
      MtnSelection means = get_selection (run, TRUE);
      g_autoptr (MtnSummary) summary = mtn_summary_new (run->ceiling, &means);
      g_autofree char *words = mtn_protocol_dup_relevance (&run->protocol);
      g_autofree char *relevance = mtn_figures_dup_relevance (words);
      const char *title = mtn_figures_run_title (self, r);

      g_string_append_c (out, '\n');
      if (title != NULL)
        g_string_append_printf (out, "%s\n", title);
      g_string_append_printf (out, _ ("%u rows of %u people (%u left out); to be found: %s\n"),
                              summary->n_rows, summary->n_people, run->n_skipped + summary->n_empty,
                              relevance);
      append_tables (out, self, run, &look);
      append_slices (out, self, run, k, &look);
      append_comparisons (out, self, run, k);
      if (self->dataset->film_sets != NULL)
        append_sets (out, self, run, k, &of_set);
    }
}

static guint
find_column (const char *name)
{
  MtnMetric m = 0;

  while (m < MTN_N_METRICS && !g_str_equal (name, mtn_metric_get_key (m)))
    m++;

  return m == MTN_CLI_COVERAGE && !g_str_equal (name, "coverage") ? MTN_CLI_N_COLUMNS : m;
}

gboolean
mtn_cli_evaluate_parse_columns (char **words, guint *columns, GError **error)
{
  *columns = words == NULL ? (1u << MTN_CLI_N_COLUMNS) - 1 : 0;
  for (char **word = words; word != NULL && *word != NULL; word++)
    {
      g_auto (GStrv) names = g_strsplit (*word, ",", -1);

      for (char **name = names; *name != NULL; name++)
        {
          guint column = find_column (g_strstrip (*name));

          if (column == MTN_CLI_N_COLUMNS)
            {
              g_autoptr (GString) known = g_string_new (NULL);

              for (MtnMetric m = 0; m < MTN_N_METRICS; m++)
                g_string_append_printf (known, "%s, ", mtn_metric_get_key (m));
              g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                           _ ("--metrics takes some of %scoverage, not “%s”"), known->str, *name);
              return FALSE;
            }
          *columns |= 1u << column;
        }
    }

  return TRUE;
}
