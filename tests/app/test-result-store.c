/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What charts can show: logs, models_info.json, evaluations, told apart and kept; what grows while it is
 * watched; files that are something else. */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mtn-charts-facts.h"
#include "mtn-charts-pick.h"
#include "mtn-error.h"
#include "mtn-result-color.h"
#include "result-fixture.h"

#define LINE(epoch, validation)                                                                    \
  "{\"epoch\": " #epoch ", \"train_loss\": 0.2, \"val_loss\": " #validation ", \"steps\": " #epoch \
  "0, \"seconds\": 2, \"metrics\": {\"precision@10\": 0.5, \"map@10\": 0.4, \"ndcg@10\": 0.6}}\n"

static const char info[] =
    "{\"bce_usplit_best\": {\"metrics\": {\"10\": {\"map\": 0.4, \"mean_retrieval_precision\": 0.5}},"
    "  \"train_losses\": [3, 2, 1], \"val_losses\": [3, 1, 2]},"
    " \"bce_usplit_latest\": {\"metrics\": {\"10\": {\"map\": 0.3, \"mean_retrieval_precision\": 0.4}},"
    "  \"train_losses\": [3, 2, 1], \"val_losses\": [3, 1, 2]},"
    " \"mse_msplit_best\": {\"metrics\": {\"10\": {\"map\": 0.7, \"mean_retrieval_precision\": 0.8}},"
    "  \"train_losses_mean\": [0.5, 0.25], \"val_losses_mean\": [0.5, null],"
    "  \"provenance\": {\"dataset\": \"Tiny\", \"split\": \"masks\", \"leaks\": \"yes\", \"options\": "
    "{\"epochs\": 5}}}}";

#define EVALUATION(name, protocol, more)                                                                 \
  "{\"evaluation\": 1, \"provenance\": {\"dataset\": \"Tiny\", \"protocol\": \"" protocol                \
  "\", \"split\": null, \"leaks\": null, \"seed\": 42, \"folds\": 5, \"data_sha256\": \"abc\","          \
  " \"relevance\": \"hidden films\", \"model\": {\"name\": \"" name "\"}}, \"rows\": 4, \"people\": 2,"  \
  " \"5\": {\"precision\": 0.5, \"mean_average_precision\": 0.4, \"recall\": 0.2, \"ndcg\": 0.6,"        \
  "  \"intervals\": {\"ndcg\": [0.5, 0.7]}},"                                                            \
  " \"10\": {\"precision\": 0.4, \"mean_average_precision\": 0.3, \"recall\": 0.3, \"ndcg\": 0.55," more \
  "  \"intervals\": {\"ndcg\": [0.5, 0.6]}},"                                                            \
  " \"popularity\": {\"10\": {\"ndcg\": 0.3}}, \"ceiling\": {\"10\": {\"ndcg\": 1}},"                    \
  " \"by_picks\": [{\"picks\": 1, \"10\": {\"ndcg\": 0.5}}, {\"picks\": 5, \"10\": {\"ndcg\": 0.6}}],"   \
  " \"by_gender\": [{\"gender\": \"F\", \"people\": 29, \"10\": {\"ndcg\": 0.5}},"                       \
  "  {\"gender\": \"M\", \"people\": 31, \"10\": {\"ndcg\": 0.6}}]}"

