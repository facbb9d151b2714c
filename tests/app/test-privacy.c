/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What is kept where, exporting and erasing all of it, in folders that are made for each test. */

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "mtn-erase.h"
#include "mtn-error.h"
#include "mtn-export-everything.h"
#include "mtn-folder.h"
#include "mtn-settings.h"
#include "mtn-zip.h"

typedef struct
{
  char *data; /* "matinee" among the data of the person */
  char *foreign;
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
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->data = mtn_root_dup_path (MTN_ROOT_DATA);
  fixture->foreign = g_build_filename (g_get_user_data_dir (), "other-program", NULL);
  write_file (fixture->foreign, "diary.json", "dear");
}

static void
assert_foreign_is_whole (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->foreign, "diary.json", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "dear");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  assert_foreign_is_whole (fixture);
  mtn_folder_discard (fixture->foreign);
  for (guint i = 0; i < MTN_N_ROOTS; i++)
    {
      g_autofree char *root = mtn_root_dup_path ((MtnRoot) i);

      mtn_folder_discard (root);
    }
  g_free (fixture->data);
  g_free (fixture->foreign);
}

static void
fill (Fixture *fixture)
{
  g_autofree char *state = mtn_root_dup_path (MTN_ROOT_STATE);
  g_autofree char *cache = mtn_root_dup_path (MTN_ROOT_CACHE);

  write_file (fixture->data, "profiles/ann.json", "{}");
  write_file (fixture->data, "profiles/ünï.json", "{ }");
  write_file (fixture->data, "models/big.safetensors", "0123456789");
  write_file (fixture->data, "runs/0001-first/log.jsonl", "");
  write_file (fixture->data, "later/unknown", "x");
  write_file (state, "cards.ini", "[card]\n");
  write_file (cache, "posters/1", "12");
}

static MtnTreeCount
count (MtnPlace place)
{
  MtnTreeCount found;
  g_autoptr (GError) error = NULL;

  g_assert_true (mtn_place_count (place, &found, &error));
  g_assert_no_error (error);

  return found;
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  g_autofree char *settings = mtn_place_dup_path (MTN_PLACE_SETTINGS);
  g_autofree char *profiles = mtn_place_dup_path (MTN_PLACE_PROFILES);
  g_autofree char *expected = g_build_filename (g_get_user_data_dir (), "matinee", "profiles", NULL);

  /* In tests settings are in memory. */
  g_assert_null (settings);
  g_assert_cmpstr (profiles, ==, expected);
  for (guint i = 0; i < MTN_N_PLACES; i++)
    {
      g_assert_cmpuint (count ((MtnPlace) i).n_files, ==, 0);
      g_assert_cmpuint (strlen (mtn_place_get_title ((MtnPlace) i)), >, 0);
      g_assert_cmpuint (strlen (mtn_place_get_description ((MtnPlace) i)), >, 0);
    }

  fill (fixture);
  g_assert_cmpuint (count (MTN_PLACE_PROFILES).n_files, ==, 2);
  g_assert_cmpuint (count (MTN_PLACE_PROFILES).n_bytes, ==, 5);
  g_assert_cmpuint (count (MTN_PLACE_MODELS).n_bytes, ==, 10);
  g_assert_cmpuint (count (MTN_PLACE_RUNS).n_files, ==, 1);
  g_assert_cmpuint (count (MTN_PLACE_RESULTS).n_files, ==, 0);
  g_assert_cmpuint (count (MTN_PLACE_CARDS).n_bytes, ==, 7);
  g_assert_cmpuint (count (MTN_PLACE_CACHE).n_files, ==, 1);
}

