/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The numbers behind every chart that the view Charts has of the files that are named, and those of its table
 * Compare, on stdout, as CSV; of a folder the numbers behind the charts that the view Data has of the data
 * set there. Before each kind of chart stands a line “## KIND”. For tests/app/test-chart-numbers.py.
 */

#include <stdio.h>
#include <string.h>

#include "mtn-charts-facts.h"
#include "mtn-charts-pick.h"
#include "mtn-data-topic.h"
#include "mtn-result-store.h"

static void
append_figure (GString *out, const char *kind, MtnFigure *figure)
{
  g_autoptr (GBytes) csv = figure != NULL ? mtn_figure_to_csv (figure) : NULL;

  if (csv == NULL)
    return;
  g_string_append_printf (out, "## %s\n", kind);
  g_string_append_len (out, g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
  g_string_append_c (out, '\n');
}

static gboolean
append_data (GString *out, const char *path, GError **error)
{
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (path, NULL, NULL, error);
  g_autoptr (MtnExploration) exploration =
      dataset != NULL ? mtn_exploration_new (dataset, NULL, NULL, error) : NULL;
  guint n;
  const MtnDataTopic *topics = mtn_data_topics (&n);

  for (guint i = 0; i < n && exploration != NULL; i++)
    {
      g_autoptr (MtnFigure) figure = mtn_data_topic_draw (&topics[i], exploration);

      append_figure (out, topics[i].name, figure);
    }

  return exploration != NULL;
}

int
main (int argc, char *argv[])
{
  g_autoptr (MtnResultStore) store = mtn_result_store_new (NULL);
  g_autoptr (MtnChartTable) facts = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  guint n_pinned;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[i]);
      g_autoptr (GError) error = NULL;

      if (!(g_file_test (argv[i], G_FILE_TEST_IS_DIR) ? append_data (out, argv[i], &error)
                                                      : mtn_result_store_add_file (store, file, &error)))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }

  for (MtnChartsKind kind = 0; kind < MTN_N_CHARTS; kind++)
    {
      g_autoptr (MtnFigure) figure = mtn_charts_pick (G_LIST_MODEL (store), kind, NULL, MTN_CURVE_BY_EPOCH);

      append_figure (out, mtn_charts_kind_get_name (kind), figure);
    }
  facts = mtn_charts_facts (G_LIST_MODEL (store), FALSE, &n_pinned);
  if (facts != NULL)
    {
      g_string_append_printf (out, "## %s\n", mtn_charts_kind_get_name (MTN_CHARTS_TABLE));
      mtn_chart_table_append_csv (facts, out);
    }
  fwrite (out->str, 1, out->len, stdout);

  return 0;
}
