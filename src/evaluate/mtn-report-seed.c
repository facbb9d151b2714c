/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The rows of the seed: what it published, and what models score there that have not seen these people. */

#include <math.h>
#include <string.h>

#include "mtn-report-private.h"

static const char *const ks[] = { "5", "10", "20", "50" };

/* The published model of that split with the best MAP@10; its name. */
static const char *
find_best_published (const MtnReport *self, const char *split, JsonObject **best)
{
  static const char *const stages[] = { "models", "tuned" };
  const char *name = NULL;

  *best = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (stages) && self->results->published != NULL; i++)
    {
      JsonObject *stage = mtn_report_get_object (self->results->published->object, stages[i]);
      g_autoptr (GList) members = stage != NULL ? json_object_get_members (stage) : NULL;

      for (GList *l = members; l != NULL; l = l->next)
        {
          JsonObject *model = mtn_report_get_object (stage, l->data);

          if (strstr (l->data, split) == NULL || model == NULL)
            continue;
          if (*best == NULL || mtn_report_get_number (model, "metrics/10/map") >
                                   mtn_report_get_number (*best, "metrics/10/map"))
            {
              *best = model;
              name = l->data;
            }
        }
    }

  return name;
}

/* Not a test: the model, or the split, has seen the people who are asked. */
static gboolean
is_leaking (const MtnReportFile *file)
{
  return mtn_report_get_string (file->object, "provenance/leaks") != NULL;
}

/* A network with the seed's bug is there to be checked against its figures, not to win. */
static gboolean
is_of_2023 (const MtnReportFile *file)
{
  return g_strcmp0 (mtn_report_get_string (file->object, "provenance/model/options/features"), "seed-2023") ==
         0;
}

static const MtnReportFile *
find_best (GPtrArray *files)
{
  const MtnReportFile *best = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      const MtnReportFile *file = g_ptr_array_index (files, i);

      if (is_leaking (file) || is_of_2023 (file))
        continue;
      if (best == NULL ||
          mtn_report_get_number (file->object, "10/map") > mtn_report_get_number (best->object, "10/map"))
        best = file;
    }

  return best;
}

/* "X has MAP@10 … [interval]; the best that the seed published for these rows is …" */
static void
say_difference (MtnReport *self, const MtnReportFile *file, const char *published, JsonObject *model)
{
  JsonArray *interval = mtn_report_get_array (file->object, "10/intervals/mean_average_precision");
  double ours = mtn_report_get_number (file->object, "10/map");
  double theirs = mtn_report_get_number (model, "metrics/10/map");
  double low =
      interval != NULL && json_array_get_length (interval) == 2 ? mtn_report_get_item (interval, 0) : NAN;

  mtn_report_add_name (self, file);
  g_string_append (self->out, ", trained on the training people of the same split alone, has MAP@10 ");
  mtn_report_add_number (self, ours, 4);
  g_string_append_c (self->out, ' ');
  mtn_report_add_interval (self, file->object, "10/intervals/mean_average_precision");
  g_string_append_printf (self->out, "; the best that the seed published for these rows is ");
  mtn_report_add_number (self, theirs, 4);
  g_string_append_printf (self->out, " (`%s`): %s ", published, ours >= theirs ? "a gain of" : "a loss of");
  mtn_report_add_number (self, fabs (ours - theirs), 4);
  g_string_append (self->out, ", or ");
  mtn_report_add_number (self, fabs (100 * (ours / theirs - 1)), 1);
  g_string_append (self->out, " %. ");
  if (low > theirs)
    g_string_append (self->out, "The whole 95 % interval lies above it. ");
  else
    g_string_append (self->out, "The 95 % interval holds the published figure. ");
  g_string_append (self->out, "P@10 is ");
  mtn_report_add_number (self, mtn_report_get_number (file->object, "10/mean_retrieval_precision"), 4);
  g_string_append (self->out, " against ");
  mtn_report_add_number (self, mtn_report_get_number (model, "metrics/10/mean_retrieval_precision"), 4);
  g_string_append (self->out, ".");
}

static void
add_figures (MtnReport *self, JsonObject *object, const char *prefix, const char *metric)
{
  for (guint i = 0; i < G_N_ELEMENTS (ks); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s%s/%s", prefix, ks[i], metric);

      mtn_report_add_cell (self, mtn_report_get_number (object, path), 4);
    }
}

static void
add_row (MtnReport *self, const MtnReportFile *file)
{
  g_string_append (self->out, "| ");
  mtn_report_add_name (self, file);
  if (is_leaking (file))
    g_string_append_printf (self->out, " (%s)", mtn_report_get_string (file->object, "provenance/leaks"));
  g_string_append (self->out, " |");
  add_figures (self, file->object, "", "map");
  add_figures (self, file->object, "", "mean_retrieval_precision");
  mtn_report_add_cell (self, mtn_report_get_number (file->object, "10/ndcg"), 4);
  g_string_append_c (self->out, ' ');
  mtn_report_add_interval (self, file->object, "10/intervals/ndcg");
  g_string_append (self->out, " |\n");
}

