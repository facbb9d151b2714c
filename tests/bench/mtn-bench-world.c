/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-bench-world.h"

#include <math.h>
#include <stdio.h>

#include "mtn-random.h"

#define N_TASTES 16
#define LEAST_RATINGS 20

static gboolean
write_movies (const MtnBenchWorld *self, const char *folder)
{
  static const char *const genres[] = { "Action", "Comedy", "Drama", "Horror", "Musical", "Romance" };
  g_autofree char *path = g_build_filename (folder, "movies.csv", NULL);
  FILE *file = fopen (path, "w");

  if (file == NULL)
    return FALSE;

  fputs ("movieId,title,genres\n", file);
  for (guint j = 0; j < self->n_movies; j++)
    fprintf (file, "%u,Film %u (%u),%s\n", j + 1, j + 1, 1930 + j % 90,
             genres[j % N_TASTES % G_N_ELEMENTS (genres)]);

  return fclose (file) == 0;
}

/* A film of a kind, or of any: the lower its number, the better known it is. */
static guint
draw_movie (const MtnBenchWorld *self, MtnRandom *random, int taste)
{
  double x = pow (mtn_random_unit (random), 2.5);

  if (taste < 0)
    return (guint) (x * self->n_movies);

  return (guint) (x * (self->n_movies / N_TASTES)) * N_TASTES + (guint) taste;
}

static guint
write_person (const MtnBenchWorld *self, guint person, guint32 *rated_by, FILE *file)
{
  guint mean = self->n_ratings / self->n_people;
  guint most = self->n_movies / 4;
  guint n, n_left;
  guint tastes[2];
  MtnRandom random;

  mtn_random_init (&random, 7, person);
  n = (guint) MIN (LEAST_RATINGS - ((double) mean - LEAST_RATINGS) * log (1 - mtn_random_unit (&random)),
                   most);
  tastes[0] = mtn_random_below (&random, N_TASTES);
  tastes[1] = mtn_random_below (&random, N_TASTES);

  for (n_left = n; n_left > 0;)
    {
      gboolean is_liked = mtn_random_unit (&random) < 0.7;
      guint movie = draw_movie (self, &random, is_liked ? (int) tastes[mtn_random_below (&random, 2)] : -1);
      guint stars = (is_liked ? 3 : 1) + mtn_random_below (&random, 3);

      if (rated_by[movie] == person + 1)
        continue;
      rated_by[movie] = person + 1;
      fprintf (file, "%u,%u,%u.0,%u\n", person + 1, movie + 1, stars, 900000000 + person * 100 + n_left);
      n_left--;
    }

  return n;
}

gboolean
mtn_bench_world_write (const MtnBenchWorld *self, const char *folder, guint *n_written)
{
  g_autofree char *path = g_build_filename (folder, "ratings.csv", NULL);
  g_autofree guint32 *rated_by = g_new0 (guint32, self->n_movies);
  FILE *file;

  *n_written = 0;
  if (!write_movies (self, folder) || (file = fopen (path, "w")) == NULL)
    return FALSE;

  fputs ("userId,movieId,rating,timestamp\n", file);
  for (guint u = 0; u < self->n_people; u++)
    *n_written += write_person (self, u, rated_by, file);

  return fclose (file) == 0;
}
