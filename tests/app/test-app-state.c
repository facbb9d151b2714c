/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The state behind the window, without one: model, edits, results, profiles. The model is the one that the
 * program trains on the invented data (see tests/cli); its path is in $MTN_TEST_MODEL. */

#include "mtn-app-state.h"

#include <glib/gstdio.h>

typedef struct
{
  char *home;
  MtnAppState *state;
  guint n_results;
  char *offer;
  char *notice;
} Fixture;

static void
results_cb (Fixture *fixture)
{
  fixture->n_results++;
}

static void
undoable_cb (Fixture *fixture, const char *message)
{
  g_free (fixture->offer);
  fixture->offer = g_strdup (message);
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

static gboolean
is_loaded (gpointer data)
{
  return mtn_app_state_get_status (data) != MTN_STATUS_LOADING;
}

static gboolean
has_results (gpointer data)
{
  return ((Fixture *) data)->n_results > 0;
}

static void
wait_for_results (Fixture *fixture)
{
  fixture->n_results = 0;
  wait_for (has_results, fixture);
}

static void
connect_state (Fixture *fixture)
{
  fixture->state = mtn_app_state_new (fixture->home);
  g_signal_connect_swapped (fixture->state, "results-changed", G_CALLBACK (results_cb), fixture);
  g_signal_connect_swapped (fixture->state, "undoable", G_CALLBACK (undoable_cb), fixture);
  g_signal_connect_swapped (fixture->state, "notice", G_CALLBACK (notice_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->home = g_dir_make_tmp ("matinee-state-XXXXXX", NULL);
  connect_state (fixture);
  mtn_app_state_load_model (fixture->state, g_getenv ("MTN_TEST_MODEL"));
  wait_for (is_loaded, fixture->state);
  g_assert_cmpint (mtn_app_state_get_status (fixture->state), ==, MTN_STATUS_READY);
  if (fixture->n_results == 0)
    wait_for_results (fixture);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
let_go (Fixture *fixture)
{
  /* What is still with the worker keeps the state. */
  wait_for (is_last, fixture->state);
  g_assert_finalize_object (fixture->state);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->home, "profiles", NULL);

  mtn_app_state_erase_everything (fixture->state);
  let_go (fixture);
  g_rmdir (folder);
  g_rmdir (fixture->home);
  g_free (fixture->home);
  g_free (fixture->offer);
  g_free (fixture->notice);
}

static guint
get_uint (Fixture *fixture, const char *property)
{
  guint value;

  g_object_get (fixture->state, property, &value, NULL);

  return value;
}

static MtnFilm *
film_at (GListModel *list, guint position)
{
  g_autoptr (MtnFilm) film = g_list_model_get_item (list, position);

  return film;
}

static MtnResult *
result_at (Fixture *fixture, guint position)
{
  g_autoptr (MtnResult) result = g_list_model_get_item (mtn_app_state_get_results (fixture->state), position);

  return result;
}

/* Ranks count up, scores go down, nothing that is picked or hidden is listed. */
static void
assert_results_sound (Fixture *fixture, guint n)
{
  GListModel *results = mtn_app_state_get_results (fixture->state);

  g_assert_cmpuint (g_list_model_get_n_items (results), ==, n);
  for (guint i = 0; i < n; i++)
    {
      MtnResult *result = result_at (fixture, i);

      g_assert_cmpuint (mtn_result_get_rank (result), ==, i + 1);
      g_assert_false (mtn_film_get_picked (mtn_result_get_film (result)));
      g_assert_false (mtn_film_get_excluded (mtn_result_get_film (result)));
      if (i > 0)
        g_assert_cmpfloat (mtn_result_get_score (result_at (fixture, i - 1)), >=,
                           mtn_result_get_score (result));
    }
}

static void
test_films (Fixture *fixture, gconstpointer data)
{
  GListModel *films = mtn_app_state_get_films (fixture->state);
  guint n = g_list_model_get_n_items (films);

  g_assert_cmpuint (n, >, 100);
  for (guint i = 1; i < n; i++)
    g_assert_cmpuint (mtn_film_get_movie (film_at (films, i - 1))->n_ratings, >=,
                      mtn_film_get_movie (film_at (films, i))->n_ratings);
  for (guint i = 0; i < n; i++)
    {
      const MtnMovie *movie = mtn_film_get_movie (film_at (films, i));

      g_assert_false (movie->placeholder);
      g_assert_cmpuint (movie->twin, ==, mtn_film_get_index (film_at (films, i)));
    }
}

static void
test_pick_changes_list (Fixture *fixture, gconstpointer data)
{
  MtnFilm *film = mtn_result_get_film (result_at (fixture, 0));

  assert_results_sound (fixture, 20);
  mtn_app_state_toggle_pick (fixture->state, film);
  g_assert_true (mtn_film_get_picked (film));
  g_assert_cmpuint (get_uint (fixture, "n-picks"), ==, 1);
  g_assert_true (film_at (mtn_app_state_get_picks (fixture->state), 0) == film);
  wait_for_results (fixture);
  assert_results_sound (fixture, 20);
  g_assert_true (g_str_has_prefix (mtn_result_get_reason (result_at (fixture, 0)), "Because you picked "));

  mtn_app_state_pick (fixture->state, film, 4);
  g_assert_cmpfloat (mtn_film_get_stars (film), ==, 4);
  mtn_app_state_undo (fixture->state);
  mtn_app_state_undo (fixture->state);
  g_assert_false (mtn_film_get_picked (film));
  wait_for_results (fixture);
  g_assert_true (mtn_result_get_film (result_at (fixture, 0)) == film);
}

/* Ten changes at once: the list that comes is that of the last. */
static void
test_latest_wins (Fixture *fixture, gconstpointer data)
{
  GListModel *films = mtn_app_state_get_films (fixture->state);

  for (guint i = 0; i < 10; i++)
    mtn_app_state_toggle_pick (fixture->state, film_at (films, i));
  wait_for_results (fixture);
  assert_results_sound (fixture, 20);
  g_assert_cmpuint (get_uint (fixture, "n-picks"), ==, 10);
}

static void
test_exclude (Fixture *fixture, gconstpointer data)
{
  MtnFilm *film = mtn_result_get_film (result_at (fixture, 0));

  mtn_app_state_exclude (fixture->state, film, MTN_EXCLUDE_NOT_INTERESTED);
  g_assert_true (mtn_film_get_not_interested (film));
  g_assert_nonnull (strstr (fixture->offer, mtn_film_get_movie (film)->title));
  wait_for_results (fixture);
  assert_results_sound (fixture, 20);

  mtn_app_state_take_offer (fixture->state);
  g_assert_false (mtn_film_get_excluded (film));
  g_assert_cmpstr (fixture->offer, ==, "");
}

static void
test_more_and_filters (Fixture *fixture, gconstpointer data)
{
  gboolean has_more;
  guint n_all = get_uint (fixture, "n-candidates");

  mtn_app_state_show_more (fixture->state);
  wait_for_results (fixture);
  assert_results_sound (fixture, 40);

  g_object_set (fixture->state, "list-length", 5, NULL);
  wait_for_results (fixture);
  assert_results_sound (fixture, 5);
  g_object_get (fixture->state, "has-more", &has_more, NULL);
  g_assert_true (has_more);

  g_object_set (fixture->state, "year-from", 1990, NULL);
  wait_for_results (fixture);
  g_assert_cmpuint (get_uint (fixture, "n-candidates"), <, n_all);
  g_assert_cmpint (mtn_film_get_movie (mtn_result_get_film (result_at (fixture, 0)))->year, >=, 1990);

  g_object_set (fixture->state, "year-from", 9999, NULL);
  wait_for_results (fixture);
  assert_results_sound (fixture, 0);
  mtn_app_state_clear_filters (fixture->state);
  wait_for_results (fixture);
  assert_results_sound (fixture, 5);
}

static void
test_attributes (Fixture *fixture, gconstpointer data)
{
  MtnVocabulary *vocabulary = mtn_app_state_get_vocabulary (fixture->state);
  int age;

  g_assert_cmpuint (vocabulary->n_ages, >, 1);
  g_object_set (fixture->state, "age", 1, "gender", 0, NULL);
  g_object_get (fixture->state, "age", &age, NULL);
  g_assert_cmpint (age, ==, 1);
  wait_for_results (fixture);

  /* Out of the vocabulary: nothing happens. */
  g_object_set (fixture->state, "age", 99, "occupation", 99, NULL);
  g_object_get (fixture->state, "age", &age, NULL);
  g_assert_cmpint (age, ==, 1);

  g_object_set (fixture->state, "age", MTN_NOT_SAID, NULL);
  g_object_get (fixture->state, "age", &age, NULL);
  g_assert_cmpint (age, ==, MTN_NOT_SAID);
  mtn_app_state_undo (fixture->state);
  g_object_get (fixture->state, "age", &age, NULL);
  g_assert_cmpint (age, ==, 1);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  MtnFilm *film = film_at (mtn_app_state_get_films (fixture->state), 3);
  g_autoptr (GArray) found = mtn_app_state_search (fixture->state, mtn_film_get_movie (film)->title);

  g_assert_cmpuint (found->len, >, 0);
  g_assert_true (mtn_app_state_get_film (fixture->state, g_array_index (found, guint, 0)) == film);
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
test_explain_and_similar (Fixture *fixture, gconstpointer data)
{
  MtnFilm *pick = film_at (mtn_app_state_get_films (fixture->state), 0);
  g_autoptr (GAsyncResult) explained = NULL;
  g_autoptr (GAsyncResult) similar = NULL;
  g_autoptr (MtnExplanation) explanation = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;

  mtn_app_state_toggle_pick (fixture->state, pick);
  wait_for_results (fixture);
  mtn_app_state_explain_async (fixture->state, mtn_result_get_film (result_at (fixture, 2)), NULL,
                               explained_cb, &explained);
  wait_for (is_set, &explained);
  explanation = mtn_app_state_explain_finish (fixture->state, explained, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (explanation->rank, ==, 3);
  g_assert_cmpuint (explanation->reasons->len, ==, 1);

  mtn_app_state_similar_async (fixture->state, pick, NULL, explained_cb, &similar);
  wait_for (is_set, &similar);
  list = mtn_app_state_similar_finish (fixture->state, similar, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), >, 0);
}

static void
test_profiles (Fixture *fixture, gconstpointer data)
{
  MtnFilm *film = film_at (mtn_app_state_get_films (fixture->state), 0);
  g_autofree char *first = NULL;
  g_autofree char *name = NULL;
  g_auto (GStrv) names = NULL;

  g_object_get (fixture->state, "profile-name", &first, NULL);
  mtn_app_state_toggle_pick (fixture->state, film);
  mtn_app_state_new_profile (fixture->state, "Movie Night");
  g_assert_cmpuint (get_uint (fixture, "n-picks"), ==, 0);
  g_assert_false (mtn_film_get_picked (film));

  mtn_app_state_switch_profile (fixture->state, first);
  g_assert_true (mtn_film_get_picked (film));
  mtn_app_state_rename_profile (fixture->state, "Solo");
  names = mtn_app_state_list_profiles (fixture->state);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[1], ==, "Solo");

  mtn_app_state_delete_profile (fixture->state);
  g_assert_cmpstr (fixture->offer, ==, "Profile “Solo” deleted");
  g_assert_cmpuint (get_uint (fixture, "n-picks"), ==, 0);
  mtn_app_state_take_offer (fixture->state);
  g_object_get (fixture->state, "profile-name", &name, NULL);
  g_assert_cmpstr (name, ==, "Solo");
  g_assert_cmpuint (get_uint (fixture, "n-picks"), ==, 1);
}

static void
test_restart (Fixture *fixture, gconstpointer data)
{
  mtn_app_state_toggle_pick (fixture->state, film_at (mtn_app_state_get_films (fixture->state), 0));
  mtn_app_state_flush (fixture->state);
  let_go (fixture);

  connect_state (fixture);
  mtn_app_state_load_model (fixture->state, g_getenv ("MTN_TEST_MODEL"));
  wait_for (is_loaded, fixture->state);
  g_assert_cmpuint (get_uint (fixture, "n-picks"), ==, 1);
}

static void
test_broken_model (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->home, "broken.safetensors", NULL);
  g_autofree char *message = NULL;
  gboolean shipped;

  g_assert_true (g_file_set_contents (path, "\1\0\0\0\0\0\0\0x", 9, NULL));
  mtn_app_state_open_file (fixture->state, path);
  while (mtn_app_state_get_status (fixture->state) == MTN_STATUS_READY)
    g_main_context_iteration (NULL, FALSE);
  g_object_get (fixture->state, "error-message", &message, "model-shipped", &shipped, NULL);
  g_assert_nonnull (strstr (message, path));
  g_assert_false (shipped);
  g_assert_cmpuint (g_list_model_get_n_items (mtn_app_state_get_films (fixture->state)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (mtn_app_state_get_results (fixture->state)), ==, 0);

  mtn_app_state_load_model (fixture->state, g_getenv ("MTN_TEST_MODEL"));
  wait_for (is_loaded, fixture->state);
  g_assert_cmpint (mtn_app_state_get_status (fixture->state), ==, MTN_STATUS_READY);
  g_unlink (path);
}

static void
test_open_profile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->home, "Friend.json", NULL);
  g_autofree char *name = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_true (g_file_set_contents (path, "{\"favorites\": [1, 2], \"age\": 30}", -1, NULL));
  mtn_app_state_open_file (fixture->state, path);
  g_object_get (fixture->state, "profile-name", &name, NULL);
  g_assert_cmpstr (name, ==, "Friend");
  g_assert_cmpuint (get_uint (fixture, "n-picks"), ==, 2);

  /* The same again is the same. */
  mtn_app_state_open_file (fixture->state, path);
  names = mtn_app_state_list_profiles (fixture->state);
  g_assert_cmpuint (g_strv_length (names), ==, 1);

  g_assert_true (g_file_set_contents (path, "{\"favorites\": \"all\"}", -1, NULL));
  g_assert_null (fixture->notice);
  mtn_app_state_open_file (fixture->state, path);
  g_assert_nonnull (strstr (fixture->notice, "favorites"));
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  add ("/app-state/films", test_films);
  add ("/app-state/pick-changes-list", test_pick_changes_list);
  add ("/app-state/latest-wins", test_latest_wins);
  add ("/app-state/exclude", test_exclude);
  add ("/app-state/more-and-filters", test_more_and_filters);
  add ("/app-state/attributes", test_attributes);
  add ("/app-state/search", test_search);
  add ("/app-state/explain-and-similar", test_explain_and_similar);
  add ("/app-state/profiles", test_profiles);
  add ("/app-state/restart", test_restart);
  add ("/app-state/broken-model", test_broken_model);
  add ("/app-state/open-profile", test_open_profile);
#undef add

  return g_test_run ();
}
