/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Prepared folders: the manifest and the packed files, behind checksums that fit. */

#include "mtn-fuzz.h"
#include "mtn-prepared.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnPrepared) prepared =
      mtn_prepared_load (mtn_fuzz_write_folder (data, size), NULL, NULL, &error);

  if (prepared == NULL)
    mtn_fuzz_check_error (error);

  return 0;
}
