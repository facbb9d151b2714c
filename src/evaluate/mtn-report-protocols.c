/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How it is measured, and the two protocols over people that no model has seen. */

#include <math.h>
#include <string.h>

#include "mtn-report-private.h"

void
mtn_report_add_protocols (MtnReport *self)
{
  g_string_append (self->out, "## 6. Evaluation\n\n"
                              "A model scores every film; what is in the input is dropped; the rest is "
                              "ordered by score, and by the order of "
                              "the catalogue where scores are equal. Precision@K is hits over K (the seed "
                              "called its mean MRP@K); AP@K divides "
                              "by the number of relevant films or K, whichever is smaller; NDCG is binary. "
                              "Intervals are 95 %, bootstrapped over "
                              "people with all their rows, from 2,000 draws. Two models are compared on the "
                              "same rows, paired over people; where "
                              "the interval of the difference holds 0 there is *no significant difference*. "
                              "Beside every figure stand, on the "
                              "same rows, ranking by number of ratings and a perfect ranking.\n\n"
                              "- **seed**: the seed’s test rows. By masks it *leaks: same people in training "
                              "and test*; by users it does not.\n"
                              "- **new-users**: people are cut into parts; each part is asked of models that "
                              "learnt from the others. 20, 40, 60, "
                              "80 and 90 % of a person’s ratings are hidden and are to be found; the rest is "
                              "the input, with stars.\n"
                              "- **favorites**: the same parts. 1, 3, 5 or 10 films that the person rated 4 "
                              "or more are the input, without stars; "
                              "their other films rated 4 or more are to be found. Run with age, gender and "
                              "occupation, without, and with these "
                              "alone.\n\n"
                              "A model that an evaluation trains sees the training people of its part alone, "
                              "and chooses what it has to choose "
                              "(epochs, scales, calibration) on people held out among these. The constants "
                              "of a kind of model are the same for "
                              "all parts; `models/MODEL_CARD.md` says on whom those of the shipped one were "
                              "settled. Two exceptions are the "
                              "seed’s: its grid chooses the best epoch on its test rows, and its split by "
                              "masks is no test.\n\n");
}

/* "better than A, B; worse than C; no significant difference from D" for the shipped model. */
static void
say_comparisons (MtnReport *self, const MtnReportFile *file, const char *run, const char *set)
{
  static const char *const verdicts[][2] = { { "better", "better than" },
                                             { "worse", "worse than" },
                                             { "no significant difference",
                                               "no significant difference from" } };
  JsonArray *comparisons = mtn_report_get_array (file->object, "comparisons");

  for (guint v = 0; v < G_N_ELEMENTS (verdicts); v++)
    {
      guint n = 0;

      for (guint i = 0; comparisons != NULL && i < json_array_get_length (comparisons); i++)
        {
          JsonObject *one = mtn_report_get_element (comparisons, i);

          if (one == NULL || g_strcmp0 (mtn_report_get_string (one, "run"), run) != 0 ||
              g_strcmp0 (mtn_report_get_string (one, "set"), set) != 0 ||
              g_strcmp0 (mtn_report_get_string (one, "metric"), "ndcg") != 0 ||
              mtn_report_get_number (one, "k") != 10 ||
              g_strcmp0 (mtn_report_get_string (one, "verdict"), verdicts[v][0]) != 0)
            continue;

          if (n++ == 0)
            g_string_append_printf (self->out, "- %s ", verdicts[v][1]);
          else
            g_string_append (self->out, ", ");
          g_string_append_printf (self->out, "%s (", mtn_report_get_string (one, "with"));
          if (mtn_report_get_number (one, "difference") >= 0)
            g_string_append_c (self->out, '+');
          mtn_report_add_number (self, mtn_report_get_number (one, "difference"), 4);
          g_string_append (self->out, " [");
          mtn_report_add_number (self, mtn_report_get_number (one, "low"), 4);
          g_string_append (self->out, ", ");
          mtn_report_add_number (self, mtn_report_get_number (one, "high"), 4);
          g_string_append (self->out, "])");
        }
      if (n > 0)
        g_string_append_c (self->out, '\n');
    }
}

