/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-grid.h"

#include <glib/gi18n.h>

#include "mtn-cli-data.h"
#include "mtn-cli-io.h"
#include "mtn-cli-job.h"
#include "mtn-data-input.h"
#include "mtn-error.h"
#include "mtn-figures-grid.h"
#include "mtn-json-tree.h"

/* What the worker is given, and what it leaves to be told. */
typedef struct
{
  const MtnCliGrid *grid;
  MtnDataInput *data;
  JsonNode *info;
} Work;

static gboolean
say_cb (gpointer data)
{
  mtn_cli_say ("%s", (const char *) data);

  return G_SOURCE_REMOVE;
}

void
mtn_cli_grid_say (const char *line, gpointer unused)
{
  /* Before the news that the work is done. */
  g_main_context_invoke_full (NULL, G_PRIORITY_HIGH, say_cb, g_strdup (line), g_free);
}

static gpointer
work_in_thread (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  const MtnCliGrid *grid = work->grid;
  MtnGridOptions options = grid->options;

  work->data = mtn_data_input_load (grid->paths, job, cancellable, error);
  if (work->data == NULL)
    return NULL;
  if (work->data->split != NULL && grid->models == NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                   _ ("%s is prepared for one split, but both are made here: give the MovieLens folder"),
                   grid->paths[0]);
      return NULL;
    }
  if (!mtn_cli_make_folder (grid->folder, error))
    return NULL;

  options.prepared = work->data->split;
  if (grid->models != NULL)
    work->info = mtn_grid_tune (work->data->dataset, &options, grid->models, grid->names, grid->configure,
                                grid->configure_data, grid->folder, job, cancellable, error);
  else
    work->info = mtn_grid_train (work->data->dataset, &options, grid->folder, job, cancellable, error);
  if (work->info == NULL || !mtn_figures_grid_save (work->info, grid->models != NULL, grid->folder, error))
    return NULL;

  return work;
}

static double
get_metric (JsonObject *model, const char *k, const char *key)
{
  JsonObject *metrics = json_object_get_object_member (model, "metrics");

  return json_object_get_double_member (json_object_get_object_member (metrics, k), key);
}

static void
append_padded (GString *out, const char *text, glong width)
{
  g_string_append (out, text);
  for (glong n = g_utf8_strlen (text, -1); n < width; n++)
    g_string_append_c (out, ' ');
}

/* A line a model: the seed's two metrics at each K. */
static char *
dup_table (JsonNode *info)
{
  static const char *const ks[] = { "5", "10", "20", "50" };
  static const struct
  {
    const char *title;
    const char *key;
  } metrics[] = { { "MAP@", "map" }, { "P@", "mean_retrieval_precision" } };
  JsonObject *root = json_node_get_object (info);
  g_autoptr (GList) names = json_object_get_members (root);
  GString *out = g_string_new (NULL);
  glong width = 0;

  for (GList *name = names; name != NULL; name = name->next)
    width = MAX (width, g_utf8_strlen (name->data, -1));
  width += 2;

  append_padded (out, "", width);
  for (guint m = 0; m < G_N_ELEMENTS (metrics); m++)
    for (guint k = 0; k < G_N_ELEMENTS (ks); k++)
      {
        g_autofree char *title = g_strconcat (metrics[m].title, ks[k], NULL);

        append_padded (out, title, 8);
      }
  g_string_append (out, "\n");

  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonObject *model = json_object_get_object_member (root, name->data);

      append_padded (out, name->data, width);
      for (guint m = 0; m < G_N_ELEMENTS (metrics); m++)
        for (guint k = 0; k < G_N_ELEMENTS (ks); k++)
          {
            char number[G_ASCII_DTOSTR_BUF_SIZE];

            append_padded (out,
                           g_ascii_formatd (number, sizeof number, "%.4f",
                                            get_metric (model, ks[k], metrics[m].key)),
                           8);
          }
      g_string_append (out, "\n");
    }

  return g_string_free (out, FALSE);
}

static void
print_result (const MtnCliGrid *grid, JsonNode *info, gboolean as_json)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *table = NULL;

  if (as_json)
    mtn_json_tree_append (out, info);
  else
    {
      table = dup_table (info);
      g_string_append (out, table);
      g_string_append (out,
                       _ ("On the test samples of each split, on which the best epochs were chosen; msplit "
                          "leaks: same people in training and test\n"));
    }
  mtn_cli_write (out->str, (gssize) out->len);
}

int
mtn_cli_grid_run (const MtnCliGrid *self, gboolean as_json, gboolean verbose)
{
  g_autoptr (GError) error = NULL;
  Work work = { .grid = self };
  gboolean done = mtn_cli_job_run (work_in_thread, &work, NULL, verbose, &error) != NULL;

  if (work.data != NULL && verbose)
    for (char **warning = work.data->dataset->warnings; warning != NULL && *warning != NULL; warning++)
      mtn_cli_complain ("%s", *warning);
  if (done)
    print_result (self, work.info, as_json);
  else if (verbose && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mtn_cli_say (_ ("The same command goes on from here"));
  g_clear_pointer (&work.info, json_node_unref);
  g_clear_pointer (&work.data, mtn_data_input_free);

  return done ? MTN_CLI_DONE : mtn_cli_fail (error);
}
