/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Training: the seed's networks, as trained here and as published. */

#include <math.h>

#include "mtn-report-private.h"

/* A member of the published figures, of the first stage or the tuned one. */
static JsonObject *
find_published (const MtnReport *self, const char *name)
{
  static const char *const stages[] = { "models", "tuned" };
  g_autofree char *old = NULL;

  /* The seed wrote "tunned". */
  if (g_str_has_prefix (name, "tuned_"))
    old = g_strconcat ("tunned_", name + 6, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stages) && self->results->published != NULL; i++)
    {
      JsonObject *stage = mtn_report_get_object (self->results->published->object, stages[i]);
      JsonObject *found = stage != NULL ? mtn_report_get_object (stage, old != NULL ? old : name) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

static double
get_last (JsonObject *object, const char *key)
{
  JsonArray *array = mtn_report_get_array (object, key);
  guint n = array != NULL ? json_array_get_length (array) : 0;

  return n > 0 ? mtn_report_get_item (array, n - 1) : NAN;
}

static void
add_row (MtnReport *self, const char *name, JsonObject *model)
{
  JsonObject *published = find_published (self, name);

  g_string_append_printf (self->out, "| `%s`%s |", name,
                          mtn_report_get_string (model, "provenance/leaks") != NULL ? " (leaks)" : "");
  mtn_report_add_cell (self, mtn_report_get_number (model, "epoch"), 0);
  mtn_report_add_cell (self, 1e5 * get_last (model, "train_losses"), 3);
  mtn_report_add_cell (self, 1e5 * get_last (model, "val_losses"), 3);
  mtn_report_add_cell (self, published != NULL ? 1e5 * get_last (published, "val_losses") : NAN, 3);
  mtn_report_add_cell (self, mtn_report_get_number (model, "metrics/10/map"), 4);
  mtn_report_add_cell (self, published != NULL ? mtn_report_get_number (published, "metrics/10/map") : NAN,
                       4);
  mtn_report_add_cell (self, mtn_report_get_number (model, "metrics/10/mean_retrieval_precision"), 4);
  mtn_report_add_cell (self,
                       published != NULL
                           ? mtn_report_get_number (published, "metrics/10/mean_retrieval_precision")
                           : NAN,
                       4);
  g_string_append_c (self->out, '\n');
}

static void
add_stage (MtnReport *self, const MtnReportFile *file)
{
  g_autoptr (GList) names = json_object_get_members (file->object);
  g_autofree char *base = g_path_get_basename (file->path);
  const char *features = NULL;

  for (GList *l = names; l != NULL && features == NULL; l = l->next)
    {
      g_autofree char *path = g_strconcat (l->data, "/provenance/options/features", NULL);

      features = mtn_report_get_string (file->object, path);
    }
  g_string_append_printf (self->out, "`%s`", base);
  if (features != NULL)
    g_string_append_printf (self->out, ", features %s", features);
  g_string_append (self->out, ":\n\n| checkpoint | epochs | train loss · 10⁵ | val loss · 10⁵ | published | "
                              "MAP@10 | published | "
                              "P@10 | published |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *model = mtn_report_get_object (file->object, l->data);

      if (model != NULL)
        add_row (self, l->data, model);
    }
  g_string_append_c (self->out, '\n');
}

void
mtn_report_add_training (MtnReport *self)
{
  GPtrArray *trainings = self->results->trainings;
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_string_append (self->out, "## 5. Training process\n\n"
                              "The models in closed form are solved, not trained step by step. The networks "
                              "learn by Adam in batches of 32; "
                              "after each epoch the loss on rows that were not trained on decides which "
                              "checkpoint is the best. The seed’s grid "
                              "is the product of split (by masks, by users), loss (cross entropy, squared "
                              "error) and whether what the input "
                              "shows counts in the loss (`m`: it does not); tuning goes on for 15 epochs. "
                              "Losses are on the seed’s scale: mean "
                              "over all cells, divided by the number of films once more. As in the seed, the "
                              "best epoch of these runs is chosen "
                              "on the test rows; checkpoints marked *leaks* are measured on people they were "
                              "trained on.\n\n");
  if (trainings->len == 0)
    {
      mtn_report_say_missing (self, "matinee train --grid");
      return;
    }

  for (guint i = 0; i < trainings->len; i++)
    add_stage (self, g_ptr_array_index (trainings, i));
  for (guint i = 0; i < trainings->len; i++)
    {
      const MtnReportFile *file = g_ptr_array_index (trainings, i);

      if (g_hash_table_add (folders, g_path_get_dirname (file->path)))
        mtn_report_add_pictures (self, file, "Training");
    }
}
