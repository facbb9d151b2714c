/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Which picks count, and as what: a film once, whatever id it goes by and whenever it was picked. */

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

static void
assert_same_scores (Fixture *self, const MtnProfile *a, const MtnProfile *b)
{
  float scores[MTN_TEST_N_MOVIES], others[MTN_TEST_N_MOVIES];

  g_assert_true (mtn_recommender_score (self->recommender, a, scores, NULL));
  g_assert_true (mtn_recommender_score (self->recommender, b, others, NULL));
  g_assert_cmpmem (scores, sizeof scores, others, sizeof others);
}

/* The second id of a film that is already picked changes nothing but what is hidden: the film counts once. */
static void
test_twin_counts_once (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (MtnProfile) once = mtn_profile_new ();
  g_autoptr (MtnProfile) twice = mtn_profile_new ();
  float scores[MTN_TEST_N_MOVIES], again[MTN_TEST_N_MOVIES];

  fixture_init (&fixture, MTN_TEST_BLEND);
  mtn_profile_set_pick (once, 40, 0);
  mtn_profile_set_pick (once, 110, 0);
  mtn_profile_set_pick (twice, 40, 0);
  mtn_profile_set_pick (twice, 110, 0);
  mtn_profile_set_pick (twice, 310, 0);

  g_assert_true (mtn_recommender_score (fixture.recommender, once, scores, NULL));
  g_assert_true (mtn_recommender_score (fixture.recommender, twice, again, NULL));
  g_assert_cmpmem (scores, sizeof scores, again, sizeof again);
}

/* Whoever means a film means it under either of its ids; stars say more than none, later ones more than
 * earlier. */
static void
test_twins_are_one_pick (void)
{
  g_auto (Fixture) fixture;

  fixture_init (&fixture, MTN_TEST_BLEND);

  for (guint t = 0; t < G_N_ELEMENTS (mtn_test_twins); t++)
    {
      int low = mtn_catalog_get_movie (fixture.catalog, mtn_test_twins[t][0])->id;
      int high = mtn_catalog_get_movie (fixture.catalog, mtn_test_twins[t][1])->id;
      g_autoptr (MtnProfile) by_low = mtn_profile_new ();
      g_autoptr (MtnProfile) by_high = mtn_profile_new ();
      g_autoptr (MtnProfile) by_both = mtn_profile_new ();
      MtnQuery query = MTN_QUERY_INIT;
      g_autoptr (MtnRecommendations) list = NULL;
      g_autoptr (GError) error = NULL;
      gboolean is_named = FALSE;

      mtn_profile_set_pick (by_low, low, 4);
      mtn_profile_set_pick (by_high, high, 4);
      mtn_profile_set_pick (by_both, high, 1);
      mtn_profile_set_pick (by_both, low, 4);
      assert_same_scores (&fixture, by_low, by_high);
      assert_same_scores (&fixture, by_low, by_both);

      mtn_profile_clear (by_both);
      mtn_profile_set_pick (by_both, low, 4);
      mtn_profile_set_pick (by_both, high, 0);
      assert_same_scores (&fixture, by_low, by_both);

      query.n = MTN_TEST_N_MOVIES;
      query.n_reasons = 3;
      list = mtn_recommender_recommend (fixture.recommender, by_high, &query, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < list->items->len; i++)
        {
          const GArray *reasons = g_array_index (list->items, MtnRecommendation, i).reasons;

          for (guint r = 0; r < reasons->len; r++)
            {
              g_assert_cmpuint (g_array_index (reasons, MtnReason, r).movie, ==, mtn_test_twins[t][0]);
              is_named = TRUE;
            }
        }
      g_assert_true (is_named);
    }
}

static void
test_placeholder_is_no_pick (void)
{
  g_auto (Fixture) fixture;
  int placeholder;
  g_autoptr (MtnProfile) without = mtn_profile_new ();
  g_autoptr (MtnProfile) with = mtn_profile_new ();

  fixture_init (&fixture, MTN_TEST_BLEND);
  placeholder = mtn_catalog_get_movie (fixture.catalog, MTN_TEST_PLACEHOLDER)->id;

  mtn_profile_set_pick (with, placeholder, 0);
  assert_same_scores (&fixture, without, with);

  mtn_profile_set_pick (without, 110, 5);
  mtn_profile_set_pick (with, 110, 5);
  mtn_profile_set_pick (with, placeholder, 5);
  assert_same_scores (&fixture, without, with);
}

static void
test_order_of_picks (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  fixture_init (&fixture, MTN_TEST_BLEND);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (MtnProfile) profile = mtn_test_profile_new (rand, fixture.checkpoint, 30);
      g_autoptr (MtnProfile) turned = mtn_profile_new ();
      g_autoptr (MtnProfile) again = mtn_profile_new ();

      /* One id a film, for which of two ids comes last does say something. */
      for (guint k = 0; k < mtn_profile_get_n_picks (profile); k++)
        {
          const MtnPick *pick = mtn_profile_get_pick (profile, k);
          int index = mtn_catalog_find_id (fixture.catalog, pick->movie_id);

          if (index >= 0 && mtn_catalog_get_movie (fixture.catalog, (guint) index)->twin == (guint) index)
            {
              mtn_profile_insert_pick (turned, 0, pick->movie_id, pick->stars);
              mtn_profile_set_pick (again, pick->movie_id, pick->stars);
            }
        }
      assert_same_scores (&fixture, turned, again);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/picks/twin-counts-once", test_twin_counts_once);
  g_test_add_func ("/picks/twins-are-one-pick", test_twins_are_one_pick);
  g_test_add_func ("/picks/placeholder-is-no-pick", test_placeholder_is_no_pick);
  g_test_add_func ("/picks/order", test_order_of_picks);

  return g_test_run ();
}
