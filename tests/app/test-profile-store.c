/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Profiles on disk, and what happens to files that are damaged, missing, in the way, or cannot be written. */

#include "mtn-profile-store.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  char *home;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->home = g_dir_make_tmp ("matinee-store-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->home, "profiles", NULL);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *entry;

  g_chmod (path, 0700);
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, entry, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_all (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_all (fixture->home);
  g_free (fixture->home);
  g_free (fixture->folder);
}

static MtnProfile *
make_profile (int first, int last)
{
  MtnProfile *profile = mtn_profile_new ();

  for (int id = first; id <= last; id++)
    mtn_profile_set_pick (profile, id, id % 2 == 0 ? 4 : 0);

  return profile;
}

static void
save (MtnProfileStore *store, const char *name, int first, int last)
{
  g_autoptr (MtnProfile) profile = make_profile (first, last);

  mtn_profile_store_save_soon (store, name, profile);
  mtn_profile_store_flush (store);
}

static void
assert_holds (MtnProfileStore *store, const char *name, int first, int last)
{
  g_autoptr (MtnProfile) expected = make_profile (first, last);
  g_autoptr (MtnProfile) found = mtn_profile_store_load (store, name);

  g_assert_nonnull (found);
  g_assert_true (mtn_profile_equal (found, expected));
}

static void
assert_names (MtnProfileStore *store, const char *expected)
{
  g_auto (GStrv) names = mtn_profile_store_list (store);
  g_autofree char *joined = g_strjoinv (", ", names);

  g_assert_cmpstr (joined, ==, expected);
}

static char *
take_notices (MtnProfileStore *store)
{
  g_auto (GStrv) notices = mtn_profile_store_take_notices (store);

  return g_strjoinv ("\n", notices);
}

static void
write_file (Fixture *fixture, const char *file, const char *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, file, NULL);

  g_mkdir_with_parents (fixture->folder, 0700);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static char *
read_file (Fixture *fixture, const char *file)
{
  g_autofree char *path = g_build_filename (fixture->folder, file, NULL);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);

  return content;
}

/* The content of the one file whose name begins so; NULL when there is none. */
static char *
read_beginning (Fixture *fixture, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (entry, prefix))
      return read_file (fixture, entry);

  return NULL;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfileStore) store = mtn_profile_store_new (fixture->folder);
  g_autoptr (MtnProfileStore) again = NULL;

  assert_names (store, "");
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
  save (store, "Movie Night", 1, 3);
  save (store, "Ænima & co.", 4, 5);
  save (store, "///", 6, 6);
  g_assert_null (mtn_profile_store_get_failure (store));

  again = mtn_profile_store_new (fixture->folder);
  assert_holds (again, "Movie Night", 1, 3);
  assert_holds (again, "movie night", 1, 3);
  assert_holds (again, "Ænima & co.", 4, 5);
  assert_holds (again, "///", 6, 6);
  g_assert_null (mtn_profile_store_load (again, "Nobody"));
}

static void
test_same_slug (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfileStore) store = mtn_profile_store_new (fixture->folder);
  g_autoptr (MtnProfileStore) again = NULL;

  save (store, "A-B", 1, 1);
  save (store, "A B", 2, 2);
  again = mtn_profile_store_new (fixture->folder);
  assert_holds (again, "A-B", 1, 1);
  assert_holds (again, "A B", 2, 2);
}

static void
wait_until_saved (Fixture *fixture, const char *file)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  g_autofree char *path = g_build_filename (fixture->folder, file, NULL);

  while (!g_file_test (path, G_FILE_TEST_EXISTS) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_saves_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfileStore) store = mtn_profile_store_new (fixture->folder);
  g_autoptr (MtnProfileStore) other = NULL;
  g_autoptr (MtnProfile) first = make_profile (1, 1);
  g_autoptr (MtnProfile) second = make_profile (1, 2);

  mtn_profile_store_save_soon (store, "Soon", first);
  mtn_profile_store_save_soon (store, "Soon", second);
  wait_until_saved (fixture, "soon.matinee.json");
  other = mtn_profile_store_new (fixture->folder);
  assert_holds (other, "Soon", 1, 2);

  /* The writing thread is still to report. */
  mtn_profile_store_flush (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_rename_delete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfileStore) store = mtn_profile_store_new (fixture->folder);
  g_autofree char *name = NULL;
  g_autofree char *taken = NULL;
  g_autofree char *cased = NULL;
  g_autofree char *left = NULL;

  save (store, "Old", 1, 2);
  save (store, "Other", 3, 3);
  name = mtn_profile_store_rename (store, "Old", "New");
  g_assert_cmpstr (name, ==, "New");
  assert_names (store, "New, Other");
  assert_holds (store, "New", 1, 2);
  left = read_beginning (fixture, "old");
  g_assert_null (left);

  taken = mtn_profile_store_rename (store, "New", "Other");
  g_assert_cmpstr (taken, ==, "Other 2");
  cased = mtn_profile_store_rename (store, "Other 2", "OTHER 2");
  g_assert_cmpstr (cased, ==, "OTHER 2");
  assert_holds (store, "Other", 3, 3);

  mtn_profile_store_delete (store, "Other");
  assert_names (store, "OTHER 2");
  {
    g_autoptr (MtnProfileStore) again = mtn_profile_store_new (fixture->folder);

    assert_names (again, "OTHER 2");
    assert_holds (again, "OTHER 2", 1, 2);
  }
}

