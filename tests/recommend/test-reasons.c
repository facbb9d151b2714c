/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Reasons are what they say: each amount is the difference to a second question, asked through the public
 * calls, of a person who never made that pick or never said that. To the last bit. */

#include "mtn-error.h"
#include "mtn-engine-vtable.h"
#include "mtn-test-recommend.h"

typedef struct
{
  MtnCheckpoint *checkpoint;
  MtnCatalog *catalog;
  MtnEngine *engine;
  MtnRecommender *recommender;
} Fixture;

static void
fixture_init (Fixture *self, MtnTestKind kind)
{
  g_autoptr (GError) error = NULL;

  self->checkpoint = mtn_test_checkpoint_new (kind);
  self->catalog = mtn_checkpoint_get_catalog (self->checkpoint);
  self->engine = mtn_engine_new (MTN_ENGINE_AUTO, -1, NULL);
  self->recommender = mtn_recommender_new (self->checkpoint, self->engine, &error);
  g_assert_no_error (error);
}

static void
fixture_clear (Fixture *self)
{
  g_clear_pointer (&self->recommender, mtn_recommender_free);
  g_clear_pointer (&self->engine, mtn_engine_free);
  g_clear_pointer (&self->checkpoint, mtn_checkpoint_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static MtnProfile *
profile_without (Fixture *self, const MtnProfile *profile, const MtnReason *reason)
{
  MtnProfile *copy = mtn_profile_copy (profile);
  guint film;

  switch (reason->kind)
    {
    case MTN_REASON_PICK:
      /* A film is one film under both of its ids. */
      film = mtn_catalog_get_movie (self->catalog, reason->movie)->twin;
      for (guint i = mtn_profile_get_n_picks (copy); i-- > 0;)
        {
          int id = mtn_profile_get_pick (copy, i)->movie_id;
          int index = mtn_catalog_find_id (self->catalog, id);

          if (index >= 0 && mtn_catalog_get_movie (self->catalog, index)->twin == film)
            mtn_profile_remove_pick (copy, id);
        }
      break;

    case MTN_REASON_AGE:
      mtn_profile_set_age (copy, MTN_NOT_SAID);
      break;

    case MTN_REASON_GENDER:
      mtn_profile_set_gender (copy, NULL);
      break;

    case MTN_REASON_OCCUPATION:
      mtn_profile_set_occupation (copy, NULL);
      break;

    default:
      g_assert_not_reached ();
    }

  return copy;
}

/* Score and, among the films in @candidates, place of a film in the list of everything. */
static float
ask (Fixture *self,
     const MtnProfile *profile,
     const MtnQuery *query,
     guint film,
     const gboolean *candidates,
     guint *rank)
{
  MtnQuery everything = *query;
  g_autoptr (MtnRecommendations) list = NULL;
  g_autoptr (GError) error = NULL;
  guint n_before = 0;

  everything.n = MTN_TEST_N_MOVIES;
  everything.n_reasons = 0;
  everything.seen_too = TRUE;
  everything.genres_only = 0;
  list = mtn_recommender_recommend (self->recommender, profile, &everything, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < list->items->len; i++)
    {
      const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, i);

      if (item->movie == film)
        {
          if (rank != NULL)
            *rank = n_before + 1;
          return item->score;
        }
      if (candidates != NULL && candidates[item->movie])
        n_before++;
    }

  g_assert_not_reached ();
}

static void
test_amounts (gconstpointer data)
{
  g_auto (Fixture) fixture;
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);
  guint n_reasons = 0;

  fixture_init (&fixture, GPOINTER_TO_INT (data));
  for (guint i = 0; i < 25; i++)
    {
      g_autoptr (MtnProfile) profile = mtn_test_profile_new (rand, fixture.checkpoint, i % 9);
      g_autoptr (MtnRecommendations) list = NULL;
      g_autoptr (GError) error = NULL;
      MtnQuery query = MTN_QUERY_INIT;

      query.n = 6;
      query.n_reasons = 3;
      query.particular = i % 2 == 0 ? 0.0 : 0.7;
      list = mtn_recommender_recommend (fixture.recommender, profile, &query, &error);
      g_assert_no_error (error);

      for (guint k = 0; k < list->items->len; k++)
        {
          const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, k);

          g_assert_cmpuint (item->reasons->len, <=, 3);
          for (guint r = 0; r < item->reasons->len; r++)
            {
              const MtnReason *reason = &g_array_index (item->reasons, MtnReason, r);
              g_autoptr (MtnProfile) without = profile_without (&fixture, profile, reason);
              float score = ask (&fixture, without, &query, item->movie, NULL, NULL);

              g_assert_cmpfloat (reason->amount, ==, item->score - score);
              g_assert_cmpfloat (score, <, item->score);
              if (r > 0)
                g_assert_cmpfloat (reason->amount, <=,
                                   g_array_index (item->reasons, MtnReason, r - 1).amount);
              n_reasons++;
            }
        }
    }

  /* A test of reasons that finds none tests nothing. */
  g_assert_cmpuint (n_reasons, >, 0);
}

