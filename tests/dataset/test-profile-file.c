/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-error.h"
#include "mtn-profile-file.h"
#include "mtn-random.h"
#include "mtn-vocabulary.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
  char *backup;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "me.json", NULL);
  fixture->backup = g_strconcat (fixture->path, ".bak", NULL);
}

/* Nothing else may be left in the folder. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_unlink (fixture->backup);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->backup);
}

static MtnProfile *
parse (const char *json, char **id)
{
  g_autoptr (GError) error = NULL;
  MtnProfile *profile = mtn_profile_from_json (json, -1, "test", id, &error);

  g_assert_no_error (error);
  return profile;
}

static void
test_documented_line (void)
{
  g_autofree char *id = NULL;
  g_autoptr (MtnProfile) profile =
      parse ("{\"id\": \"me\", \"age\": 24, \"gender\": \"M\", \"occupation\": \"student\","
             " \"ratings\": {\"50\": 5, \"172\": 4.5}, \"favorites\": [56, 50], \"exclude\": [1, 172]}",
             &id);

  g_assert_cmpstr (id, ==, "\"me\"");
  g_assert_cmpint (mtn_profile_get_age (profile), ==, 24);
  g_assert_cmpstr (mtn_profile_get_gender (profile), ==, "M");
  g_assert_cmpstr (mtn_profile_get_occupation (profile), ==, "student");
  g_assert_cmpuint (mtn_profile_get_n_picks (profile), ==, 3);
  g_assert_cmpint (mtn_profile_get_pick (profile, 0)->movie_id, ==, 50);
  g_assert_cmpfloat (mtn_profile_get_pick (profile, 0)->stars, ==, 5);
  g_assert_cmpfloat (mtn_profile_find_pick (profile, 172)->stars, ==, 4.5f);
  g_assert_cmpfloat (mtn_profile_find_pick (profile, 56)->stars, ==, 0);
  g_assert_cmpuint (mtn_profile_get_n_exclusions (profile), ==, 1);
  g_assert_cmpint (mtn_profile_find_exclusion (profile, 1)->reason, ==, MTN_EXCLUDE_SEEN);
}

static void
test_nothing_said (void)
{
  g_autofree char *id = NULL;
  g_autoptr (MtnProfile) profile = parse ("{\"gender\": \"\"}", &id);
  g_autoptr (MtnProfile) empty = mtn_profile_new ();

  g_assert_cmpstr (id, ==, "null");
  g_assert_true (mtn_profile_equal (profile, empty));
}

static void
test_numbers_as_names (void)
{
  g_autoptr (MtnProfile) profile = parse ("{\"gender\": 0, \"occupation\": 18}", NULL);

  g_assert_cmpstr (mtn_profile_get_gender (profile), ==, "0");
  g_assert_cmpstr (mtn_profile_get_occupation (profile), ==, "18");
}

/* The id comes back letter by letter. */
static void
test_ids (void)
{
  static const char *const ids[] = {
    "7",
    "\"a b\"",
    "null",
    "true",
    "12345678901234567890123",
    "0.1",
    "1e2",
    "-0",
    "[1, {\"a\": \"}],\"}]",
    "{\"id\": 1}",
    "\"\\u00e9 \\\"quoted\\\"\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *first = g_strdup_printf ("{\"id\": %s, \"age\": 3}", ids[i]);
      g_autofree char *last = g_strdup_printf (" { \"x\":[{\"id\":0}],\"ids\":1, \"id\" :%s }", ids[i]);
      g_autofree char *id = NULL;
      g_autofree char *id_last = NULL;
      g_autoptr (MtnProfile) profile = parse (first, &id);
      g_autoptr (MtnProfile) profile_last = parse (last, &id_last);

      g_assert_cmpstr (id, ==, ids[i]);
      g_assert_cmpstr (id_last, ==, ids[i]);
    }
}

static void
test_id_written_oddly (void)
{
  g_autofree char *id = NULL;
  g_autofree char *second = NULL;
  g_autoptr (MtnProfile) escaped = parse ("{\"\\u0069d\": 5}", &id);
  g_autoptr (MtnProfile) several_lines = parse ("{\"id\": [1,\n2]}", &second);

  g_assert_cmpstr (id, ==, "5");
  g_assert_cmpstr (second, ==, "[1,2]");
}

