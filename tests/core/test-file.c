/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-error.h"
#include "mtn-file-writer.h"
#include "mtn-file.h"
#include "mtn-folder.h"
#include "mtn-temporary.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "file", NULL);
}

/* Also checks that no temporary file stayed behind: only known names are removed. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);

  g_unlink (fixture->path);
  g_unlink (link);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, expected);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (mtn_file_replace_bytes (fixture->path, "first", 5, &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "first");

  g_chmod (fixture->path, 0640);
  g_assert_true (mtn_file_replace_bytes (fixture->path, "second", 6, &error));
  assert_content (fixture->path, "second");
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);

  g_assert_true (mtn_file_replace_bytes (fixture->path, NULL, 0, &error));
  assert_content (fixture->path, "");
}

static void
test_new_file_obeys_umask (Fixture *fixture, gconstpointer data)
{
  mode_t before = umask (027);
  gboolean replaced = mtn_file_replace_bytes (fixture->path, "new", 3, NULL);
  struct stat info;

  umask (before);
  g_assert_true (replaced);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
}

/* Files may grow to @limit bytes from here on; what goes beyond fails like a full disk. */
static void
limit_file_size (rlim_t limit)
{
  struct rlimit rlimit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &rlimit), ==, 0);
  rlimit.rlim_cur = limit;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &rlimit), ==, 0);
}

static void
test_failure_keeps_old (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean replaced;

  mtn_file_replace_bytes (fixture->path, "old", 3, NULL);

  limit_file_size (4);
  replaced = mtn_file_replace_bytes (fixture->path, "longer than that", 16, &error);
  limit_file_size (RLIM_INFINITY);

  g_assert_false (replaced);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  assert_content (fixture->path, "old");
}

static void
test_link_stays (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);

  mtn_file_replace_bytes (fixture->path, "old", 3, NULL);
  g_assert_cmpint (symlink ("file", link), ==, 0);
  g_assert_true (mtn_file_replace_bytes (link, "new", 3, NULL));
  assert_content (fixture->path, "new");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

