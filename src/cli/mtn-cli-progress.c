/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "mtn-cli-io.h"

#define SHOW_AFTER G_USEC_PER_SEC
#define REDRAW_AFTER (G_USEC_PER_SEC / 15)
/* Of the bar: as many as the message leaves. */
#define MIN_COLUMNS 8
#define MAX_COLUMNS 24
#define PERCENT_COLUMNS 8

struct _MtnCliProgress
{
  gboolean wanted;
  gint64 started;
  gint64 drawn;
};

MtnCliProgress *
mtn_cli_progress_new (gboolean wanted)
{
  MtnCliProgress *self = g_new0 (MtnCliProgress, 1);

  self->wanted = wanted && isatty (STDERR_FILENO);
  self->started = g_get_monotonic_time ();

  return self;
}

void
mtn_cli_progress_free (MtnCliProgress *self)
{
  mtn_cli_show_status (NULL);
  g_free (self);
}

/* The bar is cut to the terminal: a line that wraps cannot be erased. */
static int
get_columns (void)
{
  struct winsize size;

  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void
mtn_cli_progress_update (MtnCliProgress *self, double fraction, const char *message)
{
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GString) line = NULL;
  glong cut;

  if (!self->wanted || now - self->started < SHOW_AFTER || now - self->drawn < REDRAW_AFTER)
    return;

  cut = get_columns () - 1;
  line = g_string_new (NULL);
  if (fraction >= 0)
    {
      glong free_columns = cut - PERCENT_COLUMNS - (message != NULL ? g_utf8_strlen (message, -1) : 0);
      int columns = (int) CLAMP (free_columns, MIN_COLUMNS, MAX_COLUMNS);
      int full = (int) (CLAMP (fraction, 0, 1) * columns);

      for (int i = 0; i < columns; i++)
        g_string_append (line, i < full ? "█" : "░");
      g_string_append_printf (line, " %3d %%  ", (int) (CLAMP (fraction, 0, 1) * 100));
    }
  if (message != NULL)
    g_string_append (line, message);

  if (g_utf8_strlen (line->str, -1) > cut)
    g_string_truncate (line, (gsize) (g_utf8_offset_to_pointer (line->str, cut) - line->str));

  mtn_cli_show_status (line->str);
  self->drawn = now;
}
