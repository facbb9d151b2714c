/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The frame of the report, and what its sections share. */

#include "mtn-report.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "mtn-report-private.h"

void
mtn_report_say_missing (MtnReport *self, const char *command)
{
  g_string_append_printf (self->out, "*Not measured yet: `%s` makes these figures.*\n\n", command);
}

void
mtn_report_add_number (MtnReport *self, double value, int digits)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *format = g_strdup_printf ("%%.%df", digits);

  g_string_append (self->out,
                   isfinite (value) ? g_ascii_formatd (buffer, sizeof buffer, format, value) : "–");
}

void
mtn_report_add_cell (MtnReport *self, double value, int digits)
{
  g_string_append_c (self->out, ' ');
  mtn_report_add_number (self, value, digits);
  g_string_append (self->out, " |");
}

void
mtn_report_add_interval (MtnReport *self, JsonObject *object, const char *path)
{
  JsonArray *pair = mtn_report_get_array (object, path);

  if (pair == NULL || json_array_get_length (pair) != 2)
    return;

  g_string_append_c (self->out, '[');
  mtn_report_add_number (self, mtn_report_get_item (pair, 0), 4);
  g_string_append (self->out, ", ");
  mtn_report_add_number (self, mtn_report_get_item (pair, 1), 4);
  g_string_append_c (self->out, ']');
}

const char *
mtn_report_get_name (const MtnReportFile *file)
{
  return mtn_report_get_string (file->object, "provenance/model/name");
}

void
mtn_report_add_name (MtnReport *self, const MtnReportFile *file)
{
  const char *name = mtn_report_get_name (file);
  const char *mark = g_strcmp0 (name, self->default_model) == 0 ? "**" : "";

  g_string_append_printf (self->out, "%s%s%s", mark, name, mark);
}

const MtnReportFile *
mtn_report_find (GPtrArray *files, const char *name)
{
  for (guint i = 0; i < files->len; i++)
    if (g_strcmp0 (mtn_report_get_name (g_ptr_array_index (files, i)), name) == 0)
      return g_ptr_array_index (files, i);

  return NULL;
}

void
mtn_report_add_pictures (MtnReport *self, const MtnReportFile *file, const char *caption)
{
  g_auto (GStrv) pictures = mtn_report_file_dup_pictures (file);
  g_autoptr (GFile) base = g_file_new_for_path (self->base);

  for (char **picture = pictures; *picture != NULL; picture++)
    {
      g_autoptr (GFile) target = g_file_new_for_path (*picture);
      g_autofree char *relative = g_file_get_relative_path (base, target);
      g_autofree char *name = g_path_get_basename (*picture);

      *strrchr (name, '.') = '\0';
      g_string_append_printf (self->out, "![%s: %s](<%s>)\n\n", caption, name,
                              relative != NULL ? relative : *picture);
    }
}

static void
add_introduction (MtnReport *self)
{
  g_string_append (
      self->out,
      "# Matinee: report\n\n"
      "*Written by `matinee report` from the files in `models/results`. Every figure below is one of theirs; "
      "to change one, measure again.*\n\n"
      "## 1. Introduction\n\n"
      "Task: recommend films to a person from age, gender, occupation and the films they love or have rated, "
      "learnt from MovieLens 100K; measure how good the recommendations are. The project that Matinee grew "
      "from "
      "answered it with a network of three hidden layers, trained sixteen ways. Matinee trains that network "
      "too, "
      "beside other kinds of model, and asks all of them the same questions about people that they have not "
      "seen.\n\n");
  mtn_report_add_headline (self);
}

static void
add_reproduction (MtnReport *self)
{
  g_string_append (self->out, "## 8. To make it again\n\n"
                              "`build-aux/laboratory DATA` prepares, explores, trains, tunes, evaluates and "
                              "writes this report, "
                              "in that order. What it needs and how long it takes is in README.md.\n");
}

char *
mtn_report_write (const MtnReportResults *results, const char *path, const char *default_model)
{
  MtnReport self = { .results = results, .default_model = default_model, .out = g_string_new (NULL) };

  self.base = g_path_get_dirname (path);
  add_introduction (&self);
  mtn_report_add_data (&self);
  mtn_report_add_models (&self);
  mtn_report_add_trade_offs (&self);
  mtn_report_add_training (&self);
  mtn_report_add_protocols (&self);
  g_string_append (self.out, "## 7. Results\n\n");
  mtn_report_add_seed_rows (&self);
  mtn_report_add_new_users (&self);
  mtn_report_add_favorites (&self);
  mtn_report_add_answers (&self);
  add_reproduction (&self);
  g_free (self.base);

  return g_string_free (self.out, FALSE);
}
