/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What every list must hold to, whatever the model, the person and the query. */

#include "mtn-error.h"
#include "mtn-test-recommend.h"

#include <math.h>

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

static MtnRecommendations *
recommend (Fixture *self, const MtnProfile *profile, const MtnQuery *query)
{
  g_autoptr (GError) error = NULL;
  MtnRecommendations *result = mtn_recommender_recommend (self->recommender, profile, query, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);

  return result;
}

static guint
film_of (Fixture *self, guint movie)
{
  return mtn_catalog_get_movie (self->catalog, movie)->twin;
}

/* Whether the person has the film, under any id. */
static gboolean
is_known (Fixture *self, const MtnProfile *profile, guint film)
{
  for (guint i = 0; i < mtn_profile_get_n_picks (profile); i++)
    {
      int index = mtn_catalog_find_id (self->catalog, mtn_profile_get_pick (profile, i)->movie_id);

      if (index >= 0 && film_of (self, index) == film)
        return TRUE;
    }
  for (guint i = 0; i < mtn_profile_get_n_exclusions (profile); i++)
    {
      int index = mtn_catalog_find_id (self->catalog, mtn_profile_get_exclusion (profile, i)->movie_id);

      if (index >= 0 && film_of (self, index) == film)
        return TRUE;
    }

  return FALSE;
}

/* The rules of a query, written down once more. */
static gboolean
is_candidate (Fixture *self, const MtnProfile *profile, const MtnQuery *query, guint movie)
{
  const MtnMovie *film = mtn_catalog_get_movie (self->catalog, movie);

  return movie != MTN_TEST_PLACEHOLDER && !film->pick_only && film->twin == movie &&
         (query->genres_only == 0 || (film->genres & query->genres_only) != 0) &&
         (film->genres & query->genres_never) == 0 &&
         (query->year_from == 0 || film->year >= query->year_from) &&
         (query->year_to == 0 || (film->year != 0 && film->year <= query->year_to)) &&
         (query->seen_too || !is_known (self, profile, movie));
}

static void
check_list (Fixture *self, const MtnProfile *profile, const MtnQuery *query)
{
  g_autoptr (MtnRecommendations) list = recommend (self, profile, query);
  gboolean is_listed[MTN_TEST_N_MOVIES] = { FALSE };
  guint n_candidates = 0;

  for (guint j = 0; j < MTN_TEST_N_MOVIES; j++)
    n_candidates += is_candidate (self, profile, query, j);

  g_assert_cmpuint (list->n_candidates, ==, n_candidates);
  g_assert_cmpuint (list->items->len, ==, MIN (query->n, n_candidates));

  for (guint i = 0; i < list->items->len; i++)
    {
      const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, i);

      g_assert_cmpuint (item->movie, <, MTN_TEST_N_MOVIES);
      g_assert_true (is_candidate (self, profile, query, item->movie));
      g_assert_false (is_listed[item->movie]);
      is_listed[item->movie] = TRUE;
      g_assert_true (isfinite (item->score));
      if (i > 0 && query->particular == 0.0)
        g_assert_cmpfloat (item->score, <=, g_array_index (list->items, MtnRecommendation, i - 1).score);
    }
}

static void
test_lists (gconstpointer data)
{
  g_auto (Fixture) fixture;
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);

  fixture_init (&fixture, GPOINTER_TO_INT (data));
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (MtnProfile) profile = mtn_test_profile_new (rand, fixture.checkpoint, i % 40);
      MtnQuery query = MTN_QUERY_INIT;

      query.n = g_rand_int_range (rand, 0, 120);
      if (g_rand_boolean (rand))
        query.genres_only = g_rand_int_range (rand, 0, 32);
      if (g_rand_boolean (rand))
        query.genres_never = 1u << g_rand_int_range (rand, 0, 5);
      if (g_rand_boolean (rand))
        query.year_from = g_rand_int_range (rand, 1925, 2000);
      if (g_rand_boolean (rand))
        query.year_to = g_rand_int_range (rand, 1925, 2000);
      query.seen_too = g_rand_int_range (rand, 0, 4) == 0;
      if (g_rand_boolean (rand))
        query.particular = g_rand_double_range (rand, -1.0, 1.0);
      query.n_reasons = i % 10 == 0 ? 2 : 0;
      check_list (&fixture, profile, &query);
    }
}

