/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From profiles to lists, all models and 500 people, with every operation a kernel: the same lists as on the
 * CPU, films, scores and reasons, bit for bit. */

#include "mtn-default-model.h"
#include "mtn-machine-engine.h"
#include "mtn-test-machine.h"
#include "mtn-test-recommend.h"

/* Batches of people, uneven on purpose: one, nearly and just over a tile of rows, many. */
static const guint batches[] = { 1, 63, 65, 2, 129, 7, 233 };
#define N_PEOPLE 500

/* Of a model that takes long, how many a machine has time for. */
static guint
get_n_people (void)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();

  return !machine->is_moderate ? N_PEOPLE : machine->is_slow ? 1 : 65;
}

static void
check_people (MtnCheckpoint *checkpoint, guint n_people, guint max_picks, const MtnQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (max_picks);
  g_autoptr (MtnEngine) cpu = mtn_test_engine_new ("reference");
  g_autoptr (MtnEngine) machine = mtn_machine_engine_new ();
  g_autoptr (MtnRecommender) wanted = mtn_recommender_new (checkpoint, cpu, &error);
  g_autoptr (MtnRecommender) got = mtn_recommender_new (checkpoint, machine, &error);
  guint64 n_before = mtn_machine_engine_get_n_launches ();
  guint batch = 0;

  g_assert_no_error (error);
  for (guint start = 0; start < n_people; start += batches[batch++])
    {
      const guint n = MIN (batches[batch], n_people - start);
      g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_profile_free);
      g_autofree MtnRecommendations **a = g_new0 (MtnRecommendations *, n);
      g_autofree MtnRecommendations **b = g_new0 (MtnRecommendations *, n);

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (profiles, mtn_test_profile_new (rand, checkpoint, (start + i) % (max_picks + 1)));

      mtn_test_machine_get ()->set_order (batch % MTN_TEST_N_ORDERS, batch);
      g_assert_true (mtn_recommender_recommend_many (wanted, (const MtnProfile *const *) profiles->pdata, n,
                                                     query, a, &error));
      g_assert_no_error (error);
      mtn_recommender_recommend_many (got, (const MtnProfile *const *) profiles->pdata, n, query, b, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < n; i++)
        {
          mtn_test_assert_same_list (a[i], b[i]);
          mtn_recommendations_free (a[i]);
          mtn_recommendations_free (b[i]);
        }
    }

  /* It was not the CPU with itself, nor did the CPU take over. */
  g_assert_cmpint (mtn_engine_get_kind (machine), ==, MTN_ENGINE_CUDA);
  g_assert_cmpuint (mtn_machine_engine_get_n_launches (), >, n_before);
}

static void
test_kind (gconstpointer data)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new (GPOINTER_TO_INT (data));
  MtnQuery query = MTN_QUERY_INIT;

  check_people (checkpoint, machine->is_slow && machine->is_moderate ? 65 : N_PEOPLE, 30, &query);

  /* With reasons, which ask for each person many times, and with a list as long as there are films. */
  query.n_reasons = 3;
  query.particular = 0.5;
  query.n = MTN_TEST_N_MOVIES;
  query.seen_too = TRUE;
  check_people (checkpoint, machine->is_slow ? 1 : 3, 9, &query);
}

static void
test_default_model (void)
{
  g_autofree char *path = mtn_default_model_dup_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnCheckpoint) checkpoint = NULL;
  MtnQuery query = MTN_QUERY_INIT;

  g_assert_nonnull (path);
  checkpoint = mtn_checkpoint_open (path, &error);
  g_assert_no_error (error);
  check_people (checkpoint, get_n_people (), 40, &query);
}

/* Of the size of the network that the project's seed had: 1,682 films, hidden layers behind each other. */
static void
test_network (void)
{
  g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new_sized (MTN_TEST_NETWORK, 1682, 128);
  MtnQuery query = MTN_QUERY_INIT;

  check_people (checkpoint, get_n_people (), 40, &query);
}

int
main (int argc, char **argv)
{
  const char *names[MTN_TEST_N_KINDS + 1] = { "popularity", "log-popularity", "demographic",
                                              "blend",      "item-item",      "network",
                                              "union",      "autoencoder",    "factors",
                                              "huge" };

  g_test_init (&argc, &argv, NULL);

  for (guint kind = 0; kind <= MTN_TEST_N_KINDS; kind++)
    {
      g_autofree char *path = g_strconcat ("/path/", names[kind], NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (kind), test_kind);
    }
  g_test_add_func ("/path/default-model", test_default_model);
  g_test_add_func ("/path/network-of-size", test_network);

  return g_test_run ();
}
