/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What a union learns from whom: two invented sets of five and four people. Film 0 is in both, 1 in the first
 * alone, 2 is a second id of film 0, 3 and 4 are later, 5 is a placeholder. */

#include <math.h>

#include "mtn-films.h"
#include "mtn-parts.h"
#include "mtn-popularity.h"

#define N 6

static const MtnPerson people[] = {
  { 1, 20, 0, 0, 0 },
  { 2, 20, 0, 0, 0 },
  { 3, 60, 1, 0, 0 },
  { 4, 60, 1, 0, 0 },
  { 5, 60, 1, 0, 0 },
  { 100001, MTN_NOT_SAID, MTN_NOT_SAID, MTN_NOT_SAID, 1 },
  { 100002, MTN_NOT_SAID, MTN_NOT_SAID, MTN_NOT_SAID, 1 },
  { 100003, MTN_NOT_SAID, MTN_NOT_SAID, MTN_NOT_SAID, 1 },
  { 100004, MTN_NOT_SAID, MTN_NOT_SAID, MTN_NOT_SAID, 1 },
};

static const MtnRating entries[] = {
  { 0, 0, 5, 0 }, { 1, 0, 4, 0 }, { 1, 2, 4, 0 }, { 2, 1, 4, 0 }, { 3, 1, 5, 0 }, { 4, 1, 2, 0 },
  { 4, 5, 5, 0 }, { 5, 0, 5, 0 }, { 5, 3, 5, 0 }, { 5, 4, 4, 0 }, { 6, 0, 2, 0 }, { 6, 3, 4, 0 },
  { 6, 4, 1, 0 }, { 7, 3, 1, 0 }, { 7, 4, 5, 0 }, { 8, 3, 3, 0 }, { 8, 4, 4, 0 }, { 4, 0, 1, 0 },
};

static MtnDataset *
dataset_new (gboolean is_union)
{
  static const char *const titles[N] = { "Comet", "Harbour", "Comet", "Empress", "Echo", "unknown" };
  static const guint8 sets[N] = { 3, 1, 1, 2, 2, 1 };
  static const char *const genres[] = { NULL };
  const int ages[] = { 1, 50 };
  GArray *movies = g_array_new (FALSE, TRUE, sizeof (MtnMovie));
  MtnDataset *self = g_new0 (MtnDataset, 1);

  for (guint j = 0; j < N; j++)
    {
      MtnMovie movie = { .id = (int) j + 1, .title = g_strdup (titles[j]), .year = j < N - 1 ? 1990 : 0 };

      g_array_append_val (movies, movie);
    }
  self->catalog = mtn_catalog_new (movies, genres, NULL);
  self->ratings = mtn_ratings_new (entries, G_N_ELEMENTS (entries), G_N_ELEMENTS (people), N);
  self->vocabulary = mtn_vocabulary_new (ages, 2, (const char *const[]){ "F", "M", NULL },
                                         (const char *const[]){ "other", NULL });
  self->people = g_memdup2 (people, sizeof people);
  if (is_union)
    self->film_sets = g_memdup2 (sets, sizeof sets);

  return self;
}

static void
test_groups (void)
{
  g_autoptr (MtnDataset) dataset = dataset_new (TRUE);
  g_autoptr (MtnFilms) films = mtn_films_new (dataset, dataset->ratings);

  /* Film 0 has five ratings under its first and one under its second id, 1 has three, 3 and 4 four each. */
  g_assert_true (mtn_films_is_union (films));
  g_assert_false (films->pick_only[0] || films->pick_only[2]);
  g_assert_true (films->pick_only[1] && films->pick_only[3] && films->pick_only[4] && films->pick_only[5]);
  g_assert_cmpuint (films->n_reach[0], ==, 2);
  g_assert_cmpuint (films->reach[0][1], ==, 2);
  g_assert_cmpuint (films->n_reach[1], ==, 0);
  g_assert_true (mtn_films_is_candidate (films, 0, 0) && mtn_films_is_candidate (films, 0, 1));
  g_assert_true (mtn_films_is_candidate (films, 2, 0) && !mtn_films_is_candidate (films, 2, 1));
  g_assert_cmpuint (mtn_films_count_candidates (films, 0), ==, 2);
  g_assert_cmpuint (mtn_films_count_candidates (films, 1), ==, 1);
}

