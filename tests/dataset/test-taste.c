/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Counted by hand on the tiny set: films 1, 2, 3 have two ratings each, number 4 none, 267 one. */

#include "mtn-taste.h"

#include "mtn-test-set.h"

#define assert_near(value, expected) g_assert_cmpfloat_with_epsilon (value, expected, 1e-12)

static void
test_tiny (void)
{
  static const MtnTastePick picks[] = { { 1, 4.0f }, { 0, 0.0f }, { 4, 4.5f } };
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (set->folder, NULL, NULL, NULL);
  g_autoptr (MtnExploration) found = mtn_exploration_new (dataset, NULL, NULL, NULL);
  g_autoptr (MtnTaste) taste = mtn_taste_new (found, picks, G_N_ELEMENTS (picks));
  double total[MTN_TASTE_N_SIDES] = { 0 };

  g_assert_cmpuint (taste->n_picks, ==, 3);
  g_assert_cmpuint (taste->n_starred, ==, 2);
  assert_near (taste->stars[MTN_TASTE_OWN][7], 0.5);
  assert_near (taste->stars[MTN_TASTE_OWN][8], 0.5);
  assert_near (taste->mean_stars[MTN_TASTE_OWN], 4.25);
  assert_near (taste->stars[MTN_TASTE_EVERYONE][3], 2.0 / 7.0);
  assert_near (taste->mean_stars[MTN_TASTE_EVERYONE], 3.0);

  /* Everyone's genres are those of the exploration. */
  for (guint g = 0; g <= mtn_catalog_get_n_genres (dataset->catalog); g++)
    assert_near (taste->genres[MTN_TASTE_EVERYONE][g], found->genres.ratings[g] / 7.0);
  assert_near (taste->genres[MTN_TASTE_EVERYONE][0], 3.0 / 7.0);

  /* Four rated films: a tenth of them is less than one; the first two have 2 ratings of 7 each. */
  assert_near (taste->tenths[MTN_TASTE_EVERYONE][0], 2.0 / 7.0);
  assert_near (taste->tenths[MTN_TASTE_OWN][0], 1.0 / 3.0);
  assert_near (taste->tenths[MTN_TASTE_OWN][2], 1.0 / 3.0);
  for (guint side = 0; side < MTN_TASTE_N_SIDES; side++)
    {
      for (guint i = 0; i < taste->n_decades; i++)
        total[side] += taste->decades[side][i];
      assert_near (total[side], 1.0);
    }
  g_assert_cmpint (taste->first_decade % 10, ==, 0);
}

/* Nothing picked is no division by nothing. */
static void
test_nothing (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_csv ();
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (set->folder, NULL, NULL, NULL);
  g_autoptr (MtnExploration) found = mtn_exploration_new (dataset, NULL, NULL, NULL);
  g_autoptr (MtnTaste) taste = mtn_taste_new (found, NULL, 0);

  g_assert_cmpuint (taste->n_picks, ==, 0);
  assert_near (taste->mean_stars[MTN_TASTE_OWN], 0.0);
  for (guint i = 0; i < MTN_TASTE_N_TENTHS; i++)
    assert_near (taste->tenths[MTN_TASTE_OWN][i], 0.0);
  for (guint i = 0; i < taste->n_decades; i++)
    assert_near (taste->decades[MTN_TASTE_OWN][i], 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/taste/tiny", test_tiny);
  g_test_add_func ("/taste/nothing", test_nothing);

  return g_test_run ();
}
