/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Every line of tests/hostile/dataset.list is a test of its own. */

#include "mtn-error.h"
#include "mtn-test-set.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MIN_CASES 100

enum
{
  NAME,
  SET,
  ACTION,
  FILE_NAME,
  ARGUMENT,
  OUTCOME,
  TEXT,
  N_COLUMNS
};

static const struct
{
  const char *name;
  int code;
} codes[] = {
  { "FORMAT", MTN_ERROR_FORMAT },           { "RANGE", MTN_ERROR_RANGE },
  { "UNKNOWN", MTN_ERROR_UNKNOWN },         { "AMBIGUOUS", MTN_ERROR_AMBIGUOUS },
  { "UNSUPPORTED", MTN_ERROR_UNSUPPORTED },
};

static void
write_all_to (MtnTestSet *set, const char *folder, gboolean move)
{
  g_autoptr (GDir) dir = g_dir_open (set->folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (set->folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *content = NULL;
      g_autofree char *inner = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        continue;

      content = mtn_test_set_content (set, g_ptr_array_index (names, i));
      mtn_test_set_write (set, inner, content, -1);
      if (move)
        mtn_test_set_remove (set, g_ptr_array_index (names, i));
    }
}

static void
clear (MtnTestSet *set)
{
  g_autoptr (GDir) dir = g_dir_open (set->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    mtn_test_set_remove (set, name);
}

static void
to_crlf (MtnTestSet *set, const char *file)
{
  g_autofree char *content = mtn_test_set_content (set, file);
  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\r\n", lines);

  mtn_test_set_write (set, file, joined, -1);
}

/* The file becomes a link; where @target is a name in the folder, the file is there. */
static void
put_link (MtnTestSet *set, const char *file, const char *target)
{
  g_autofree char *path = g_build_filename (set->folder, file, NULL);

  if (g_path_is_absolute (target))
    mtn_test_set_remove (set, file);
  else
    mtn_test_set_rename (set, file, target);
  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* @return: FALSE for an action that is not about a file */
static gboolean
spoil_file (MtnTestSet *set, const char *action, const char *file, const char *argument)
{
  g_autofree char *content = NULL;

  if (g_str_equal (action, "remove"))
    mtn_test_set_remove (set, file);
  else if (g_str_equal (action, "replace"))
    mtn_test_set_write (set, file, argument, -1);
  else if (g_str_equal (action, "append"))
    mtn_test_set_append (set, file, argument);
  else if (g_str_equal (action, "rename"))
    mtn_test_set_rename (set, file, argument);
  else if (g_str_equal (action, "link"))
    put_link (set, file, argument);
  else if (g_str_equal (action, "crlf"))
    to_crlf (set, file);
  else if (g_str_has_prefix (action, "line-"))
    mtn_test_set_line (set, file, (guint) g_ascii_strtoull (action + 5, NULL, 10), argument);
  else if (g_str_equal (action, "prepend"))
    {
      g_autofree char *before = mtn_test_set_content (set, file);

      content = g_strconcat (argument, before, NULL);
      mtn_test_set_write (set, file, content, -1);
    }
  else
    return FALSE;

  return TRUE;
}

static gboolean
spoil_folder (MtnTestSet *set, const char *action, const char *file, const char *argument)
{
  if (g_str_equal (action, "clear"))
    {
      clear (set);
      if (file[0] != '-')
        mtn_test_set_write (set, file, argument, -1);
    }
  else if (g_str_equal (action, "move"))
    {
      write_all_to (set, argument, TRUE);
    }
  else if (g_str_equal (action, "copy"))
    {
      g_auto (GStrv) folders = g_strsplit (argument, " ", -1);

      write_all_to (set, folders[0], FALSE);
      write_all_to (set, folders[1], TRUE);
    }
  else
    {
      return FALSE;
    }

  return TRUE;
}

#ifdef MTN_HAVE_ARCHIVE

static void
claim_size_at (char *bytes, gsize length, const char *magic, gsize offset, const char *size)
{
  for (gsize i = length - 30; i > 0; i--)
    {
      if (memcmp (bytes + i, magic, 4) == 0)
        {
          memcpy (bytes + i + offset, size, 4);
          return;
        }
    }
  g_assert_not_reached ();
}

/* What both headers of the last member say that it unpacks to. */
static void
claim_size (char *bytes, gsize length, const char *size)
{
  claim_size_at (bytes, length, "PK\1\2", 24, size);
  claim_size_at (bytes, length, "PK\3\4", 22, size);
}

static void
spoil_archive (MtnTestSet *set, const char *action, const char *argument)
{
  g_autofree char *bytes = NULL;
  gsize length, number = (gsize) g_ascii_strtoull (argument, NULL, 10);

  if (g_str_equal (action, "pack"))
    mtn_test_set_pack (set, argument);
  else if (g_str_equal (action, "entry"))
    mtn_test_set_pack_entry (set, argument, NULL);
  else if (g_str_equal (action, "link"))
    mtn_test_set_pack_entry (set, argument, "/etc/passwd");
  else if (g_str_equal (action, "many"))
    mtn_test_set_pack_many (set, (guint) number);
  else if (g_str_equal (action, "bomb"))
    {
      g_autofree char *same = g_strnfill (number << 20, 'x');

      mtn_test_set_write (set, "u.more", same, -1);
      mtn_test_set_pack (set, "ml-100k");
    }
  else
    {
      mtn_test_set_pack (set, "ml-100k");
      g_assert_true (g_file_get_contents (set->zip, &bytes, &length, NULL));
      if (g_str_equal (action, "huge"))
        claim_size (bytes, length, "\xf0\xff\xff\xff"); /* nearly 4 GiB */
      else if (g_str_equal (action, "small"))
        claim_size (bytes, length, "\x05\0\0\0");
      else if (g_str_equal (action, "cut"))
        length -= number;
      else if (g_str_equal (action, "keep"))
        length = number;
      else
        g_error ("unknown action %s", action);
      g_assert_true (g_file_set_contents (set->zip, bytes, (gssize) length, NULL));
    }
}

#endif

static void
assert_outcome (const MtnDataset *dataset, const GError *error, const char *outcome, const char *text)
{
  if (g_str_equal (outcome, "ok") || g_str_equal (outcome, "warning"))
    {
      g_assert_no_error (error);
      g_assert_nonnull (dataset);
      if (outcome[0] == 'o')
        {
          g_assert_cmpstr (dataset->warnings[0], ==, NULL);
        }
      else
        {
          g_assert_nonnull (dataset->warnings[0]);
          g_assert_nonnull (strstr (dataset->warnings[0], text));
        }
      return;
    }

  g_assert_null (dataset);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);

  if (g_str_equal (outcome, "file:NOENT"))
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  else
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (codes) && !g_str_equal (codes[i].name, outcome))
        i++;
      g_assert_cmpuint (i, <, G_N_ELEMENTS (codes));
      g_assert_error (error, MTN_ERROR, codes[i].code);
    }

  g_assert_nonnull (strstr (error->message, text));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_case (gconstpointer data)
{
  char **columns = (char **) data;
  g_autoptr (MtnTestSet) set = NULL;
  g_autoptr (MtnDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

#ifndef MTN_HAVE_ARCHIVE
  if (g_str_equal (columns[SET], "zip"))
    {
      g_test_skip ("built without libarchive");
      return;
    }
#endif

  set = g_str_equal (columns[SET], "csv") ? mtn_test_set_new_csv () : mtn_test_set_new_ml100k ();
  path = g_strdup (set->folder);

  if (g_str_equal (columns[ACTION], "path"))
    {
      g_free (path);
      path = g_build_filename (set->folder, columns[FILE_NAME], NULL);
    }
#ifdef MTN_HAVE_ARCHIVE
  else if (g_str_equal (columns[SET], "zip"))
    {
      g_free (path);
      path = g_strdup (set->zip);
      spoil_archive (set, columns[ACTION], columns[ARGUMENT]);
    }
#endif
  else if (!spoil_file (set, columns[ACTION], columns[FILE_NAME], columns[ARGUMENT]) &&
           !spoil_folder (set, columns[ACTION], columns[FILE_NAME], columns[ARGUMENT]))
    {
      g_error ("unknown action %s", columns[ACTION]);
    }

  dataset = mtn_dataset_load (path, NULL, NULL, &error);
  assert_outcome (dataset, error, columns[OUTCOME], columns[TEXT]);
}

/* Columns of a line: words, or text in double quotes. */
static char **
split_line (const char *line)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (const char *p = line; *p != '\0';)
    {
      const char *begin = p;

      if (*p == '"')
        {
          g_autofree char *escaped = NULL;

          for (p++; *p != '"'; p++)
            {
              g_assert_cmpint (*p, !=, '\0');
              if (*p == '\\')
                p++;
            }
          escaped = g_strndup (begin + 1, p - begin - 1);
          g_ptr_array_add (columns, g_strcompress (escaped));
          p++;
        }
      else
        {
          p += strcspn (p, " ");
          g_ptr_array_add (columns, g_strndup (begin, p - begin));
        }
      p += strspn (p, " ");
    }

  g_assert_cmpuint (columns->len, ==, N_COLUMNS);
  g_ptr_array_add (columns, NULL);
  return (char **) g_ptr_array_free (columns, FALSE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *path = NULL;
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);

  path = g_test_build_filename (G_TEST_DIST, "hostile", "dataset.list", NULL);
  g_file_get_contents (path, &list, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (list, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *test_path = NULL;
      char **columns;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;

      columns = split_line (lines[i]);
      g_ptr_array_add (cases, columns);
      test_path = g_strdup_printf ("/hostile/dataset/%s", columns[NAME]);
      g_test_add_data_func (test_path, columns, test_case);
    }
  g_assert_cmpuint (cases->len, >=, MIN_CASES);

  return g_test_run ();
}
