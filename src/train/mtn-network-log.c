/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-network-log.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-file-writer.h"
#include "mtn-file.h"
#include "mtn-json-read.h"
#include "mtn-json-text.h"

/* A million epochs are less. */
#define MAX_BYTES (256u << 20)

struct _MtnNetworkLog
{
  char *path;
  guint n_batches; /* of an epoch */
  int fd;          /* −1 before the first line */
};

static void
append_line (GString *out, const MtnNetworkEpoch *epoch, guint n_batches, double seconds)
{
  g_string_append_c (out, '{');
  mtn_network_epoch_append (epoch, out);
  g_string_append_printf (out, ", \"steps\": %" G_GUINT64_FORMAT, (guint64) epoch->epoch * n_batches);
  g_string_append (out, ", \"seconds\": ");
  mtn_json_text_append_double (out, isfinite (seconds) ? round (seconds * 1000.0) / 1000.0 : NAN);
  g_string_append (out, "}\n");
}

/* The number of the epoch that a line is about, or 0. */
static guint
read_epoch (const char *line)
{
  g_autoptr (JsonNode) root = mtn_json_read_text (line, "log", NULL);
  JsonNode *member = NULL;
  double number;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    member = json_object_get_member (json_node_get_object (root), "epoch");

  return member != NULL && mtn_json_read_number (member, &number) && number >= 1 && number <= G_MAXINT32
             ? (guint) number
             : 0;
}

/* The lines of the epochs that are done: those that are there, else new ones. */
static GString *
collect_lines (const char *path, const MtnNetworkState *state, guint n_batches)
{
  GString *out = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree const char **by_epoch = NULL;
  gsize length;

  if (state->epochs->len == 0)
    return out;

  text = mtn_file_read_text (path, MAX_BYTES, &length, NULL);
  if (text != NULL)
    lines = g_strsplit (text, "\n", -1);
  /* The first line of each epoch; lines are understood once, not once an epoch. */
  by_epoch = g_new0 (const char *, state->epochs->len + 1);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      guint epoch = read_epoch (lines[i]);

      if (epoch <= state->epochs->len && by_epoch[epoch] == NULL)
        by_epoch[epoch] = lines[i];
    }
  for (guint e = 1; e <= state->epochs->len; e++)
    {
      const char *found = by_epoch[e];

      if (found != NULL)
        g_string_append_printf (out, "%s\n", found);
      else
        append_line (out, &g_array_index (state->epochs, MtnNetworkEpoch, e - 1), n_batches, NAN);
    }

  return out;
}

static void
set_error (GError **error, const char *path)
{
  int code = errno;
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("%s cannot be written: %s"), shown,
               g_strerror (code));
}

static gboolean
open_to_append (MtnNetworkLog *self, GError **error)
{
  self->fd = open (self->path, O_WRONLY | O_APPEND | O_CLOEXEC);
  if (self->fd >= 0)
    return TRUE;

  set_error (error, self->path);

  return FALSE;
}

/* A log that is there stays until there is a line to put in its place: the training may come to nothing. */
static gboolean
check_place (const char *path, GError **error)
{
  g_autoptr (MtnFileWriter) writer = mtn_file_writer_open (path, error);

  return writer != NULL;
}

MtnNetworkLog *
mtn_network_log_open (const char *path, const MtnNetworkState *state, guint n_batches, GError **error)
{
  g_autoptr (GString) lines = collect_lines (path, state, n_batches);
  g_autoptr (MtnNetworkLog) self = NULL;

  if (lines->len > 0 ? !mtn_file_replace_bytes (path, lines->str, lines->len, error)
                     : !check_place (path, error))
    return NULL;

  self = g_new0 (MtnNetworkLog, 1);
  self->path = g_strdup (path);
  self->n_batches = n_batches;
  self->fd = -1;
  if (lines->len > 0 && !open_to_append (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
mtn_network_log_free (MtnNetworkLog *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

GArray *
mtn_network_log_read (const char *path, GError **error)
{
  g_autoptr (MtnNetworkState) state = mtn_network_state_new ();
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize length;

  text = mtn_file_read_text (path, MAX_BYTES, &length, error);
  if (text == NULL)
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      g_autofree char *what = g_strdup_printf ("%s:%u", shown, i + 1);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (JsonNode) node = mtn_json_read_text (lines[i], what, &local_error);

      if (node != NULL && mtn_network_state_add_json (state, node, what, &local_error))
        continue;
      if (local_error == NULL)
        g_set_error (&local_error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: epoch %u of a training was expected"),
                     what, state->epochs->len + 1);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&state->epochs);
}

gboolean
mtn_network_log_append (MtnNetworkLog *self, const MtnNetworkEpoch *epoch, double seconds, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gssize written;

  append_line (line, epoch, self->n_batches, seconds);
  if (self->fd < 0)
    return mtn_file_replace_bytes (self->path, line->str, line->len, error) && open_to_append (self, error);

  do
    written = write (self->fd, line->str, line->len);
  while (written < 0 && errno == EINTR);
  if (written == (gssize) line->len)
    return TRUE;

  if (written >= 0)
    errno = ENOSPC;
  set_error (error, self->path);

  return FALSE;
}
