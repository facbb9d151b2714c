/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The list of models, without a window. The shipped model is the one that the program trains on the invented
 * data (see tests/cli); its path is in $MTN_TEST_MODEL. */

#include "mtn-model-store.h"

#include <math.h>

#include <glib/gstdio.h>

#include "mtn-settings.h"

typedef struct
{
  char *home;
  MtnAppState *state;
  MtnModelStore *store;
  MtnModelItem *opened;
  char *notice;
} Fixture;

static void
opened_cb (Fixture *fixture, MtnModelItem *item)
{
  fixture->opened = item;
}

static void
notice_cb (Fixture *fixture, const char *message)
{
  g_free (fixture->notice);
  fixture->notice = g_strdup (message);
}

static void
wait_for (gboolean (*condition) (gpointer), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

static guint
n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->store));
}

static MtnModelItem *
item_at (Fixture *fixture, guint position)
{
  g_autoptr (MtnModelItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->store), position);

  return item;
}

static gboolean
is_ready (gpointer data)
{
  Fixture *fixture = data;

  return n_items (fixture) > 0 && mtn_app_state_get_status (fixture->state) == MTN_STATUS_READY &&
         mtn_model_item_get_recommends (item_at (fixture, 0));
}

static gboolean
has_opened (gpointer data)
{
  return ((Fixture *) data)->opened != NULL;
}

static gboolean
has_notice (gpointer data)
{
  return ((Fixture *) data)->notice != NULL;
}

static void
connect_store (Fixture *fixture)
{
  fixture->state = mtn_app_state_new (fixture->home);
  fixture->store = mtn_model_store_new (fixture->state, fixture->home);
  g_signal_connect_swapped (fixture->store, "opened", G_CALLBACK (opened_cb), fixture);
  g_signal_connect_swapped (fixture->store, "notice", G_CALLBACK (notice_cb), fixture);
  mtn_model_store_ensure_model (fixture->store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->home = g_dir_make_tmp ("matinee-models-XXXXXX", NULL);
  mtn_settings_reset (mtn_settings_get_default ());
  connect_store (fixture);
  wait_for (is_ready, fixture);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
let_go (Fixture *fixture)
{
  wait_for (is_last, fixture->store);
  g_assert_finalize_object (fixture->store);
  wait_for (is_last, fixture->state);
  g_assert_finalize_object (fixture->state);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mtn_model_store_erase (fixture->store);
  mtn_app_state_erase_everything (fixture->state);
  let_go (fixture);
  g_rmdir (fixture->home);
  g_free (fixture->home);
  g_free (fixture->notice);
}

/* A copy of the shipped model among the own ones. */
static MtnModelItem *
duplicate (Fixture *fixture, MtnModelItem *item)
{
  fixture->opened = NULL;
  mtn_model_store_duplicate (fixture->store, item);
  wait_for (has_opened, fixture);

  return fixture->opened;
}

static void
test_shipped (Fixture *fixture, gconstpointer data)
{
  MtnModelItem *item = item_at (fixture, 0);
  const MtnModelFacts *facts = mtn_model_item_get_facts (item);
  g_autofree char *name = NULL;

  g_assert_cmpuint (n_items (fixture), ==, 1);
  g_assert_cmpint (mtn_model_item_get_origin (item), ==, MTN_MODEL_SHIPPED);
  g_assert_null (mtn_model_item_get_error (item));
  g_assert_nonnull (facts);
  g_object_get (fixture->state, "model-name", &name, NULL);
  g_assert_cmpstr (mtn_model_item_get_name (item), ==, name);
  g_assert_cmpstr (facts->kind, ==, "blend");
  g_assert_cmpuint (facts->n_weights, >, 0);
  g_assert_cmpuint (facts->n_bytes, >, 4 * facts->n_weights);
  g_assert_cmpuint (strlen (facts->sha256), ==, 64);
  g_assert_true (mtn_model_item_get_recommends (item));
}

static void
test_duplicate_and_rename (Fixture *fixture, gconstpointer data)
{
  MtnModelItem *shipped = item_at (fixture, 0);
  MtnModelItem *copy = duplicate (fixture, shipped);
  g_autofree char *path = g_strdup (mtn_model_item_get_path (copy));
  g_autoptr (MtnCheckpoint) checkpoint = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n_items (fixture), ==, 2);
  g_assert_true (item_at (fixture, 1) == copy);
  g_assert_cmpint (mtn_model_item_get_origin (copy), ==, MTN_MODEL_OWN);
  g_assert_true (g_str_has_suffix (mtn_model_item_get_name (copy), " (copy)"));
  g_assert_cmpstr (mtn_model_item_get_facts (copy)->sha256, ==, mtn_model_item_get_facts (shipped)->sha256);
  g_assert_false (mtn_model_item_get_recommends (copy));

  mtn_model_store_rename (fixture->store, copy, "Ü \"quoted\"");
  while (!g_str_equal (mtn_model_item_get_name (copy), "Ü \"quoted\""))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (item_at (fixture, 1) == copy);
  g_assert_cmpstr (mtn_model_item_get_path (copy), ==, path);

  checkpoint = mtn_checkpoint_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (mtn_checkpoint_verify (checkpoint, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_NAME), ==, "Ü \"quoted\"");
  g_assert_nonnull (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_DATA_SHA256));
}