/* What is not there yet is made where the link leads, in another folder too; a circle leads nowhere. */
static void
test_link_to_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *circle = g_build_filename (fixture->folder, "circle", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("file", link), ==, 0);
  g_assert_true (mtn_file_replace_bytes (link, "new", 3, NULL));
  assert_content (fixture->path, "new");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));

  g_unlink (link);
  g_assert_cmpint (symlink ("no/such/folder", link), ==, 0);
  g_assert_false (mtn_file_replace_bytes (link, "new", 3, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_assert_cmpint (symlink ("circle", circle), ==, 0);
  g_assert_false (mtn_file_replace_bytes (circle, "new", 3, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_LOOP);
  g_assert_cmpint (g_unlink (circle), ==, 0);
}

/* In a process of its own: afterwards nobody can write any more. */
static void
test_discard_all (Fixture *fixture, gconstpointer data)
{
  if (g_test_subprocess ())
    {
      g_autofree char *made = g_build_filename (g_getenv ("MTN_TEST_FOLDER"), "made", NULL);
      g_autofree char *path = g_build_filename (g_getenv ("MTN_TEST_FOLDER"), "file", NULL);
      g_autofree char *staged = mtn_folder_stage (made, NULL);
      g_autofree char *inside = g_build_filename (staged, "part", NULL);
      MtnFileWriter *first = mtn_file_writer_open (path, NULL);
      MtnFileWriter *second = mtn_file_writer_open (inside, NULL);

      g_assert_true (first != NULL && second != NULL);
      mtn_temporary_discard_all ();
      _exit (0);
    }

  g_setenv ("MTN_TEST_FOLDER", fixture->folder, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_no_plain_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mtn_file_replace_bytes ("/dev/null", "x", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_clear_error (&error);

  g_assert_false (mtn_file_replace_bytes (fixture->folder, "x", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mtn_file_replace_bytes (path, "x", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* Pieces that are gathered, pieces larger than the buffer, and none at all, one behind the other. */
static void
test_writer (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 1, 0, 5, 200000, 3, 131072, 70000, 70000, 1 };
  g_autoptr (MtnFileWriter) writer = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  mtn_file_replace_bytes (fixture->path, "old", 3, NULL);
  writer = mtn_file_writer_open (fixture->path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *piece = g_strnfill (lengths[i], (char) ('a' + i));

      g_assert_true (mtn_file_writer_write (writer, piece, lengths[i], &error));
      g_string_append (expected, piece);
    }
  g_assert_cmpuint (mtn_file_writer_get_size (writer), ==, expected->len);

  assert_content (fixture->path, "old");
  g_assert_true (mtn_file_writer_finish (writer, &error));
  g_assert_no_error (error);
  assert_content (fixture->path, expected->str);
}

static void
test_writer_abandoned (Fixture *fixture, gconstpointer data)
{
  MtnFileWriter *writer;

  mtn_file_replace_bytes (fixture->path, "old", 3, NULL);
  writer = mtn_file_writer_open (fixture->path, NULL);
  g_assert_true (mtn_file_writer_write (writer, "half", 4, NULL));
  mtn_file_writer_free (writer);
  assert_content (fixture->path, "old");
}

/* Who overlooks that a piece could not be written hears of it at the end. */
static void
test_writer_failure_lasts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *piece = g_strnfill (300000, 'x');
  g_autoptr (MtnFileWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  gboolean written;

  mtn_file_replace_bytes (fixture->path, "old", 3, NULL);
  writer = mtn_file_writer_open (fixture->path, NULL);
  limit_file_size (4);
  written = mtn_file_writer_write (writer, piece, 300000, NULL);
  limit_file_size (RLIM_INFINITY);

  g_assert_false (written);
  g_assert_false (mtn_file_writer_write (writer, "more", 4, NULL));
  g_assert_false (mtn_file_writer_finish (writer, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  assert_content (fixture->path, "old");
}

/* Where there is something it is no new file; what is not finished is gone. */
static void
test_writer_new (Fixture *fixture, gconstpointer data)
{
  MtnFileWriter *writer = mtn_file_writer_open_new (fixture->path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (mtn_file_writer_write (writer, "half", 4, NULL));
  mtn_file_writer_free (writer);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  writer = mtn_file_writer_open_new (fixture->path, NULL);
  g_assert_true (mtn_file_writer_write (writer, "whole", 5, NULL));
  g_assert_true (mtn_file_writer_finish (writer, NULL));
  mtn_file_writer_free (writer);
  assert_content (fixture->path, "whole");

  g_assert_null (mtn_file_writer_open_new (fixture->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  assert_content (fixture->path, "whole");
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GBytes) rest = NULL;
  guint64 size = 0;
  int fd;

  mtn_file_replace_bytes (fixture->path, "content", 7, NULL);
  fd = mtn_file_open_plain (fixture->path, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (size, ==, 7);

  head = mtn_file_read (fd, 3, fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (head, NULL), g_bytes_get_size (head), "con", 3);
  rest = mtn_file_read (fd, 100, fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (rest, NULL), g_bytes_get_size (rest), "tent", 4);
  close (fd);
}

/* A pipe that nobody writes to must not be waited for. */
static void
test_read_plain_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint64 size;

  g_assert_cmpint (mtn_file_open_plain (fixture->path, &size, &error), <, 0);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_assert_cmpint (mtn_file_open_plain (fixture->folder, &size, &error), <, 0);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_clear_error (&error);

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_cmpint (mtn_file_open_plain (fixture->path, &size, &error), <, 0);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

static void
test_read_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  mtn_file_replace_bytes (fixture->path, "content", 7, NULL);
  text = mtn_file_read_text (fixture->path, 7, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "content");
  g_assert_cmpuint (length, ==, 7);

  g_assert_null (mtn_file_read_text (fixture->path, 6, &length, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
  g_clear_error (&error);

  mtn_file_replace_bytes (fixture->path, "a\0b", 3, NULL);
  g_assert_null (mtn_file_read_text (fixture->path, 9, &length, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
  g_clear_error (&error);

  g_assert_cmpint (unlink (fixture->path), ==, 0);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (mtn_file_read_text (fixture->path, 9, &length, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

static void
test_check_inside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "data", NULL);
  g_autofree char *beside = g_build_filename (fixture->folder, "data2", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *in = g_build_filename (folder, "in", NULL);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autofree char *moved = g_build_filename (fixture->folder, "moved", NULL);
  g_autofree char *moved_file = g_build_filename (moved, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (beside, 0700), ==, 0);
  mtn_file_replace_bytes (file, "x", 1, NULL);
  g_assert_cmpint (symlink ("file", in), ==, 0);
  /* Its name begins as that of the folder does. */
  g_assert_cmpint (symlink ("../data2", out), ==, 0);
  g_assert_cmpint (symlink ("data", moved), ==, 0);

  g_assert_true (mtn_file_check_inside (folder, file, &error));
  g_assert_true (mtn_file_check_inside (folder, in, &error));
  g_assert_true (mtn_file_check_inside (folder, folder, &error));
  g_assert_true (mtn_file_check_inside (moved, moved_file, &error));
  g_assert_true (mtn_file_check_inside ("/", file, &error));
  g_assert_no_error (error);
  g_assert_false (mtn_file_check_inside (folder, out, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);

  mtn_folder_discard (folder);
  mtn_folder_discard (beside);
  mtn_folder_discard (moved);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/file/replace", test_replace);
  ADD ("/file/new-file-obeys-umask", test_new_file_obeys_umask);
  ADD ("/file/failure-keeps-old", test_failure_keeps_old);
  ADD ("/file/link-stays", test_link_stays);
  ADD ("/file/link-to-nothing", test_link_to_nothing);
  ADD ("/file/discard-all", test_discard_all);
  ADD ("/file/no-plain-file", test_no_plain_file);
  ADD ("/file/no-folder", test_no_folder);
  ADD ("/file/writer", test_writer);
  ADD ("/file/writer-abandoned", test_writer_abandoned);
  ADD ("/file/writer-failure-lasts", test_writer_failure_lasts);
  ADD ("/file/writer-new", test_writer_new);
  ADD ("/file/read", test_read);
  ADD ("/file/read-plain-only", test_read_plain_only);
  ADD ("/file/read-text", test_read_text);
  ADD ("/file/check-inside", test_check_inside);

  return g_test_run ();
}
