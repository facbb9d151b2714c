/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-test-set.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#ifdef MTN_HAVE_ARCHIVE
#include <archive.h>
#include <archive_entry.h>
#endif

#define FLAGS(first) first "|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0"

static const char *const ml100k[][2] = {
  { "u.data", "1\t1\t5\t881250949\n"
              "3\t2\t3\t881250950\n"
              "1\t2\t4\t881250951\n"
              "7\t4\t1\t881250952\n"
              "7\t1\t4\t881250953\n"
              "3\t267\t2\t881250954\n"
              "1\t4\t2\t881250955\n" },
  { "u.item",
    "1|Comet Harbour (1967)|01-Jan-1967||http://example.org/1|" FLAGS (
        "0") "\n"
             "2|Double nuit de Mir\351ille, La (Double Night, The) (1991)|02-Jan-1991||http://example.org/2|"
             "0|1|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
             "3|Empress, The (1980)|||http://example.org/3|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
             "4|Empress, The (1980)|||http://example.org/4|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|1\n"
             "267|unknown||||" FLAGS ("1") "\n" },
  { "u.user", "1|24|M|technician|85711\n"
              "7|53|F|other|94043\n"
              "3|7|M|student|32067\n" },
  { "u.genre",
    "unknown|0\nAction|1\nAdventure|2\nAnimation|3\nChildren's|4\nComedy|5\nCrime|6\nDocumentary|7\n"
    "Drama|8\nFantasy|9\nFilm-Noir|10\nHorror|11\nMusical|12\nMystery|13\nRomance|14\nSci-Fi|15\n"
    "Thriller|16\nWar|17\nWestern|18\n\n" },
  { "u.occupation", "other\nstudent\ntechnician\n" },
};

static const char *const csv[][2] = {
  { "movies.csv", "movieId,title,genres\n"
                  "1,Comet Harbour (1967),Action|Sci-Fi|IMAX\n"
                  "26,\"Empress, The (1980)\",Children\n"
                  "318,\"Nuit \"\"blanche\"\", La (2004)\",(no genres listed)\n"
                  "1007,Zo\303\253 (1990),Children's|Drama\n" },
  { "ratings.csv", "userId,movieId,rating,timestamp\n"
                   "1004,1,4.5,964982703\n"
                   "1001,318,0.5,964982704\n"
                   "1001,26,5.0,964982705 \n"
                   "1004,1007,3.0,964982706\n"
                   "1001,1,4,964982707\n"
                   "1004,26,2.5,964982708\n" },
  { "README.txt", "Summary: this dataset (ml-latest-small) is invented.\n" },
};

static MtnTestSet *
test_set_new (const char *const (*files)[2], guint n_files)
{
  MtnTestSet *self = g_new0 (MtnTestSet, 1);

  self->folder = g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->zip = g_strconcat (self->folder, ".zip", NULL);
  for (guint i = 0; i < n_files; i++)
    mtn_test_set_write (self, files[i][0], files[i][1], -1);

  return self;
}

MtnTestSet *
mtn_test_set_new_ml100k (void)
{
  return test_set_new (ml100k, G_N_ELEMENTS (ml100k));
}

MtnTestSet *
mtn_test_set_new_csv (void)
{
  return test_set_new (csv, G_N_ELEMENTS (csv));
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *full = g_build_filename (path, name, NULL);

      if (g_file_test (full, G_FILE_TEST_IS_DIR))
        remove_folder (full);
      else
        g_unlink (full);
    }
  g_rmdir (path);
}

void
mtn_test_set_free (MtnTestSet *self)
{
  remove_folder (self->folder);
  g_unlink (self->zip);
  g_free (self->folder);
  g_free (self->zip);
  g_free (self);
}

