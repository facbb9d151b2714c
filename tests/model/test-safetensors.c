/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-safetensors-writer.h"

#include "mtn-hostile.h"

#include <glib/gstdio.h>
#include <string.h>

#ifndef G_OS_WIN32
#include <sys/stat.h>
#endif

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matinee-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "x.safetensors", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static MtnSafetensors *
parse (const char *header, gsize n_data)
{
  g_autoptr (GBytes) bytes = mtn_hostile_frame (header, strlen (header), n_data);
  g_autoptr (GError) error = NULL;
  MtnSafetensors *file = mtn_safetensors_new_for_bytes (bytes, "test", &error);

  g_assert_no_error (error);

  return file;
}

static void
test_views (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (MtnSafetensors) file =
      parse ("{\"second\":{\"dtype\":\"F64\",\"shape\":[2,1],\"data_offsets\":[3,19]},"
             "\"empty\":{\"dtype\":\"I64\",\"shape\":[5,0],\"data_offsets\":[19,19]},"
             "\"scalar\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[19,23]},"
             "\"f\\u0069rst\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},"
             "\"__metadata__\":{\"k\\n\":\"\\u00fc\\ud83d\\ude00/\"}}",
             23);
  static const char *const order[] = { "first", "second", "empty", "scalar" };
  const MtnTensor *tensor;
  gsize n_data;

  g_assert_cmpuint (mtn_safetensors_get_n_tensors (file), ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      tensor = mtn_safetensors_get_tensor (file, i);
      g_assert_cmpstr (tensor->name, ==, order[i]);
      g_assert_true (tensor == mtn_safetensors_find (file, order[i]));
      g_assert_nonnull (tensor->data);
      /* Also where the file does not align them. */
      g_assert_cmpuint ((guintptr) tensor->data % mtn_dtype_get_size (tensor->dtype), ==, 0);
    }

  tensor = mtn_safetensors_find (file, "second");
  g_assert_cmpint (tensor->dtype, ==, MTN_DTYPE_F64);
  g_assert_cmpuint (tensor->n_dims, ==, 2);
  g_assert_cmpuint (tensor->dims[0], ==, 2);
  g_assert_cmpuint (tensor->dims[1], ==, 1);
  g_assert_cmpuint (tensor->n_values, ==, 2);
  g_assert_cmpuint (tensor->n_bytes, ==, 16);
  g_assert_cmpuint (mtn_safetensors_find (file, "empty")->n_values, ==, 0);
  g_assert_cmpuint (mtn_safetensors_find (file, "scalar")->n_values, ==, 1);
  g_assert_null (mtn_safetensors_find (file, "third"));

  g_assert_cmpstr (mtn_safetensors_get_metadata (file, "k\n"), ==, "ü😀/");
  g_assert_null (mtn_safetensors_get_metadata (file, "none"));
  g_assert_nonnull (mtn_safetensors_get_data (file, &n_data));
  g_assert_cmpuint (n_data, ==, 23);
}

static void
test_dtypes (Fixture *fixture, gconstpointer user_data)
{
  for (MtnDtype dtype = MTN_DTYPE_BOOL; dtype <= MTN_DTYPE_F64; dtype++)
    {
      MtnDtype found;

      g_assert_true (mtn_dtype_from_name (mtn_dtype_get_name (dtype), &found));
      g_assert_cmpint (found, ==, dtype);
      g_assert_cmpuint (mtn_dtype_get_size (dtype), <=, 8);
    }
}