/* Of everybody; of a union then of the people of each set. */
static void
add_comparisons (MtnReport *self, GPtrArray *files, const char *run, const char *what)
{
  const MtnReportFile *file = mtn_report_find (files, self->default_model);
  JsonArray *sets = file != NULL ? mtn_report_get_array (file->object, "by_set") : NULL;

  if (file == NULL)
    return;

  g_string_append_printf (self->out, "NDCG@10 of **%s**%s, paired over people:\n\n", self->default_model,
                          what);
  say_comparisons (self, file, run, NULL);
  g_string_append_c (self->out, '\n');
  for (guint s = 0; sets != NULL && s < json_array_get_length (sets); s++)
    {
      JsonObject *group = mtn_report_get_element (sets, s);
      const char *set = group != NULL ? mtn_report_get_string (group, "set") : NULL;

      if (set == NULL)
        continue;
      g_string_append_printf (self->out, "The same for people of %s:\n\n", set);
      say_comparisons (self, file, run, set);
      g_string_append_c (self->out, '\n');
    }
}

/* Of the shipped model: groups by gender and age, with counts. */
static void
add_groups (MtnReport *self, GPtrArray *files)
{
  static const char *const groupings[][2] = { { "by_gender", "gender" },
                                              { "by_age", "age" },
                                              { "by_set", "set" } };
  const MtnReportFile *file = mtn_report_find (files, self->default_model);

  if (file == NULL)
    return;

  g_string_append_printf (self->out,
                          "**%s** by group (small print: fewer than 30 people):\n\n"
                          "| group | people | NDCG@10 | 95 %% | MAP@10 | P@10 |\n|---|--:|--:|---|--:|--:|\n",
                          self->default_model);
  for (guint g = 0; g < G_N_ELEMENTS (groupings); g++)
    {
      JsonArray *groups = mtn_report_get_array (file->object, groupings[g][0]);

      for (guint i = 0; groups != NULL && i < json_array_get_length (groups); i++)
        {
          JsonObject *group = mtn_report_get_element (groups, i);
          const char *name = group != NULL ? mtn_report_get_string (group, groupings[g][1]) : NULL;
          gboolean is_small;

          if (group == NULL)
            continue;
          is_small = mtn_report_get_number (group, "people") < 30;
          g_string_append_printf (self->out, "| %s%s%s |", is_small ? "<sub>" : "",
                                  name != NULL ? name : "not said", is_small ? "</sub>" : "");
          mtn_report_add_cell (self, mtn_report_get_number (group, "people"), 0);
          mtn_report_add_cell (self, mtn_report_get_number (group, "10/ndcg"), 4);
          g_string_append_c (self->out, ' ');
          mtn_report_add_interval (self, group, "10/intervals/ndcg");
          g_string_append (self->out, " |");
          mtn_report_add_cell (self, mtn_report_get_number (group, "10/mean_average_precision"), 4);
          mtn_report_add_cell (self, mtn_report_get_number (group, "10/precision"), 4);
          g_string_append_c (self->out, '\n');
        }
    }
  g_string_append_c (self->out, '\n');
}

/* Files of one data set, in the order they have. */
static GPtrArray *
take_dataset (GPtrArray *files, const char *dataset)
{
  GPtrArray *taken = g_ptr_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      MtnReportFile *file = g_ptr_array_index (files, i);

      if (g_strcmp0 (mtn_report_get_string (file->object, "provenance/dataset"), dataset) == 0)
        g_ptr_array_add (taken, file);
    }

  return taken;
}

/* Names of the data sets, each once; free with g_strfreev(). */
static char **
dup_datasets (GPtrArray *files)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const MtnReportFile *file = g_ptr_array_index (files, i);
      const char *name = mtn_report_get_string (file->object, "provenance/dataset");

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) name);
    }
  g_ptr_array_add (names, NULL);

  return g_strdupv ((char **) names->pdata);
}

