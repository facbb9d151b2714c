/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How long data sets take to load: the synthetic one and, where they are, the
 * real ones. Prints; asserts nothing about time. The goal: 100,000 ratings in
 * well under 100 ms.
 */

#include "mtn-dataset.h"

#include <stdio.h>

#define N_RUNS 10

static void
measure (const char *path)
{
  double least = G_MAXDOUBLE;
  guint n_ratings = 0;

  for (int run = 0; run < N_RUNS; run++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (MtnDataset) dataset = mtn_dataset_load (path, NULL, NULL, NULL);

      if (dataset == NULL)
        return;
      least = MIN (least, (double) (g_get_monotonic_time () - begin) / 1e3);
      n_ratings = dataset->ratings->offsets[dataset->ratings->n_people];
    }

  printf ("%7.2f ms %8u ratings  %s\n", least, n_ratings, path);
}

int
main (void)
{
  const char *synthetic = g_getenv ("MTN_SYNTHETIC_DATA");
  const char *shared = g_getenv ("MTN_SHARED_DATA");

  if (synthetic != NULL)
    measure (synthetic);
  if (shared != NULL)
    {
      g_autofree char *ml100k = g_build_filename (shared, "ml-100k", NULL);
      g_autofree char *latest_small = g_build_filename (shared, "ml-latest-small", NULL);

      measure (ml100k);
      measure (latest_small);
    }

  return 0;
}
