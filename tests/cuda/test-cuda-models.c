/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Models on the CUDA engine with the fake runtime: the lists of the CPU, whatever the card is like. */

#include <string.h>

#include "mtn-cuda-engine.h"
#include "mtn-fake-cuda.h"
#include "mtn-test-recommend.h"
#include "mtn-test-verdicts.h"

extern const MtnCudaModule mtn_cuda_module;

static MtnEngine *
open_engine (guint device, char **why)
{
  MtnCudaSystem system;
  MtnCudaCard card;

  mtn_cuda_module.get_system (&system);
  g_assert_cmpint (system.status, ==, MTN_CUDA_READY);

  return mtn_cuda_engine_open (&mtn_cuda_module, device, &system, FALSE, &card, why);
}

/* Runs what follows on streams of every kind. */
#define FOREACH_ORDER(i)                                                                           \
  for (guint i = 0; i < 3 && (mtn_fake_reset (), mtn_fake_config.order = MIN (i, MTN_FAKE_RANDOM), \
                                                 mtn_fake_config.seed = i + 1, TRUE);              \
       i++)

static GPtrArray *
recommend (MtnEngine *engine, MtnCheckpoint *checkpoint, guint n)
{
  g_autoptr (MtnRecommender) recommender = mtn_recommender_new (checkpoint, engine, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_profile_free);
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_recommendations_free);
  MtnQuery query = MTN_QUERY_INIT;
  g_autoptr (GError) error = NULL;

  for (guint p = 0; p < n; p++)
    g_ptr_array_add (profiles, mtn_test_profile_new (rand, checkpoint, 12));
  query.n_reasons = 1;
  g_ptr_array_set_size (lists, (int) n);
  mtn_recommender_recommend_many (recommender, (const MtnProfile *const *) profiles->pdata, n, &query,
                                  (MtnRecommendations **) lists->pdata, &error);
  g_assert_no_error (error);

  return lists;
}

static void
assert_same_lists (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint p = 0; p < a->len; p++)
    mtn_test_assert_same_list (g_ptr_array_index (a, p), g_ptr_array_index (b, p));
}

/* Every kind of model, the same lists as on the CPU, and on a card where a batch is a person. */
static void
test_models (void)
{
  for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
    {
      g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new (kind);
      g_autoptr (MtnEngine) cpu = mtn_test_engine_new ("vector");
      g_autoptr (GPtrArray) wanted = recommend (cpu, checkpoint, 50);

      FOREACH_ORDER (i)
      {
        g_autofree char *why = NULL;
        g_autofree char *notice = NULL;
        g_autoptr (GPtrArray) lists = NULL;
        MtnEngine *engine = open_engine (0, &why);

        lists = recommend (engine, checkpoint, 50);
        assert_same_lists (lists, wanted);
        notice = mtn_engine_take_notice (engine);
        g_assert_null (notice);
        g_assert_cmpint (mtn_engine_get_kind (engine), ==, MTN_ENGINE_CUDA);
        mtn_engine_free (engine);
        g_assert_true (mtn_fake_is_clean ());
      }
    }
}

static void
test_small_card (void)
{
  g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new_sized (MTN_TEST_BLEND, 20000, 16);
  g_autoptr (MtnEngine) cpu = mtn_test_engine_new ("vector");
  g_autoptr (GPtrArray) wanted = recommend (cpu, checkpoint, 150);
  g_autoptr (GPtrArray) lists = NULL;
  g_autofree char *why = NULL;
  g_autofree char *notice = NULL;
  MtnEngine *engine;
  gsize most;

  mtn_fake_reset ();
  engine = open_engine (0, &why);
  g_clear_pointer (&lists, g_ptr_array_unref);
  lists = recommend (engine, checkpoint, 150);
  most = mtn_fake_counts.most_bytes;
  mtn_engine_free (engine);

  /* Hardly more than what a card must have: batches are smaller. */
  mtn_fake_reset ();
  mtn_fake_config.cards[0].total = (gsize) 66 << 20;
  engine = open_engine (0, &why);
  g_clear_pointer (&lists, g_ptr_array_unref);
  lists = recommend (engine, checkpoint, 150);
  assert_same_lists (lists, wanted);
  notice = mtn_engine_take_notice (engine);
  g_assert_cmpstr (notice, ==, NULL);
  g_assert_cmpuint (mtn_fake_counts.most_bytes, <, most / 4 * 3);
  mtn_engine_free (engine);
  g_assert_true (mtn_fake_is_clean ());
}

/* One wrong bit after the self-test: noticed by the sample, told, not believed again. */
static void
test_wrong_later (void)
{
  g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new (MTN_TEST_BLEND);
  g_autoptr (MtnEngine) cpu = mtn_test_engine_new ("vector");
  g_autoptr (GPtrArray) wanted = recommend (cpu, checkpoint, 20);
  g_autoptr (GPtrArray) lists = NULL;
  g_autofree char *why = NULL;
  g_autofree char *notice = NULL;
  g_autofree char *again = NULL;
  MtnEngine *engine;

  mtn_fake_reset ();
  g_strlcpy (mtn_fake_config.cards[0].name, "Liar", sizeof mtn_fake_config.cards[0].name);
  engine = open_engine (0, &why);
  mtn_fake_config.wrong_kernel = "mtn_blend";
  mtn_fake_config.wrong_nth = 1;

  lists = recommend (engine, checkpoint, 20);
  assert_same_lists (lists, wanted);
  g_assert_cmpint (mtn_engine_get_kind (engine), ==, MTN_ENGINE_CPU);
  notice = mtn_engine_take_notice (engine);
  g_assert_nonnull (strstr (notice, "Liar"));
  again = mtn_engine_take_notice (engine);
  g_assert_null (again);
  g_assert_nonnull (strstr (mtn_engine_get_description (engine), "Liar failed while it worked"));
  mtn_engine_free (engine);
  g_assert_true (mtn_fake_is_clean ());

  g_assert_null (open_engine (0, &why));
  g_assert_nonnull (strstr (why, "before"));
}

static void
add_tests (void)
{
  g_test_add_func ("/cuda/models/lists", test_models);
  g_test_add_func ("/cuda/models/small-card", test_small_card);
  g_test_add_func ("/cuda/models/wrong-later", test_wrong_later);
}

int
main (int argc, char **argv)
{
  return mtn_test_run_with_verdicts (argc, argv, add_tests);
}