static guint
count (MtnResultStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

static void
test_log (Fixture *fixture, gconstpointer data)
{
  const MtnCurve *curve;
  g_autoptr (MtnFigure) losses = NULL;
  g_autoptr (MtnFigure) metrics = NULL;
  g_autoptr (MtnFigure) by_step = NULL;
  MtnChart *chart;

  g_assert_true (
      add (fixture, "bce_usplit_log.jsonl", LINE (1, 0.3) LINE (2, 0.1) LINE (3, 0.2) "{\"epo", NULL));
  g_assert_cmpuint (count (fixture->store), ==, 1);
  g_assert_cmpstr (mtn_result_item_get_name (get (fixture->store, 0)), ==, "bce_usplit");
  g_assert_true (mtn_result_item_get_shown (get (fixture->store, 0)));
  g_assert_false (mtn_result_item_get_leaks (get (fixture->store, 0)));
  curve = mtn_result_item_get_curve (get (fixture->store, 0));
  g_assert_cmpuint (curve->epochs->len, ==, 3);
  g_assert_cmpuint (mtn_curve_find_best (curve), ==, 1);
  g_assert_cmpfloat (g_array_index (curve->seconds, double, 2), ==, 6);

  losses = mtn_charts_pick (G_LIST_MODEL (fixture->store), MTN_CHARTS_LOSS, NULL, MTN_CURVE_BY_EPOCH);
  chart = mtn_figure_get_chart (losses, 0);
  /* Training, validation, and the line of the best epoch. */
  g_assert_cmpuint (chart->series->len, ==, 3);
  g_assert_cmpstr (((MtnChartSeries *) g_ptr_array_index (chart->series, 2))->name, ==, "best, epoch 2");
  metrics = mtn_charts_pick (G_LIST_MODEL (fixture->store), MTN_CHARTS_METRICS, NULL, MTN_CURVE_BY_TIME);
  g_assert_cmpuint (mtn_figure_get_n_charts (metrics), ==, 3);
  chart = mtn_figure_get_chart (metrics, 2);
  g_assert_cmpstr (chart->title, ==, "NDCG@10");
  g_assert_cmpfloat (((MtnChartSeries *) g_ptr_array_index (chart->series, 0))->x[2], ==, 6);
  by_step = mtn_charts_pick (G_LIST_MODEL (fixture->store), MTN_CHARTS_METRICS, NULL, MTN_CURVE_BY_STEP);
  chart = mtn_figure_get_chart (by_step, 2);
  g_assert_cmpfloat (((MtnChartSeries *) g_ptr_array_index (chart->series, 0))->x[2], ==, 30);
  g_assert_null (
      mtn_charts_pick (G_LIST_MODEL (fixture->store), MTN_CHARTS_NETWORKS, NULL, MTN_CURVE_BY_EPOCH));
  g_assert_null (
      mtn_charts_pick (G_LIST_MODEL (fixture->store), MTN_CHARTS_MODELS, NULL, MTN_CURVE_BY_EPOCH));

  /* Read again it is the same run, with its colour and name, and more epochs. */
  g_assert_true (
      add (fixture, "bce_usplit_log.jsonl", LINE (1, 0.3) LINE (2, 0.1) LINE (3, 0.2) LINE (4, 0.05), NULL));
  g_assert_cmpuint (count (fixture->store), ==, 1);
  g_assert_cmpuint (mtn_result_item_get_curve (get (fixture->store, 0))->epochs->len, ==, 4);
}

static void
test_info (Fixture *fixture, gconstpointer data)
{
  MtnResultItem *leaking;
  g_autoptr (MtnFigure) losses = NULL;
  g_autoptr (MtnFigure) networks = NULL;

  g_assert_true (add (fixture, "models_info.json", info, NULL));
  /* The best and the latest are one run. */
  g_assert_cmpuint (count (fixture->store), ==, 2);
  g_assert_cmpstr (mtn_result_item_get_name (get (fixture->store, 0)), ==, "bce_usplit");
  leaking = get (fixture->store, 1);
  g_assert_cmpstr (mtn_result_item_get_name (leaking), ==, "mse_msplit");
  g_assert_true (mtn_result_item_get_leaks (leaking));
  g_assert_cmpuint (mtn_result_item_get_color (leaking), !=,
                    mtn_result_item_get_color (get (fixture->store, 0)));

  losses = mtn_charts_pick (G_LIST_MODEL (fixture->store), MTN_CHARTS_LOSS, NULL, MTN_CURVE_BY_EPOCH);
  g_assert_cmpuint (mtn_figure_get_n_charts (losses), ==, 2);
  g_assert_nonnull (mtn_figure_get_warning (losses));
  g_assert_nonnull (strstr (mtn_figure_get_warning (losses), "mse_msplit"));
  g_assert_nonnull (strstr (mtn_figure_get_subtitle (losses), "Tiny, split masks"));
  networks = mtn_charts_pick (G_LIST_MODEL (fixture->store), MTN_CHARTS_NETWORKS, NULL, MTN_CURVE_BY_EPOCH);
  g_assert_cmpuint (mtn_figure_get_n_charts (networks), ==, 6);

  /* Without the run that leaks nothing is warned of. */
  mtn_result_item_set_shown (leaking, FALSE);
  g_clear_pointer (&losses, mtn_figure_free);
  losses = mtn_charts_pick (G_LIST_MODEL (fixture->store), MTN_CHARTS_LOSS, NULL, MTN_CURVE_BY_EPOCH);
  g_assert_cmpuint (mtn_figure_get_n_charts (losses), ==, 1);
  g_assert_null (mtn_figure_get_warning (losses));
}

static void
test_evaluations (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) rows = NULL;
  const MtnChartSeries *series;

  g_assert_true (add (fixture, "a.json", EVALUATION ("blend", "favorites", ""), NULL));
  g_assert_true (add (fixture, "b.json",
                      EVALUATION ("edlae", "favorites", "\"average_precisions\": [0, 0.5, 1, 1],"), NULL));
  g_assert_true (add (fixture, "c.json", EVALUATION ("blend", "new-users", ""), NULL));
  /* The same model on the same rows, from another file. */
  g_assert_true (add (fixture, "d.json", EVALUATION ("blend", "favorites", ""), NULL));
  g_assert_cmpuint (count (fixture->store), ==, 4);
  g_assert_cmpstr (mtn_result_item_get_name (get (fixture->store, 0)), ==, "blend");
  g_assert_true (g_str_has_suffix (mtn_result_item_get_name (get (fixture->store, 1)), "/d.json)"));
  g_assert_cmpuint (mtn_result_item_get_color (get (fixture->store, 0)), ==,
                    mtn_result_item_get_color (get (fixture->store, 3)));
  mtn_result_store_remove (fixture->store, get (fixture->store, 1));

  rows = mtn_charts_pick_rows (G_LIST_MODEL (fixture->store));
  g_assert_cmpuint (g_strv_length (rows), ==, 2);
  for (MtnChartsKind kind = MTN_CHARTS_AT_K; kind < MTN_CHARTS_TABLE; kind++)
    {
      g_autoptr (MtnFigure) figure =
          mtn_charts_pick (G_LIST_MODEL (fixture->store), kind, rows[0], MTN_CURVE_BY_EPOCH);

      g_assert_nonnull (figure);
      g_assert_nonnull (strstr (mtn_figure_get_subtitle (figure), "Protocol favorites, seed 42, 5 folds"));
      g_assert_cmpuint (mtn_figure_get_n_charts (figure), ==,
                        kind == MTN_CHARTS_PICKS || kind == MTN_CHARTS_GROUPS ? 1
                        : kind == MTN_CHARTS_ROWS                             ? 2
                                                                              : 4);
      if (kind == MTN_CHARTS_MODELS)
        {
          /* NDCG of the second model, with its interval, and two lines to measure by. */
          const MtnChart *chart = mtn_figure_get_chart (figure, 3);

          g_assert_cmpuint (chart->series->len, ==, 4);
          series = g_ptr_array_index (chart->series, 1);
          g_assert_true (isnan (series->y[0]));
          g_assert_cmpfloat (series->y[1], ==, 0.55);
          g_assert_cmpfloat (series->low[1], ==, 0.5);
          series = g_ptr_array_index (chart->series, 2);
          g_assert_cmpfloat (series->y[0], ==, 0.3);
        }
      if (kind == MTN_CHARTS_GROUPS)
        {
          const MtnChart *chart = mtn_figure_get_chart (figure, 0);

          g_assert_cmpstr (chart->x.categories[0], ==, "F (29)");
          series = g_ptr_array_index (chart->series, 0);
          g_assert_true (series->faint[0]);
          g_assert_false (series->faint[1]);
        }
      if (kind == MTN_CHARTS_ROWS)
        {
          /* A quarter of the rows scored nothing, a half no more than one half. */
          series = g_ptr_array_index (mtn_figure_get_chart (figure, 1)->series, 0);
          g_assert_cmpfloat (series->y[0], ==, 0.25);
          g_assert_cmpfloat (series->y[10], ==, 0.5);
          g_assert_cmpfloat (series->y[20], ==, 1);
        }
    }
}

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnChartTable) all = NULL;
  g_autoptr (MtnChartTable) differences = NULL;
  g_autoptr (GString) csv = g_string_new (NULL);
  guint n_pinned;

  g_assert_null (mtn_charts_facts (G_LIST_MODEL (fixture->store), FALSE, &n_pinned));
  g_assert_true (add (fixture, "models_info.json", info, NULL));
  all = mtn_charts_facts (G_LIST_MODEL (fixture->store), FALSE, &n_pinned);
  mtn_chart_table_append_csv (all, csv);
  g_assert_cmpstr (csv->str, ==,
                   "Name,Epochs,Best epoch,Best validation "
                   "loss,Precision@10,MAP@10,NDCG@10,Data,Leaks,epochs\n"
                   "bce_usplit,3,2,1682,0.5,0.40000000000000002,,,no,\n"
                   "mse_msplit,2,1,0.5,0.80000000000000004,0.69999999999999996,,Tiny,yes,5\n");
  differences = mtn_charts_facts (G_LIST_MODEL (fixture->store), TRUE, &n_pinned);
  g_assert_cmpuint (mtn_chart_table_get_n_columns (differences), ==, 9);
  g_assert_cmpuint (n_pinned, ==, 0);
}

