/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Rows are compared with a dense matrix, which is too dumb to be wrong. */

#include "mtn-random.h"
#include "mtn-ratings.h"

#define N_PEOPLE 37
#define N_MOVIES 53

static MtnRatings *
random_ratings (float (*dense)[N_MOVIES], guint64 seed)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (MtnRating));
  guint cells[N_PEOPLE * N_MOVIES];
  MtnRandom random;

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    cells[i] = i;
  mtn_random_init (&random, seed, 1);
  mtn_random_shuffle (&random, cells, G_N_ELEMENTS (cells));

  for (guint i = 0; i < G_N_ELEMENTS (cells) / 4; i++)
    {
      MtnRating entry = { .person = cells[i] / N_MOVIES,
                          .movie = cells[i] % N_MOVIES,
                          .stars = (float) (1 + mtn_random_below (&random, 10)) / 2.0f,
                          .time = i };

      /* One person without ratings. */
      if (entry.person == 5)
        continue;
      dense[entry.person][entry.movie] = entry.stars;
      g_array_append_val (entries, entry);
    }

  return mtn_ratings_new ((const MtnRating *) entries->data, entries->len, N_PEOPLE, N_MOVIES);
}

static void
assert_row (const MtnRatings *ratings, guint row, const float *dense)
{
  guint at = ratings->offsets[row];

  for (guint movie = 0; movie < N_MOVIES; movie++)
    {
      if (dense[movie] == 0.0f)
        continue;

      g_assert_cmpuint (at, <, ratings->offsets[row + 1]);
      g_assert_cmpuint (ratings->movies[at], ==, movie);
      g_assert_cmpfloat (ratings->stars[at], ==, dense[movie]);
      at++;
    }
  g_assert_cmpuint (at, ==, ratings->offsets[row + 1]);
}

static void
test_rows (void)
{
  float dense[N_PEOPLE][N_MOVIES] = { { 0 } };
  g_autoptr (MtnRatings) ratings = random_ratings (dense, 1);

  g_assert_cmpuint (ratings->offsets[0], ==, 0);
  g_assert_cmpuint (ratings->offsets[N_PEOPLE], >, 400);
  for (guint row = 0; row < N_PEOPLE; row++)
    assert_row (ratings, row, dense[row]);
}

static void
test_select (void)
{
  static const guint people[] = { 12, 5, 0, 36, 12 };
  float dense[N_PEOPLE][N_MOVIES] = { { 0 } };
  g_autoptr (MtnRatings) ratings = random_ratings (dense, 2);
  g_autoptr (MtnRatings) selected = mtn_ratings_select (ratings, people, G_N_ELEMENTS (people));

  g_assert_cmpuint (selected->n_people, ==, G_N_ELEMENTS (people));
  g_assert_cmpuint (selected->n_movies, ==, N_MOVIES);
  for (guint row = 0; row < G_N_ELEMENTS (people); row++)
    assert_row (selected, row, dense[people[row]]);
}

static void
test_empty (void)
{
  g_autoptr (MtnRatings) ratings = mtn_ratings_new (NULL, 0, 0, 0);
  g_autoptr (MtnRatings) selected = mtn_ratings_select (ratings, NULL, 0);
  g_autoptr (MtnRatings) second = mtn_ratings_ref (ratings);

  g_assert_cmpuint (second->offsets[0], ==, 0);
  g_assert_cmpuint (selected->offsets[0], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ratings/rows", test_rows);
  g_test_add_func ("/ratings/select", test_select);
  g_test_add_func ("/ratings/empty", test_empty);

  return g_test_run ();
}