/* More picks than go through the engine at once: still every one by ablation, and the list names the
 * strongest. */
static void
test_long_profile (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autoptr (MtnRecommendations) list = NULL;
  g_autoptr (GError) error = NULL;
  MtnQuery query = MTN_QUERY_INIT;

  fixture_init (&fixture, MTN_TEST_BLEND);
  for (guint j = 0; j < 80; j++)
    mtn_profile_set_pick (profile, mtn_catalog_get_movie (fixture.catalog, j)->id, (float) (j % 11) / 2.0f);
  query.n = 2;
  query.n_reasons = 4;
  list = mtn_recommender_recommend (fixture.recommender, profile, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->items->len, ==, 2);

  for (guint k = 0; k < 2; k++)
    {
      const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, k);

      g_assert_cmpuint (item->reasons->len, ==, 4);
      for (guint j = 0; j < 80; j++)
        {
          MtnReason reason = { MTN_REASON_PICK, j, 0, 0 };
          g_autoptr (MtnProfile) without = profile_without (&fixture, profile, &reason);
          gboolean is_named = FALSE;
          float amount = item->score - ask (&fixture, without, &query, item->movie, NULL, NULL);

          for (guint r = 0; r < 4; r++)
            {
              const MtnReason *named = &g_array_index (item->reasons, MtnReason, r);

              if (mtn_catalog_get_movie (fixture.catalog, named->movie)->twin ==
                  mtn_catalog_get_movie (fixture.catalog, j)->twin)
                {
                  is_named = TRUE;
                  g_assert_cmpfloat (named->amount, ==, amount);
                }
            }
          if (!is_named)
            g_assert_cmpfloat (amount, <=, g_array_index (item->reasons, MtnReason, 3).amount);
        }
    }
}

static void
test_explain (gconstpointer data)
{
  g_auto (Fixture) fixture;
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);

  fixture_init (&fixture, GPOINTER_TO_INT (data));
  for (guint i = 0; i < 25; i++)
    {
      g_autoptr (MtnProfile) profile = mtn_test_profile_new (rand, fixture.checkpoint, i % 9);
      g_autoptr (MtnProfile) silent = mtn_profile_copy (profile);
      g_autoptr (MtnRecommendations) list = NULL;
      g_autoptr (MtnExplanation) explanation = NULL;
      g_autoptr (GError) error = NULL;
      gboolean candidates[MTN_TEST_N_MOVIES] = { FALSE };
      MtnQuery query = MTN_QUERY_INIT;
      guint film, place, rank;

      query.n = MTN_TEST_N_MOVIES;
      query.genres_only = 7;
      list = mtn_recommender_recommend (fixture.recommender, profile, &query, &error);
      g_assert_no_error (error);
      for (guint k = 0; k < list->items->len; k++)
        candidates[g_array_index (list->items, MtnRecommendation, k).movie] = TRUE;

      place = g_rand_int_range (rand, 0, list->items->len);
      film = g_array_index (list->items, MtnRecommendation, place).movie;
      explanation = mtn_recommender_explain (fixture.recommender, profile, &query, film, &error);
      g_assert_no_error (error);

      g_assert_cmpuint (explanation->rank, ==, place + 1);
      g_assert_cmpuint (explanation->n_candidates, ==, list->n_candidates);
      g_assert_cmpfloat (explanation->score, ==, g_array_index (list->items, MtnRecommendation, place).score);

      for (guint r = 0; r < explanation->reasons->len; r++)
        {
          const MtnReason *reason = &g_array_index (explanation->reasons, MtnReason, r);
          g_autoptr (MtnProfile) without = profile_without (&fixture, profile, reason);
          float score = ask (&fixture, without, &query, film, candidates, &rank);

          g_assert_cmpfloat (reason->amount, ==, explanation->score - score);
          g_assert_cmpuint (reason->rank_without, ==, rank);
          if (r > 0)
            g_assert_cmpfloat (reason->amount, <=,
                               g_array_index (explanation->reasons, MtnReason, r - 1).amount);
        }

      mtn_profile_set_age (silent, MTN_NOT_SAID);
      mtn_profile_set_gender (silent, NULL);
      mtn_profile_set_occupation (silent, NULL);
      ask (&fixture, silent, &query, film, candidates, &rank);
      g_assert_cmpuint (explanation->rank_without_attributes, ==, rank);
      if (mtn_profile_equal (silent, profile))
        g_assert_cmpuint (explanation->rank_without_attributes, ==, explanation->rank);
    }
}

