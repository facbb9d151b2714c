/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Whatever the view Charts can open: logs, models_info.json, evaluations; and what it draws of it. */

#include "mtn-figures-results.h"
#include "mtn-fuzz.h"
#include "mtn-result-file.h"

static void
draw (MtnResultItem *item)
{
  MtnFiguresResult result = { .name = "x", .object = mtn_result_item_get_object (item) };

  if (result.object == NULL)
    return;
  for (guint kind = 0; kind < MTN_RESULTS_ROWS + 1; kind++)
    {
      MtnFigure *figure = mtn_figures_results ((MtnResultsKind) kind, &result, 1);

      if (figure != NULL)
        mtn_figure_free (figure);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      mtn_result_file_read (mtn_fuzz_write_file ("bce_log.jsonl", data, size), &error);

  if (items == NULL)
    mtn_fuzz_check_error (error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      mtn_result_item_get_detail (g_ptr_array_index (items, i));
      draw (g_ptr_array_index (items, i));
    }

  return 0;
}
