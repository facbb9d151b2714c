/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-test-model.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matinee-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "model.safetensors", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* so nothing else was left there */
  g_free (fixture->path);
  g_free (fixture->folder);
}

static MtnCheckpoint *
write_and_open (Fixture *fixture, MtnCheckpointWriter *writer)
{
  g_autoptr (GError) error = NULL;
  MtnCheckpoint *checkpoint;

  mtn_checkpoint_writer_write (writer, fixture->path, &error);
  g_assert_no_error (error);
  checkpoint = mtn_checkpoint_open (fixture->path, &error);
  g_assert_no_error (error);

  return checkpoint;
}

static void
test_catalog (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (MtnCheckpointWriter) writer = mtn_test_writer_new ();
  g_autoptr (MtnCheckpoint) checkpoint = write_and_open (fixture, writer);
  g_autoptr (MtnCatalog) expected = mtn_test_catalog_new ();
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);

  g_assert_cmpuint (mtn_catalog_get_n_movies (catalog), ==, mtn_catalog_get_n_movies (expected));
  g_assert_cmpstrv ((gpointer) mtn_catalog_get_genres (catalog),
                    (gpointer) mtn_catalog_get_genres (expected));
  for (guint i = 0; i < mtn_catalog_get_n_movies (expected); i++)
    {
      const MtnMovie *a = mtn_catalog_get_movie (catalog, i);
      const MtnMovie *b = mtn_catalog_get_movie (expected, i);

      g_assert_cmpint (a->id, ==, b->id);
      g_assert_cmpstr (a->title, ==, b->title);
      g_assert_cmpint (a->alternatives != NULL, ==, b->alternatives != NULL);
      if (a->alternatives != NULL)
        g_assert_cmpstrv (a->alternatives, b->alternatives);
      g_assert_cmpint (a->year, ==, b->year);
      g_assert_cmpuint (a->genres, ==, b->genres);
      g_assert_cmpuint (a->n_ratings, ==, b->n_ratings);
      g_assert_cmpfloat (a->mean_stars, ==, b->mean_stars);
      g_assert_cmpint (a->placeholder, ==, b->placeholder);
    }
}

static void
test_pick_only (Fixture *fixture, gconstpointer user_data)
{
  static const gboolean pick_only[MTN_TEST_N_MOVIES] = { FALSE, TRUE, FALSE, FALSE, TRUE };
  static const float scores[MTN_TEST_N_MOVIES] = { 0.5f, 0.25f, 0, 1, 0.125f };
  g_autoptr (MtnCatalog) plain = mtn_test_catalog_new ();
  g_autoptr (MtnCatalog) catalog = mtn_catalog_copy_with_pick_only (plain, pick_only);
  g_autoptr (MtnVocabulary) vocabulary = mtn_test_vocabulary_new ();
  g_autoptr (MtnArchitecture) architecture = mtn_architecture_new ("popularity");
  g_autoptr (MtnCheckpointWriter) writer = NULL;
  g_autoptr (MtnCheckpoint) checkpoint = NULL;

  mtn_architecture_add_part (architecture, MTN_PART_POPULARITY, "popularity", MTN_PART_INPUT_ANY);
  writer = mtn_checkpoint_writer_new (catalog, vocabulary, architecture);
  mtn_checkpoint_writer_add (writer, "popularity", "score", scores, 1, (gsize[]){ MTN_TEST_N_MOVIES });
  checkpoint = write_and_open (fixture, writer);

  for (guint i = 0; i < MTN_TEST_N_MOVIES; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (mtn_checkpoint_get_catalog (checkpoint), i);

      g_assert_cmpint (movie->pick_only, ==, pick_only[i]);
      g_assert_cmpstr (movie->title, ==, mtn_catalog_get_movie (plain, i)->title);
    }
}

static void
test_vocabulary (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (MtnCheckpointWriter) writer = mtn_test_writer_new ();
  g_autoptr (MtnCheckpoint) checkpoint = write_and_open (fixture, writer);
  g_autoptr (MtnVocabulary) expected = mtn_test_vocabulary_new ();
  MtnVocabulary *vocabulary = mtn_checkpoint_get_vocabulary (checkpoint);

  g_assert_cmpmem (vocabulary->age_starts, vocabulary->n_ages * sizeof (int), expected->age_starts,
                   expected->n_ages * sizeof (int));
  g_assert_cmpstrv (vocabulary->genders, expected->genders);
  g_assert_cmpstrv (vocabulary->occupations, expected->occupations);
}