static void
test_one_set (void)
{
  g_autoptr (MtnDataset) dataset = dataset_new (FALSE);
  g_autoptr (MtnFilms) films = mtn_films_new (dataset, dataset->ratings);

  g_assert_false (mtn_films_is_union (films));
  g_assert_null (films->pick_only);
  g_assert_null (films->reach[0]);
  g_assert_cmpuint (mtn_films_count_candidates (films, 0), ==, N);
}

/* The share of those who could know the film. */
static void
test_popularity (void)
{
  g_autoptr (MtnDataset) dataset = dataset_new (TRUE);
  g_autoptr (MtnFilms) films = mtn_films_new (dataset, dataset->ratings);
  g_autofree float *popularity = mtn_popularity_fit_of_union (dataset->ratings, people, films);

  g_assert_cmpfloat_with_epsilon (popularity[0], 3 / 9.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (popularity[1], 2 / 5.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (popularity[3], 2 / 4.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (popularity[4], 3 / 4.0, 1e-6);
}

/* Groups deviate from the people of their own set; of later films nothing is said. */
static void
test_parts (void)
{
  g_autoptr (MtnDataset) dataset = dataset_new (TRUE);
  g_autoptr (MtnFilms) films = mtn_films_new (dataset, dataset->ratings);
  g_autoptr (MtnParts) parts = NULL;
  g_autoptr (GError) error = NULL;
  const MtnLesson lesson = {
    .ratings = dataset->ratings, .films = films, .people = people, .rank = 4, .seed = 42
  };
  MtnPlan plan;
  double p = 2 / 5.0;

  films->reach[1][0] = 3;
  films->reach[1][1] = 4;
  films->n_reach[1] = 2;
  g_assert_true (mtn_plan_init (&plan, "blend", dataset->vocabulary, NULL));
  parts = mtn_parts_fit (&plan, &lesson, dataset->vocabulary, 1, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpfloat_with_epsilon (parts->demographic->gender[0], (2 + 10 * p) / 12 - p, 1e-6);
  g_assert_cmpfloat_with_epsilon (parts->demographic->gender[N], (0 + 10 * p) / 13 - p, 1e-6);
  for (guint g = 0; g < 2; g++)
    for (guint j = 3; j < 5; j++)
      g_assert_cmpfloat (parts->demographic->gender[g * N + j], ==, 0);

  /* Who has picked nothing and says nothing is one of the later people, who says everything one of the first.
   */
  g_assert_cmpfloat_with_epsilon (parts->popularity_unpicked[0], 1 / 4.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (parts->popularity_unpicked[1], p, 1e-6);
  g_assert_cmpfloat_with_epsilon (parts->popularity_unpicked[3], 2 / 4.0, 1e-6);
  for (guint j = 0; j < N; j++)
    {
      float plain[N] = { 0 }, unpicked[N] = { 0 };

      mtn_demographic_add (parts->demographic, dataset->vocabulary, &people[0], 1, plain);
      mtn_demographic_add (parts->demographic_unpicked, dataset->vocabulary, &people[0], 1, unpicked);
      g_assert_cmpfloat_with_epsilon (unpicked[j] - plain[j], j == 0 ? p - 1 / 4.0 : 0, 1e-6);
    }

  for (guint history = 0; history < 2; history++)
    {
      static const guint offsets[] = { 0, 1, 2 }, picks[] = { 1, 3 };
      static const float values[] = { 1, 1 };
      float scores[2 * N] = { 0 };

      g_assert_cmpuint (mtn_learner_edlae.get_n_parts (parts->trained[0][history]), ==, 2);
      mtn_learner_edlae.score (parts->trained[0][history], history, 1, 2, offsets, picks, values, scores);
      /* Nobody of the first set is among those that later films are learnt from. */
      g_assert_cmpfloat (scores[4], ==, 0);
      g_assert_cmpfloat (fabsf (scores[N + 4]), >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/films/groups", test_groups);
  g_test_add_func ("/films/one-set", test_one_set);
  g_test_add_func ("/films/popularity", test_popularity);
  g_test_add_func ("/films/parts", test_parts);

  return g_test_run ();
}