/* Tilting changes the order alone: each film keeps its score, and a threshold lets the same films through. */
static void
test_tilt_keeps_scores (gconstpointer data)
{
  g_auto (Fixture) fixture;
  g_autoptr (GRand) rand = g_rand_new_with_seed (25);
  guint n_moved = 0;

  fixture_init (&fixture, GPOINTER_TO_INT (data));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (MtnProfile) profile = mtn_test_profile_new (rand, fixture.checkpoint, 6);
      g_autoptr (MtnRecommendations) straight = NULL;
      g_autoptr (MtnRecommendations) tilted = NULL;
      float scores[MTN_TEST_N_MOVIES];
      MtnQuery query = MTN_QUERY_INIT;

      query.n = 1000;
      straight = recommend (&fixture, profile, &query);
      for (guint k = 0; k < straight->items->len; k++)
        {
          const MtnRecommendation *item = &g_array_index (straight->items, MtnRecommendation, k);

          scores[item->movie] = item->score;
        }

      query.threshold = g_array_index (straight->items, MtnRecommendation, straight->items->len / 2).score;
      g_clear_pointer (&straight, mtn_recommendations_free);
      straight = recommend (&fixture, profile, &query);
      query.particular = i % 2 == 0 ? 0.8 : -0.8;
      tilted = recommend (&fixture, profile, &query);

      g_assert_cmpuint (tilted->items->len, ==, straight->items->len);
      g_assert_cmpuint (tilted->n_candidates, ==, straight->n_candidates);
      for (guint k = 0; k < tilted->items->len; k++)
        {
          const MtnRecommendation *item = &g_array_index (tilted->items, MtnRecommendation, k);

          g_assert_cmpfloat (item->score, ==, scores[item->movie]);
          g_assert_cmpfloat (item->score, >=, query.threshold);
          n_moved += item->movie != g_array_index (straight->items, MtnRecommendation, k).movie;
        }
    }

  g_assert_cmpuint (n_moved, >, 0);
}

static void
test_threshold (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autoptr (MtnRecommendations) all = NULL;
  MtnQuery query = MTN_QUERY_INIT;

  fixture_init (&fixture, MTN_TEST_BLEND);
  mtn_profile_set_pick (profile, 20, 0);
  mtn_profile_set_pick (profile, 90, 0);
  query.n = 1000;
  all = recommend (&fixture, profile, &query);

  for (guint i = 0; i < all->items->len; i += 7)
    {
      g_autoptr (MtnRecommendations) some = NULL;
      guint n_reaching = 0;

      query.threshold = g_array_index (all->items, MtnRecommendation, i).score;
      query.n = 5;
      some = recommend (&fixture, profile, &query);
      while (n_reaching < all->items->len &&
             g_array_index (all->items, MtnRecommendation, n_reaching).score >= query.threshold)
        n_reaching++;
      g_assert_cmpuint (some->n_candidates, ==, n_reaching);
      g_assert_cmpuint (some->items->len, ==, MIN (n_reaching, 5));
    }

  query.threshold = 2.0;
  g_clear_pointer (&all, mtn_recommendations_free);
  all = recommend (&fixture, profile, &query);
  g_assert_cmpuint (all->items->len, ==, 0);
  g_assert_cmpuint (all->n_candidates, ==, 0);
}

/* Picking either id hides the film; it is listed under its lower id with the better of its scores. */
static void
test_twins (void)
{
  g_auto (Fixture) fixture;
  MtnQuery query = MTN_QUERY_INIT;

  fixture_init (&fixture, MTN_TEST_BLEND);
  query.n = 1000;

  for (guint t = 0; t < G_N_ELEMENTS (mtn_test_twins); t++)
    {
      guint low = mtn_test_twins[t][0], high = mtn_test_twins[t][1];
      g_autoptr (MtnProfile) other = mtn_profile_new ();
      g_autoptr (MtnRecommendations) list = NULL;
      g_autofree float *scores = g_new (float, MTN_TEST_N_MOVIES);
      gboolean is_found = FALSE;

      g_assert_cmpuint (film_of (&fixture, high), ==, low);
      for (guint side = 0; side < 2; side++)
        {
          g_autoptr (MtnProfile) profile = mtn_profile_new ();

          mtn_profile_set_pick (profile, mtn_catalog_get_movie (fixture.catalog, mtn_test_twins[t][side])->id,
                                4);
          check_list (&fixture, profile, &query);
        }

      mtn_profile_set_pick (other, 110, 0);
      g_assert_true (mtn_recommender_score (fixture.recommender, other, scores, NULL));
      list = recommend (&fixture, other, &query);
      for (guint i = 0; i < list->items->len; i++)
        {
          const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, i);

          if (item->movie == low)
            {
              is_found = TRUE;
              g_assert_cmpfloat (item->score, ==, MAX (scores[low], scores[high]));
            }
        }
      g_assert_true (is_found);
    }
}

