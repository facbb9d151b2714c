/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Data analysis, from the exploration. */

#include "mtn-report-private.h"

static void
add_count (MtnReport *self, JsonObject *object, const char *path, const char *what)
{
  mtn_report_add_number (self, mtn_report_get_number (object, path), 0);
  g_string_append_printf (self->out, " %s", what);
}

static void
add_spread (MtnReport *self, JsonObject *object, const char *path, const char *what)
{
  static const char *const keys[] = { "min", "median", "mean", "max" };

  g_string_append_printf (self->out, "| %s |", what);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *key = g_strconcat (path, "/", keys[i], NULL);

      mtn_report_add_cell (self, mtn_report_get_number (object, key), i == 2 ? 2 : 0);
    }
  g_string_append_c (self->out, '\n');
}

static void
add_stars (MtnReport *self, JsonObject *object)
{
  JsonObject *counts = mtn_report_get_object (object, "stars/counts");
  g_autoptr (GList) members = counts != NULL ? json_object_get_members (counts) : NULL;

  if (counts == NULL)
    return;

  g_string_append (self->out, "| stars | ratings |\n|--:|--:|\n");
  for (GList *l = members; l != NULL; l = l->next)
    {
      /* Half stars are of later sets. */
      if (mtn_report_get_number (counts, l->data) == 0)
        continue;
      g_string_append_printf (self->out, "| %s |", (const char *) l->data);
      mtn_report_add_cell (self, mtn_report_get_number (counts, l->data), 0);
      g_string_append_c (self->out, '\n');
    }
  g_string_append (self->out, "\nThe mean rating is ");
  mtn_report_add_number (self, mtn_report_get_number (object, "stars/mean"), 4);
  g_string_append (self->out, ".\n\n");
}

static void
add_genres (MtnReport *self, JsonObject *object)
{
  JsonArray *table = mtn_report_get_array (object, "genres/table");

  if (table == NULL)
    return;

  g_string_append (self->out, "| genre | films | ratings | mean stars |\n|---|--:|--:|--:|\n");
  for (guint i = 0; i < json_array_get_length (table); i++)
    {
      JsonObject *genre = mtn_report_get_element (table, i);

      if (genre == NULL)
        continue;
      g_string_append_printf (self->out, "| %s |", mtn_report_get_string (genre, "name"));
      mtn_report_add_cell (self, mtn_report_get_number (genre, "films"), 0);
      mtn_report_add_cell (self, mtn_report_get_number (genre, "ratings"), 0);
      mtn_report_add_cell (self, mtn_report_get_number (genre, "mean_stars"), 2);
      g_string_append_c (self->out, '\n');
    }
  g_string_append_c (self->out, '\n');
}

static void
add_people (MtnReport *self, JsonObject *object)
{
  JsonObject *genders = mtn_report_get_object (object, "people/gender");
  g_autoptr (GList) members = genders != NULL ? json_object_get_members (genders) : NULL;

  if (genders == NULL)
    return;

  g_string_append (self->out, "People say who they are: ");
  for (GList *l = members; l != NULL; l = l->next)
    {
      g_string_append_printf (self->out, "%s ", (const char *) l->data);
      mtn_report_add_number (self, mtn_report_get_number (genders, l->data), 0);
      g_string_append (self->out, l->next != NULL ? ", " : "; ");
    }
  g_string_append (self->out, "they are ");
  mtn_report_add_number (self, mtn_report_get_number (object, "people/age/min"), 0);
  g_string_append (self->out, " to ");
  mtn_report_add_number (self, mtn_report_get_number (object, "people/age/max"), 0);
  g_string_append (self->out, " years old, half of them up to ");
  mtn_report_add_number (self, mtn_report_get_number (object, "people/age/median"), 0);
  g_string_append (self->out,
                   ". Groups are of very different size, so what is found for a small one says little.\n\n");
}

static void
add_splits (MtnReport *self, JsonObject *object)
{
  static const char *const kinds[] = { "masks", "users" };

  g_string_append (self->out,
                   "The seed’s two splits, both from seed 42, twenty samples a person:\n\n"
                   "| split | training samples | of people | test samples | of people | hidden in a test "
                   "sample (median) |\n|---|--:|--:|--:|--:|--:|\n");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("splits/", kinds[i], NULL);
      JsonObject *split = mtn_report_get_object (object, path);

      if (split == NULL)
        continue;
      g_string_append_printf (self->out, "| %s |", kinds[i]);
      mtn_report_add_cell (self, mtn_report_get_number (split, "train/samples"), 0);
      mtn_report_add_cell (self, mtn_report_get_number (split, "train/people"), 0);
      mtn_report_add_cell (self, mtn_report_get_number (split, "test/samples"), 0);
      mtn_report_add_cell (self, mtn_report_get_number (split, "test/people"), 0);
      mtn_report_add_cell (self, mtn_report_get_number (split, "hidden/median"), 1);
      g_string_append_c (self->out, '\n');
    }
  g_string_append (self->out,
                   "\nBy masks the same people, with the same target, are in training and test: what is "
                   "measured there is memory.\n\n");
}

void
mtn_report_add_data (MtnReport *self)
{
  const MtnReportFile *file = self->results->exploration;
  JsonObject *object;

  g_string_append (self->out, "## 2. Data analysis\n\n");
  if (file == NULL)
    {
      mtn_report_say_missing (self, "matinee explore --data ml-100k --out models/results/explore");
      return;
    }

  object = file->object;
  g_string_append_printf (self->out, "%s: ", mtn_report_get_string (object, "dataset/name"));
  add_count (self, object, "counts/ratings", "ratings of ");
  add_count (self, object, "counts/films", "films by ");
  add_count (self, object, "counts/people", "people; ");
  mtn_report_add_number (self, 100 * mtn_report_get_number (object, "counts/sparsity"), 3);
  g_string_append (self->out, " % of all pairs have no rating.\n\n| | min | median | mean | max "
                              "|\n|---|--:|--:|--:|--:|\n");
  add_spread (self, object, "ratings_per_person", "ratings per person");
  add_spread (self, object, "ratings_per_film", "ratings per film");
  g_string_append_c (self->out, '\n');
  add_count (self, object, "ratings_per_film/once", "films have one rating, ");
  add_count (self, object, "ratings_per_film/below_5",
             "fewer than five: about these nobody can say much. The tenth of "
             "the films that has most has ");
  mtn_report_add_number (self, 100 * mtn_report_get_number (object, "ratings_per_film/share_of_top_tenth"),
                         1);
  g_string_append (self->out, " % of the ratings.\n\n");
  add_stars (self, object);
  add_genres (self, object);
  add_people (self, object);
  add_splits (self, object);
  mtn_report_add_pictures (self, file, "Exploration");
}
