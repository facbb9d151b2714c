/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-profile-rescue.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "mtn-profile-file.h"

/* A file that merely cannot be opened (permissions, a failing disk) may be whole: it is left alone. */
static gboolean
is_unreachable (const GError *error)
{
  return error->domain == G_FILE_ERROR || error->domain == G_IO_ERROR;
}

/* Returns: (transfer full) (nullable): the new name, or NULL when it had to stay */
static char *
set_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *aside = g_strdup_printf ("%s.broken-%s", path, date);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.broken-%s-%u", path, date, i);
    }

  return g_rename (path, aside) == 0 ? g_steal_pointer (&aside) : NULL;
}

static char *
describe_loss (const char *path, const char *aside, const GError *error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *kept = NULL;

  if (aside == NULL)
    /* Translators: %s are a file name and what is wrong with it */
    return g_strdup_printf (_ ("The profile file “%s” cannot be read and was left as it is: %s"), file,
                            error->message);

  kept = g_path_get_basename (aside);
  /* Translators: %s are two file names and what is wrong with the file */
  return g_strdup_printf (_ ("The profile file “%s” cannot be read. It was set aside as “%s”: %s"), file,
                          kept, error->message);
}

static char *
describe_rescue (const char *name, const char *aside)
{
  g_autofree char *kept = NULL;

  if (aside == NULL)
    return g_strdup_printf (_ ("The file of the profile “%s” was missing. Its last good copy is used."),
                            name);

  kept = g_path_get_basename (aside);
  /* Translators: %s are the profile's name and a file name */
  return g_strdup_printf (_ ("The profile “%s” was damaged. Its last good copy is used; the damaged file is "
                             "kept as “%s”."),
                          name, kept);
}

MtnProfile *
mtn_profile_rescue (const char *path, char **name, char **notice)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) backup_error = NULL;
  g_autoptr (MtnProfile) profile = NULL;
  g_autofree char *backup = g_strconcat (path, ".bak", NULL);
  g_autofree char *aside = NULL;
  gboolean missing = !g_file_test (path, G_FILE_TEST_EXISTS);

  *name = NULL;
  *notice = NULL;

  if (!missing)
    {
      profile = mtn_profile_load (path, name, &error);
      if (profile != NULL)
        return g_steal_pointer (&profile);
      if (!is_unreachable (error))
        aside = set_aside (path);
    }

  profile = mtn_profile_load (backup, name, &backup_error);
  if (profile == NULL)
    {
      if (!is_unreachable (backup_error))
        g_free (set_aside (backup));
      if (!missing)
        *notice = describe_loss (path, aside, error);
      return NULL;
    }

  if (!missing && aside == NULL)
    {
      /* The place is taken by a file that could not be moved: the copy must not take it. */
      *notice = describe_loss (path, NULL, error);
      return NULL;
    }

  if (*name == NULL)
    *name = g_path_get_basename (path);
  *notice = describe_rescue (*name, aside);

  if (!mtn_profile_save (profile, *name, path, &backup_error))
    g_info ("%s", backup_error->message);

  return g_steal_pointer (&profile);
}
