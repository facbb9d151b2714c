/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-fuzz.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "mtn-folder.h"

#define MAX_FILES 16
#define MARK "=== "

static char *folder; /* for all that this process writes */

static void
remove_folder (void)
{
  mtn_folder_discard (folder);
}

static const char *
get_folder (void)
{
  if (folder == NULL)
    {
      /* In memory where that can be: nothing here is worth a disk. */
      const char *top = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir ();

      folder = g_build_filename (top, "matinee-fuzz-XXXXXX", NULL);
      if (g_mkdtemp (folder) == NULL)
        abort ();
      atexit (remove_folder);
      g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
    }

  return folder;
}

static void
write_plain (const char *path, const void *data, gsize size)
{
  FILE *file = fopen (path, "wb");

  if (file == NULL || fwrite (data, 1, size, file) != size || fclose (file) != 0)
    abort ();
}

const char *
mtn_fuzz_write_file (const char *name, const uint8_t *data, size_t size)
{
  static char *path;

  g_free (path);
  path = g_build_filename (get_folder (), name, NULL);
  write_plain (path, data, size);

  return path;
}

typedef struct
{
  char *name;
  const char *data;
  gsize size;
} Part;

/* The end of the line that begins with the mark, or NULL. */
static const char *
find_mark (const char *text, const char *end, const char **begin)
{
  for (const char *p = text; p < end; p++)
    if ((p == text || p[-1] == '\n') && (gsize) (end - p) > strlen (MARK) &&
        memcmp (p, MARK, strlen (MARK)) == 0)
      {
        const char *line_end = memchr (p, '\n', end - p);

        *begin = p;
        return line_end;
      }

  return NULL;
}

static gboolean
is_name (const char *name)
{
  return *name != '\0' && *name != '.' && strlen (name) < 64 &&
         strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == strlen (name);
}

static GArray *
split (const char *data, gsize size)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  const char *end = data + size;
  const char *begin;
  const char *line_end = find_mark (data, end, &begin);

  while (line_end != NULL && parts->len < MAX_FILES)
    {
      const char *next = end;
      const char *next_end = find_mark (line_end + 1, end, &next);
      Part part = { .data = line_end + 1 };
      g_autofree char *name = g_strndup (begin + strlen (MARK), line_end - begin - strlen (MARK));

      /* The line feed before a mark is the mark's. */
      part.size = next - part.data - (next_end != NULL && next > part.data);
      if (next_end == NULL)
        part.size = end - part.data;
      if (is_name (name))
        {
          part.name = g_steal_pointer (&name);
          g_array_append_val (parts, part);
        }
      begin = next;
      line_end = next_end;
    }

  return parts;
}

static void
replace (GString *text, const char *kind, const char *name, const char *value)
{
  g_autofree char *token = g_strdup_printf ("@%s:%s@", kind, name);

  g_string_replace (text, token, value, 0);
}

static void
write_manifest (const char *path, const Part *manifest, GArray *parts)
{
  g_autoptr (GString) text = g_string_new_len (manifest->data, (gssize) manifest->size);
  g_autofree char *seal = NULL;

  /* GString's functions end at a NUL, and so does JSON. */
  g_string_truncate (text, strlen (text->str));
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, part->size);
      g_autofree char *sum =
          g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) part->data, part->size);

      replace (text, "bytes", part->name, size);
      replace (text, "sha256", part->name, sum);
    }
  seal = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text->str, text->len);
  g_string_append_printf (text, "  \"sha256\": \"%s\"\n}\n", seal);
  write_plain (path, text->str, text->len);
}

const char *
mtn_fuzz_write_folder (const uint8_t *data, size_t size)
{
  static char *path;
  g_autoptr (GArray) parts = split ((const char *) data, size);

  if (path == NULL)
    path = g_build_filename (get_folder (), "files", NULL);
  else
    mtn_folder_discard (path);
  if (g_mkdir (path, 0700) != 0)
    abort ();

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      g_autofree char *file = g_build_filename (path, part->name, NULL);

      if (g_str_equal (part->name, "manifest.json"))
        write_manifest (file, part, parts);
      else
        write_plain (file, part->data, part->size);
    }
  for (guint i = 0; i < parts->len; i++)
    g_free (g_array_index (parts, Part, i).name);

  return path;
}

void
mtn_fuzz_check_error (GError *error)
{
  if (error == NULL || *error->message == '\0' || !g_utf8_validate (error->message, -1, NULL))
    abort ();
}