/* What a person calls a run, pins and takes off the list is so the next time too. */
static void
test_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnResultStore) later = mtn_result_store_new (NULL);
  g_autoptr (MtnChartTable) facts = NULL;
  g_autoptr (MtnFigure) losses = NULL;
  g_autoptr (GFile) file = NULL;
  g_auto (GStrv) notes = NULL;
  guint n_pinned, color;

  g_assert_true (add (fixture, "models_info.json", info, NULL));
  color = mtn_result_item_get_color (get (fixture->store, 1));
  mtn_result_store_pin (fixture->store, get (fixture->store, 1), TRUE);
  g_assert_cmpstr (mtn_result_item_get_name (get (fixture->store, 0)), ==, "mse_msplit");
  mtn_result_store_rename (fixture->store, get (fixture->store, 0), "Best\tso far");
  mtn_result_store_remove (fixture->store, get (fixture->store, 1));
  g_assert_cmpuint (count (fixture->store), ==, 1);
  facts = mtn_charts_facts (G_LIST_MODEL (fixture->store), FALSE, &n_pinned);
  g_assert_cmpuint (n_pinned, ==, 1);

  g_object_get (fixture->store, "notes", &notes, NULL);
  /* And two colours. */
  g_assert_cmpuint (g_strv_length (notes), ==, 3 + 2);
  g_object_set (later, "notes", notes, NULL);
  file = g_file_new_build_filename (fixture->folder, "models_info.json", NULL);
  g_assert_true (mtn_result_store_add_file (later, file, NULL));
  g_assert_cmpuint (count (later), ==, 1);
  g_assert_cmpstr (mtn_result_item_get_name (get (later, 0)), ==, "Best\tso far");
  g_assert_true (mtn_result_item_get_pinned (get (later, 0)));
  /* It is the same run: its colour is its own. */
  g_assert_cmpuint (mtn_result_item_get_color (get (later, 0)), ==, color);
  losses = mtn_charts_pick (G_LIST_MODEL (later), MTN_CHARTS_LOSS, NULL, MTN_CURVE_BY_EPOCH);
  g_assert_cmpstr (((MtnChartSeries *) g_ptr_array_index (mtn_figure_get_chart (losses, 0)->series, 0))->name,
                   ==, "Best so far, training");

  mtn_result_store_pin (later, get (later, 0), FALSE);
  g_clear_pointer (&notes, g_strfreev);
  g_object_get (later, "notes", &notes, NULL);
  g_assert_cmpuint (g_strv_length (notes), ==, 2 + 2);
}

