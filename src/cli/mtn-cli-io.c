/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Standard descriptors and signals. stdout carries results only, by write(2) and without
 * stdio, so that a full disk or a closed pipe is noticed where it happens and
 * a SIGINT gets through while a pipe is stuck. */

#include "mtn-cli-io.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "mtn-error.h"

static volatile sig_atomic_t interrupted;
static int write_errno;
static gboolean status_is_shown;

#define ERASE_LINE "\r\033[K"

gboolean
mtn_cli_is_asked_again (gint64 *first_asked)
{
  struct timespec time;
  gint64 now;

  clock_gettime (CLOCK_MONOTONIC, &time);
  now = time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
  if (*first_asked != 0)
    return now - *first_asked > G_USEC_PER_SEC;
  *first_asked = now;

  return FALSE;
}

static void
interrupt_cb (int number)
{
  static gint64 first_asked;

  if (mtn_cli_is_asked_again (&first_asked))
    _exit (MTN_CLI_INTERRUPTED);
  interrupted = 1;
}

void
mtn_cli_io_init (void)
{
  struct sigaction on_interrupt = { .sa_handler = interrupt_cb };
  struct sigaction on_error = { .sa_handler = SIG_IGN };

  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF)
      {
        /* Takes the lowest free number, which is fd. Opened the wrong way round on purpose: use stays an
         * error. */
        if (open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
          break;
      }

  /* No SA_RESTART: whoever blocks in read() or write() is to look at the flag. */
  sigaction (SIGINT, &on_interrupt, NULL);
  /* A closed pipe and a limit on the size of files are errors of write(): what was begun is to be taken away.
   */
  sigaction (SIGPIPE, &on_error, NULL);
  sigaction (SIGXFSZ, &on_error, NULL);
}

gboolean
mtn_cli_interrupted (void)
{
  return interrupted != 0;
}

static gboolean
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0)
        {
          if (errno == EINTR && !interrupted)
            continue;
          return FALSE;
        }
      text += n;
      length -= (gsize) n;
    }

  return TRUE;
}

gboolean
mtn_cli_write (const char *text, gssize length)
{
  if (write_errno != 0)
    return FALSE;

  if (!write_all (STDOUT_FILENO, text, length < 0 ? strlen (text) : (gsize) length))
    write_errno = errno;

  return write_errno == 0;
}

int
mtn_cli_io_finish (int status)
{
  if (interrupted)
    return MTN_CLI_INTERRUPTED;
  if (write_errno == 0)
    return status;

  /* A reader that has seen enough, like head, is no reason to complain. */
  if (write_errno != EPIPE)
    mtn_cli_complain (_ ("cannot write the result: %s"), g_strerror (write_errno));

  return status == MTN_CLI_DONE ? MTN_CLI_FAILED : status;
}

void
mtn_cli_show_status (const char *line)
{
  g_autofree char *text = NULL;

  if (line == NULL && !status_is_shown)
    return;

  text = g_strconcat (ERASE_LINE, line, NULL);
  write_all (STDERR_FILENO, text, strlen (text));
  status_is_shown = line != NULL;
}

G_GNUC_PRINTF (2, 0)
static void
say_valist (const char *prefix, const char *format, va_list arguments)
{
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  g_autofree char *text = g_utf8_make_valid (message, -1);
  g_autofree char *line = g_strconcat (prefix, text, "\n", NULL);

  /* Messages quote what was typed and what stands in files: no escape sequence gets through to a terminal. */
  for (char *c = line; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) && *c != '\n' && *c != '\t')
      *c = '?';

  mtn_cli_show_status (NULL);
  write_all (STDERR_FILENO, line, strlen (line));
}

void
mtn_cli_say (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  say_valist ("", format, arguments);
  va_end (arguments);
}

void
mtn_cli_complain (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  say_valist ("matinee: ", format, arguments);
  va_end (arguments);
}

int
mtn_cli_fail (const GError *error)
{
  if (mtn_cli_interrupted () || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return MTN_CLI_INTERRUPTED;

  mtn_cli_complain ("%s", error->message);

  return g_error_matches (error, MTN_ERROR, MTN_ERROR_USAGE) ? MTN_CLI_USAGE : MTN_CLI_FAILED;
}

gboolean
mtn_cli_is_terminal (void)
{
  return isatty (STDIN_FILENO) && isatty (STDOUT_FILENO);
}

gboolean
mtn_cli_make_folder (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  int code;

  if (g_mkdir_with_parents (path, 0777) == 0 && g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;

  code = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("%s: no folder to write to: %s"),
               shown, g_strerror (code));

  return FALSE;
}
