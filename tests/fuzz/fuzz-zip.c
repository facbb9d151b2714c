/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* ZIP archives of data sets. */

#include "mtn-dataset.h"
#include "mtn-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnDataset) dataset =
      mtn_dataset_load (mtn_fuzz_write_file ("data.zip", data, size), NULL, NULL, &error);

  if (dataset == NULL)
    mtn_fuzz_check_error (error);

  return 0;
}
