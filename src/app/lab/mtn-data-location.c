/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-location.h"

#define SEPARATOR "\n"

char *
mtn_data_location_new (const char *first, const char *second)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  g_return_val_if_fail (first != NULL, NULL);

  one = g_canonicalize_filename (first, NULL);
  other = second != NULL ? g_canonicalize_filename (second, NULL) : NULL;

  return g_strjoin (SEPARATOR, one, other, NULL);
}

char **
mtn_data_location_dup_paths (const char *location)
{
  g_return_val_if_fail (location != NULL, NULL);

  return g_strsplit (location, SEPARATOR, 2);
}

char *
mtn_data_location_dup_name (const char *location)
{
  g_auto (GStrv) paths = NULL;

  g_return_val_if_fail (location != NULL, NULL);

  paths = mtn_data_location_dup_paths (location);
  for (char **path = paths; *path != NULL; path++)
    {
      char *whole = *path;

      *path = g_filename_display_basename (whole);
      g_free (whole);
    }

  return g_strjoinv (" + ", paths);
}