/* What the query rules out has a score and reasons, but no place. */
static void
test_explain_outsider (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autoptr (MtnExplanation) pick = NULL;
  g_autoptr (MtnExplanation) twin = NULL;
  g_autoptr (MtnExplanation) film = NULL;
  g_autoptr (GError) error = NULL;
  MtnQuery query = MTN_QUERY_INIT;

  fixture_init (&fixture, MTN_TEST_BLEND);
  mtn_profile_set_pick (profile, 110, 0);
  mtn_profile_set_pick (profile, 120, 0);

  pick = mtn_recommender_explain (fixture.recommender, profile, &query, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pick->rank, ==, 0);
  g_assert_cmpuint (pick->reasons->len, ==, 2);
  g_assert_cmpuint (pick->n_candidates, ==, MTN_TEST_N_MOVIES - 3 - 1 - 2);

  twin = mtn_recommender_explain (fixture.recommender, profile, &query, mtn_test_twins[0][1], &error);
  film = mtn_recommender_explain (fixture.recommender, profile, &query, mtn_test_twins[0][0], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (twin->rank, ==, film->rank);
  g_assert_cmpfloat (twin->score, ==, film->score);
}

static guint n_calls_left;

static gboolean
failing_fill (gpointer context, gpointer out, gsize n_values, float value)
{
  MtnEngine *real = context;

  if (n_calls_left == 0)
    return FALSE;
  n_calls_left--;

  return mtn_engine_get_vtable (real)->fill (NULL, out, n_values, value);
}

static gboolean
failing_write (gpointer context, gpointer handle, gsize offset, const float *values, gsize n_values)
{
  MtnEngine *real = context;

  if (n_calls_left == 0)
    return FALSE;
  n_calls_left--;

  return mtn_engine_get_vtable (real)->write (NULL, handle, offset, values, n_values);
}

static const char *
get_failure (gpointer context)
{
  return "the card has left";
}

/* Whichever step of the work fails: an error that says so, nothing half done, and the next question is
 * answered. */
static void
test_engine_failure (void)
{
  g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new (MTN_TEST_BLEND);
  /* Its operations want no context of their own. */
  g_autoptr (MtnEngine) cpu = mtn_test_engine_new ("reference");
  MtnEngineVtable table = *mtn_engine_get_vtable (cpu);
  g_autoptr (MtnEngine) engine = NULL;
  g_autoptr (MtnRecommender) recommender = NULL;
  g_autoptr (MtnRecommender) sound = mtn_recommender_new (checkpoint, cpu, NULL);
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autoptr (MtnRecommendations) wanted = NULL;
  const MtnProfile *profiles[2] = { profile, profile };
  MtnQuery query = MTN_QUERY_INIT;
  gboolean is_done = FALSE;
  guint n_failures = 0;

  table.fill = failing_fill;
  table.write = failing_write;
  table.get_failure = get_failure;
  engine = mtn_engine_new_for_vtable (&table, cpu, MTN_ENGINE_CUDA, "Card", "A card that fails");
  recommender = mtn_recommender_new (checkpoint, engine, NULL);
  mtn_profile_set_pick (profile, 20, 0);
  mtn_profile_set_age (profile, 30);
  query.n_reasons = 2;
  query.particular = 0.5;
  wanted = mtn_recommender_recommend (sound, profile, &query, NULL);

  for (guint n = 0; !is_done; n++)
    {
      MtnRecommendations *lists[2];
      g_autoptr (GError) error = NULL;

      n_calls_left = n;
      is_done = mtn_recommender_recommend_many (recommender, profiles, 2, &query, lists, &error);
      if (is_done)
        {
          mtn_test_assert_same_list (lists[0], wanted);
          mtn_recommendations_free (lists[0]);
          mtn_recommendations_free (lists[1]);
          continue;
        }

      n_failures++;
      g_assert_error (error, MTN_ERROR, MTN_ERROR_ENGINE);
      g_assert_nonnull (strstr (error->message, "the card has left"));
      g_assert_null (lists[0]);
      g_assert_null (lists[1]);
    }

  g_assert_cmpuint (n_failures, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/reasons/amounts/demographic", GINT_TO_POINTER (MTN_TEST_DEMOGRAPHIC), test_amounts);
  g_test_add_data_func ("/reasons/amounts/blend", GINT_TO_POINTER (MTN_TEST_BLEND), test_amounts);
  g_test_add_data_func ("/reasons/amounts/item-item", GINT_TO_POINTER (MTN_TEST_ITEM_ITEM), test_amounts);
  g_test_add_data_func ("/reasons/amounts/network", GINT_TO_POINTER (MTN_TEST_NETWORK), test_amounts);
  g_test_add_func ("/reasons/long-profile", test_long_profile);
  g_test_add_data_func ("/reasons/explain/blend", GINT_TO_POINTER (MTN_TEST_BLEND), test_explain);
  g_test_add_data_func ("/reasons/explain/network", GINT_TO_POINTER (MTN_TEST_NETWORK), test_explain);
  g_test_add_func ("/reasons/explain/outsider", test_explain_outsider);
  g_test_add_func ("/reasons/engine-failure", test_engine_failure);

  return g_test_run ();
}