static void
test_names_of_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfileStore) store = NULL;
  g_autofree char *old = NULL;
  g_autofree char *old_beside = NULL;
  g_autofree char *fresh = NULL;

  write_file (fixture, "before.json", "{ \"favorites\": [1] }");
  write_file (fixture, "since.matinee.json", "{ \"favorites\": [1] }");
  store = mtn_profile_store_new (fixture->folder);
  assert_names (store, "before, since");

  /* Nobody's file gets another name behind their back. */
  save (store, "before", 1, 2);
  save (store, "New", 1, 2);
  old = read_file (fixture, "before.json");
  old_beside = read_file (fixture, "before.matinee.json");
  fresh = read_file (fixture, "new.matinee.json");
  g_assert_nonnull (strstr (old, "\"before\""));
  g_assert_null (old_beside);
  g_assert_nonnull (fresh);
}

static void
test_broken_without_copy (Fixture *fixture, gconstpointer data)
{
  const char *garbage = "{ \"schema\": 1, \"name\": \"Mine\", \"picks\": [1, 2";
  g_autoptr (MtnProfileStore) store = NULL;
  g_autofree char *notices = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *still_kept = NULL;

  write_file (fixture, "mine.json", garbage);
  store = mtn_profile_store_new (fixture->folder);
  assert_names (store, "");
  notices = take_notices (store);
  g_assert_nonnull (strstr (notices, "mine.json"));
  kept = read_beginning (fixture, "mine.json.broken-");
  g_assert_cmpstr (kept, ==, garbage);

  save (store, "Mine", 1, 1);
  still_kept = read_beginning (fixture, "mine.json.broken-");
  g_assert_cmpstr (still_kept, ==, garbage);
}

static void
test_broken_with_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfileStore) store = mtn_profile_store_new (fixture->folder);
  g_autoptr (MtnProfileStore) again = NULL;
  g_autofree char *notices = NULL;
  g_autofree char *kept = NULL;

  save (store, "Mine", 1, 3);
  save (store, "Mine", 1, 4); /* the copy holds the state before */
  write_file (fixture, "mine.matinee.json", "\177ELF");

  again = mtn_profile_store_new (fixture->folder);
  notices = take_notices (again);
  g_assert_nonnull (strstr (notices, "last good copy"));
  assert_holds (again, "Mine", 1, 3);
  kept = read_beginning (fixture, "mine.matinee.json.broken-");
  g_assert_cmpstr (kept, ==, "\177ELF");
}

static void
test_broken_twice (Fixture *fixture, gconstpointer data)
{
  guint n_kept = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *content = g_strdup_printf ("damage %u", i);
      g_autoptr (MtnProfileStore) store = NULL;

      write_file (fixture, "mine.json", content);
      store = mtn_profile_store_new (fixture->folder);
    }

  {
    g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);

    while (g_dir_read_name (dir) != NULL)
      n_kept++;
  }
  g_assert_cmpuint (n_kept, ==, 3);
}

static void
test_missing_with_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfileStore) store = mtn_profile_store_new (fixture->folder);
  g_autoptr (MtnProfileStore) again = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "mine.matinee.json", NULL);

  save (store, "Mine", 1, 3);
  save (store, "Mine", 1, 4);
  g_unlink (path);
  again = mtn_profile_store_new (fixture->folder);
  assert_holds (again, "Mine", 1, 3);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfileStore) store = mtn_profile_store_new (fixture->folder);

  if (geteuid () == 0)
    {
      /* Root writes anywhere: a file in the folder's place stops it as well. */
      g_assert_true (g_file_set_contents (fixture->folder, "in the way", -1, NULL));
    }
  else
    g_chmod (fixture->home, 0500);

  save (store, "Mine", 1, 1);
  g_assert_nonnull (mtn_profile_store_get_failure (store));

  /* Once it can be written again, all of it is. */
  if (geteuid () == 0)
    g_unlink (fixture->folder);
  else
    g_chmod (fixture->home, 0700);
  save (store, "Mine", 1, 2);
  g_assert_null (mtn_profile_store_get_failure (store));
  assert_holds (store, "Mine", 1, 2);
}

static void
test_erase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfileStore) store = NULL;

  write_file (fixture, "broken.json", "no");
  store = mtn_profile_store_new (fixture->folder);
  save (store, "Mine", 1, 1);
  save (store, "Mine", 1, 2);
  mtn_profile_store_erase (store);
  assert_names (store, "");
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));

  /* Not more than its own. */
  write_file (fixture, "diary.txt", "dear");
  mtn_profile_store_erase (store);
  g_assert_true (g_file_test (fixture->folder, G_FILE_TEST_IS_DIR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  add ("/profile-store/round-trip", test_round_trip);
  add ("/profile-store/same-slug", test_same_slug);
  add ("/profile-store/saves-by-itself", test_saves_by_itself);
  add ("/profile-store/rename-delete", test_rename_delete);
  add ("/profile-store/names-of-files", test_names_of_files);
  add ("/profile-store/broken-without-copy", test_broken_without_copy);
  add ("/profile-store/broken-with-copy", test_broken_with_copy);
  add ("/profile-store/broken-twice", test_broken_twice);
  add ("/profile-store/missing-with-copy", test_missing_with_copy);
  add ("/profile-store/read-only", test_read_only);
  add ("/profile-store/erase", test_erase);
#undef add

  return g_test_run ();
}
