/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The four lists of favourites that the seed showed its models with. */

#include <string.h>

#include "mtn-report-private.h"

/* The answer in "<name>.json", whatever the case of its letters and with dashes for blanks; or NULL. */
static const MtnReportFile *
find_answer (const MtnReport *self, const char *name)
{
  g_autofree char *wanted = g_ascii_strdown (name, -1);

  g_strdelimit (wanted, " ", '-');
  for (guint i = 0; i < self->results->answers->len; i++)
    {
      const MtnReportFile *file = g_ptr_array_index (self->results->answers, i);
      g_autofree char *base = g_path_get_basename (file->path);

      base[strlen (base) - strlen (".json")] = '\0';
      if (g_str_equal (base, wanted))
        return file;
    }

  return NULL;
}

static void
add_titles (MtnReport *self, JsonArray *titles)
{
  for (guint i = 0; titles != NULL && i < json_array_get_length (titles); i++)
    g_string_append_printf (self->out, "%s%s", i > 0 ? "; " : "", mtn_report_get_text (titles, i));
}

static void
add_items (MtnReport *self, const MtnReportFile *file)
{
  JsonArray *items = mtn_report_get_array (file->object, "items");

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = mtn_report_get_element (items, i);

      if (item == NULL)
        continue;
      g_string_append_printf (self->out, "%s%s (", i > 0 ? "; " : "", mtn_report_get_string (item, "title"));
      mtn_report_add_number (self, mtn_report_get_number (item, "score"), 2);
      g_string_append_c (self->out, ')');
    }
}

void
mtn_report_add_answers (MtnReport *self)
{
  JsonArray *lists = self->results->published != NULL
                         ? mtn_report_get_array (self->results->published->object, "demo")
                         : NULL;

  g_string_append (self->out, "### 7.4 Four lists of favourites\n\n"
                              "What the seed’s notebook asked its best model, and what the model that comes "
                              "with Matinee "
                              "answers; in brackets the share of such films that such people love.\n\n");
  if (lists == NULL || self->results->answers->len == 0)
    {
      mtn_report_say_missing (self, "matinee recommend --format json");
      return;
    }

  g_string_append (self->out, "| favourites | Matinee | the seed |\n|---|---|---|\n");
  for (guint i = 0; i < json_array_get_length (lists); i++)
    {
      JsonObject *list = mtn_report_get_element (lists, i);
      const char *name = list != NULL ? mtn_report_get_string (list, "name") : NULL;
      const MtnReportFile *answer = name != NULL ? find_answer (self, name) : NULL;

      if (answer == NULL)
        continue;
      g_string_append_printf (self->out, "| **%s**: ", name);
      add_titles (self, mtn_report_get_array (list, "titles"));
      g_string_append (self->out, " | ");
      add_items (self, answer);
      g_string_append (self->out, " | ");
      add_titles (self, mtn_report_get_array (list, "answer"));
      g_string_append (self->out, " |\n");
    }
  g_string_append_c (self->out, '\n');
}
