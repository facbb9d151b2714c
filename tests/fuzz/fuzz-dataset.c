/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* MovieLens folders of every variant. */

#include "mtn-dataset.h"
#include "mtn-fuzz.h"

#include <stdlib.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (mtn_fuzz_write_folder (data, size), NULL, NULL, &error);

  if (dataset == NULL)
    {
      mtn_fuzz_check_error (error);
      return 0;
    }
  for (guint i = 0; i < dataset->ratings->offsets[dataset->ratings->n_people]; i++)
    if (dataset->ratings->movies[i] >= dataset->ratings->n_movies)
      abort ();

  return 0;
}
