/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Many people at once. Lines are gathered into batches for the recommender, as many as are at hand, so that a
 * file goes through in large steps while a program that writes one line and waits gets its answer. */

#include "mtn-cli-batch.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "mtn-cli-io.h"
#include "mtn-cli-lines.h"
#include "mtn-cli-output.h"
#include "mtn-cli-profile.h"
#include "mtn-cli-progress.h"
#include "mtn-error.h"
#include "mtn-profile-file.h"

#define BATCH_SIZE 256
#define MAX_LINE (16 * 1024 * 1024)

typedef struct
{
  MtnProfile *profile;
  char *id_json;
  guint number;
} Request;

typedef struct
{
  MtnCliSession *session;
  const MtnQuery *query;
  char *name;
  GArray *requests;
  GString *out;
  guint n_answered;
  guint n_bad;
} Batch;

static void
request_clear (Request *self)
{
  g_clear_pointer (&self->profile, mtn_profile_free);
  g_clear_pointer (&self->id_json, g_free);
}

static void
batch_clear (Batch *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->requests, g_array_unref);
  if (self->out != NULL)
    g_string_free (g_steal_pointer (&self->out), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static gboolean
answer (Batch *self, GError **error)
{
  guint n = self->requests->len;
  const MtnProfile *profiles[BATCH_SIZE];
  MtnRecommendations *lists[BATCH_SIZE] = { NULL };

  if (n == 0)
    return TRUE;

  for (guint i = 0; i < n; i++)
    profiles[i] = g_array_index (self->requests, Request, i).profile;

  if (!mtn_recommender_recommend_many (self->session->recommender, profiles, n, self->query, lists, error))
    return FALSE;

  g_string_truncate (self->out, 0);
  for (guint i = 0; i < n; i++)
    {
      const Request *request = &g_array_index (self->requests, Request, i);

      if (lists[i]->n_unknown > 0)
        mtn_cli_complain (ngettext ("%s:%u: %u film is not in the model and was left out",
                                    "%s:%u: %u films are not in the model and were left out",
                                    lists[i]->n_unknown),
                          self->name, request->number, lists[i]->n_unknown);
      g_string_append_printf (self->out, "{\"id\": %s, ", request->id_json);
      mtn_cli_output_json_items (self->out, self->session, request->profile, self->query, lists[i]);
      g_string_append (self->out, "}\n");
      mtn_recommendations_free (lists[i]);
    }
  self->n_answered += n;
  g_array_set_size (self->requests, 0);
  mtn_cli_write (self->out->str, (gssize) self->out->len);

  return TRUE;
}

static gboolean
is_blank (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;

  return TRUE;
}

static void
take_line (Batch *self, const char *line, gsize length, guint number)
{
  g_autofree char *what = g_strdup_printf ("%s:%u", self->name, number);
  g_autoptr (GError) error = NULL;
  Request request = { .number = number };

  if (number == 1 && length >= 3 && memcmp (line, "\xef\xbb\xbf", 3) == 0)
    {
      line += 3;
      length -= 3;
    }
  if (is_blank (line, length))
    return;

  request.profile = mtn_profile_from_json (line, (gssize) length, what, &request.id_json, &error);
  if (request.profile != NULL && !mtn_cli_profile_fit (request.profile, self->session, &error))
    g_prefix_error (&error, "%s: ", what);
  if (error != NULL)
    {
      mtn_cli_complain ("%s", error->message);
      self->n_bad++;
      request_clear (&request);
      return;
    }

  g_array_append_val (self->requests, request);
}

static int
run (Batch *self, MtnCliLines *lines, guint64 size, MtnCliProgress *progress)
{
  g_autoptr (GError) error = NULL;
  char *line;
  gsize length;

  while (TRUE)
    {
      MtnCliLine kind;

      if (self->requests->len == BATCH_SIZE || !mtn_cli_lines_is_ready (lines))
        {
          if (!answer (self, &error))
            return mtn_cli_fail (error);
          /* The reader is gone, or the disk is full: see mtn_cli_io_finish(). */
          if (!mtn_cli_write ("", 0))
            return MTN_CLI_FAILED;
          mtn_cli_progress_update (progress,
                                   size > 0 ? (double) mtn_cli_lines_get_n_bytes (lines) / (double) size : -1,
                                   size > 0 ? NULL : _ ("Recommending"));
        }

      kind = mtn_cli_lines_next (lines, &line, &length, &error);
      if (kind == MTN_CLI_LINE_READ)
        take_line (self, line, length, mtn_cli_lines_get_number (lines));
      else if (kind == MTN_CLI_LINE_TOO_LONG)
        {
          mtn_cli_complain (_ ("%s:%u: the line is longer than 16 MiB"), self->name,
                            mtn_cli_lines_get_number (lines));
          self->n_bad++;
        }
      else if (kind == MTN_CLI_LINE_FAILED)
        {
          mtn_cli_complain (_ ("cannot read %s: %s"), self->name, error->message);
          return MTN_CLI_FAILED;
        }
      else
        break;
    }

  if (!mtn_cli_interrupted () && !answer (self, &error))
    return mtn_cli_fail (error);

  return self->n_bad > 0 ? MTN_CLI_FAILED : MTN_CLI_DONE;
}

int
mtn_cli_batch (MtnCliSession *session, const char *path, const MtnQuery *query, gboolean verbose)
{
  g_auto (Batch) batch = { .session = session, .query = query };
  g_autoptr (MtnCliLines) lines = NULL;
  g_autoptr (MtnCliProgress) progress = NULL;
  struct stat status;
  guint64 size = 0;
  int fd = STDIN_FILENO;
  int result;

  if (strcmp (path, "-") == 0)
    batch.name = g_strdup (_ ("standard input"));
  else
    {
      batch.name = g_filename_display_name (path);
      fd = open (path, O_RDONLY | O_CLOEXEC);
      if (fd < 0)
        {
          mtn_cli_complain (_ ("cannot open %s: %s"), batch.name, g_strerror (errno));
          return MTN_CLI_FAILED;
        }
    }

  lines = mtn_cli_lines_new (fd, MAX_LINE);
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    size = (guint64) status.st_size;
  batch.requests = g_array_sized_new (FALSE, TRUE, sizeof (Request), BATCH_SIZE);
  g_array_set_clear_func (batch.requests, (GDestroyNotify) request_clear);
  batch.out = g_string_sized_new (1024 * 1024);
  progress = mtn_cli_progress_new (verbose);

  result = run (&batch, lines, size, progress);
  g_clear_pointer (&progress, mtn_cli_progress_free);
  if (verbose)
    mtn_cli_say (_ ("Profiles answered: %u; lines refused: %u"), batch.n_answered, batch.n_bad);

  return result;
}