static char *
path_of (MtnTestSet *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* Not synced: thousands of files are written and none must last. The old one is taken away first: some file
 * systems sync a file that was emptied and written anew. */
static void
write_plain (const char *path, const char *content, gsize length)
{
  FILE *file;

  g_unlink (path);
  file = g_fopen (path, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (content, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

void
mtn_test_write_file (const char *folder, const char *name, const char *content, gssize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_mkdir_with_parents (above, 0700);
  write_plain (path, content, length < 0 ? strlen (content) : (gsize) length);
}

void
mtn_test_set_write (MtnTestSet *self, const char *name, const char *content, gssize length)
{
  mtn_test_write_file (self->folder, name, content, length);
}

void
mtn_test_set_write_zip (MtnTestSet *self, const char *content, gsize length)
{
  write_plain (self->zip, content, length);
}

char *
mtn_test_set_content (MtnTestSet *self, const char *name)
{
  g_autofree char *path = path_of (self, name);
  char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);

  return content;
}

void
mtn_test_set_append (MtnTestSet *self, const char *name, const char *content)
{
  g_autofree char *before = mtn_test_set_content (self, name);
  g_autofree char *after = g_strconcat (before, content, NULL);

  mtn_test_set_write (self, name, after, -1);
}

void
mtn_test_set_line (MtnTestSet *self, const char *name, guint line, const char *content)
{
  g_autofree char *before = mtn_test_set_content (self, name);
  g_autofree char *after = NULL;
  g_auto (GStrv) lines = g_strsplit (before, "\n", -1);

  g_assert_cmpuint (line, <, g_strv_length (lines));
  g_free (lines[line - 1]);
  lines[line - 1] = g_strdup (content);
  after = g_strjoinv ("\n", lines);
  mtn_test_set_write (self, name, after, -1);
}

void
mtn_test_set_remove (MtnTestSet *self, const char *name)
{
  g_autofree char *path = path_of (self, name);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

void
mtn_test_set_rename (MtnTestSet *self, const char *name, const char *new_name)
{
  g_autofree char *content = mtn_test_set_content (self, name);

  mtn_test_set_write (self, new_name, content, -1);
  mtn_test_set_remove (self, name);
}

#ifdef MTN_HAVE_ARCHIVE

static void
write_entry (struct archive *archive, const char *path, const char *content, const char *link_to)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length = content != NULL ? strlen (content) : 0;

  archive_entry_set_pathname (entry, path);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_filetype (entry, link_to != NULL ? AE_IFLNK : AE_IFREG);
  archive_entry_set_size (entry, (gint64) length);
  if (link_to != NULL)
    archive_entry_set_symlink (entry, link_to);

  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  if (length > 0)
    g_assert_cmpint (archive_write_data (archive, content, length), ==, (gssize) length);
  archive_entry_free (entry);
}

static struct archive *
begin_pack (MtnTestSet *self, const char *top)
{
  struct archive *archive = archive_write_new ();
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, self->zip), ==, ARCHIVE_OK);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *content = mtn_test_set_content (self, name);
      g_autofree char *path = top[0] != '\0' ? g_strdup_printf ("%s/%s", top, name) : g_strdup (name);

      write_entry (archive, path, content, NULL);
    }

  return archive;
}

void
mtn_test_set_pack (MtnTestSet *self, const char *top)
{
  archive_write_free (begin_pack (self, top));
}

void
mtn_test_set_pack_entry (MtnTestSet *self, const char *path, const char *link_to)
{
  struct archive *archive = begin_pack (self, "ml-100k");

  write_entry (archive, path, link_to == NULL ? "content" : NULL, link_to);
  archive_write_free (archive);
}

void
mtn_test_set_pack_many (MtnTestSet *self, guint n)
{
  struct archive *archive = begin_pack (self, "ml-100k");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("ml-100k/%u", i);

      write_entry (archive, path, NULL, NULL);
    }
  archive_write_free (archive);
}

#endif

char *
mtn_test_set_find_real (const char *name)
{
  const char *shared = g_getenv ("MTN_SHARED_DATA");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&path);

  g_test_skip ("no real MovieLens data here");
  return NULL;
}
