/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Every call to the runtime fails once, with each of several codes: while a card is opened, tested, and while
 * people are answered. Always somebody is told, nothing is leaked, and the lists are those of the CPU. */

#include <string.h>

#include "mtn-cuda-engine.h"
#include "mtn-engine-self-test.h"
#include "mtn-fake-cuda.h"
#include "mtn-test-recommend.h"
#include "mtn-test-verdicts.h"

extern const MtnCudaModule mtn_cuda_module;

/* Out of memory, a lost card, and others. */
static const int codes[] = { 2, 719, 700, 46, 999 };

#define N_PEOPLE 2

typedef struct
{
  MtnCheckpoint *checkpoint;
  GPtrArray *profiles;
  GPtrArray *wanted; /* from the CPU */
} Work;

static GPtrArray *
recommend (const Work *work, MtnEngine *engine)
{
  g_autoptr (MtnRecommender) recommender = mtn_recommender_new (work->checkpoint, engine, NULL);
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_recommendations_free);
  MtnQuery query = MTN_QUERY_INIT;
  g_autoptr (GError) error = NULL;

  query.n_reasons = 1;
  query.particular = 0.3;
  g_ptr_array_set_size (lists, N_PEOPLE);
  mtn_recommender_recommend_many (recommender, (const MtnProfile *const *) work->profiles->pdata, N_PEOPLE,
                                  &query, (MtnRecommendations **) lists->pdata, &error);
  g_assert_no_error (error);

  return lists;
}

/* One whole use of a card. Returns whether the fault was told. */
static gboolean
use (const Work *work)
{
  g_autoptr (MtnEngine) engine = NULL;
  g_autoptr (GPtrArray) lists = NULL;
  g_autofree char *why = NULL;
  g_autofree char *notice = NULL;
  MtnCudaSystem system;
  MtnCudaCard card;

  mtn_cuda_module.get_system (&system);
  if (system.status != MTN_CUDA_READY)
    {
      why = mtn_cuda_engine_dup_system_problem (&system);
      return why != NULL && *why != '\0';
    }

  /* Whether the card was tested before is another test's concern. */
  engine = mtn_cuda_engine_open (&mtn_cuda_module, 0, &system, FALSE, &card, &why);
  if (engine == NULL)
    return why != NULL && *why != '\0';

  lists = recommend (work, engine);
  for (guint p = 0; p < N_PEOPLE; p++)
    mtn_test_assert_same_list (g_ptr_array_index (lists, p), g_ptr_array_index (work->wanted, p));

  notice = mtn_engine_take_notice (engine);
  g_assert_cmpint (mtn_engine_get_kind (engine), ==, notice != NULL ? MTN_ENGINE_CPU : MTN_ENGINE_CUDA);

  return notice != NULL;
}

static void
work_init (Work *self, MtnTestKind kind)
{
  g_autoptr (MtnEngine) cpu = mtn_test_engine_new ("vector");
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);

  self->checkpoint = mtn_test_checkpoint_new (kind);
  self->profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_profile_free);
  for (guint p = 0; p < N_PEOPLE; p++)
    g_ptr_array_add (self->profiles, mtn_test_profile_new (rand, self->checkpoint, 6));
  self->wanted = recommend (self, cpu);
}

static void
work_clear (Work *self)
{
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->profiles);
  mtn_checkpoint_unref (self->checkpoint);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static void
fail_everywhere (const Work *work, MtnFakeOrder order)
{
  guint n_faults = 0, n_untold = 0;

  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    for (guint nth = 1;; nth++)
      {
        gboolean was_told;

        mtn_fake_reset ();
        mtn_fake_config.order = order;
        mtn_fake_config.fail_nth = nth;
        mtn_fake_config.fail_code = codes[c];
        was_told = use (work);
        g_assert_true (mtn_fake_is_clean ());
        if (mtn_fake_counts.n_faults == 0)
          {
            /* Past the last call. */
            g_assert_false (was_told);
            g_assert_cmpuint (nth, >, 50);
            break;
          }

        n_faults++;
        if (!was_told)
          {
            n_untold++;
            /* While all is given back nobody wants to know; and a card that does not say how much memory
             * there is gets batches of one. */
            g_assert_true (g_str_equal (mtn_fake_failed_function, "cudaSetDevice") ||
                           g_str_equal (mtn_fake_failed_function, "cudaEventRecord") ||
                           g_str_equal (mtn_fake_failed_function, "cudaEventQuery") ||
                           (g_str_equal (mtn_fake_failed_function, "cudaMemGetInfo") && codes[c] == 2));
          }
      }

  g_test_message ("%u faults, %u of them while the card was given back", n_faults, n_untold);
  g_assert_cmpuint (n_faults, >, 100);
  g_assert_cmpuint (n_untold, <, n_faults / 4);
}

