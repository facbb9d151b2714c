/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Every line of tests/hostile/safetensors.list names a crafted file and what
 * opening it must say: error domain and code. List and generators must name
 * the same cases, so that none can be lost.
 */

#include "mtn-hostile.h"
#include "mtn-test-model.h"

#include <glib/gstdio.h>
#include <string.h>

#define MIN_CASES 45

static char *folder;
static char *path;

static const struct
{
  const char *name;
  int code;
} safetensors_codes[] = {
  { "TRUNCATED", MTN_SAFETENSORS_ERROR_TRUNCATED },
  { "HEADER_SIZE", MTN_SAFETENSORS_ERROR_HEADER_SIZE },
  { "HEADER_JSON", MTN_SAFETENSORS_ERROR_HEADER_JSON },
  { "DEPTH", MTN_SAFETENSORS_ERROR_DEPTH },
  { "DUPLICATE", MTN_SAFETENSORS_ERROR_DUPLICATE },
  { "DTYPE", MTN_SAFETENSORS_ERROR_DTYPE },
  { "SHAPE", MTN_SAFETENSORS_ERROR_SHAPE },
  { "OVERFLOW", MTN_SAFETENSORS_ERROR_OVERFLOW },
  { "SPAN", MTN_SAFETENSORS_ERROR_SPAN },
  { "OVERLAP", MTN_SAFETENSORS_ERROR_OVERLAP },
  { "HOLE", MTN_SAFETENSORS_ERROR_HOLE },
  { "TRAILING", MTN_SAFETENSORS_ERROR_TRAILING },
  { "METADATA", MTN_SAFETENSORS_ERROR_METADATA },
};

static const struct
{
  const char *name;
  int code;
} checkpoint_codes[] = {
  { "FOREIGN", MTN_CHECKPOINT_ERROR_FOREIGN },           { "VERSION", MTN_CHECKPOINT_ERROR_VERSION },
  { "CATALOG", MTN_CHECKPOINT_ERROR_CATALOG },           { "VOCABULARY", MTN_CHECKPOINT_ERROR_VOCABULARY },
  { "ARCHITECTURE", MTN_CHECKPOINT_ERROR_ARCHITECTURE }, { "TENSOR", MTN_CHECKPOINT_ERROR_TENSOR },
  { "NON_FINITE", MTN_CHECKPOINT_ERROR_NON_FINITE },     { "CHECKSUM", MTN_CHECKPOINT_ERROR_CHECKSUM },
};

/* "ok", or "domain:CODE" as the list has it. */
static const char *
describe (const GError *error)
{
  static char text[64];

  if (error == NULL)
    return "ok";
  for (guint i = 0; i < G_N_ELEMENTS (safetensors_codes); i++)
    {
      if (g_error_matches (error, MTN_SAFETENSORS_ERROR, safetensors_codes[i].code))
        g_snprintf (text, sizeof text, "safetensors:%s", safetensors_codes[i].name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (checkpoint_codes); i++)
    {
      if (g_error_matches (error, MTN_CHECKPOINT_ERROR, checkpoint_codes[i].code))
        g_snprintf (text, sizeof text, "checkpoint:%s", checkpoint_codes[i].name);
    }
  if (error->domain != MTN_SAFETENSORS_ERROR && error->domain != MTN_CHECKPOINT_ERROR)
    g_snprintf (text, sizeof text, "%s:%d", g_quark_to_string (error->domain), error->code);

  return text;
}

static GBytes *
build (const char *name)
{
  GBytes *bytes = mtn_hostile_build_raw (name);

  return bytes != NULL ? bytes : mtn_hostile_build_checkpoint (name);
}

static void
test_case (gconstpointer data)
{
  const char *const *line = data;
  g_autoptr (GBytes) bytes = build (line[0]);
  g_autoptr (GBytes) shifted = NULL;
  g_autoptr (GBytes) unaligned = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) unaligned_error = NULL;
  g_autofree guint8 *copy = NULL;
  gconstpointer content;
  gsize size;

  g_assert_nonnull (bytes);
  content = g_bytes_get_data (bytes, &size);

  g_file_set_contents (path, size > 0 ? content : "", (gssize) size, &error);
  g_assert_no_error (error);
  mtn_test_open_completely (mtn_checkpoint_open (path, &error), &error);
  g_assert_cmpstr (describe (error), ==, line[1]);
  mtn_test_check_message (error);
  if (error != NULL)
    g_assert_true (g_str_has_prefix (error->message, path));

  /* Where the bytes lie must not matter. */
  copy = g_malloc (size + 1);
  if (size > 0)
    memcpy (copy + 1, content, size);
  shifted = g_bytes_new_static (copy, size + 1);
  unaligned = g_bytes_new_from_bytes (shifted, 1, size);
  mtn_test_open_completely (mtn_checkpoint_new_for_bytes (unaligned, "unaligned", &unaligned_error),
                            &unaligned_error);
  g_assert_cmpstr (describe (unaligned_error), ==, line[1]);
}

