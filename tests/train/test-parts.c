/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-error.h"
#include "mtn-parts.h"
#include "mtn-popularity.h"

/* Six people, three films: film 0 is loved by all women (rows 0–2) and one man, film 1 by one man, film 2 by
 * nobody. */
static MtnRatings *
make_ratings (void)
{
  const MtnRating entries[] = {
    { 0, 0, 5, 0 }, { 1, 0, 4, 0 },    { 2, 0, 4.5f, 0 }, { 3, 0, 4, 0 },
    { 3, 1, 5, 0 }, { 4, 0, 3.5f, 0 }, { 5, 0, 1, 0 },    { 5, 2, 3, 0 },
  };

  return mtn_ratings_new (entries, G_N_ELEMENTS (entries), 6, 3);
}

static const MtnPerson people[] = {
  { 1, 20, 0, 0 }, { 2, 40, 0, MTN_NOT_SAID }, { 3, 41, 0, 1 }, { 4, MTN_NOT_SAID, 1, 1 }, { 5, 20, 1, 1 },
  { 6, 21, 1, 1 },
};

static MtnVocabulary *
make_vocabulary (void)
{
  const int ages[] = { 1, 30, 50 };

  return mtn_vocabulary_new (ages, 3, (const char *const[]){ "F", "M", NULL },
                             (const char *const[]){ "doctor", "other", NULL });
}

static void
test_popularity (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autofree float *popularity = mtn_popularity_fit (ratings);

  g_assert_cmpfloat_with_epsilon (popularity[0], 4 / 6.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (popularity[1], 1 / 6.0, 1e-6);
  g_assert_cmpfloat (popularity[2], ==, 0);
}

static void
test_shrinkage (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (MtnVocabulary) vocabulary = make_vocabulary ();
  g_autofree float *popularity = mtn_popularity_fit (ratings);
  g_autoptr (MtnDemographic) demographic = mtn_demographic_fit (ratings, people, vocabulary, popularity);
  double p = 4 / 6.0;

  /* (h + λp) / (N + λ) − p, with λ = 10 for gender, 40 for age and 200 for occupation. */
  g_assert_cmpfloat_with_epsilon (demographic->gender[0], (3 + 10 * p) / 13 - p, 1e-6);
  g_assert_cmpfloat_with_epsilon (demographic->gender[3], (1 + 10 * p) / 13 - p, 1e-6);
  g_assert_cmpfloat_with_epsilon (demographic->age[0], (1 + 40 * p) / 43 - p, 1e-6);
  g_assert_cmpfloat_with_epsilon (demographic->age[3], (2 + 40 * p) / 42 - p, 1e-6);
  g_assert_cmpfloat_with_epsilon (demographic->occupation[0], (1 + 200 * p) / 201 - p, 1e-6);

  /* A group that nobody belongs to does not deviate. */
  for (guint j = 0; j < 3; j++)
    g_assert_cmpfloat (demographic->age[6 + j], ==, 0);
}

static void
test_adding (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (MtnVocabulary) vocabulary = make_vocabulary ();
  g_autofree float *popularity = mtn_popularity_fit (ratings);
  g_autoptr (MtnDemographic) demographic = mtn_demographic_fit (ratings, people, vocabulary, popularity);
  MtnPerson nobody = { 0, MTN_NOT_SAID, MTN_NOT_SAID, MTN_NOT_SAID };
  float sum[] = { 1, 2, 3 };

  mtn_demographic_add (demographic, vocabulary, &nobody, 1, sum);
  g_assert_cmpfloat (sum[0], ==, 1);

  mtn_demographic_add (demographic, vocabulary, &people[2], 2, sum);
  g_assert_cmpfloat_with_epsilon (sum[0],
                                  1 + 2 * (demographic->age[3] + demographic->gender[0] +
                                           demographic->occupation[3]),
                                  1e-6);
}

static void
test_plan (void)
{
  g_autoptr (MtnVocabulary) full = make_vocabulary ();
  g_autoptr (MtnVocabulary) empty =
      mtn_vocabulary_new (NULL, 0, (const char *const[]){ NULL }, (const char *const[]){ NULL });
  g_autoptr (GError) error = NULL;
  MtnPlan plan;

  g_assert_true (mtn_plan_init (&plan, "blend", full, NULL));
  g_assert_true (plan.demographic && plan.n_learners > 0);
  g_assert_true (mtn_plan_init (&plan, "blend", empty, NULL));
  g_assert_true (!plan.demographic && plan.n_learners > 0);
  g_assert_true (mtn_plan_init (&plan, "popularity", empty, NULL));
  g_assert_true (!plan.demographic && plan.n_learners == 0);

  g_assert_false (mtn_plan_init (&plan, "demographic", empty, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_false (mtn_plan_init (&plan, "oracle", full, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
}

static void
test_steps (void)
{
  guint n_steps = 0;

  for (guint n = 0; n != MTN_RECIPE_END; n = mtn_recipe_next_step (n))
    {
      guint next = mtn_recipe_next_step (n);

      g_assert_cmpuint (next, >, n);
      if (next != MTN_RECIPE_END && n > 0)
        for (guint history = 0; history < 2; history++)
          {
            double here = mtn_recipe_get_penalty (history, n), there = mtn_recipe_get_penalty (history, next);

            /* The more picks, the less must be made of each. */
            g_assert_cmpfloat (there, <=, here);
            g_assert_cmpfloat (there, >, 0);
          }
      n_steps++;
    }

  /* Each has three lines of a table in memory. */
  g_assert_cmpuint (n_steps, <, 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/parts/popularity", test_popularity);
  g_test_add_func ("/parts/demographic/shrinkage", test_shrinkage);
  g_test_add_func ("/parts/demographic/adding", test_adding);
  g_test_add_func ("/parts/plan", test_plan);
  g_test_add_func ("/parts/recipe/steps", test_steps);

  return g_test_run ();
}