static void
test_faults (gconstpointer data)
{
  MtnTestKind kind = GPOINTER_TO_INT (data);
  g_auto (Work) work;

  work_init (&work, kind);
  /* So that the card is tested, and its verdict known, before anything fails. */
  mtn_fake_reset ();
  g_assert_false (use (&work));

  fail_everywhere (&work, MTN_FAKE_LAZY);
  if (kind == MTN_TEST_BLEND)
    fail_everywhere (&work, MTN_FAKE_EAGER);
}

/* The same in the self-test, case by case: it never passes, unless what failed only gave something back. */
static void
test_faults_in_cases (void)
{
  guint n_faults = 0, n_untold = 0;

  for (guint i = 0; i < mtn_engine_self_test_get_n_cases (); i++)
    for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
      for (guint nth = 1;; nth++)
        {
          g_autofree char *why = NULL;
          MtnCudaSystem system;
          MtnCudaCard card;
          MtnEngine *engine;
          gboolean has_passed;

          mtn_fake_reset ();
          mtn_fake_config.order = (nth + c) % 3;
          mtn_fake_config.seed = nth;
          mtn_cuda_module.get_system (&system);
          /* It has passed before: is not tested when it is opened. */
          engine = mtn_cuda_engine_open (&mtn_cuda_module, 0, &system, FALSE, &card, &why);
          g_assert_nonnull (engine);
          mtn_fake_config.fail_nth = nth;
          mtn_fake_config.fail_code = codes[c];
          has_passed = mtn_engine_self_test_case (engine, i, &why);
          g_assert_true (has_passed == (why == NULL));
          if (mtn_fake_counts.n_faults == 0)
            {
              mtn_fake_config.fail_nth = 0;
              mtn_engine_free (engine);
              g_assert_true (mtn_fake_is_clean ());
              g_assert_true (has_passed);
              g_assert_cmpuint (nth, >, 5);
              break;
            }

          n_faults++;
          if (has_passed)
            {
              n_untold++;
              g_assert_cmpstr (mtn_fake_failed_function, ==, "cudaSetDevice");
            }
          else
            g_assert_true (*why != '\0');
          mtn_engine_free (engine);
          g_assert_true (mtn_fake_is_clean ());
        }

  g_test_message ("%u faults, %u of them while buffers were given back", n_faults, n_untold);
  g_assert_cmpuint (n_faults, >, 2000);
  g_assert_cmpuint (n_untold, <, n_faults / 4);
}

/* Wherever a self-test fails the card is refused, and no later start believes it. */
static void
test_faults_in_self_test (void)
{
  guint n_refused = 0;

  for (guint nth = 1; nth < 4000; nth += 13)
    {
      g_autofree char *why = NULL;
      g_autofree char *again = NULL;
      MtnCudaSystem system;
      MtnCudaCard card;
      MtnEngine *engine;
      guint n_faults;

      mtn_fake_reset ();
      g_snprintf (mtn_fake_config.cards[0].name, sizeof mtn_fake_config.cards[0].name, "Untested %u", nth);
      mtn_cuda_module.get_system (&system);
      mtn_fake_config.fail_nth = nth;
      mtn_fake_config.fail_code = 719;
      engine = mtn_cuda_engine_open (&mtn_cuda_module, 0, &system, FALSE, &card, &why);
      n_faults = mtn_fake_counts.n_faults;
      /* What fails while the last buffers are given back is seen by whoever uses the card next. */
      g_assert_true (engine == NULL || n_faults == 0 ||
                     g_str_equal (mtn_fake_failed_function, "cudaSetDevice"));
      g_clear_pointer (&engine, mtn_engine_free);
      g_assert_true (mtn_fake_is_clean ());
      if (n_faults == 0)
        break;

      if (why == NULL || strstr (why, "failed the self-test:") == NULL)
        continue;
      n_refused++;
      mtn_fake_reset ();
      g_snprintf (mtn_fake_config.cards[0].name, sizeof mtn_fake_config.cards[0].name, "Untested %u", nth);
      g_assert_null (mtn_cuda_engine_open (&mtn_cuda_module, 0, &system, FALSE, &card, &again));
      g_assert_nonnull (strstr (again, "before"));
    }

  g_assert_cmpuint (n_refused, >, 10);
}

static void
add_tests (void)
{
  g_test_add_data_func ("/cuda/faults/blend", GINT_TO_POINTER (MTN_TEST_BLEND), test_faults);
  g_test_add_data_func ("/cuda/faults/network", GINT_TO_POINTER (MTN_TEST_NETWORK), test_faults);
  g_test_add_data_func ("/cuda/faults/item-item", GINT_TO_POINTER (MTN_TEST_ITEM_ITEM), test_faults);
  g_test_add_func ("/cuda/faults/cases", test_faults_in_cases);
  g_test_add_func ("/cuda/faults/self-test", test_faults_in_self_test);
}

int
main (int argc, char **argv)
{
  return mtn_test_run_with_verdicts (argc, argv, add_tests);
}