/* Runs that want the same colour keep the ones they have, in whatever order they are found. */
static void
test_colors_stay (Fixture *fixture, gconstpointer data)
{
  GHashTable *colors[MTN_RESULT_COLOR_KINDS];
  MtnResultNotes notes[2];
  const char *const lines[] = { "color\t0 run 9\t7", "color\t5 none\t1", "color\t0 bad\t-1", "color\t0\t3",
                                NULL };
  guint first[40], n = G_N_ELEMENTS (first);
  gboolean is_new;

  for (guint start = 0; start < 2; start++)
    {
      for (guint i = 0; i < MTN_RESULT_COLOR_KINDS; i++)
        colors[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      mtn_result_notes_init (&notes[start]);
      if (start == 1)
        {
          g_auto (GStrv) before = mtn_result_notes_to_strv (&notes[0]);

          mtn_result_notes_take (&notes[start], (const char *const *) before);
        }
      else
        mtn_result_notes_take (&notes[start], lines);
      mtn_result_color_take (colors, &notes[start]);
      for (guint i = 0; i < n; i++)
        {
          guint run = start == 0 ? i : n - 1 - i;
          g_autofree char *name = g_strdup_printf ("run %u", run);
          guint color = mtn_result_color_find (colors, &notes[start], 0, name, &is_new);

          if (start == 0)
            first[run] = color;
          g_assert_cmpuint (color, ==, first[run]);
          g_assert_true (is_new == (start == 0 && run != 9));
        }
      for (guint i = 0; i < MTN_RESULT_COLOR_KINDS; i++)
        g_hash_table_unref (colors[i]);
    }
  g_assert_cmpuint (first[9], ==, 7);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpuint (first[i], !=, first[j]);
  mtn_result_notes_clear (&notes[0]);
  mtn_result_notes_clear (&notes[1]);
}

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnResultItem) item = NULL;

  g_assert_true (add (fixture, "models_info.json", info, NULL));
  item = g_object_ref (get (fixture->store, 0));
  mtn_result_store_remove (fixture->store, item);
  g_assert_cmpuint (count (fixture->store), ==, 1);
  /* Off the list it stays when its file is read again. */
  g_assert_true (add (fixture, "models_info.json", info, NULL));
  g_assert_cmpuint (count (fixture->store), ==, 1);
  mtn_result_store_restore (fixture->store, item);
  mtn_result_store_restore (fixture->store, item);
  g_assert_cmpuint (count (fixture->store), ==, 2);
  g_assert_true (get (fixture->store, 0) == item);
}

