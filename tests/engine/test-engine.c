/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The engine itself: which one is had, and what becomes of failures and of slots that a back end leaves out.
 */

#include <glib/gstdio.h>

#include "mtn-engine-self-test.h"
#include "mtn-engine-vtable.h"
#include "mtn-cuda-cache.h"
#include "mtn-test-engine.h"

static void
test_kinds (void)
{
  g_autofree char *message = NULL;
  g_autoptr (MtnEngine) automatic = mtn_engine_new (MTN_ENGINE_AUTO, -1, &message);
  g_autoptr (MtnEngine) cuda = NULL;

  g_assert_nonnull (automatic);
  g_assert_null (message);
  g_assert_cmpint (mtn_engine_get_kind (automatic), ==, MTN_ENGINE_CPU);
  g_assert_cmpstr (mtn_engine_get_name (automatic), ==, "CPU");
  g_assert_nonnull (strstr (mtn_engine_get_description (automatic), "; no GPU: "));
  g_assert_nonnull (strstr (mtn_engine_get_description (automatic), "CUDA engine"));

  cuda = mtn_engine_new (MTN_ENGINE_CUDA, 0, &message);
  g_assert_null (cuda);
  g_assert_nonnull (strstr (message, "CUDA engine"));
}

static void
test_paths (void)
{
  g_autoptr (MtnEngine) reference = mtn_test_engine_new ("reference");
  g_autoptr (MtnEngine) vector = mtn_test_engine_new ("vector");

  g_assert_nonnull (strstr (mtn_engine_get_description (reference), "portable"));
  if (mtn_engine_get_vtable (vector) == mtn_engine_get_vtable (reference))
    g_test_skip ("this processor has no AVX2");
  else
    g_assert_nonnull (strstr (mtn_engine_get_description (vector), "-wide AVX"));
}

/* The CPU's own paths pass the test that cards have to pass; what miscomputes does not. */
static gboolean
scale_wrongly (gpointer context,
               gpointer matrix,
               guint n_rows,
               guint n_columns,
               gpointer table,
               const guint *line)
{
  const MtnEngineVtable *real = context;

  real->scale (NULL, matrix, n_rows, n_columns, table, line);
  ((guint8 *) matrix)[4 * n_columns] ^= 1;

  return TRUE;
}

static void
test_self_test (void)
{
  static const char *const paths[] = { "reference", "vector", "avx2" };
  g_autoptr (MtnEngine) reference = mtn_test_engine_new ("reference");
  MtnEngineVtable table = *mtn_engine_get_vtable (reference);
  g_autoptr (MtnEngine) wrong =
      mtn_engine_new_for_vtable (&table, (gpointer) mtn_engine_get_vtable (reference), MTN_ENGINE_CPU, "",
                                 "");
  g_autofree char *why = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (MtnEngine) engine = mtn_test_engine_new (paths[i]);

      g_assert_true (mtn_engine_self_test (engine, &why));
      g_assert_null (why);
    }

  table.scale = scale_wrongly;
  g_assert_false (mtn_engine_self_test (wrong, &why));
  g_assert_nonnull (strstr (why, "rows"));
}

/* Nobody can take over from the CPU. */
static void
test_no_successor (void)
{
  g_autoptr (MtnEngine) cpu = mtn_test_engine_new ("vector");

  g_assert_false (mtn_engine_take_over (cpu, "no reason"));
  g_assert_null (mtn_engine_take_notice (cpu));
  g_assert_cmpuint (mtn_engine_get_memory (cpu), ==, G_MAXSIZE);
}

