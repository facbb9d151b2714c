/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-tree.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mtn-folder.h"

typedef struct
{
  char *top;
  char *own;     /* the folder that is walked */
  char *foreign; /* one beside it, with "diary" in it */
} Fixture;

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
put_link (const char *target, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->top = g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
  fixture->own = g_build_filename (fixture->top, "own", NULL);
  fixture->foreign = g_build_filename (fixture->top, "foreign", NULL);
  write_file (fixture->foreign, "diary", "dear");
}

static void
assert_foreign_is_whole (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->foreign, "diary", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "dear");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  assert_foreign_is_whole (fixture);
  mtn_folder_discard (fixture->top);
  g_free (fixture->top);
  g_free (fixture->own);
  g_free (fixture->foreign);
}

/* Files b/x (3 bytes), a (1 byte), a link to a folder, one to a file, a pipe. */
static void
fill (Fixture *fixture)
{
  g_autofree char *diary = g_build_filename (fixture->foreign, "diary", NULL);
  g_autofree char *pipe = g_build_filename (fixture->own, "pipe", NULL);

  write_file (fixture->own, "b/x", "xyz");
  write_file (fixture->own, "a", "1");
  put_link (fixture->foreign, fixture->own, "b/out");
  put_link (diary, fixture->own, "file");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;
  const MtnTreeFile *file;
  MtnTreeCount count;
  char text[8];
  int fd;

  fill (fixture);
  files = mtn_tree_list (fixture->own, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, 2);
  file = g_ptr_array_index (files, 0);
  g_assert_cmpstr (file->name, ==, "a");
  g_assert_cmpuint (file->n_bytes, ==, 1);
  file = g_ptr_array_index (files, 1);
  g_assert_cmpstr (file->name, ==, "b/x");
  g_assert_cmpuint (count.n_files, ==, 2);
  g_assert_cmpuint (count.n_bytes, ==, 4);
  g_assert_cmpuint (count.n_others, ==, 3);

  fd = mtn_tree_open (fixture->own, "b/x", &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (fd, text, sizeof text), ==, 3);
  close (fd);
}

/* A link is not opened, neither as the file nor on the way to it. */
static void
test_open_refuses_links (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = { "file", "b/out/diary", "../foreign/diary/x", "nothing" };

  fill (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (mtn_tree_open (fixture->own, names[i], &error), ==, -1);
      g_assert_nonnull (error);
      g_assert_cmpuint (error->domain, ==, G_FILE_ERROR);
    }
}

static void
test_erase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MtnTreeCount count;

  fill (fixture);
  g_assert_true (mtn_tree_erase (fixture->own, &count, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->own, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count.n_files, ==, 2);
  g_assert_cmpuint (count.n_bytes, ==, 4);
  g_assert_cmpuint (count.n_others, ==, 3);

  g_assert_true (mtn_tree_erase (fixture->own, &count, &error));
  g_assert_cmpuint (count.n_files + count.n_others, ==, 0);
}

/* The folder itself may be a link: only that goes. */
static void
test_erase_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = NULL;
  MtnTreeCount count;

  put_link (fixture->foreign, fixture->top, "own");
  files = mtn_tree_list (fixture->own, &count, NULL);
  g_assert_cmpuint (files->len, ==, 0);
  g_assert_cmpuint (count.n_others, ==, 1);

  g_assert_true (mtn_tree_erase (fixture->own, &count, NULL));
  g_assert_false (g_file_test (fixture->own, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (count.n_files, ==, 0);
  g_assert_cmpuint (count.n_others, ==, 1);
}

/* What cannot be erased is told, the rest goes. */
static void
test_erase_as_much_as_possible (Fixture *fixture, gconstpointer data)
{
  g_autofree char *locked = g_build_filename (fixture->own, "locked", NULL);
  g_autofree char *rest = g_build_filename (fixture->own, "z", NULL);
  g_autoptr (GError) error = NULL;
  MtnTreeCount count;

  if (geteuid () == 0)
    {
      g_test_skip ("everything can be written");
      return;
    }

  write_file (fixture->own, "locked/x", "xyz");
  write_file (fixture->own, "z", "1");
  g_chmod (locked, 0500);
  g_assert_false (mtn_tree_erase (fixture->own, &count, &error));
  g_chmod (locked, 0700);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES);
  g_assert_nonnull (strstr (error->message, "locked/x"));
  g_assert_cmpuint (count.n_files, ==, 1);
  g_assert_false (g_file_test (rest, G_FILE_TEST_EXISTS));
}

/* Too deep to be ours: told, and no stack is spent on it. */
static void
test_deep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) path = g_string_new ("d");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < MTN_TREE_MAX_DEPTH + 4; i++)
    g_string_append (path, "/d");
  write_file (fixture->own, path->str, "x");
  g_assert_null (mtn_tree_list (fixture->own, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NAMETOOLONG);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  add ("/tree/list", test_list);
  add ("/tree/open-refuses-links", test_open_refuses_links);
  add ("/tree/erase", test_erase);
  add ("/tree/erase-link", test_erase_link);
  add ("/tree/erase-as-much-as-possible", test_erase_as_much_as_possible);
  add ("/tree/deep", test_deep);
#undef add

  return g_test_run ();
}
