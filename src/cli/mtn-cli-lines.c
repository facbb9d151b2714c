/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "mtn-cli-io.h"

#define READ_SIZE (64 * 1024)

struct _MtnCliLines
{
  int fd;
  gsize max_length;
  guint number;
  guint64 n_bytes;

  /* buffer[start … end) has been read and not been handed out; up to `scanned` there is no line end in it. */
  char *buffer;
  gsize size;
  gsize start;
  gsize scanned;
  gsize end;
  gboolean at_end;
  gboolean skipping;
};

MtnCliLines *
mtn_cli_lines_new (int fd, gsize max_length)
{
  MtnCliLines *self = g_new0 (MtnCliLines, 1);

  self->fd = fd;
  self->max_length = max_length;
  self->size = READ_SIZE;
  self->buffer = g_malloc (self->size + 1);

  return self;
}

void
mtn_cli_lines_free (MtnCliLines *self)
{
  if (self->fd != STDIN_FILENO)
    close (self->fd);
  g_free (self->buffer);
  g_free (self);
}

static char *
find_end (MtnCliLines *self)
{
  char *newline = memchr (self->buffer + self->scanned, '\n', self->end - self->scanned);

  if (newline == NULL)
    self->scanned = self->end;

  return newline;
}

/* Reads once. FALSE with @error set on failure; an interruption counts as the end. */
static gboolean
fill (MtnCliLines *self, GError **error)
{
  gssize n;

  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->scanned -= self->start;
      self->start = 0;
    }
  if (self->end == self->size)
    {
      self->size *= 2;
      self->buffer = g_realloc (self->buffer, self->size + 1);
    }

  do
    n = read (self->fd, self->buffer + self->end, MIN (self->size - self->end, READ_SIZE));
  while (n < 0 && errno == EINTR && !mtn_cli_interrupted ());

  if (n < 0 && !mtn_cli_interrupted ())
    {
      int saved = errno;

      g_set_error_literal (error, G_FILE_ERROR, (int) g_file_error_from_errno (saved), g_strerror (saved));
      return FALSE;
    }

  if (n <= 0)
    self->at_end = TRUE;
  else
    {
      self->end += (gsize) n;
      self->n_bytes += (guint64) n;
    }

  return TRUE;
}

MtnCliLine
mtn_cli_lines_next (MtnCliLines *self, char **line, gsize *length, GError **error)
{
  while (TRUE)
    {
      char *newline = find_end (self);

      if (newline != NULL || (self->at_end && (self->end > self->start || self->skipping)))
        {
          gsize stop = newline != NULL ? (gsize) (newline - self->buffer) : self->end;
          gboolean too_long = self->skipping || stop - self->start > self->max_length;

          if (mtn_cli_interrupted ())
            return MTN_CLI_LINE_END;

          *line = self->buffer + self->start;
          *length = stop - self->start;
          self->buffer[stop] = '\0';
          self->start = MIN (stop + 1, self->end);
          self->scanned = self->start;
          self->skipping = FALSE;
          self->number++;

          return too_long ? MTN_CLI_LINE_TOO_LONG : MTN_CLI_LINE_READ;
        }

      if (self->at_end)
        return MTN_CLI_LINE_END;

      if (self->end - self->start > self->max_length)
        {
          /* Nothing of it is kept: its end is all that is looked for. */
          self->skipping = TRUE;
          self->start = self->scanned = self->end = 0;
        }

      if (!fill (self, error))
        return MTN_CLI_LINE_FAILED;
    }
}

gboolean
mtn_cli_lines_is_ready (MtnCliLines *self)
{
  return find_end (self) != NULL;
}

guint
mtn_cli_lines_get_number (MtnCliLines *self)
{
  return self->number;
}

guint64
mtn_cli_lines_get_n_bytes (MtnCliLines *self)
{
  return self->n_bytes;
}