/* Lines of "name domain:CODE"; "#" starts a comment. */
static GPtrArray *
read_list (void)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *list_path = g_test_build_filename (G_TEST_DIST, "hostile", "safetensors.list", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rows = NULL;

  g_file_get_contents (list_path, &content, NULL, &error);
  g_assert_no_error (error);
  rows = g_strsplit (content, "\n", -1);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (g_strstrip (rows[i]), " \t", -1);
      g_autoptr (GPtrArray) line = NULL;

      if (*rows[i] == '\0' || *rows[i] == '#')
        continue;
      line = g_ptr_array_new ();
      for (guint w = 0; words[w] != NULL; w++)
        {
          if (*words[w] != '\0')
            g_ptr_array_add (line, g_strdup (words[w]));
        }
      g_assert_cmpuint (line->len, ==, 2);
      g_ptr_array_add (line, NULL);
      g_ptr_array_add (lines, g_ptr_array_free (g_steal_pointer (&line), FALSE));
    }

  return lines;
}

static void
test_list_is_complete (gconstpointer data)
{
  GPtrArray *lines = (GPtrArray *) data;
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **raw = mtn_hostile_list_raw ();
  g_autofree const char **checkpoint = mtn_hostile_list_checkpoint ();
  guint n_built = g_strv_length ((char **) raw) + g_strv_length ((char **) checkpoint);

  for (guint i = 0; i < lines->len; i++)
    g_assert_true (g_hash_table_add (listed, ((char **) g_ptr_array_index (lines, i))[0]));
  for (guint i = 0; raw[i] != NULL; i++)
    g_assert_true (g_hash_table_contains (listed, raw[i]));
  for (guint i = 0; checkpoint[i] != NULL; i++)
    g_assert_true (g_hash_table_contains (listed, checkpoint[i]));

  g_assert_cmpuint (lines->len, ==, n_built);
  g_assert_cmpuint (n_built, >=, MIN_CASES);
}

/* Every code is the expected outcome of some case, or it could never be tested. */
static void
test_every_code (gconstpointer data)
{
  GPtrArray *lines = (GPtrArray *) data;
  g_autoptr (GHashTable) expected = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (expected, ((char **) g_ptr_array_index (lines, i))[1]);
  for (guint i = 0; i < G_N_ELEMENTS (safetensors_codes); i++)
    {
      g_autofree char *text = g_strconcat ("safetensors:", safetensors_codes[i].name, NULL);

      g_assert_true (g_hash_table_contains (expected, text));
    }
  for (guint i = 0; i < G_N_ELEMENTS (checkpoint_codes); i++)
    {
      g_autofree char *text = g_strconcat ("checkpoint:", checkpoint_codes[i].name, NULL);

      g_assert_true (g_hash_table_contains (expected, text));
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) lines = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);

  folder = g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
  path = g_build_filename (folder, "hostile.safetensors", NULL);

  lines = read_list ();
  g_test_add_data_func ("/hostile/list-is-complete", lines, test_list_is_complete);
  g_test_add_data_func ("/hostile/every-code", lines, test_every_code);
  for (guint i = 0; i < lines->len; i++)
    {
      char **line = g_ptr_array_index (lines, i);
      g_autofree char *test_path = g_strconcat ("/hostile/", line[0], NULL);

      g_test_add_data_func (test_path, line, test_case);
    }
  result = g_test_run ();

  g_remove (path);
  g_rmdir (folder);
  g_free (path);
  g_free (folder);

  return result;
}