static void
test_unknown_ids (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (MtnProfile) known = mtn_profile_new ();
  g_autoptr (MtnProfile) mixed = mtn_profile_new ();
  g_autoptr (MtnRecommendations) wanted = NULL;
  g_autoptr (MtnRecommendations) got = NULL;
  MtnQuery query = MTN_QUERY_INIT;

  fixture_init (&fixture, MTN_TEST_BLEND);
  mtn_profile_set_pick (known, 110, 0);
  mtn_profile_set_pick (mixed, 7, 5);
  mtn_profile_set_pick (mixed, 110, 0);
  mtn_profile_set_pick (mixed, 123456, 0);
  mtn_profile_exclude (mixed, 99999, MTN_EXCLUDE_SEEN);

  wanted = recommend (&fixture, known, &query);
  got = recommend (&fixture, mixed, &query);
  g_assert_cmpuint (wanted->n_unknown, ==, 0);
  g_assert_cmpuint (got->n_unknown, ==, 2);
  got->n_unknown = 0;
  mtn_test_assert_same_list (wanted, got);
}

static void
test_nothing_said (gconstpointer data)
{
  g_auto (Fixture) fixture;
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  MtnQuery query = MTN_QUERY_INIT;

  fixture_init (&fixture, GPOINTER_TO_INT (data));
  query.n_reasons = 3;
  check_list (&fixture, profile, &query);
}

/* What the vocabulary does not know counts as not said; what it knows changes the list of one who says
 * nothing else. */
static void
test_attributes (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (MtnProfile) silent = mtn_profile_new ();
  g_autoptr (MtnProfile) foreign = mtn_profile_new ();
  g_autoptr (MtnProfile) doctor = mtn_profile_new ();
  float scores[MTN_TEST_N_MOVIES], again[MTN_TEST_N_MOVIES], other[MTN_TEST_N_MOVIES];
  guint n_changed = 0;

  fixture_init (&fixture, MTN_TEST_DEMOGRAPHIC);
  mtn_profile_set_occupation (foreign, "astronaut");
  mtn_profile_set_gender (foreign, "X");
  mtn_profile_set_occupation (doctor, "Doctor");

  g_assert_true (mtn_recommender_score (fixture.recommender, silent, scores, NULL));
  g_assert_true (mtn_recommender_score (fixture.recommender, foreign, again, NULL));
  g_assert_true (mtn_recommender_score (fixture.recommender, doctor, other, NULL));
  g_assert_cmpmem (scores, sizeof scores, again, sizeof again);
  for (guint j = 0; j < MTN_TEST_N_MOVIES; j++)
    n_changed += scores[j] != other[j];
  g_assert_cmpuint (n_changed, ==, MTN_TEST_N_MOVIES);
}

/* Many people at once and one at a time, on either path of the engine: the same bits, reasons included. */
static void
test_batches (gconstpointer data)
{
  enum
  {
    N = 150
  };
  g_auto (Fixture) fixture;
  g_autoptr (GRand) rand = g_rand_new_with_seed (22);
  g_autoptr (MtnEngine) reference = mtn_test_engine_new ("reference");
  g_autoptr (MtnRecommender) plain = NULL;
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_profile_free);
  MtnRecommendations *many[N], *again[N];
  MtnQuery query = MTN_QUERY_INIT;
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture, GPOINTER_TO_INT (data));
  plain = mtn_recommender_new (fixture.checkpoint, reference, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N; i++)
    g_ptr_array_add (profiles, mtn_test_profile_new (rand, fixture.checkpoint, 12));

  query.n = 7;
  query.n_reasons = 3;
  query.particular = 0.4;
  g_assert_true (mtn_recommender_recommend_many (fixture.recommender,
                                                 (const MtnProfile *const *) profiles->pdata, N, &query, many,
                                                 &error));
  g_assert_no_error (error);
  g_assert_true (mtn_recommender_recommend_many (plain, (const MtnProfile *const *) profiles->pdata, N,
                                                 &query, again, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < N; i++)
    {
      g_autoptr (MtnRecommendations) single = recommend (&fixture, g_ptr_array_index (profiles, i), &query);

      mtn_test_assert_same_list (single, many[i]);
      mtn_test_assert_same_list (single, again[i]);
      mtn_recommendations_free (many[i]);
      mtn_recommendations_free (again[i]);
    }
}

static double
mean_ratings (Fixture *self, const MtnProfile *profile, double particular)
{
  g_autoptr (MtnRecommendations) list = NULL;
  MtnQuery query = MTN_QUERY_INIT;
  double sum = 0.0;

  query.n = 20;
  query.particular = particular;
  list = recommend (self, profile, &query);
  for (guint i = 0; i < list->items->len; i++)
    sum += mtn_catalog_get_movie (self->catalog, g_array_index (list->items, MtnRecommendation, i).movie)
               ->n_ratings;

  return sum / list->items->len;
}