/* A pair of models of which one is none; a run's description beside a log that is a pipe, or leads elsewhere.
 */
static void
test_half_wrong (Fixture *fixture, gconstpointer data)
{
  static const char *const secrets[] = { "/dev/zero", "/etc/passwd", NULL };
  g_autofree char *path = g_build_filename (fixture->folder, "run.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      add (fixture, "models_info.json", "{\"a_best\": {\"train_losses\": [3, 2]}, \"a_latest\": 5}", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture->store), ==, 1);

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      if (secrets[i] != NULL)
        g_assert_cmpint (symlink (secrets[i], path), ==, 0);
      else
        g_assert_cmpint (mkfifo (path, 0600), ==, 0);
      g_assert_true (add (fixture, "mine_log.jsonl", LINE (1, 0.5) LINE (2, 0.25), &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count (fixture->store), ==, 2);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "",
                                       "no JSON",
                                       "[]",
                                       "{}",
                                       "{\"picks\": []}",
                                       "{\"a\": {\"metrics\": {}}}",
                                       "{\"evaluation\": 1}",
                                       "{\"evaluation\": 1, \"provenance\": {}}",
                                       "{\"epoch\": 1, \"train_loss\": 1}\nnonsense\n{}\n",
                                       "\xff\xfe" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (add (fixture, "wrong.json", texts[i], &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "wrong.json"));
    }
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

    g_assert_false (mtn_result_store_add_file (fixture->store, folder, &error));
    g_assert_nonnull (error);
  }
  g_assert_cmpuint (count (fixture->store), ==, 0);
}