static void
test_architecture (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (MtnCheckpointWriter) writer = mtn_test_writer_new ();
  g_autoptr (MtnCheckpoint) checkpoint = write_and_open (fixture, writer);
  g_autoptr (MtnArchitecture) architecture = mtn_test_architecture_new ();
  g_autofree char *expected = mtn_architecture_to_json (architecture);
  g_autofree char *found = mtn_architecture_to_json (mtn_checkpoint_get_architecture (checkpoint));

  g_assert_cmpstr (found, ==, expected);
}

static void
test_weights (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (MtnCheckpointWriter) writer = mtn_test_writer_new ();
  g_autoptr (MtnCheckpoint) checkpoint = write_and_open (fixture, writer);
  const MtnTensor *tensor;
  const float *weights;
  gsize n;

  weights = mtn_checkpoint_get_weights (checkpoint, "favorites", "factors", &n);
  g_assert_cmpuint (n, ==, MTN_TEST_N_MOVIES * MTN_TEST_RANK);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (weights[i], ==, (float) (i + 1) / 8);

  tensor = mtn_safetensors_find (mtn_checkpoint_get_file (checkpoint), "fc1.weight");
  g_assert_nonnull (tensor);
  g_assert_cmpuint (tensor->dims[0], ==, MTN_TEST_N_HIDDEN);
  weights = mtn_checkpoint_get_weights (checkpoint, "", "fc1.weight", NULL);
  g_assert_true (tensor->data == (gconstpointer) weights);

  g_assert_null (mtn_checkpoint_get_weights (checkpoint, "favorites", "nothing", &n));
  g_assert_cmpuint (n, ==, 0);
}

static void
test_provenance (Fixture *fixture, gconstpointer user_data)
{
  static const char *const keys[] = { MTN_PROVENANCE_SEED, MTN_PROVENANCE_METRICS, MTN_PROVENANCE_DATE,
                                      MTN_PROVENANCE_PROGRAM, NULL };
  g_autoptr (MtnCheckpointWriter) writer = mtn_test_writer_new ();
  g_autoptr (MtnCheckpoint) checkpoint = write_and_open (fixture, writer);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstrv ((gpointer) mtn_checkpoint_get_provenance_keys (checkpoint), (gpointer) keys);
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_DATE), ==, "2026-01-31");
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_METRICS), ==,
                   "{\"ndcg@10\":0.5}");
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_PROGRAM), ==,
                   "matinee " MTN_VERSION);
  g_assert_null (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_SPLIT));
  g_assert_cmpstr (mtn_checkpoint_get_path (checkpoint), ==, fixture->path);

  mtn_checkpoint_verify (checkpoint, &error);
  g_assert_no_error (error);
}

static void
test_deterministic (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) first = mtn_test_checkpoint_bytes ();
  g_autoptr (GBytes) second = mtn_test_checkpoint_bytes ();

  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), g_bytes_get_data (second, NULL),
                   g_bytes_get_size (second));
}

static void
test_date_from_environment (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (MtnCatalog) catalog = mtn_test_catalog_new ();
  g_autoptr (MtnVocabulary) vocabulary = mtn_test_vocabulary_new ();
  g_autoptr (MtnArchitecture) architecture = mtn_architecture_new ("popularity");
  g_autoptr (MtnCheckpointWriter) writer = NULL;
  g_autoptr (MtnCheckpoint) checkpoint = NULL;
  static const float scores[MTN_TEST_N_MOVIES] = { 0.5f, 0.25f, 0, 1, -0.0f };

  mtn_architecture_add_part (architecture, MTN_PART_POPULARITY, "popularity", MTN_PART_INPUT_ANY);
  writer = mtn_checkpoint_writer_new (catalog, vocabulary, architecture);
  mtn_checkpoint_writer_add (writer, "popularity", "score", scores, 1, (gsize[]){ MTN_TEST_N_MOVIES });

  g_setenv ("SOURCE_DATE_EPOCH", "86400", TRUE);
  checkpoint = write_and_open (fixture, writer);
  g_unsetenv ("SOURCE_DATE_EPOCH");

  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_DATE), ==, "1970-01-02");
}