/* From popular to particular the films of a list become rarer, for any kind of model and person. */
static void
test_particular (gconstpointer data)
{
  g_auto (Fixture) fixture;
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  static const double steps[] = { -1.0, -0.5, 0.0, 0.5, 1.0 };
  double sums[G_N_ELEMENTS (steps)] = { 0.0 };

  fixture_init (&fixture, GPOINTER_TO_INT (data));
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (MtnProfile) profile = mtn_test_profile_new (rand, fixture.checkpoint, 8);

      for (guint k = 0; k < G_N_ELEMENTS (steps); k++)
        sums[k] += mean_ratings (&fixture, profile, steps[k]);
      g_assert_cmpfloat (mean_ratings (&fixture, profile, 7.0), ==, mean_ratings (&fixture, profile, 1.0));
      g_assert_cmpfloat (mean_ratings (&fixture, profile, NAN), ==, mean_ratings (&fixture, profile, 0.0));
    }

  for (guint k = 1; k < G_N_ELEMENTS (steps); k++)
    g_assert_cmpfloat (sums[k], <, sums[k - 1]);
}

/* Finite weights may still overflow on the way; what a person sees are numbers all the same. */
static void
test_overflow (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (GRand) rand = g_rand_new_with_seed (24);
  guint n_huge = 0;

  fixture_init (&fixture, MTN_TEST_HUGE);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (MtnProfile) profile = mtn_test_profile_new (rand, fixture.checkpoint, 12);
      g_autoptr (MtnRecommendations) list = NULL;
      MtnQuery query = MTN_QUERY_INIT;

      query.n = 1000;
      query.n_reasons = 20;
      list = recommend (&fixture, profile, &query);
      for (guint k = 0; k < list->items->len; k++)
        {
          const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, k);

          n_huge += item->score > 1e38f;
          g_assert_true (isfinite (item->score));
          for (guint r = 0; r < item->reasons->len; r++)
            g_assert_true (isfinite (g_array_index (item->reasons, MtnReason, r).amount));
        }
    }

  g_assert_cmpuint (n_huge, >, 0);
}

static void
test_similar (void)
{
  g_auto (Fixture) fixture;
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autoptr (MtnRecommendations) similar = NULL;
  g_autoptr (MtnRecommendations) wanted = NULL;
  g_autoptr (GError) error = NULL;
  MtnQuery query = MTN_QUERY_INIT;

  fixture_init (&fixture, MTN_TEST_BLEND);
  query.n = 6;
  mtn_profile_set_pick (profile, 310, 0);
  wanted = recommend (&fixture, profile, &query);
  similar = mtn_recommender_similar (fixture.recommender, 30, 6, &error);
  g_assert_no_error (error);
  mtn_test_assert_same_list (wanted, similar);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "popularity", "log-popularity", "demographic", "blend",  "item-item",
                                       "network",    "union",          "autoencoder", "factors" };

  g_test_init (&argc, &argv, NULL);

  for (int kind = 0; kind < MTN_TEST_N_KINDS; kind++)
    {
      g_autofree char *lists = g_strdup_printf ("/recommender/lists/%s", names[kind]);
      g_autofree char *nothing = g_strdup_printf ("/recommender/nothing-said/%s", names[kind]);
      g_autofree char *batches = g_strdup_printf ("/recommender/batches/%s", names[kind]);
      g_autofree char *scores = g_strdup_printf ("/recommender/tilt-keeps-scores/%s", names[kind]);
      g_autofree char *particular = g_strdup_printf ("/recommender/particular/%s", names[kind]);

      g_test_add_data_func (lists, GINT_TO_POINTER (kind), test_lists);
      g_test_add_data_func (nothing, GINT_TO_POINTER (kind), test_nothing_said);
      g_test_add_data_func (batches, GINT_TO_POINTER (kind), test_batches);
      g_test_add_data_func (scores, GINT_TO_POINTER (kind), test_tilt_keeps_scores);
      g_test_add_data_func (particular, GINT_TO_POINTER (kind), test_particular);
    }
  g_test_add_func ("/recommender/threshold", test_threshold);
  g_test_add_func ("/recommender/twins", test_twins);
  g_test_add_func ("/recommender/unknown-ids", test_unknown_ids);
  g_test_add_func ("/recommender/attributes", test_attributes);
  g_test_add_func ("/recommender/overflow", test_overflow);
  g_test_add_func ("/recommender/similar", test_similar);

  return g_test_run ();
}
