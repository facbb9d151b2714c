/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-folder.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "mtn-file.h"

typedef struct
{
  char *top;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->top = g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->top, "folder", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mtn_folder_discard (fixture->top);
  g_assert_false (g_file_test (fixture->top, G_FILE_TEST_EXISTS));
  g_free (fixture->top);
  g_free (fixture->path);
}

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* A staged folder that holds one file of that name. */
static char *
stage (const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *staged = mtn_folder_stage (path, &error);
  g_autofree char *file = NULL;

  g_assert_no_error (error);
  file = g_build_filename (staged, name, NULL);
  g_assert_true (mtn_file_replace_bytes (file, "x", 1, NULL));

  return staged;
}

static void
assert_holds (const char *path, const char *name)
{
  g_autofree char *file = g_build_filename (path, name, NULL);

  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_entries (path), ==, 1);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char *with_slash = g_strconcat (fixture->path, "/", NULL);
  g_autofree char *staged = stage (with_slash, "first");
  g_autoptr (GError) error = NULL;

  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (mtn_folder_commit (staged, with_slash, &error));
  g_assert_no_error (error);
  assert_holds (fixture->path, "first");
  g_assert_cmpuint (count_entries (fixture->top), ==, 1);
}

static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = stage (fixture->path, "first");
  g_autofree char *second = NULL;

  mtn_folder_commit (first, fixture->path, NULL);
  second = stage (fixture->path, "second");
  assert_holds (fixture->path, "first");
  g_assert_true (mtn_folder_commit (second, fixture->path, NULL));
  assert_holds (fixture->path, "second");
  g_assert_cmpuint (count_entries (fixture->top), ==, 1);
}

static void
test_discarded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->top, "other", NULL);
  g_autofree char *staged = NULL;
  g_autofree char *link = NULL;

  g_assert_true (mtn_file_replace_bytes (other, "stays", 5, NULL));
  staged = stage (fixture->path, "file");
  link = g_build_filename (staged, "link", NULL);
  g_assert_cmpint (symlink (fixture->top, link), ==, 0);
  mtn_folder_discard (staged);
  g_assert_cmpuint (count_entries (fixture->top), ==, 1);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
test_folders_above_are_made (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->path, "a", "b", NULL);
  g_autofree char *staged = stage (path, "deep");

  g_assert_true (mtn_folder_commit (staged, path, NULL));
  assert_holds (path, "deep");
}

static void
test_link_is_followed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->top, "link", NULL);
  g_autofree char *staged = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0777), ==, 0);
  g_assert_cmpint (symlink ("folder", link), ==, 0);
  staged = stage (link, "file");
  g_assert_true (mtn_folder_commit (staged, link, NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_holds (fixture->path, "file");
}

static void
test_merged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mine = g_build_filename (fixture->path, "mine", NULL);
  g_autofree char *first = stage (fixture->path, "file");
  g_autofree char *second = NULL;

  g_assert_true (mtn_folder_merge (first, fixture->path, NULL));
  assert_holds (fixture->path, "file");
  g_assert_true (mtn_file_replace_bytes (mine, "x", 1, NULL));
  second = stage (fixture->path, "file");
  g_assert_true (mtn_folder_merge (second, fixture->path, NULL));
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_entries (fixture->path), ==, 2);
  g_assert_cmpuint (count_entries (fixture->top), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->path, "folder", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (mtn_file_replace_bytes (fixture->path, "file", 4, NULL));
  g_assert_null (mtn_folder_stage (fixture->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_clear_error (&error);
  g_assert_null (mtn_folder_stage (below, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_clear_error (&error);
  g_assert_null (mtn_folder_stage ("/proc/folder", &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_entries (fixture->top), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/folder/new", test_new);
  ADD ("/folder/replaced", test_replaced);
  ADD ("/folder/discarded", test_discarded);
  ADD ("/folder/folders-above-are-made", test_folders_above_are_made);
  ADD ("/folder/link-is-followed", test_link_is_followed);
  ADD ("/folder/merged", test_merged);
  ADD ("/folder/refused", test_refused);

  return g_test_run ();
}
