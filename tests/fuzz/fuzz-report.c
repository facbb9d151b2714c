/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Folders of results, and the report that is made of them. */

#include "mtn-fuzz.h"
#include "mtn-report.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *folder = mtn_fuzz_write_folder (data, size);
  g_autofree char *path = g_build_filename (folder, "REPORT.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnReportResults) results = mtn_report_results_load (folder, &error);

  if (results == NULL)
    mtn_fuzz_check_error (error);
  else
    text = mtn_report_write (results, path, "blend");

  return 0;
}
