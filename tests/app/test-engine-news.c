/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A card that is lost while something other than the list of films works with it is told at once, where the
 * films are. The card is the module on the fake runtime; which of its calls fails is in $MTN_FAKE_CUDA. */

#include "mtn-app-state.h"
#include "mtn-session.h"

#include <string.h>

#include <glib/gstdio.h>

typedef struct
{
  MtnAppState *state;
  MtnSession *side;
  GPtrArray *notices;
  guint n_results;
  gboolean is_answered;
} Fixture;

static void
notice_cb (Fixture *self, const char *message)
{
  g_ptr_array_add (self->notices, g_strdup (message));
}

static void
results_cb (Fixture *self)
{
  self->n_results++;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *self = data;
  g_autoptr (GError) error = NULL;

  self->side = mtn_session_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
recommended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnRecommendations) list = mtn_session_recommend_finish (MTN_SESSION (source), result, &error);

  g_assert_no_error (error);
  self->is_answered = TRUE;
}

static char *
get_text (Fixture *self, const char *property)
{
  char *text;

  g_object_get (self->state, property, &text, NULL);

  return text;
}

static void
test_side_session (void)
{
  const char *model = g_getenv ("MTN_TEST_MODEL");
  g_autofree char *home = g_dir_make_tmp ("matinee-news-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (home, "profiles", NULL);
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  MtnQuery query = MTN_QUERY_INIT;
  Fixture fixture = { .state = mtn_app_state_new (home), .notices = g_ptr_array_new_with_free_func (g_free) };
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  g_autofree char *later = NULL;
  guint n_asked = 0;

  g_signal_connect_swapped (fixture.state, "notice", G_CALLBACK (notice_cb), &fixture);
  g_signal_connect_swapped (fixture.state, "results-changed", G_CALLBACK (results_cb), &fixture);
  mtn_app_state_load_model (fixture.state, model);
  while (fixture.n_results == 0)
    g_main_context_iteration (NULL, TRUE);
  name = get_text (&fixture, "engine-name");
  g_assert_cmpstr (name, ==, "Fake GPU 0");
  g_assert_cmpuint (fixture.notices->len, ==, 0);

  /* As the card of a model and the comparison of two do. */
  mtn_session_open_async (model, MTN_ENGINE_AUTO, NULL, opened_cb, &fixture);
  while (fixture.side == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (mtn_engine_get_kind (mtn_session_get_engine (fixture.side)), ==, MTN_ENGINE_CUDA);
  while (mtn_engine_get_kind (mtn_session_get_engine (fixture.side)) == MTN_ENGINE_CUDA)
    {
      g_assert_cmpuint (n_asked++, <, 2000);
      g_assert_cmpuint (fixture.notices->len, ==, 0);
      fixture.is_answered = FALSE;
      mtn_session_recommend_async (fixture.side, profile, &query, NULL, recommended_cb, &fixture);
      while (!fixture.is_answered)
        g_main_context_iteration (NULL, TRUE);
    }
  g_test_message ("the card was lost at question %u", n_asked);
  while (fixture.notices->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (fixture.notices->pdata[0], "Fake GPU 0 failed: "));
  g_assert_nonnull (strstr (fixture.notices->pdata[0], "The CPU goes on."));

  /* The films still have it, until they are asked for: the button of the header says that it failed. */
  description = get_text (&fixture, "engine-description");
  g_assert_nonnull (strstr (description, "CUDA 12.8"));
  g_assert_nonnull (strstr (description, "Fake GPU 0 failed: "));

  fixture.n_results = 0;
  g_object_set (fixture.state, "particular", 0.5, NULL);
  while (fixture.n_results == 0 || fixture.notices->len < 2)
    g_main_context_iteration (NULL, TRUE);
  g_free (name);
  name = get_text (&fixture, "engine-name");
  g_assert_cmpstr (name, ==, "CPU");
  later = get_text (&fixture, "engine-description");
  g_assert_nonnull (strstr (later, "no GPU: Fake GPU 0 failed while it worked: "));
  g_assert_null (strstr (later, "\n"));
  g_assert_cmpuint (fixture.notices->len, ==, 2);

  g_clear_object (&fixture.side);
  mtn_app_state_erase_everything (fixture.state);
  while (G_OBJECT (fixture.state)->ref_count > 1)
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (fixture.state);
  g_ptr_array_unref (fixture.notices);
  g_rmdir (folder);
  g_rmdir (home);
}

/* Computers without a card that can be used: what the header's button and the preferences say. */
static void
test_reason (void)
{
  g_autofree char *home = g_dir_make_tmp ("matinee-news-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (home, "profiles", NULL);
  Fixture fixture = { .state = mtn_app_state_new (home) };
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;

  g_signal_connect_swapped (fixture.state, "results-changed", G_CALLBACK (results_cb), &fixture);
  mtn_app_state_load_model (fixture.state, g_getenv ("MTN_TEST_MODEL"));
  while (fixture.n_results == 0)
    g_main_context_iteration (NULL, TRUE);
  name = get_text (&fixture, "engine-name");
  description = get_text (&fixture, "engine-description");
  g_assert_cmpstr (name, ==, "CPU");
  g_test_message ("%s", description);
  g_assert_nonnull (strstr (description, "; no GPU: "));
  g_assert_nonnull (strstr (description, g_getenv ("MTN_TEST_REASON")));

  mtn_app_state_erase_everything (fixture.state);
  while (G_OBJECT (fixture.state)->ref_count > 1)
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (fixture.state);
  g_rmdir (folder);
  g_rmdir (home);
}

int
main (int argc, char **argv)
{
  /* Verdicts about cards are kept there. */
  g_autofree char *state = g_dir_make_tmp ("matinee-news-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (state, "matinee", NULL);
  g_autofree char *verdicts = g_build_filename (inner, "cards.ini", NULL);
  int status;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("MTN_TEST_REASON") == NULL)
    g_test_add_func ("/engine-news/side-session", test_side_session);
  else
    g_test_add_func ("/engine-news/reason", test_reason);
  status = g_test_run ();
  g_unlink (verdicts);
  g_rmdir (inner);
  g_rmdir (state);

  return status;
}
