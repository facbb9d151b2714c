/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-profile.h"
#include "mtn-random.h"
#include "mtn-vocabulary.h"

static void
test_picks (void)
{
  g_autoptr (MtnProfile) profile = mtn_profile_new ();

  mtn_profile_set_pick (profile, 50, 0);
  mtn_profile_set_pick (profile, 7, 4.5f);
  mtn_profile_set_pick (profile, 50, 5);
  g_assert_cmpuint (mtn_profile_get_n_picks (profile), ==, 2);
  g_assert_cmpint (mtn_profile_get_pick (profile, 0)->movie_id, ==, 50);
  g_assert_cmpfloat (mtn_profile_get_pick (profile, 0)->stars, ==, 5);

  g_assert_cmpint (mtn_profile_remove_pick (profile, 50), ==, 0);
  g_assert_cmpint (mtn_profile_remove_pick (profile, 50), ==, -1);
  g_assert_null (mtn_profile_find_pick (profile, 50));

  mtn_profile_insert_pick (profile, 0, 50, 5);
  mtn_profile_insert_pick (profile, 99, 3, 0);
  g_assert_cmpint (mtn_profile_get_pick (profile, 0)->movie_id, ==, 50);
  g_assert_cmpint (mtn_profile_get_pick (profile, 2)->movie_id, ==, 3);
}

static void
test_exclusions (void)
{
  g_autoptr (MtnProfile) profile = mtn_profile_new ();

  mtn_profile_exclude (profile, 1, MTN_EXCLUDE_SEEN);
  mtn_profile_exclude (profile, 2, MTN_EXCLUDE_SEEN);
  mtn_profile_exclude (profile, 1, MTN_EXCLUDE_NOT_INTERESTED);
  g_assert_cmpuint (mtn_profile_get_n_exclusions (profile), ==, 2);
  g_assert_cmpint (mtn_profile_find_exclusion (profile, 1)->reason, ==, MTN_EXCLUDE_NOT_INTERESTED);
  g_assert_true (mtn_profile_unexclude (profile, 1));
  g_assert_false (mtn_profile_unexclude (profile, 1));
  g_assert_cmpint (mtn_profile_get_exclusion (profile, 0)->movie_id, ==, 2);
}

/* Whatever is done, a film is a pick or excluded or neither, and each film is there once. */
static void
test_never_both (void)
{
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  MtnRandom random;

  mtn_random_init (&random, 5, 1);
  for (int step = 0; step < 5000; step++)
    {
      int id = 1 + (int) mtn_random_below (&random, 8);

      switch (mtn_random_below (&random, 5))
        {
        case 0:
          mtn_profile_set_pick (profile, id, (float) mtn_random_below (&random, 11) / 2.0f);
          break;
        case 1:
          mtn_profile_insert_pick (profile, mtn_random_below (&random, 9), id, 0);
          break;
        case 2:
          mtn_profile_remove_pick (profile, id);
          break;
        case 3:
          mtn_profile_exclude (profile, id, mtn_random_below (&random, 2));
          break;
        default:
          mtn_profile_unexclude (profile, id);
        }

      for (int film = 1; film <= 8; film++)
        {
          guint n = 0;

          for (guint i = 0; i < mtn_profile_get_n_picks (profile); i++)
            n += mtn_profile_get_pick (profile, i)->movie_id == film;
          for (guint i = 0; i < mtn_profile_get_n_exclusions (profile); i++)
            n += mtn_profile_get_exclusion (profile, i)->movie_id == film;
          g_assert_cmpuint (n, <=, 1);
        }
    }
}

static void
test_copy_and_equal (void)
{
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autoptr (MtnProfile) copy = NULL;

  mtn_profile_set_pick (profile, 50, 0);
  mtn_profile_exclude (profile, 3, MTN_EXCLUDE_SEEN);
  mtn_profile_set_age (profile, 30);
  mtn_profile_set_gender (profile, "F");
  mtn_profile_set_occupation (profile, "artist");
  copy = mtn_profile_copy (profile);
  g_assert_true (mtn_profile_equal (profile, copy));

  mtn_profile_set_pick (copy, 50, 4);
  g_assert_false (mtn_profile_equal (profile, copy));
  g_assert_cmpfloat (mtn_profile_find_pick (profile, 50)->stars, ==, 0);
  mtn_profile_set_pick (copy, 50, 0);
  mtn_profile_set_gender (copy, NULL);
  g_assert_false (mtn_profile_equal (profile, copy));
  mtn_profile_set_gender (copy, "F");
  mtn_profile_exclude (copy, 3, MTN_EXCLUDE_NOT_INTERESTED);
  g_assert_false (mtn_profile_equal (profile, copy));

  mtn_profile_clear (copy);
  g_assert_cmpuint (mtn_profile_get_n_picks (copy), ==, 0);
  g_assert_cmpuint (mtn_profile_get_n_exclusions (copy), ==, 0);
  g_assert_cmpint (mtn_profile_get_age (copy), ==, MTN_NOT_SAID);
  g_assert_null (mtn_profile_get_gender (copy));
  g_assert_null (mtn_profile_get_occupation (copy));
  g_assert_cmpstr (mtn_profile_get_occupation (profile), ==, "artist");
}

static void
test_set_own_value (void)
{
  g_autoptr (MtnProfile) profile = mtn_profile_new ();

  mtn_profile_set_gender (profile, "M");
  mtn_profile_set_gender (profile, mtn_profile_get_gender (profile));
  g_assert_cmpstr (mtn_profile_get_gender (profile), ==, "M");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile/picks", test_picks);
  g_test_add_func ("/profile/exclusions", test_exclusions);
  g_test_add_func ("/profile/never-both", test_never_both);
  g_test_add_func ("/profile/copy-and-equal", test_copy_and_equal);
  g_test_add_func ("/profile/set-own-value", test_set_own_value);

  return g_test_run ();
}