/* What cannot be opened is not written, and what was there stays. */
static void
test_writer_refuses (Fixture *fixture, gconstpointer user_data)
{
  static const float bad[] = { 1, 2, __builtin_nanf (""), 4, 5 };
  g_autoptr (MtnCheckpointWriter) writer = mtn_test_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_file_set_contents (fixture->path, "old", -1, &error);
  g_assert_no_error (error);

  mtn_checkpoint_writer_add (writer, "extra", "values", bad, 1, (gsize[]){ G_N_ELEMENTS (bad) });
  g_assert_false (mtn_checkpoint_writer_write (writer, fixture->path, &error));
  g_assert_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_NON_FINITE);
  g_assert_nonnull (strstr (error->message, "value 2 of tensor “extra.values”"));
  g_clear_error (&error);

  mtn_checkpoint_writer_add (writer, "extra", "values", bad, 1, (gsize[]){ 1 });
  g_assert_false (mtn_checkpoint_writer_write (writer, fixture->path, &error));
  g_assert_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_DUPLICATE);

  g_file_get_contents (fixture->path, &content, NULL, NULL);
  g_assert_cmpstr (content, ==, "old");
}

static void
test_writer_wants_every_tensor (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (MtnCatalog) catalog = mtn_test_catalog_new ();
  g_autoptr (MtnVocabulary) vocabulary = mtn_test_vocabulary_new ();
  g_autoptr (MtnArchitecture) architecture = mtn_test_architecture_new ();
  g_autoptr (MtnCheckpointWriter) writer = mtn_checkpoint_writer_new (catalog, vocabulary, architecture);
  g_autoptr (GError) error = NULL;

  g_assert_false (mtn_checkpoint_writer_write (writer, fixture->path, &error));
  g_assert_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_TENSOR);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* A data set without attributes of people: groups of none, tensors without rows. */
static void
test_no_attributes (Fixture *fixture, gconstpointer user_data)
{
  static const char *const none[] = { NULL };
  static const char *const tensors[] = { "age", "gender", "occupation" };
  g_autoptr (MtnCatalog) catalog = mtn_test_catalog_new ();
  g_autoptr (MtnVocabulary) vocabulary = mtn_vocabulary_new (NULL, 0, none, none);
  g_autoptr (MtnArchitecture) architecture = mtn_architecture_new ("demographic");
  g_autoptr (MtnCheckpointWriter) writer = NULL;
  g_autoptr (MtnCheckpoint) checkpoint = NULL;
  gsize n = 1;

  mtn_architecture_add_part (architecture, MTN_PART_DEMOGRAPHIC, "demographic", MTN_PART_INPUT_ANY);
  writer = mtn_checkpoint_writer_new (catalog, vocabulary, architecture);
  for (guint i = 0; i < G_N_ELEMENTS (tensors); i++)
    mtn_checkpoint_writer_add (writer, "demographic", tensors[i], NULL, 2, (gsize[]){ 0, MTN_TEST_N_MOVIES });

  checkpoint = write_and_open (fixture, writer);
  g_assert_cmpuint (mtn_checkpoint_get_vocabulary (checkpoint)->n_ages, ==, 0);
  g_assert_nonnull (mtn_checkpoint_get_weights (checkpoint, "demographic", "age", &n));
  g_assert_cmpuint (n, ==, 0);
}

static void
test_no_file (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_checkpoint_open (fixture->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_assert_null (mtn_checkpoint_open (fixture->folder, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/checkpoint/catalog", test_catalog);
  ADD ("/checkpoint/pick-only", test_pick_only);
  ADD ("/checkpoint/vocabulary", test_vocabulary);
  ADD ("/checkpoint/architecture", test_architecture);
  ADD ("/checkpoint/weights", test_weights);
  ADD ("/checkpoint/provenance", test_provenance);
  ADD ("/checkpoint/deterministic", test_deterministic);
  ADD ("/checkpoint/date-from-environment", test_date_from_environment);
  ADD ("/checkpoint/writer-refuses", test_writer_refuses);
  ADD ("/checkpoint/writer-wants-every-tensor", test_writer_wants_every_tensor);
  ADD ("/checkpoint/no-attributes", test_no_attributes);
  ADD ("/checkpoint/no-file", test_no_file);

  return g_test_run ();
}