/* A person may have moved the whole folder; then what is there is counted and exported. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *moved = g_build_filename (g_get_user_data_dir (), "moved", NULL);

  fill (fixture);
  g_assert_cmpint (g_rename (fixture->data, moved), ==, 0);
  put_link ("moved", g_get_user_data_dir (), "matinee");
  g_assert_cmpuint (count (MTN_PLACE_PROFILES).n_files, ==, 2);

  g_assert_cmpint (g_unlink (fixture->data), ==, 0);
  mtn_folder_discard (moved);
}

static void
add_member (const char *member, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (member));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
dup_members (const char *path)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  mtn_zip_list (path, add_member, members, &error);
  g_assert_no_error (error);
  g_ptr_array_sort (members, compare_names);
  g_ptr_array_add (members, NULL);

  return g_strjoinv ("\n", (char **) members->pdata);
}

static char *
dup_member (const char *path, const char *member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mtn_zip_read (path, member, 1 << 20, &error);

  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "all.zip", NULL);
  g_autofree char *settings = mtn_settings_dup_text (mtn_settings_get_default ());
  g_autofree char *members = NULL;
  g_autofree char *model = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *read_me = NULL;
  g_autoptr (GError) error = NULL;
  guint left_out = 99;

  fill (fixture);
  put_link (fixture->foreign, fixture->data, "profiles/out");
  if (!mtn_export_everything (path, settings, &left_out, NULL, NULL, &error) &&
      g_error_matches (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED))
    {
      g_test_skip ("built without libarchive");
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (left_out, ==, 1);

  members = dup_members (path);
  g_assert_cmpstr (members, ==,
                   "matinee/README.txt\n"
                   "matinee/cache/posters/1\n"
                   "matinee/later/unknown\n"
                   "matinee/models/big.safetensors\n"
                   "matinee/profiles/ann.json\n"
                   "matinee/profiles/ünï.json\n"
                   "matinee/runs/0001-first/log.jsonl\n"
                   "matinee/settings.ini\n"
                   "matinee/state/cards.ini");
  model = dup_member (path, "matinee/models/big.safetensors");
  g_assert_cmpstr (model, ==, "0123456789");
  kept = dup_member (path, "matinee/settings.ini");
  g_assert_cmpstr (kept, ==, settings);
  read_me = dup_member (path, "matinee/README.txt");
  for (guint i = 0; i < MTN_N_PLACES; i++)
    g_assert_nonnull (strstr (read_me, mtn_place_get_description ((MtnPlace) i)));
  g_unlink (path);
}

/* The archive that was there stays when it cannot be replaced, and nothing lies beside it. */
static void
test_export_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "exports", NULL);
  g_autofree char *path = g_build_filename (folder, "all.zip", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *text = NULL;
  guint left_out;

  fill (fixture);
  write_file (folder, "all.zip", "old");
  g_cancellable_cancel (cancellable);
  g_assert_false (mtn_export_everything (path, "", &left_out, NULL, cancellable, &error));
  if (g_error_matches (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED))
    {
      g_test_skip ("built without libarchive");
      return;
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  files = mtn_tree_list (folder, NULL, NULL);
  g_assert_cmpuint (files->len, ==, 1);
  mtn_folder_discard (folder);
}

static void
test_export_to_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->foreign, "diary.json", "all.zip", NULL);
  g_autoptr (GError) error = NULL;
  guint left_out;

  fill (fixture);
  g_assert_false (mtn_export_everything (path, "", &left_out, NULL, NULL, &error));
  g_assert_true (error->domain == G_FILE_ERROR || error->code == MTN_ERROR_UNSUPPORTED);
}

