/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Training logs, as a training and as a chart reads them. */

#include "mtn-curve.h"
#include "mtn-fuzz.h"
#include "mtn-network-log.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *path = mtn_fuzz_write_file ("bce_log.jsonl", data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) epochs = mtn_network_log_read (path, &error);
  MtnCurve *curve;

  if (epochs == NULL)
    {
      mtn_fuzz_check_error (error);
      g_clear_error (&error);
    }
  curve = mtn_curve_read_log (path, &error);
  if (curve == NULL)
    mtn_fuzz_check_error (error);
  else
    mtn_curve_find_best (curve);
  mtn_curve_free (curve);

  return 0;
}
