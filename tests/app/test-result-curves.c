/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What is known of a run beyond its log, when it stopped early, and curves against K. */

#include <glib/gstdio.h>
#include <math.h>

#include "mtn-charts-pick.h"
#include "mtn-checkpoint.h"
#include "mtn-safetensors-writer.h"
#include "result-fixture.h"

#define LINE(epoch, validation)                                                                    \
  "{\"epoch\": " #epoch ", \"train_loss\": 0.2, \"val_loss\": " #validation ", \"steps\": " #epoch \
  "0, \"seconds\": 2, \"metrics\": {\"precision@10\": 0.5, \"map@10\": 0.4, \"ndcg@10\": 0.6}}\n"

static void
write_model (const char *folder, const char *name, const char *split, const char *options)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      mtn_safetensors_serialize (NULL, 0,
                                 (const char *const[]){ MTN_PROVENANCE_DATASET, MTN_PROVENANCE_SPLIT,
                                                        MTN_PROVENANCE_OPTIONS, NULL },
                                 (const char *const[]){ "Tiny", split, options, NULL }, name, &error);

  g_assert_no_error (error);
  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error));
  g_assert_no_error (error);
}

/* Series that stand for a moment of a run. */
static guint
count_events (MtnFigure *figure, guint chart, const char *name)
{
  GPtrArray *series = mtn_figure_get_chart (figure, chart)->series;
  guint n = 0;

  for (guint i = 0; i < series->len; i++)
    {
      const MtnChartSeries *event = g_ptr_array_index (series, i);

      n += event->kind == MTN_SERIES_EVENT && g_strcmp0 (event->name, name) == 0;
    }

  return n;
}

/* A log says nothing of data, split, seed and loss, nor how long it should have gone on: its model does. */
static void
test_model_beside_log (Fixture *fixture, gconstpointer data)
{
  const MtnCurve *curve;
  g_autoptr (MtnFigure) losses = NULL;

  write_model (fixture->folder, "net_msplit_latest.safetensors", "users",
               "{\"loss\": \"mse\", \"seed\": 7, \"epochs\": 40, \"patience\": 2}");
  g_assert_true (
      add (fixture, "net_msplit_log.jsonl", LINE (1, 0.3) LINE (2, 0.1) LINE (3, 0.2) LINE (4, 0.2), NULL));
  curve = mtn_result_item_get_curve (get (fixture->store, 0));
  g_assert_cmpstr (curve->about, ==, "Tiny, split users, seed 7");
  g_assert_cmpint (curve->loss, ==, MTN_CURVE_SQUARED_ERROR);
  g_assert_false (curve->leaks);
  g_assert_true (mtn_curve_stopped_early (curve));
  losses = mtn_charts_pick (G_LIST_MODEL (fixture->store), MTN_CHARTS_LOSS, NULL, MTN_CURVE_BY_STEP);
  g_assert_cmpuint (count_events (losses, 0, "ended, epoch 4 of 40"), ==, 1);
  g_assert_cmpuint (count_events (losses, 0, "best, epoch 2"), ==, 1);
  g_assert_cmpstr (mtn_figure_get_title (losses), ==, "Loss");

  /* By masks the people of the test have been learnt from. */
  write_model (fixture->folder, "other.safetensors", "masks", "{\"loss\": \"bce\", \"epochs\": 40}");
  g_assert_true (add (fixture, "other_log.jsonl", LINE (1, 0.3) LINE (2, 0.4), NULL));
  curve = mtn_result_item_get_curve (get (fixture->store, 1));
  g_assert_cmpint (curve->loss, ==, MTN_CURVE_CROSS_ENTROPY);
  g_assert_true (curve->leaks);
  /* It may just not be done yet. */
  g_assert_false (mtn_curve_stopped_early (curve));

  /* What is no model, or says something else, is no trouble. */
  write_model (fixture->folder, "odd_latest.safetensors", "users", "[1]");
  g_free (write_file (fixture->folder, "odd_best.safetensors", "no model"));
  g_assert_true (add (fixture, "odd_log.jsonl", LINE (1, 0.3), NULL));
  g_assert_null (mtn_result_item_get_curve (get (fixture->store, 1))->about);
}

static void
test_stopped_early (void)
{
  g_autoptr (MtnCurve) curve = mtn_curve_new ("net");

  for (guint i = 0; i < 3; i++)
    mtn_curve_append (curve, i + 1, 0.2, i == 0 ? 0.1 : 0.3, NULL, NAN, NAN);
  g_assert_false (mtn_curve_stopped_early (curve));
  curve->planned = 10;
  g_assert_false (mtn_curve_stopped_early (curve));
  curve->patience = 3;
  g_assert_false (mtn_curve_stopped_early (curve));
  curve->patience = 2;
  g_assert_true (mtn_curve_stopped_early (curve));
  /* Its last epoch was the last one planned. */
  curve->planned = 3;
  g_assert_false (mtn_curve_stopped_early (curve));
}

/* A file that has metrics at every K is drawn so; intervals are where it has them. */
static void
test_every_k (Fixture *fixture, gconstpointer data)
{
  const MtnChartSeries *line;
  g_autoptr (MtnFigure) figure = NULL;
  g_auto (GStrv) rows = NULL;
  GPtrArray *series;

  g_assert_true (
      add (fixture, "a.json",
           "{\"evaluation\": 1, \"provenance\": {\"protocol\": \"favorites\"},"
           " \"2\": {\"ndcg\": 0.4, \"intervals\": {\"ndcg\": [0.3, 0.5]}},"
           " \"at_every_k\": {\"ndcg\": [0.2, 0.4, 0.6]},"
           " \"popularity\": {\"2\": {\"ndcg\": 0.2}, \"at_every_k\": {\"ndcg\": [0.1, 0.2, 0.3]}},"
           " \"ceiling\": {\"2\": {\"ndcg\": 1}, \"at_every_k\": 7}}",
           NULL));
  rows = mtn_charts_pick_rows (G_LIST_MODEL (fixture->store));
  figure = mtn_charts_pick (G_LIST_MODEL (fixture->store), MTN_CHARTS_AT_K, rows[0], MTN_CURVE_BY_EPOCH);
  g_assert_cmpuint (mtn_figure_get_n_charts (figure), ==, 1);
  series = mtn_figure_get_chart (figure, 0)->series;
  g_assert_cmpuint (series->len, ==, 3);
  line = g_ptr_array_index (series, 0);
  g_assert_cmpuint (line->n, ==, 3);
  g_assert_cmpfloat (line->x[2], ==, 3);
  g_assert_cmpfloat (line->y[2], ==, 0.6);
  g_assert_cmpfloat (line->low[1], ==, 0.3);
  g_assert_cmpfloat (line->high[1], ==, 0.5);
  g_assert_true (isnan (line->low[0]) && isnan (line->high[2]));
  g_assert_cmpuint (((MtnChartSeries *) g_ptr_array_index (series, 1))->n, ==, 3);
  g_assert_cmpuint (((MtnChartSeries *) g_ptr_array_index (series, 2))->n, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/result-curves/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("model-beside-log", test_model_beside_log);
  g_test_add_func ("/result-curves/stopped-early", test_stopped_early);
  ADD ("every-k", test_every_k);
#undef ADD

  return g_test_run ();
}