static MtnProfile *
random_profile (MtnRandom *random)
{
  static const char *const names[] = { NULL, "M", "F", "1", "\"odd\" \\ name\n", "écrivain" };
  MtnProfile *profile = mtn_profile_new ();
  guint n = mtn_random_below (random, 40);

  for (guint i = 0; i < n; i++)
    {
      int id = 1 + (int) mtn_random_below (random, 60);

      if (mtn_random_below (random, 3) == 0)
        mtn_profile_exclude (profile, id, mtn_random_below (random, 2));
      else
        mtn_profile_set_pick (profile, id, (float) mtn_random_below (random, 11) / 2.0f);
    }
  mtn_profile_set_age (profile, (int) mtn_random_below (random, 122) - 1);
  mtn_profile_set_gender (profile, names[mtn_random_below (random, G_N_ELEMENTS (names))]);
  mtn_profile_set_occupation (profile, names[mtn_random_below (random, G_N_ELEMENTS (names))]);

  return profile;
}

static void
test_round_trip (void)
{
  MtnRandom random;

  mtn_random_init (&random, 9, 1);
  for (int i = 0; i < 500; i++)
    {
      g_autoptr (MtnProfile) profile = random_profile (&random);
      g_autofree char *json = mtn_profile_to_json (profile, "name");
      g_autoptr (MtnProfile) again = parse (json, NULL);
      g_autofree char *json_again = mtn_profile_to_json (again, "name");

      g_assert_true (mtn_profile_equal (profile, again));
      g_assert_cmpstr (json, ==, json_again);
    }
}

static void
test_save_and_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autoptr (MtnProfile) loaded = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  mtn_profile_set_pick (profile, 50, 0);
  g_assert_true (mtn_profile_save (profile, "Zoë \"the\" fan", fixture->path, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->backup, G_FILE_TEST_EXISTS));

  loaded = mtn_profile_load (fixture->path, &name, &error);
  g_assert_no_error (error);
  g_assert_true (mtn_profile_equal (profile, loaded));
  g_assert_cmpstr (name, ==, "Zoë \"the\" fan");
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autoptr (MtnProfile) previous = NULL;
  g_autoptr (MtnProfile) kept = NULL;

  mtn_profile_set_age (profile, 30);
  previous = mtn_profile_copy (profile);
  g_assert_true (mtn_profile_save (profile, "me", fixture->path, NULL));
  mtn_profile_set_age (profile, 31);
  g_assert_true (mtn_profile_save (profile, "me", fixture->path, NULL));
  kept = mtn_profile_load (fixture->backup, NULL, NULL);
  g_assert_true (mtn_profile_equal (kept, previous));
  g_clear_pointer (&kept, mtn_profile_free);

  /* The same again is no new version. */
  g_assert_true (mtn_profile_save (profile, "me", fixture->path, NULL));
  kept = mtn_profile_load (fixture->backup, NULL, NULL);
  g_assert_true (mtn_profile_equal (kept, previous));
  g_clear_pointer (&kept, mtn_profile_free);

  /* A damaged file never takes the place of the good copy. */
  g_assert_true (g_file_set_contents (fixture->path, "{\"age\":", -1, NULL));
  g_assert_true (mtn_profile_save (profile, "me", fixture->path, NULL));
  kept = mtn_profile_load (fixture->backup, NULL, NULL);
  g_assert_true (mtn_profile_equal (kept, previous));
}

static void
test_load_errors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_profile_load (fixture->path, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_assert_null (mtn_profile_load (fixture->folder, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_clear_error (&error);

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (mtn_profile_load (fixture->path, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_clear_error (&error);
  g_unlink (fixture->path);

  g_assert_true (g_file_set_contents (fixture->path, "{\n  \"age\": oops\n}\n", -1, NULL));
  g_assert_null (mtn_profile_load (fixture->path, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  g_assert_nonnull (strstr (error->message, "line 2, column 10"));
}

static void
test_save_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "me.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mtn_profile_save (profile, "me", path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile-file/documented-line", test_documented_line);
  g_test_add_func ("/profile-file/nothing-said", test_nothing_said);
  g_test_add_func ("/profile-file/numbers-as-names", test_numbers_as_names);
  g_test_add_func ("/profile-file/ids", test_ids);
  g_test_add_func ("/profile-file/id-written-oddly", test_id_written_oddly);
  g_test_add_func ("/profile-file/round-trip", test_round_trip);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/profile-file/save-and-load", test_save_and_load);
  ADD ("/profile-file/backup", test_backup);
  ADD ("/profile-file/load-errors", test_load_errors);
  ADD ("/profile-file/save-error", test_save_error);

  return g_test_run ();
}
