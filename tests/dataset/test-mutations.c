/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Files with random damage. Whatever it is, reading ends with a value that is
 * whole or with an error that can be shown; the sanitizers see the rest.
 */

#include "mtn-error.h"
#include "mtn-profile-file.h"
#include "mtn-random.h"
#include "mtn-test-set.h"

#include <string.h>

#define N_FILES 1500
#define N_ARCHIVES 400
#define N_PROFILES 5000

/* Bytes that mean something to one of the formats. */
static const char telling[] = "\0\n\r\t |,\"'{}[]:.-09eE\\\377\200";

static GByteArray *
damage (const char *content, gsize length, MtnRandom *random)
{
  GByteArray *bytes = g_byte_array_new ();
  guint n = 1 + mtn_random_below (random, 4);

  g_byte_array_append (bytes, (const guint8 *) content, (guint) length);
  for (guint i = 0; i < n && bytes->len > 0; i++)
    {
      guint at = mtn_random_below (random, bytes->len);
      guint span = 1 + mtn_random_below (random, MIN (8, bytes->len - at));

      switch (mtn_random_below (random, 5))
        {
        case 0:
          bytes->data[at] = (guint8) mtn_random_below (random, 256);
          break;
        case 1:
          bytes->data[at] = (guint8) telling[mtn_random_below (random, sizeof telling - 1)];
          break;
        case 2:
          g_byte_array_remove_range (bytes, at, span);
          break;
        case 3:
          {
            g_autofree guint8 *copy = g_memdup2 (bytes->data + at, span);

            g_byte_array_append (bytes, copy, span);
          }
          break;
        default:
          g_byte_array_set_size (bytes, at);
        }
    }

  return bytes;
}

/* Returns whether it loaded. */
static gboolean
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (path, NULL, NULL, &error);

  if (dataset == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return FALSE;
    }

  g_assert_no_error (error);
  g_assert_cmpuint (dataset->ratings->n_movies, ==, mtn_catalog_get_n_movies (dataset->catalog));
  for (guint i = 0; i < dataset->ratings->offsets[dataset->ratings->n_people]; i++)
    {
      g_assert_cmpuint (dataset->ratings->movies[i], <, dataset->ratings->n_movies);
      g_assert_cmpfloat (dataset->ratings->stars[i], >=, 0.5f);
      g_assert_cmpfloat (dataset->ratings->stars[i], <=, 5.0f);
    }

  return TRUE;
}

static void
test_files (void)
{
  static const char *const files[] = { "u.data",       "u.item",     "u.user",     "u.genre",
                                       "u.occupation", "movies.csv", "ratings.csv" };
  g_autoptr (MtnTestSet) ml100k = mtn_test_set_new_ml100k ();
  g_autoptr (MtnTestSet) csv = mtn_test_set_new_csv ();
  guint n_loaded = 0;
  MtnRandom random;

  mtn_random_init (&random, 21, 1);
  for (guint i = 0; i < N_FILES; i++)
    {
      const char *file = files[i % G_N_ELEMENTS (files)];
      MtnTestSet *set = g_str_has_suffix (file, ".csv") ? csv : ml100k;
      g_autofree char *content = mtn_test_set_content (set, file);
      g_autoptr (GByteArray) bytes = damage (content, strlen (content), &random);

      mtn_test_set_write (set, file, (const char *) bytes->data, bytes->len);
      n_loaded += load (set->folder);
      mtn_test_set_write (set, file, content, -1);
    }

  /* Neither all harmless nor all fatal: the damage is of the interesting size. */
  g_assert_cmpuint (n_loaded, >, N_FILES / 50);
  g_assert_cmpuint (n_loaded, <, N_FILES * 9 / 10);
}

static void
test_archives (void)
{
#ifdef MTN_HAVE_ARCHIVE
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autofree char *content = NULL;
  gsize length;
  guint n_loaded = 0;
  MtnRandom random;

  mtn_test_set_pack (set, "ml-100k");
  g_assert_true (g_file_get_contents (set->zip, &content, &length, NULL));

  mtn_random_init (&random, 22, 1);
  for (guint i = 0; i < N_ARCHIVES; i++)
    {
      g_autoptr (GByteArray) bytes = damage (content, length, &random);

      mtn_test_set_write_zip (set, (const char *) bytes->data, bytes->len);
      n_loaded += load (set->zip);
    }
  g_assert_cmpuint (n_loaded, <, N_ARCHIVES);
#else
  g_test_skip ("built without libarchive");
#endif
}

static void
test_profiles (void)
{
  static const char text[] = "{\"id\": [1, \"a\"], \"schema\": 1, \"name\": \"me\", \"age\": 24, \"gender\": "
                             "\"M\", \"occupation\": \"student\", "
                             "\"ratings\": {\"50\": 5, \"172\": 4.5}, \"favorites\": [56, 7], \"exclude\": "
                             "[1], \"not_interested\": [9], "
                             "\"picks\": [7, 56, 172, 50]}";
  guint n_read = 0;
  MtnRandom random;

  mtn_random_init (&random, 23, 1);
  for (guint i = 0; i < N_PROFILES; i++)
    {
      g_autoptr (GByteArray) bytes = damage (text, sizeof text - 1, &random);
      g_autofree char *id = NULL;
      g_autofree char *json = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (MtnProfile) profile =
          mtn_profile_from_json (bytes->len > 0 ? (const char *) bytes->data : "", bytes->len, "test", &id,
                                 &error);
      g_autoptr (MtnProfile) again = NULL;

      if (profile == NULL)
        {
          g_assert_nonnull (error);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          continue;
        }

      n_read++;
      g_assert_nonnull (id);
      json = mtn_profile_to_json (profile, "me");
      again = mtn_profile_from_json (json, -1, "again", NULL, &error);
      g_assert_no_error (error);
      g_assert_true (mtn_profile_equal (profile, again));
    }
  g_assert_cmpuint (n_read, >, N_PROFILES / 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mutations/files", test_files);
  g_test_add_func ("/mutations/archives", test_archives);
  g_test_add_func ("/mutations/profiles", test_profiles);

  return g_test_run ();
}