static void
assert_nothing_is_left (void)
{
  for (guint i = 0; i < MTN_N_ROOTS; i++)
    {
      g_autofree char *root = mtn_root_dup_path ((MtnRoot) i);

      g_assert_false (g_file_test (root, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test (root, G_FILE_TEST_IS_SYMLINK));
    }
}

static void
test_erase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnErased) erased = NULL;
  g_autofree char *text = NULL;

  fill (fixture);
  erased = mtn_erased_new ();
  mtn_erase_links ();
  g_assert_cmpuint (count (MTN_PLACE_PROFILES).n_files, ==, 2);
  mtn_erase_files (erased);
  assert_nothing_is_left ();

  g_assert_null (erased->failure);
  g_assert_cmpuint (erased->counts[MTN_PLACE_PROFILES].n_files, ==, 2);
  g_assert_cmpuint (erased->counts[MTN_PLACE_MODELS].n_bytes, ==, 10);
  g_assert_cmpuint (erased->counts[MTN_PLACE_CARDS].n_files, ==, 1);
  g_assert_cmpuint (erased->counts[MTN_PLACE_CACHE].n_files, ==, 1);
  g_assert_cmpuint (erased->others.n_files, ==, 1);
  text = mtn_erased_dup_text (erased);
  g_assert_true (g_str_has_prefix (text, "Profiles: 2 files, 5 bytes\nModels: 1 file, 10 bytes\n"));
  g_assert_null (strstr (text, "Results"));
  g_assert_true (g_str_has_suffix (text, "\nSettings: as they were at first"));
}

/* Wherever a link stands, what it leads to stays; tear_down() looks. */
static void
test_erase_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *diary = g_build_filename (fixture->foreign, "diary.json", NULL);
  g_autofree char *cache = mtn_root_dup_path (MTN_ROOT_CACHE);
  g_autofree char *profiles = mtn_place_dup_path (MTN_PLACE_PROFILES);
  g_autoptr (MtnErased) erased = NULL;

  put_link (fixture->foreign, fixture->data, "profiles");
  put_link (diary, fixture->data, "models/mine.safetensors");
  put_link (fixture->foreign, fixture->data, "runs/0001-first");
  put_link (fixture->foreign, g_get_user_cache_dir (), "matinee");

  erased = mtn_erased_new ();
  mtn_erase_links ();
  g_assert_false (g_file_test (profiles, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (cache, G_FILE_TEST_IS_SYMLINK));
  mtn_erase_files (erased);
  assert_nothing_is_left ();
  for (guint i = 0; i < MTN_N_PLACES; i++)
    g_assert_cmpuint (erased->counts[i].n_files, ==, 0);
  g_assert_cmpuint (erased->counts[MTN_PLACE_MODELS].n_others, ==, 1);
}

/* The folder itself is a link: it goes, and is not said to have been more. */
static void
test_erase_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = g_build_filename (fixture->foreign, "profiles", "ann.json", NULL);
  g_autoptr (MtnErased) erased = NULL;

  write_file (fixture->foreign, "profiles/ann.json", "{}");
  put_link (fixture->foreign, g_get_user_data_dir (), "matinee");
  erased = mtn_erased_new ();
  mtn_erase_links ();
  mtn_erase_files (erased);
  assert_nothing_is_left ();
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (erased->counts[MTN_PLACE_PROFILES].n_files, ==, 0);
  g_assert_cmpuint (erased->others.n_others, ==, 1);
}

int
main (int argc, char **argv)
{
  static const char *const variables[] = { "HOME",           "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                           "XDG_CACHE_HOME", "XDG_STATE_HOME",  "XDG_RUNTIME_DIR" };
  g_autofree char *home = g_dir_make_tmp ("matinee-privacy-XXXXXX", NULL);
  int status;

  /* GLib's own way of isolating tests leaks the names of folders. */
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      g_autofree char *folder = g_build_filename (home, variables[i], NULL);

      g_setenv (variables[i], folder, TRUE);
    }
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  add ("/privacy/places", test_places);
  add ("/privacy/moved", test_moved);
  add ("/privacy/export", test_export);
  add ("/privacy/export-cancelled", test_export_cancelled);
  add ("/privacy/export-to-nowhere", test_export_to_nowhere);
  add ("/privacy/erase", test_erase);
  add ("/privacy/erase-links", test_erase_links);
  add ("/privacy/erase-moved", test_erase_moved);
#undef add

  status = g_test_run ();
  mtn_folder_discard (home);

  return status;
}