/* Values of any type must not end the program, whatever is drawn of them. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "{\"evaluation\": 1, \"provenance\": {\"model\": [], \"seed\": \"x\", \"dataset\": 3}, \"10\": "
    "{\"ndcg\": \"a\","
    " \"intervals\": [], \"average_precisions\": [null, \"x\", {}]}, \"popularity\": 5, \"by_picks\": [1, "
    "null, {\"picks\": []}],"
    " \"by_gender\": [null, {}], \"by_age\": {}, \"rows\": null}",
    "{\"evaluation\": 1, \"provenance\": {}, \"10\": {\"ndcg\": 1e308, \"precision\": -1e308, \"intervals\": "
    "{\"ndcg\":"
    " [1e308, -1e308]}}, \"by_fraction\": [{\"fraction\": 1e300, \"10\": {\"ndcg\": -5}}]}",
    "{\"x\": {\"train_losses\": [null, \"a\", 1e308], \"val_losses\": {}, \"metrics\": 3, \"provenance\": "
    "{\"options\":"
    " {\"epochs\": -1, \"seed\": 1e300, \"loss\": []}}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.json", i);

      g_assert_true (add (fixture, name, texts[i], NULL));
    }
  for (MtnChartsKind kind = 0; kind < MTN_N_CHARTS; kind++)
    {
      g_autoptr (MtnFigure) figure =
          mtn_charts_pick (G_LIST_MODEL (fixture->store), kind, NULL, MTN_CURVE_BY_EPOCH);
      g_autoptr (GBytes) svg = figure != NULL ? mtn_figure_to_svg (figure, NULL, NULL) : NULL;

      g_test_message ("%s: %s", mtn_charts_kind_get_name (kind), svg != NULL ? "drawn" : "nothing");
    }
}

static void
count_cb (MtnResultStore *store, guint *n)
{
  (*n)++;
}

/* A log that is written while the store is there is a curve that grows. */
static void
test_watch (Fixture *fixture, gconstpointer data)
{
  g_autofree char *run = g_build_filename (fixture->folder, "runs", "first", NULL);
  g_autofree char *log = g_build_filename (run, "mlp_log.jsonl", NULL);
  g_autoptr (MtnResultStore) store = NULL;
  gint64 end = g_get_monotonic_time () + 8 * G_TIME_SPAN_SECOND;
  guint n_changed = 0;
  FILE *file;

  g_assert_cmpint (g_mkdir_with_parents (run, 0700), ==, 0);
  g_free (write_file (run, "mlp_log.jsonl", LINE (1, 0.3)));
  store = mtn_result_store_new (fixture->folder);
  g_signal_connect (store, "changed", G_CALLBACK (count_cb), &n_changed);
  while (count (store) == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (count (store), ==, 1);
  while (n_changed == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (n_changed, ==, 1);

  file = g_fopen (log, "a");
  fputs (LINE (2, 0.2), file);
  fclose (file);
  while (mtn_result_item_get_curve (get (store, 0))->epochs->len < 2 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (mtn_result_item_get_curve (get (store, 0))->epochs->len, ==, 2);
  while (n_changed == 1 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (n_changed, ==, 2);

  g_assert_cmpint (g_remove (log), ==, 0);
  while (count (store) > 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (count (store), ==, 0);
}

static void
test_opened (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = write_file (fixture->folder, "models_info.json", info);
  g_autofree char *bad = write_file (fixture->folder, "other.json", "{}");
  g_autofree char *message = NULL;
  g_auto (GStrv) opened = NULL;
  gint64 end = g_get_monotonic_time () + 8 * G_TIME_SPAN_SECOND;

  mtn_result_store_open (fixture->store, bad);
  while (message == NULL && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (fixture->store, "error-message", &message, NULL);
    }
  g_assert_nonnull (strstr (message, "other.json"));
  mtn_result_store_open (fixture->store, good);
  while (count (fixture->store) < 2 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_clear_pointer (&message, g_free);
  g_object_get (fixture->store, "error-message", &message, "opened", &opened, NULL);
  g_assert_null (message);
  g_assert_cmpuint (g_strv_length (opened), ==, 1);
  g_assert_cmpstr (opened[0], ==, good);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/result-store/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("log", test_log);
  ADD ("info", test_info);
  ADD ("evaluations", test_evaluations);
  ADD ("facts", test_facts);
  ADD ("notes", test_notes);
  ADD ("colors-stay", test_colors_stay);
  ADD ("removed", test_removed);
  ADD ("wrong", test_wrong);
  ADD ("half-wrong", test_half_wrong);
  ADD ("hostile", test_hostile);
  ADD ("watch", test_watch);
  ADD ("opened", test_opened);
#undef ADD

  return g_test_run ();
}
