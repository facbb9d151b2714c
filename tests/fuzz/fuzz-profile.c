/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Saved profiles, and lines of --profiles; what was read is written and read again. */

#include "mtn-fuzz.h"
#include "mtn-profile-file.h"

#include <stdlib.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *path = mtn_fuzz_write_file ("profile.json", data, size);
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnProfile) line = NULL;
  g_autoptr (MtnProfile) saved = mtn_profile_load (path, &name, &error);

  if (saved == NULL)
    {
      mtn_fuzz_check_error (error);
      g_clear_error (&error);
    }
  else
    {
      g_autofree char *text = mtn_profile_to_json (saved, name != NULL ? name : "x");
      g_autoptr (MtnProfile) again = mtn_profile_from_json (text, -1, "again", NULL, NULL);

      if (again == NULL || !mtn_profile_equal (saved, again))
        abort ();
    }

  line = mtn_profile_from_json (size > 0 ? (const char *) data : "", (gssize) size, "line", &id, &error);
  if (line == NULL)
    mtn_fuzz_check_error (error);

  return 0;
}