static void
add_dataset (MtnReport *self, GPtrArray *files)
{
  const MtnReportFile *first = g_ptr_array_index (files, 0);

  g_string_append_printf (self->out, "%s: ", mtn_report_get_string (first->object, "provenance/dataset"));
  mtn_report_add_number (self, mtn_report_get_number (first->object, "rows"), 0);
  g_string_append (self->out, " rows of ");
  mtn_report_add_number (self, mtn_report_get_number (first->object, "people"), 0);
  g_string_append (self->out, " people, ");
  mtn_report_add_number (self, mtn_report_get_number (first->object, "provenance/folds"), 0);
  g_string_append (self->out, " parts, seed ");
  mtn_report_add_number (self, mtn_report_get_number (first->object, "provenance/seed"), 0);
  g_string_append_printf (self->out, "; to be found: %s.\n\n",
                          mtn_report_get_string (first->object, "provenance/relevance"));
}

/* A figure of each row of a table: in which run, and where in it. */
typedef struct
{
  const char *run; /* "", "runs/films/" */
  const char *figure;
} Column;

/* @whose: "", "popularity/", "ceiling/". The model's first figure has an interval. */
static void
add_scores (MtnReport *self, JsonObject *object, const char *whose, const Column *columns, guint n_columns)
{
  g_string_append (self->out, " |");
  for (guint c = 0; c < n_columns; c++)
    {
      g_autofree char *path = g_strconcat (columns[c].run, whose, columns[c].figure, NULL);

      mtn_report_add_cell (self, mtn_report_get_number (object, path), 4);
      if (c > 0)
        continue;
      if (*whose == '\0')
        {
          g_string_append_c (self->out, ' ');
          mtn_report_add_interval (self, object, "10/intervals/ndcg");
        }
      g_string_append (self->out, " |");
    }
  g_string_append_c (self->out, '\n');
}

/* All models, and the number of ratings. */
static void
add_table (MtnReport *self, GPtrArray *files, const Column *columns, guint n_columns)
{
  for (guint i = 0; i < files->len; i++)
    {
      const MtnReportFile *file = g_ptr_array_index (files, i);

      g_string_append (self->out, "| ");
      mtn_report_add_name (self, file);
      add_scores (self, file->object, "", columns, n_columns);
    }
  g_string_append (self->out, "| *number of ratings*");
  add_scores (self, ((const MtnReportFile *) files->pdata[0])->object, "popularity/", columns, n_columns);
}

/* NDCG@10 of each part of "by_fraction" or "by_picks". */
static void
add_slices (MtnReport *self,
            GPtrArray *files,
            const char *array,
            const char *key,
            const char *head,
            int digits)
{
  const MtnReportFile *first = g_ptr_array_index (files, 0);
  JsonArray *slices = mtn_report_get_array (first->object, array);

  if (slices == NULL)
    return;

  g_string_append_printf (self->out, "| %s |", head);
  for (guint s = 0; s < json_array_get_length (slices); s++)
    mtn_report_add_cell (self, mtn_report_get_number (mtn_report_get_element (slices, s), key), digits);
  g_string_append (self->out, "\n|---|");
  for (guint s = 0; s < json_array_get_length (slices); s++)
    g_string_append (self->out, "--:|");
  g_string_append_c (self->out, '\n');

  for (guint i = 0; i < files->len; i++)
    {
      const MtnReportFile *file = g_ptr_array_index (files, i);

      slices = mtn_report_get_array (file->object, array);
      g_string_append (self->out, "| ");
      mtn_report_add_name (self, file);
      g_string_append (self->out, " |");
      for (guint s = 0; slices != NULL && s < json_array_get_length (slices); s++)
        mtn_report_add_cell (self, mtn_report_get_number (mtn_report_get_element (slices, s), "10/ndcg"), 4);
      g_string_append_c (self->out, '\n');
    }

  slices = mtn_report_get_array (first->object, array);
  g_string_append (self->out, "| *number of ratings* |");
  for (guint s = 0; s < json_array_get_length (slices); s++)
    mtn_report_add_cell (self,
                         mtn_report_get_number (mtn_report_get_element (slices, s), "popularity/10/ndcg"), 4);
  g_string_append (self->out, "\n\n");
}

