/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-prepare.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-folder.h"
#include "mtn-prepared.h"
#include "mtn-test-set.h"

typedef struct
{
  MtnTestSet *set;
  MtnDataset *dataset;
  char *top;
  char *out;
} Fixture;

static const MtnPrepareOptions small = {
  .split = { .kind = MTN_SPLIT_USERS,
             .fractions = { 0.2, 0.5 },
             .n_fractions = 2,
             .n_masks = 2,
             .train_ratio = 0.7,
             .seed = 42 },
  .features = "documented",
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->set = mtn_test_set_new_ml100k ();
  fixture->dataset = mtn_dataset_load (fixture->set->folder, NULL, NULL, NULL);
  fixture->top = g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
  fixture->out = g_build_filename (fixture->top, "out", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mtn_folder_discard (fixture->top);
  g_free (fixture->top);
  g_free (fixture->out);
  mtn_dataset_free (fixture->dataset);
  mtn_test_set_free (fixture->set);
}

static void
prepare (const Fixture *fixture, const MtnPrepareOptions *options, MtnPrepareTold *told)
{
  g_autoptr (GError) error = NULL;

  mtn_prepare (fixture->dataset, options, fixture->out, told, NULL, NULL, &error);
  g_assert_no_error (error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What lies in a folder below the test's, names in order. */
static void
assert_entries (const Fixture *fixture, const char *below, const char *expected)
{
  g_autofree char *path = g_build_filename (fixture->top, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (" ", (char **) names->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_one (Fixture *fixture, gconstpointer data)
{
  g_auto (MtnPrepareTold) told = { 0 };
  g_autoptr (MtnPrepared) prepared = NULL;

  prepare (fixture, &small, &told);
  assert_entries (fixture, "", "out");
  assert_entries (fixture, "out", "dataset.bin manifest.json test.bin train.bin");
  g_assert_false (told.splits[MTN_SPLIT_MASKS].is_there);
  g_assert_true (told.splits[MTN_SPLIT_USERS].is_there);
  g_assert_cmpuint (told.splits[MTN_SPLIT_USERS].n_samples[MTN_SPLIT_TRAIN], ==, 8);
  g_assert_cmpuint (told.splits[MTN_SPLIT_USERS].n_people[MTN_SPLIT_TRAIN], ==, 2);
  g_assert_cmpuint (told.splits[MTN_SPLIT_USERS].n_samples[MTN_SPLIT_TEST], ==, 4);
  g_assert_cmpuint (told.splits[MTN_SPLIT_USERS].n_files, ==, 4);
  prepared = mtn_prepared_load (fixture->out, NULL, NULL, NULL);
  g_assert_nonnull (prepared);
}

static void
test_both (Fixture *fixture, gconstpointer data)
{
  MtnPrepareOptions options = small;
  g_auto (MtnPrepareTold) told = { 0 };
  g_autoptr (GError) error = NULL;

  options.both = TRUE;
  options.features = "seed-2023";
  prepare (fixture, &options, &told);
  assert_entries (fixture, "out", "masks_split users_split");
  assert_entries (fixture, "out/masks_split", "dataset.bin manifest.json test.bin train.bin");
  g_assert_cmpstr (told.splits[MTN_SPLIT_MASKS].folder, ==, "masks_split");

  /* By masks, two of four frames are trained on. */
  g_assert_cmpuint (told.splits[MTN_SPLIT_MASKS].n_samples[MTN_SPLIT_TRAIN], ==, 6);
  for (guint kind = 0; kind < 2; kind++)
    {
      g_autofree char *path = g_build_filename (fixture->out, told.splits[kind].folder, NULL);
      g_autoptr (MtnPrepared) prepared = mtn_prepared_load (path, NULL, NULL, NULL);

      g_assert_cmpint (prepared->split->options.kind, ==, kind);
      g_assert_cmpstr (prepared->features, ==, "seed-2023");
    }

  /* One of the two must be meant. */
  g_assert_null (mtn_prepared_load (fixture->out, NULL, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_AMBIGUOUS);
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  MtnPrepareOptions options = small;
  g_auto (MtnPrepareTold) told = { 0 };

  options.csv = TRUE;
  prepare (fixture, &options, &told);
  assert_entries (fixture, "out", "test train");
  assert_entries (fixture, "out/train", "0.csv 1.csv");
  assert_entries (fixture, "out/test", "0.csv");
  g_assert_cmpuint (told.splits[MTN_SPLIT_USERS].n_files, ==, 3);

  mtn_prepare_told_clear (&told);
  options.split.kind = MTN_SPLIT_MASKS;
  options.split.validation_ratio = 0.5;
  prepare (fixture, &options, &told);
  assert_entries (fixture, "out", "test train validation");
  assert_entries (fixture, "out/test", "0.csv 1.csv");
}

/* Whatever this program has made is replaced by whatever it makes, and nothing of it stays. */
static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 16; i++)
    {
      MtnPrepareOptions options = small;
      g_auto (MtnPrepareTold) told = { 0 };

      options.csv = (i & 1) != 0;
      options.both = (i & 2) != 0;
      prepare (fixture, &options, &told);
      mtn_prepare_told_clear (&told);
      options.csv = (i & 4) != 0;
      options.both = (i & 8) != 0;
      prepare (fixture, &options, &told);
      assert_entries (fixture, "", "out");
      if (options.both)
        assert_entries (fixture, "out", "masks_split users_split");
      else
        assert_entries (fixture, "out",
                        options.csv ? "test train" : "dataset.bin manifest.json test.bin train.bin");
    }
}

static void
assert_refused (const Fixture *fixture, const char *path, const char *says)
{
  MtnPrepareTold told = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (mtn_prepare (fixture->dataset, &small, path, &told, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, says));
  mtn_prepare_told_clear (&told);
}

static void
put (const Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->out, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0777), ==, 0);
  g_assert_true (mtn_file_replace_bytes (path, "mine", 4, NULL));
}

static void
test_strangers_are_kept (Fixture *fixture, gconstpointer data)
{
  static const char *const strangers[] = { "thesis.txt",
                                           "train/notes.csv",
                                           "train/0.csv/deep",
                                           "masks_split/mine",
                                           "users_split/test/a.csv",
                                           "masks_split/users_split/x",
                                           "manifest.json/x",
                                           ".hidden" };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *path = g_build_filename (fixture->out, strangers[i], NULL);

      put (fixture, "test/0.csv");
      put (fixture, strangers[i]);
      assert_refused (fixture, fixture->out, "is not replaced");
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
      assert_entries (fixture, "", "out");
      mtn_folder_discard (fixture->out);
    }
}

static void
test_links_are_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->out, "train", NULL);

  g_assert_cmpint (g_mkdir (fixture->out, 0777), ==, 0);
  g_assert_cmpint (symlink (fixture->set->folder, link), ==, 0);
  assert_refused (fixture, fixture->out, "is not replaced");
  g_assert_true (g_file_test (fixture->set->folder, G_FILE_TEST_IS_DIR));
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->top, "file", NULL);
  g_autofree char *below = g_build_filename (file, "out", NULL);

  g_assert_true (mtn_file_replace_bytes (file, "x", 1, NULL));
  assert_refused (fixture, file, "is no folder");
  assert_refused (fixture, below, "cannot be written");
  assert_refused (fixture, "/proc/out", "cannot be written");
  assert_entries (fixture, "", "file");
}

static void
test_failure_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  MtnPrepareOptions options = small;
  MtnPrepareTold told = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  options.split.train_ratio = 0.01;
  g_assert_false (mtn_prepare (fixture->dataset, &options, fixture->out, &told, NULL, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
  g_clear_error (&error);
  mtn_prepare_told_clear (&told);

  g_cancellable_cancel (cancellable);
  g_assert_false (mtn_prepare (fixture->dataset, &small, fixture->out, &told, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mtn_prepare_told_clear (&told);
  assert_entries (fixture, "", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/prepare/one", test_one);
  ADD ("/prepare/both", test_both);
  ADD ("/prepare/csv", test_csv);
  ADD ("/prepare/replaced", test_replaced);
  ADD ("/prepare/strangers-are-kept", test_strangers_are_kept);
  ADD ("/prepare/links-are-kept", test_links_are_kept);
  ADD ("/prepare/unwritable", test_unwritable);
  ADD ("/prepare/failure-leaves-nothing", test_failure_leaves_nothing);

  return g_test_run ();
}