static void
test_buffer (void)
{
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnBuffer) buffer = mtn_buffer_new (engine, 4);
  g_autoptr (MtnBuffer) empty = mtn_buffer_new (engine, 0);
  const float some[] = { 1, 2 };
  float values[4];

  g_assert_true (mtn_buffer_read (empty, 0, values, 0));
  mtn_buffer_write (buffer, 1, some, 2);
  g_assert_true (mtn_buffer_read (buffer, 0, values, 4));
  g_assert_cmpfloat (values[0], ==, 0);
  g_assert_cmpfloat (values[1], ==, 1);
  g_assert_cmpfloat (values[2], ==, 2);
  g_assert_cmpfloat (values[3], ==, 0);

  mtn_engine_fill (engine, buffer, 3, 7);
  g_assert_true (mtn_buffer_read (buffer, 2, values, 2));
  g_assert_cmpfloat (values[0], ==, 7);
  g_assert_cmpfloat (values[1], ==, 0);
}

/* A back end on top of the reference, whose operations want no context, that fails on demand and leaves out
 * what it may. */
typedef struct
{
  MtnEngineVtable table;
  const MtnEngineVtable *real;
  guint n_scaled;
  gboolean is_broken;
  gboolean has_no_memory;
  gboolean is_freed;
} Double;

static gpointer
double_buffer_new (gpointer context, gsize n_values)
{
  Double *self = context;

  return self->has_no_memory ? NULL : self->real->buffer_new (NULL, n_values);
}

static gboolean
double_scale (gpointer context,
              gpointer matrix,
              guint n_rows,
              guint n_columns,
              gpointer table,
              const guint *line)
{
  Double *self = context;

  self->n_scaled++;

  return !self->is_broken && self->real->scale (NULL, matrix, n_rows, n_columns, table, line);
}

static const char *
double_get_failure (gpointer context)
{
  return "the card has left";
}

static void
double_free (gpointer context)
{
  ((Double *) context)->is_freed = TRUE;
}

static MtnEngine *
double_init (Double *self, MtnEngine *cpu)
{
  *self = (Double){ .real = mtn_engine_get_vtable (cpu) };
  self->table = *self->real;
  self->table.buffer_new = double_buffer_new;
  self->table.buffer_wrap = NULL;
  self->table.scale = double_scale;
  self->table.top_k = NULL;
  self->table.get_failure = double_get_failure;
  self->table.free = double_free;

  return mtn_engine_new_for_vtable (&self->table, self, MTN_ENGINE_CUDA, "Double", "A double, for tests");
}

static void
test_failure_sticks (void)
{
  g_autoptr (MtnEngine) cpu = mtn_test_engine_new ("reference");
  Double data;
  MtnEngine *engine = double_init (&data, cpu);
  MtnBuffer *matrix = mtn_buffer_new (engine, 2);
  MtnBuffer *table = mtn_buffer_new (engine, 2);
  g_autofree char *failure = NULL;
  g_autofree char *second = NULL;
  const guint line = 0, column = 0;
  guint columns[1], n_found;
  float scores[2];

  mtn_engine_fill (engine, matrix, 2, 3);
  mtn_engine_fill (engine, table, 2, 2);

  data.is_broken = TRUE;
  mtn_engine_scale (engine, matrix, 1, 2, table, &line);
  g_assert_cmpuint (data.n_scaled, ==, 1);

  /* What follows a failure does nothing … */
  data.is_broken = FALSE;
  mtn_engine_scale (engine, matrix, 1, 2, table, &line);
  g_assert_cmpuint (data.n_scaled, ==, 1);

  /* … and every way to bring results back says so. */
  g_assert_false (mtn_buffer_read (matrix, 0, scores, 2));
  g_assert_false (mtn_engine_take_columns (engine, matrix, 1, 2, &column, 1, scores));
  g_assert_false (mtn_engine_top_k (engine, matrix, 1, 2, NULL, NULL, 1, columns, scores, &n_found));
  failure = mtn_engine_take_failure (engine);
  g_assert_cmpstr (failure, ==, "the card has left");

  second = mtn_engine_take_failure (engine);
  g_assert_null (second);
  mtn_engine_scale (engine, matrix, 1, 2, table, &line);
  g_assert_true (mtn_buffer_read (matrix, 0, scores, 2));
  g_assert_cmpfloat (scores[0], ==, 6);

  mtn_buffer_free (matrix);
  mtn_buffer_free (table);
  mtn_engine_free (engine);
  g_assert_true (data.is_freed);
}