static gboolean
second_recommends (gpointer data)
{
  return n_items (data) > 1 && mtn_model_item_get_recommends (item_at (data, 1));
}

static void
test_use_is_remembered (Fixture *fixture, gconstpointer data)
{
  MtnModelItem *copy = duplicate (fixture, item_at (fixture, 0));
  g_autofree char *path = g_strdup (mtn_model_item_get_path (copy));

  mtn_model_store_use (fixture->store, copy);
  wait_for (second_recommends, fixture);
  g_assert_false (mtn_model_item_get_recommends (item_at (fixture, 0)));
  g_assert_cmpstr (mtn_app_state_get_model_path (fixture->state), ==, path);

  let_go (fixture);
  connect_store (fixture);
  wait_for (second_recommends, fixture);
  g_assert_cmpstr (mtn_app_state_get_model_path (fixture->state), ==, path);

  /* And when its file is gone the shipped one recommends. */
  let_go (fixture);
  g_unlink (path);
  connect_store (fixture);
  wait_for (is_ready, fixture);
  g_assert_null (mtn_app_state_get_model_path (fixture->state));
}

static void
test_delete_and_undo (Fixture *fixture, gconstpointer data)
{
  MtnModelItem *copy = duplicate (fixture, item_at (fixture, 0));
  g_autofree char *path = g_strdup (mtn_model_item_get_path (copy));
  g_autoptr (GError) error = NULL;

  mtn_model_store_use (fixture->store, copy);
  wait_for (second_recommends, fixture);
  g_assert_true (mtn_model_store_delete (fixture->store, copy, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_items (fixture), ==, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  wait_for (is_ready, fixture);

  g_assert_true (mtn_model_store_undo_delete (fixture->store));
  g_assert_cmpuint (n_items (fixture), ==, 2);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  wait_for (second_recommends, fixture);
  g_assert_false (mtn_model_store_undo_delete (fixture->store));

  /* The end of the program makes it final. */
  g_assert_true (mtn_model_store_delete (fixture->store, item_at (fixture, 1), &error));
  wait_for (is_ready, fixture);
  let_go (fixture);
  {
    g_autofree char *folder = g_path_get_dirname (path);

    g_assert_cmpint (g_rmdir (folder), ==, 0);
  }
  connect_store (fixture);
  wait_for (is_ready, fixture);
  g_assert_cmpuint (n_items (fixture), ==, 1);
}

static void
test_opened (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->home, "a model.safetensors", NULL);
  g_autofree char *broken = g_build_filename (fixture->home, "broken.safetensors", NULL);
  g_autoptr (GError) error = NULL;

  mtn_model_store_export (fixture->store, item_at (fixture, 0), copy);
  while (!g_file_test (copy, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  mtn_model_store_open (fixture->store, copy);
  wait_for (has_opened, fixture);
  g_assert_cmpint (mtn_model_item_get_origin (fixture->opened), ==, MTN_MODEL_OPENED);
  g_assert_false (mtn_model_item_get_recommends (fixture->opened));
  g_assert_cmpstr (mtn_model_item_get_facts (fixture->opened)->sha256, ==,
                   mtn_model_item_get_facts (item_at (fixture, 0))->sha256);

  g_assert_true (g_file_set_contents (broken, "\001\0\0\0", 4, &error));
  fixture->opened = NULL;
  mtn_model_store_open (fixture->store, broken);
  wait_for (has_opened, fixture);
  g_assert_null (mtn_model_item_get_facts (fixture->opened));
  g_assert_nonnull (strstr (mtn_model_item_get_error (fixture->opened), "broken.safetensors"));
  g_assert_cmpuint (n_items (fixture), ==, 3);

  /* Forgetting leaves the file. */
  g_assert_true (mtn_model_store_delete (fixture->store, fixture->opened, &error));
  g_assert_true (g_file_test (broken, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (n_items (fixture), ==, 2);

  fixture->opened = NULL;
  let_go (fixture);
  connect_store (fixture);
  wait_for (is_ready, fixture);
  g_assert_cmpuint (n_items (fixture), ==, 2);
  g_assert_cmpstr (mtn_model_item_get_path (item_at (fixture, 1)), ==, copy);

  g_unlink (copy);
  g_unlink (broken);
}

static gboolean
has_two (gpointer data)
{
  return n_items (data) == 2;
}

static gboolean
has_one (gpointer data)
{
  return n_items (data) == 1;
}

static gboolean
has_headline (gpointer data)
{
  return mtn_model_item_get_headline (item_at (data, 0), NULL) == 0.25;
}

/* A training that ends, and an evaluation, only leave files. */
static void
test_folders_are_watched (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mtn_model_store_dup_free_path (fixture->store, "From Elsewhere!");
  const char *results = mtn_model_store_get_results (fixture->store);
  const char *sha256 = mtn_model_item_get_facts (item_at (fixture, 0))->sha256;
  g_autofree char *json = g_build_filename (results, "a.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *shipped = g_strdup (mtn_model_item_get_path (item_at (fixture, 0)));
  g_autofree char *bytes = NULL;
  gsize length;
  const MtnModelScore *score = NULL;

  g_assert_true (g_str_has_suffix (path, "/models/from-elsewhere.safetensors"));
  g_assert_true (g_file_get_contents (shipped, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  wait_for (has_two, fixture);
  g_unlink (path);
  wait_for (has_one, fixture);

  text = g_strdup_printf ("{\"provenance\": {\"protocol\": \"favorites\", \"dataset\": \"x\", \"leaks\": "
                          "null, \"model\": "
                          "{\"sha256\": \"%s\"}}, \"10\": {\"ndcg\": 0.25, \"precision\": 0.5}}",
                          sha256);
  g_mkdir_with_parents (results, 0700);
  g_assert_true (g_file_set_contents (json, text, -1, NULL));
  mtn_model_store_refresh (fixture->store);
  wait_for (has_headline, fixture);
  mtn_model_item_get_headline (item_at (fixture, 0), &score);
  g_assert_nonnull (score);
  g_assert_cmpstr (score->protocol, ==, "favorites");
  g_assert_cmpfloat (mtn_model_item_get_score (item_at (fixture, 0), "favorites")->precision, ==, 0.5);
  g_assert_null (mtn_model_item_get_score (item_at (fixture, 0), "new-users"));
}

/* Figures of people whom the model knows are no headline. */
static void
test_leaks_are_no_headline (void)
{
  g_autoptr (GPtrArray) scores = g_ptr_array_new ();
  g_autoptr (MtnModelItem) item = mtn_model_item_new ("/nowhere/x.safetensors", MTN_MODEL_OPENED);
  MtnModelFacts *facts = g_new0 (MtnModelFacts, 1);
  MtnModelScore leaking = {
    .model_sha256 = (char *) "a", .protocol = (char *) "favorites", .leaks = (char *) "leaks", .ndcg = 0.9
  };
  MtnModelScore other = { .model_sha256 = (char *) "b", .protocol = (char *) "favorites", .ndcg = 0.8 };
  MtnModelScore own = { .model_sha256 = (char *) "a", .protocol = (char *) "new-users", .ndcg = 0.2 };

  g_assert_cmpstr (mtn_model_item_get_name (item), ==, "x");
  facts->sha256 = g_strdup ("a");
  facts->ndcg = NAN;
  mtn_model_item_set_facts (item, facts, NULL, 1);
  g_assert_true (isnan (mtn_model_item_get_headline (item, NULL)));
  g_ptr_array_add (scores, &leaking);
  g_ptr_array_add (scores, &other);
  g_ptr_array_add (scores, &own);
  mtn_model_item_set_scores (item, scores);
  g_assert_cmpfloat (mtn_model_item_get_headline (item, NULL), ==, 0.2);
  g_assert_true (mtn_model_item_get_leaking (item) == &leaking);
}

/* What a kind came to that was trained anew in folds is said of a model of that kind, options and data alone;
 * the file's own figures come first. */
static void
test_kind_was_measured (void)
{
  g_autofree char *path = NULL;
  g_autoptr (MtnModelScore) score = NULL;
  g_autoptr (MtnModelFacts) facts = g_new0 (MtnModelFacts, 1);
  int fd = g_file_open_tmp ("matinee-score-XXXXXX", &path, NULL);

  close (fd);
  g_assert_true (
      g_file_set_contents (path,
                           "{\"provenance\": {\"protocol\": \"favorites\", \"data_sha256\": \"d\", "
                           "\"leaks\": null, \"seed\": 7, \"folds\": 3, \"people\": 20, \"model\": "
                           "{\"sha256\": null, \"options\": {\"model\": \"blend\", \"seed\": 42}}}, "
                           "\"10\": {\"ndcg\": 0.25, \"precision\": 0.5}}",
                           -1, NULL));
  score = mtn_model_score_read (path);
  g_unlink (path);
  g_assert_nonnull (score);
  g_assert_cmpfloat (score->seed, ==, 7);
  g_assert_cmpfloat (score->n_folds, ==, 3);
  g_assert_cmpfloat (score->n_people, ==, 20);
  g_assert_true (mtn_model_score_is_honest (score));

  facts->sha256 = g_strdup ("s");
  facts->data_sha256 = g_strdup ("d");
  facts->options = g_strdup ("{\"model\":\"blend\",\"seed\":42}");
  g_assert_true (mtn_model_score_is_of (score, facts));
  facts->data_sha256[0] = 'e';
  g_assert_false (mtn_model_score_is_of (score, facts));
  facts->data_sha256[0] = 'd';
  facts->options[2] = 'n';
  g_assert_false (mtn_model_score_is_of (score, facts));
  g_clear_pointer (&facts->options, g_free);
  g_assert_false (mtn_model_score_is_of (score, facts));
}

static void
test_failures_are_told (Fixture *fixture, gconstpointer data)
{
  mtn_model_store_export (fixture->store, item_at (fixture, 0), "/nowhere/at/all.safetensors");
  wait_for (has_notice, fixture);
  g_assert_nonnull (strstr (fixture->notice, "/nowhere/at"));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;

  g_test_init (&argc, &argv, NULL);

  folder = g_path_get_dirname (g_getenv ("MTN_TEST_MODEL"));
  g_setenv ("MATINEE_MODEL_DIR", folder, TRUE);

  g_test_add ("/model-store/shipped", Fixture, NULL, set_up, test_shipped, tear_down);
  g_test_add ("/model-store/duplicate-and-rename", Fixture, NULL, set_up, test_duplicate_and_rename,
              tear_down);
  g_test_add ("/model-store/use-is-remembered", Fixture, NULL, set_up, test_use_is_remembered, tear_down);
  g_test_add ("/model-store/delete-and-undo", Fixture, NULL, set_up, test_delete_and_undo, tear_down);
  g_test_add ("/model-store/opened", Fixture, NULL, set_up, test_opened, tear_down);
  g_test_add ("/model-store/folders-are-watched", Fixture, NULL, set_up, test_folders_are_watched, tear_down);
  g_test_add_func ("/model-store/leaks-are-no-headline", test_leaks_are_no_headline);
  g_test_add_func ("/model-store/kind-was-measured", test_kind_was_measured);
  g_test_add ("/model-store/failures-are-told", Fixture, NULL, set_up, test_failures_are_told, tear_down);

  return g_test_run ();
}