static void
test_write (Fixture *fixture, gconstpointer user_data)
{
  static const double wide[] = { 1.5, -2.25 };
  static const guint8 bytes[] = { 7, 8, 9 };
  static const char *const keys[] = { "quote \" \\", "new\nline", NULL };
  static const char *const values[] = { "ü\t\x01", "", NULL };
  const MtnTensor tensors[] = {
    { .name = "wide",
      .dtype = MTN_DTYPE_F64,
      .n_dims = 1,
      .dims = { 2 },
      .n_values = 2,
      .n_bytes = 16,
      .data = wide },
    { .name = "none", .dtype = MTN_DTYPE_F32, .n_dims = 2, .dims = { 0, 4 } },
    { .name = "\"bytes\"",
      .dtype = MTN_DTYPE_U8,
      .n_dims = 1,
      .dims = { 3 },
      .n_values = 3,
      .n_bytes = 3,
      .data = bytes },
  };
  g_autoptr (GBytes) content = NULL;
  g_autoptr (MtnSafetensors) file = NULL;
  g_autoptr (GError) error = NULL;
  const MtnTensor *found;

  content = mtn_safetensors_serialize (tensors, G_N_ELEMENTS (tensors), keys, values, "test", &error);
  g_assert_no_error (error);
  file = mtn_safetensors_new_for_bytes (content, "test", &error);
  g_assert_no_error (error);

  g_assert_cmpuint ((8 + mtn_safetensors_get_header_size (file)) % 8, ==, 0);
  g_assert_cmpuint (mtn_safetensors_get_n_tensors (file), ==, G_N_ELEMENTS (tensors));
  found = mtn_safetensors_find (file, "wide");
  g_assert_cmpmem (found->data, found->n_bytes, wide, sizeof wide);
  found = mtn_safetensors_find (file, "\"bytes\"");
  g_assert_cmpmem (found->data, found->n_bytes, bytes, sizeof bytes);
  found = mtn_safetensors_find (file, "none");
  g_assert_cmpuint (found->dims[1], ==, 4);
  for (guint i = 0; keys[i] != NULL; i++)
    g_assert_cmpstr (mtn_safetensors_get_metadata (file, keys[i]), ==, values[i]);
}

static void
test_write_refuses (Fixture *fixture, gconstpointer user_data)
{
  static const float values[4] = { 0 };
  const MtnTensor twice[] = {
    { .name = "a",
      .dtype = MTN_DTYPE_F32,
      .n_dims = 1,
      .dims = { 1 },
      .n_values = 1,
      .n_bytes = 4,
      .data = values },
    { .name = "a",
      .dtype = MTN_DTYPE_F32,
      .n_dims = 1,
      .dims = { 1 },
      .n_values = 1,
      .n_bytes = 4,
      .data = values },
  };
  const MtnTensor wrong_size[] = {
    { .name = "a",
      .dtype = MTN_DTYPE_F32,
      .n_dims = 1,
      .dims = { 3 },
      .n_values = 4,
      .n_bytes = 16,
      .data = values },
  };
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_safetensors_serialize (twice, 2, NULL, NULL, "test", &error));
  g_assert_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_DUPLICATE);
  g_clear_error (&error);

  g_assert_null (mtn_safetensors_serialize (wrong_size, 1, NULL, NULL, "test", &error));
  g_assert_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_SPAN);
}

/* Names that all fall into one place of a hash table must not make the reader slow: 2^15 of them. */
static void
test_many_names (Fixture *fixture, gconstpointer user_data)
{
  const guint n_letters = 15;
  g_autoptr (GString) header = g_string_new ("{");
  g_autoptr (MtnSafetensors) file = NULL;

  /* "aB" and "b!" have the same value under g_str_hash(), so all words of these two letters do. */
  for (guint i = 0; i < 1u << n_letters; i++)
    {
      g_string_append (header, i > 0 ? ",\"" : "\"");
      for (guint bit = 0; bit < n_letters; bit++)
        g_string_append (header, i & (1u << bit) ? "b!" : "aB");
      g_string_append (header, "\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
    }
  g_string_append_c (header, '}');

  g_assert_cmpuint (g_str_hash ("aB"), ==, g_str_hash ("b!"));
  file = parse (header->str, 0);
  g_assert_cmpuint (mtn_safetensors_get_n_tensors (file), ==, 1u << n_letters);
  g_assert_nonnull (mtn_safetensors_find (file, "aBaBaBaBaBaBaBaBaBaBaBaBaBaBb!"));
}

static void
test_other_files (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_safetensors_open (fixture->folder, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_clear_error (&error);

#ifndef G_OS_WIN32
  /* Nobody will ever write into this pipe. */
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (mtn_safetensors_open (fixture->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
#endif
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/safetensors/views", test_views);
  ADD ("/safetensors/dtypes", test_dtypes);
  ADD ("/safetensors/write", test_write);
  ADD ("/safetensors/write-refuses", test_write_refuses);
  ADD ("/safetensors/many-names", test_many_names);
  ADD ("/safetensors/other-files", test_other_files);

  return g_test_run ();
}