/* Popularity and the ceiling, of the first file: they are the same for all of one split. */
static void
add_baselines (MtnReport *self, const MtnReportFile *file)
{
  static const char *const baselines[][2] = { { "popularity", "number of ratings" },
                                              { "ceiling", "perfect ranking" } };

  for (guint i = 0; i < G_N_ELEMENTS (baselines); i++)
    {
      g_autofree char *prefix = g_strconcat (baselines[i][0], "/", NULL);
      g_autofree char *ndcg = g_strconcat (baselines[i][0], "/10/ndcg", NULL);

      g_string_append_printf (self->out, "| *%s* |", baselines[i][1]);
      add_figures (self, file->object, prefix, "map");
      add_figures (self, file->object, prefix, "precision");
      mtn_report_add_cell (self, mtn_report_get_number (file->object, ndcg), 4);
      g_string_append (self->out, " |\n");
    }
}

/* Reference points have the metric outside and K inside. */
static void
add_references (MtnReport *self, JsonObject *reference, const char *metric)
{
  for (guint i = 0; i < G_N_ELEMENTS (ks); i++)
    {
      g_autofree char *path = g_strconcat (metric, "/", ks[i], NULL);

      mtn_report_add_cell (self, mtn_report_get_number (reference, path), 4);
    }
}

static void
add_published (MtnReport *self, const char *split, const char *name)
{
  JsonArray *references = self->results->published != NULL
                              ? mtn_report_get_array (self->results->published->object, "references")
                              : NULL;
  JsonObject *best;
  const char *published = find_best_published (self, split, &best);

  if (published != NULL)
    {
      g_string_append_printf (self->out, "| *published: `%s`* |", published);
      add_figures (self, best, "metrics/", "map");
      add_figures (self, best, "metrics/", "mean_retrieval_precision");
      g_string_append (self->out, " – | |\n");
    }

  for (guint i = 0; references != NULL && i < json_array_get_length (references); i++)
    {
      JsonObject *reference = mtn_report_get_element (references, i);

      if (reference == NULL || g_strcmp0 (mtn_report_get_string (reference, "split"), name) != 0)
        continue;
      g_string_append_printf (self->out, "| *reference: %s* |",
                              mtn_report_get_string (reference, "predictor"));
      add_references (self, reference, "map");
      add_references (self, reference, "mean_retrieval_precision");
      g_string_append (self->out, " – | |\n");
    }
}

static void
add_table (MtnReport *self, GPtrArray *files, const char *split, const char *name)
{
  const MtnReportFile *first = g_ptr_array_index (files, 0);

  mtn_report_add_number (self, mtn_report_get_number (first->object, "rows"), 0);
  g_string_append (self->out, " rows of ");
  mtn_report_add_number (self, mtn_report_get_number (first->object, "people"), 0);
  g_string_append_printf (self->out,
                          " people; to be found: %s.\n\n"
                          "| model | MAP@5 | @10 | @20 | @50 | P@5 | @10 | @20 | @50 | NDCG@10 | 95 %% |\n"
                          "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|\n",
                          mtn_report_get_string (first->object, "provenance/relevance"));
  for (guint i = 0; i < files->len; i++)
    add_row (self, g_ptr_array_index (files, i));
  add_baselines (self, first);
  add_published (self, split, name);
  g_string_append_c (self->out, '\n');
}

void
mtn_report_add_headline (MtnReport *self)
{
  g_autoptr (GPtrArray) files = mtn_report_results_select (self->results, "seed", "users");
  const MtnReportFile *best = find_best (files);
  JsonObject *model;
  const char *published = find_best_published (self, "usplit", &model);

  if (best == NULL || published == NULL)
    return;

  g_string_append (self->out,
                   "**In one sentence:** on the rows of the seed’s own test of people it had not seen, ");
  say_difference (self, best, published, model);
  g_string_append (self->out, " Section 7.1 has the rest, 7.2 and 7.3 the protocols that Matinee itself is "
                              "judged by.\n\n");
}

void
mtn_report_add_seed_rows (MtnReport *self)
{
  g_autoptr (GPtrArray) users = mtn_report_results_select (self->results, "seed", "users");
  g_autoptr (GPtrArray) masks = mtn_report_results_select (self->results, "seed", "masks");
  const MtnReportFile *best = find_best (users);
  JsonObject *model;
  const char *published = find_best_published (self, "usplit", &model);

  g_string_append (self->out, "### 7.1 The seed’s own test rows\n\n**By users: people who are in no training "
                              "sample.** ");
  if (users->len == 0)
    mtn_report_say_missing (self, "matinee evaluate -d ml-100k --protocol seed --split users");
  else
    {
      add_table (self, users, "usplit", "users");
      if (best != NULL && published != NULL)
        {
          say_difference (self, best, published, model);
          g_string_append (self->out, "\n\n");
        }
      mtn_report_add_pictures (self, g_ptr_array_index (users, 0), "Seed protocol, by users");
    }

  g_string_append (self->out,
                   "**By masks. Leaks: same people in training and test.** These figures measure memory: a "
                   "look-up table is nearly perfect here. They stand here for comparison alone. ");
  if (masks->len == 0)
    {
      mtn_report_say_missing (self, "matinee evaluate -d ml-100k --protocol seed --split masks");
      return;
    }
  add_table (self, masks, "msplit", "masks");
  mtn_report_add_pictures (self, g_ptr_array_index (masks, 0), "Seed protocol, by masks (leaks)");
}
