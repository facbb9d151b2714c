/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The CSV files of 2023. */

#include "mtn-fuzz.h"
#include "mtn-seed-files.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *folder = mtn_fuzz_write_folder (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnSeedFiles) files = NULL;

  mtn_seed_files_probe (folder);
  files = mtn_seed_files_load (folder, NULL, NULL, &error);
  if (files == NULL)
    mtn_fuzz_check_error (error);

  return 0;
}