static void
add_new_users_table (MtnReport *self, GPtrArray *files)
{
  static const Column columns[] = { { "", "10/ndcg" },      { "", "10/mean_average_precision" },
                                    { "", "5/precision" },  { "", "10/precision" },
                                    { "", "50/precision" }, { "", "20/recall" },
                                    { "", "10/mrr" } };
  const MtnReportFile *first = g_ptr_array_index (files, 0);

  add_dataset (self, files);
  g_string_append (self->out, "| model | NDCG@10 | 95 % | MAP@10 | P@5 | P@10 | P@50 | recall@20 | MRR@10 |\n"
                              "|---|--:|---|--:|--:|--:|--:|--:|--:|\n");
  add_table (self, files, columns, G_N_ELEMENTS (columns));
  g_string_append (self->out, "| *perfect ranking*");
  add_scores (self, first->object, "ceiling/", columns, G_N_ELEMENTS (columns));
  g_string_append_c (self->out, '\n');
  add_comparisons (self, files, "all", "");
  add_slices (self, files, "by_fraction", "fraction", "NDCG@10 by share hidden", 1);
  add_groups (self, files);
  mtn_report_add_pictures (self, first, "New users");
}

void
mtn_report_add_new_users (MtnReport *self)
{
  g_autoptr (GPtrArray) files = mtn_report_results_select (self->results, "new-users", NULL);
  g_auto (GStrv) datasets = dup_datasets (files);

  g_string_append (self->out, "### 7.2 New people with a rated history\n\n");
  if (files->len == 0)
    mtn_report_say_missing (self, "matinee evaluate -d ml-100k --protocol new-users");
  for (char **dataset = datasets; *dataset != NULL; dataset++)
    {
      g_autoptr (GPtrArray) taken = take_dataset (files, *dataset);

      add_new_users_table (self, taken);
    }
}

static void
add_favorites_table (MtnReport *self, GPtrArray *files)
{
  static const Column columns[] = { { "", "10/ndcg" },
                                    { "", "10/mean_average_precision" },
                                    { "", "10/precision" },
                                    { "runs/films/", "10/ndcg" },
                                    { "runs/attributes/", "10/ndcg" } };
  const MtnReportFile *first = g_ptr_array_index (files, 0);

  add_dataset (self, files);
  g_string_append (self->out,
                   "| model | NDCG@10 | 95 % | MAP@10 | P@10 | attributes not said | attributes, no films |\n"
                   "|---|--:|---|--:|--:|--:|--:|\n");
  add_table (self, files, columns, G_N_ELEMENTS (columns));
  g_string_append (self->out, "\nMeans over the numbers of picks, each of which counts the same.\n\n");

  add_slices (self, files, "by_picks", "picks", "NDCG@10 by number of picks", 0);
  add_comparisons (self, files, "all", "");
  add_comparisons (self, files, "films", ", attributes not said");
  add_comparisons (self, files, "attributes", ", attributes and no films");
  add_groups (self, files);
  mtn_report_add_pictures (self, first, "Favourites");
}

void
mtn_report_add_favorites (MtnReport *self)
{
  g_autoptr (GPtrArray) files = mtn_report_results_select (self->results, "favorites", NULL);
  g_auto (GStrv) datasets = dup_datasets (files);

  g_string_append (self->out, "### 7.3 New people with a few favourites: what the window does\n\n");
  if (files->len == 0)
    mtn_report_say_missing (self, "matinee evaluate -d ml-100k --protocol favorites");
  for (char **dataset = datasets; *dataset != NULL; dataset++)
    {
      g_autoptr (GPtrArray) taken = take_dataset (files, *dataset);

      add_favorites_table (self, taken);
    }
}
