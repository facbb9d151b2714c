/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-file-source.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-zip.h"

#define MAX_SNIFFED_MEMBERS 100

typedef struct
{
  char *folder; /* relative, "" at the top */
  char *name;   /* base name */
  char *path;   /* on disk, or inside the archive */
} Member;

struct _MtnFileSource
{
  char *path;
  gboolean is_archive;
  GPtrArray *members;
  GPtrArray *folders;
  char *selected;
};

static void
member_free (Member *member)
{
  g_free (member->folder);
  g_free (member->name);
  g_free (member->path);
  g_free (member);
}

static void
add_member (MtnFileSource *self, const char *folder, const char *name, const char *path)
{
  Member *member;

  /* Names stand in messages and in the data set; no set has such a one. */
  if (!g_utf8_validate (folder, -1, NULL) || !g_utf8_validate (name, -1, NULL))
    return;

  member = g_new0 (Member, 1);
  member->folder = g_strdup (folder);
  member->name = g_strdup (name);
  member->path = g_strdup (path);
  g_ptr_array_add (self->members, member);

  if (!g_ptr_array_find_with_equal_func (self->folders, folder, g_str_equal, NULL))
    g_ptr_array_add (self->folders, g_strdup (folder));
}

/* The plain files of one folder; names of its sub-folders go to @subfolders when given. */
static gboolean
list_folder (MtnFileSource *self, const char *path, const char *folder, GPtrArray *subfolders, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL && self->members->len < MTN_FILE_SOURCE_MAX_MEMBERS)
    {
      g_autofree char *full = g_build_filename (path, name, NULL);
      struct stat info;

      if (name[0] == '.' || stat (full, &info) != 0)
        continue;

      if (S_ISREG (info.st_mode))
        add_member (self, folder, name, full);
      else if (S_ISDIR (info.st_mode) && subfolders != NULL)
        g_ptr_array_add (subfolders, g_strdup (name));
    }

  return TRUE;
}

static gboolean
list_folders (MtnFileSource *self, GError **error)
{
  g_autoptr (GPtrArray) subfolders = g_ptr_array_new_with_free_func (g_free);

  if (!list_folder (self, self->path, "", subfolders, error))
    return FALSE;

  /* One level is enough for a set that was unpacked into a folder of its own; what cannot be read is not it.
   */
  for (guint i = 0; i < subfolders->len; i++)
    {
      const char *name = g_ptr_array_index (subfolders, i);
      g_autofree char *full = g_build_filename (self->path, name, NULL);

      if (mtn_file_check_inside (self->path, full, NULL))
        list_folder (self, full, name, NULL, NULL);
    }

  return TRUE;
}

static void
zip_member_cb (const char *path, gpointer user_data)
{
  MtnFileSource *self = user_data;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  /* Shadow files that another system's archiver adds. */
  if (g_str_has_prefix (path, "__MACOSX/") || name[0] == '.')
    return;

  add_member (self, g_str_equal (folder, ".") ? "" : folder, name, path);
}

static int
compare_folders (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

MtnFileSource *
mtn_file_source_open (const char *path, GError **error)
{
  g_autoptr (MtnFileSource) self = NULL;
  struct stat info;

  g_return_val_if_fail (path != NULL, NULL);

  if (stat (path, &info) != 0)
    {
      int number = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", path,
                   g_strerror (number));
      return NULL;
    }

  self = g_new0 (MtnFileSource, 1);
  self->path = g_strdup (path);
  self->selected = g_strdup ("");
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) member_free);
  self->folders = g_ptr_array_new_with_free_func (g_free);

  if (S_ISDIR (info.st_mode))
    {
      if (!list_folders (self, error))
        return NULL;
    }
  else if (S_ISREG (info.st_mode) && mtn_zip_probe (path))
    {
      self->is_archive = TRUE;
      if (!mtn_zip_list (path, zip_member_cb, self, error))
        return NULL;
    }
  else
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: neither a folder nor a ZIP archive; give the folder that holds u.data, or "
                      "ratings.csv"),
                   path);
      return NULL;
    }

  g_ptr_array_sort (self->folders, compare_folders);

  return g_steal_pointer (&self);
}

void
mtn_file_source_free (MtnFileSource *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->members);
  g_ptr_array_unref (self->folders);
  g_free (self->path);
  g_free (self->selected);
  g_free (self);
}

const char *
mtn_file_source_get_path (MtnFileSource *self)
{
  return self->path;
}

GPtrArray *
mtn_file_source_get_folders (MtnFileSource *self)
{
  return self->folders;
}

void
mtn_file_source_select_folder (MtnFileSource *self, const char *folder)
{
  char *selected = g_strdup (folder);

  g_free (self->selected);
  self->selected = selected;
}

gboolean
mtn_file_source_can_sniff (MtnFileSource *self)
{
  return self->members->len <= (self->is_archive ? MAX_SNIFFED_MEMBERS : MTN_FILE_SOURCE_MAX_MEMBERS);
}

GPtrArray *
mtn_file_source_list (MtnFileSource *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = g_ptr_array_index (self->members, i);

      if (g_str_equal (member->folder, self->selected))
        g_ptr_array_add (names, member->name);
    }
  g_ptr_array_sort (names, compare_folders);

  return names;
}

static const Member *
find_member (MtnFileSource *self, const char *name)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = g_ptr_array_index (self->members, i);

      if (g_str_equal (member->folder, self->selected) && g_ascii_strcasecmp (member->name, name) == 0)
        return member;
    }

  return NULL;
}

const char *
mtn_file_source_find (MtnFileSource *self, const char *name)
{
  const Member *member = find_member (self, name);

  return member != NULL ? member->name : NULL;
}

static GBytes *
read_file (const char *path, guint64 max, GError **error)
{
  guint64 size;
  int fd = mtn_file_open_plain (path, &size, error);
  GBytes *bytes = NULL;

  if (fd < 0)
    return NULL;

  if (max == G_MAXUINT64 && size > MTN_FILE_SOURCE_MAX_BYTES)
    g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED, _ ("%s: larger than %u MiB"), path,
                 (guint) (MTN_FILE_SOURCE_MAX_BYTES >> 20));
  else
    bytes = mtn_file_read (fd, MIN (size, max), path, error);
  close (fd);

  return bytes;
}

static GBytes *
read_member (MtnFileSource *self, const char *name, guint64 max, GError **error)
{
  const Member *member = find_member (self, name);

  if (member == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("%s: no %s"), self->path, name);
      return NULL;
    }

  if (self->is_archive)
    return mtn_zip_read (self->path, member->path, max, error);

  if (!mtn_file_check_inside (self->path, member->path, error))
    return NULL;

  return read_file (member->path, max, error);
}

GBytes *
mtn_file_source_peek (MtnFileSource *self, const char *name, gsize max, GError **error)
{
  return read_member (self, name, max, error);
}

GBytes *
mtn_file_source_read (MtnFileSource *self, const char *name, GError **error)
{
  return read_member (self, name, G_MAXUINT64, error);
}