static void
test_no_memory (void)
{
  g_autoptr (MtnEngine) cpu = mtn_test_engine_new ("reference");
  Double data;
  g_autoptr (MtnEngine) engine = double_init (&data, cpu);
  g_autoptr (MtnBuffer) buffer = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  float value;

  data.has_no_memory = TRUE;
  buffer = mtn_buffer_new (engine, 1);
  g_assert_false (mtn_buffer_read (buffer, 0, &value, 1));
  first = mtn_engine_take_failure (engine);
  g_assert_nonnull (strstr (first, "memory"));

  /* The buffer stays without memory, and whoever uses it hears of it. */
  mtn_engine_fill (engine, buffer, 1, 1);
  g_assert_false (mtn_buffer_read (buffer, 0, &value, 1));
  second = mtn_engine_take_failure (engine);
  g_assert_nonnull (strstr (second, "memory"));
}

static void
test_optional_slots (void)
{
  g_autoptr (MtnEngine) cpu = mtn_test_engine_new ("reference");
  Double data;
  g_autoptr (MtnEngine) engine = double_init (&data, cpu);
  const float scores[] = { 1, 4, 2, 4, 3 };
  const guint8 mask[] = { 1, 1, 1, 1, 0 };
  g_autoptr (MtnBuffer) buffer = mtn_buffer_new_for_data (engine, scores, G_N_ELEMENTS (scores));
  guint columns[3], n_found;
  float found[3];

  g_assert_true (mtn_engine_supports (cpu, top_k));
  g_assert_false (mtn_engine_supports (engine, top_k));
  g_assert_true (mtn_engine_top_k (engine, buffer, 1, 5, mask, NULL, 3, columns, found, &n_found));
  g_assert_cmpuint (n_found, ==, 3);
  g_assert_cmpuint (columns[0], ==, 1);
  g_assert_cmpuint (columns[1], ==, 3);
  g_assert_cmpuint (columns[2], ==, 2);
}

/* What was said before stays; then the folder is another's. */
static void
test_cache (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "matinee", NULL);
  g_autofree char *path = g_build_filename (folder, "cuda", NULL);

  g_setenv ("CUDA_CACHE_PATH", "/elsewhere", TRUE);
  mtn_cuda_cache_choose ();
  g_assert_cmpstr (g_getenv ("CUDA_CACHE_PATH"), ==, "/elsewhere");
  mtn_cuda_cache_make ();
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  g_unsetenv ("CUDA_CACHE_PATH");
  mtn_cuda_cache_choose ();
  g_assert_cmpstr (g_getenv ("CUDA_CACHE_PATH"), ==, path);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  mtn_cuda_cache_make ();
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (cache, "matinee", NULL);
  g_autofree char *cuda = g_build_filename (own, "cuda", NULL);
  int status;

  /* G_TEST_OPTION_ISOLATE_DIRS leaves memory behind for every test. */
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/kinds", test_kinds);
  g_test_add_func ("/engine/paths", test_paths);
  g_test_add_func ("/engine/self-test", test_self_test);
  g_test_add_func ("/engine/no-successor", test_no_successor);
  g_test_add_func ("/engine/buffer", test_buffer);
  g_test_add_func ("/engine/failure-sticks", test_failure_sticks);
  g_test_add_func ("/engine/no-memory", test_no_memory);
  g_test_add_func ("/engine/optional-slots", test_optional_slots);
  g_test_add_func ("/engine/cache", test_cache);

  status = g_test_run ();
  g_rmdir (cuda);
  g_rmdir (own);
  g_rmdir (cache);

  return status;
}
