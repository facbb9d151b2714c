/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The description of a training. */

#include "mtn-fuzz.h"
#include "mtn-run-private.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gboolean is_removed;
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnRun) run = mtn_run_load (mtn_fuzz_write_folder (data, size), &is_removed, &error);

  if (run == NULL)
    mtn_fuzz_check_error (error);

  return 0;
}
