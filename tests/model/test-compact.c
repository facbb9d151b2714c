/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Weights in F16 and I8: the numbers themselves, and checkpoints that hold them. */

#include "mtn-test-model.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "mtn-compact.h"
#include "mtn-random.h"

#define ROWS MTN_TEST_N_MOVIES
#define COLUMNS MTN_TEST_RANK

/* By the definition of binary16, in double. */
static double
half_value (guint16 half)
{
  int exponent = half >> 10 & 31;
  double value = exponent == 0 ? ldexp (half & 1023, -24) : ldexp (1024 + (half & 1023), exponent - 25);

  return half & 0x8000 ? -value : value;
}

static void
test_every_half (void)
{
  for (guint bits = 0; bits < 65536; bits++)
    {
      guint16 half = (guint16) bits;
      MtnTensor tensor = { .dtype = MTN_DTYPE_F16, .n_values = 1, .data = &half };
      g_autofree float *value = NULL;
      g_autofree guint16 *back = NULL;

      if ((half >> 10 & 31) == 31) /* infinities and NaN */
        continue;
      value = mtn_compact_expand (&tensor, NULL);
      g_assert_cmpfloat ((double) *value, ==, half_value (half));
      g_assert_cmpint (signbit (*value) != 0, ==, half >> 15);
      back = mtn_compact_to_f16 (value, 1);
      g_assert_cmpuint (*back, ==, half);
    }
}

/* Half-way between two neighbours goes to the even one, and a hair off it to the nearer. */
static void
test_half_rounding (void)
{
  for (guint16 half = 0; half < 0x7bff; half++)
    {
      float middle = (float) ((half_value (half) + half_value (half + 1)) / 2);
      float values[] = { middle, nextafterf (middle, 0), nextafterf (middle, INFINITY), -middle };
      g_autofree guint16 *rounded = mtn_compact_to_f16 (values, G_N_ELEMENTS (values));
      guint16 even = half + (half & 1);

      g_assert_cmpuint (rounded[0], ==, even);
      g_assert_cmpuint (rounded[1], ==, half);
      g_assert_cmpuint (rounded[2], ==, half + 1);
      g_assert_cmpuint (rounded[3], ==, even | 0x8000);
    }
}

static void
test_half_limits (void)
{
  static const float values[] = { 65504, 65519.996f, 65520, -1e30f, 1e-45f, 0x1p-25f, 0x1.8p-25f };
  g_autofree guint16 *halves = mtn_compact_to_f16 (values, G_N_ELEMENTS (values));

  g_assert_cmpuint (halves[0], ==, 0x7bff);
  g_assert_cmpuint (halves[1], ==, 0x7bff);
  g_assert_cmpuint (halves[2], ==, 0x7c00); /* an infinity, for the checks to find */
  g_assert_cmpuint (halves[3], ==, 0xfc00);
  g_assert_cmpuint (halves[4], ==, 0);
  g_assert_cmpuint (halves[5], ==, 0);
  g_assert_cmpuint (halves[6], ==, 1);
}

static void
test_integers (void)
{
  static const float values[] = {
    0.25f, -1, 0.5f, /* the largest at −127 */
    0,     0,  0,    /* no scale */
    1e-3f, 0,  127,  /* what is small beside the largest vanishes */
  };
  static const gint8 expected[] = { 32, -127, 64, 0, 0, 0, 0, 0, 127 };
  float scales[3];
  g_autofree gint8 *integers = mtn_compact_to_i8 (values, 3, 3, scales);

  g_assert_cmpmem (integers, sizeof expected, expected, sizeof expected);
  g_assert_cmpfloat (scales[0], ==, 1 / 127.0f);
  g_assert_cmpfloat (scales[1], ==, 0);
  g_assert_cmpfloat (scales[2], ==, 1);
}

static void
test_integer_error (void)
{
  const gsize rows = 40, columns = 257;
  g_autofree float *values = g_new (float, rows *columns);
  g_autofree float *scales = g_new (float, rows);
  g_autofree gint8 *integers = NULL;
  g_autofree float *back = NULL;
  MtnTensor tensor = { .dtype = MTN_DTYPE_I8, .n_dims = 2, .dims = { rows, columns } };
  MtnRandom random;

  mtn_random_init (&random, 7, 0);
  for (gsize i = 0; i < rows * columns; i++)
    values[i] = (float) (ldexp (mtn_random_unit (&random) - 0.5, (int) (i / columns) - 20));
  integers = mtn_compact_to_i8 (values, rows, columns, scales);
  tensor.data = integers;
  tensor.n_values = rows * columns;
  back = mtn_compact_expand (&tensor, scales);

  for (gsize i = 0; i < rows * columns; i++)
    g_assert_cmpfloat (fabsf (back[i] - values[i]), <=, 0.5001f * scales[i / columns]);
}

typedef struct
{
  char *folder;
  char *path;
  float values[ROWS * COLUMNS];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matinee-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "model.safetensors", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->values); i++)
    fixture->values[i] = sinf ((float) i) / 3;
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* One spectral part, whose factors are in @dtype, between vectors of odd lengths. */
static gboolean
write_model (Fixture *fixture, MtnDtype dtype, GError **error)
{
  static const float ones[ROWS] = { 1, 1, 1, 1, 1 };
  g_autoptr (MtnCatalog) catalog = mtn_test_catalog_new ();
  g_autoptr (MtnVocabulary) vocabulary = mtn_test_vocabulary_new ();
  g_autoptr (MtnArchitecture) architecture = mtn_architecture_new ("edlae");
  MtnPart *part =
      mtn_architecture_add_part (architecture, MTN_PART_SPECTRAL, "favorites", MTN_PART_INPUT_ANY);
  g_autoptr (MtnCheckpointWriter) writer = NULL;

  mtn_steps_add (part->penalty, 1, 10);
  writer = mtn_checkpoint_writer_new (catalog, vocabulary, architecture);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_DATE, "2026-01-31");
  mtn_checkpoint_writer_add_compact (writer, "favorites", "factors", fixture->values, ROWS, COLUMNS, dtype);
  mtn_checkpoint_writer_add (writer, "favorites", "eigenvalues", ones, 1, (gsize[]){ COLUMNS });
  mtn_checkpoint_writer_add (writer, "favorites", "gram", ones, 1, (gsize[]){ ROWS });

  return mtn_checkpoint_writer_write (writer, fixture->path, error);
}

static MtnCheckpoint *
write_and_open (Fixture *fixture, MtnDtype dtype)
{
  g_autoptr (GError) error = NULL;
  MtnCheckpoint *checkpoint;

  write_model (fixture, dtype, &error);
  g_assert_no_error (error);
  checkpoint = mtn_checkpoint_open (fixture->path, &error);
  g_assert_no_error (error);
  mtn_checkpoint_verify (checkpoint, &error);
  g_assert_no_error (error);

  return checkpoint;
}

static void
test_round_trip (Fixture *fixture, gconstpointer user_data)
{
  static const MtnDtype dtypes[] = { MTN_DTYPE_F16, MTN_DTYPE_I8 };
  static const float bounds[] = { 0x1p-11f / 3, 0.5001f / 3 / 127 };

  for (guint d = 0; d < G_N_ELEMENTS (dtypes); d++)
    {
      g_autoptr (MtnCheckpoint) checkpoint = write_and_open (fixture, dtypes[d]);
      const MtnTensor *tensor =
          mtn_safetensors_find (mtn_checkpoint_get_file (checkpoint), "favorites.factors");
      const float *weights;
      gsize n;

      g_assert_cmpint (tensor->dtype, ==, dtypes[d]);
      weights = mtn_checkpoint_get_weights (checkpoint, "favorites", "factors", &n);
      g_assert_cmpuint (n, ==, G_N_ELEMENTS (fixture->values));
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat (fabsf (weights[i] - fixture->values[i]), <=, bounds[d]);

      /* Kept, as a scorer may hold on to it. */
      g_assert_true (weights == mtn_checkpoint_get_weights (checkpoint, "favorites", "factors", NULL));
    }
}

static void
test_reproducible (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize n_first, n_second;

  mtn_checkpoint_unref (write_and_open (fixture, MTN_DTYPE_I8));
  g_assert_true (g_file_get_contents (fixture->path, &first, &n_first, NULL));
  mtn_checkpoint_unref (write_and_open (fixture, MTN_DTYPE_I8));
  g_assert_true (g_file_get_contents (fixture->path, &second, &n_second, NULL));
  g_assert_cmpmem (first, n_first, second, n_second);
}

/* Nothing of it lies where its items cannot be read in place: by our reader, or by any other that maps. */
static void
test_alignment (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (MtnCheckpoint) checkpoint = write_and_open (fixture, MTN_DTYPE_I8);
  MtnSafetensors *file = mtn_checkpoint_get_file (checkpoint);
  const guint8 *data = mtn_safetensors_get_data (file, NULL);

  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    {
      const MtnTensor *tensor = mtn_safetensors_get_tensor (file, i);

      g_assert_cmpuint ((gsize) ((const guint8 *) tensor->data - data) % mtn_dtype_get_size (tensor->dtype),
                        ==, 0);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer user_data)
{
  static const MtnDtype dtypes[] = { MTN_DTYPE_F16, MTN_DTYPE_I8 };
  const float bad[] = { NAN, INFINITY, 3e38f };

  for (guint d = 0; d < G_N_ELEMENTS (dtypes); d++)
    for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
      {
        g_autoptr (GError) error = NULL;

        fixture->values[4] = bad[i];
        if (dtypes[d] == MTN_DTYPE_I8 && isfinite (bad[i]))
          {
            g_assert_true (write_model (fixture, dtypes[d], &error));
            continue;
          }
        g_assert_false (write_model (fixture, dtypes[d], &error));
        g_assert_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_NON_FINITE);
      }
}

static gpointer
get_in_thread (gpointer data)
{
  return (gpointer) mtn_checkpoint_get_weights (data, "favorites", "factors", NULL);
}

static void
test_threads (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (MtnCheckpoint) checkpoint = write_and_open (fixture, MTN_DTYPE_F16);
  GThread *threads[8];
  gconstpointer first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("get", get_in_thread, checkpoint);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      gconstpointer found = g_thread_join (threads[i]);

      g_assert_nonnull (found);
      if (first == NULL)
        first = found;
      g_assert_true (found == first);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compact/every-half", test_every_half);
  g_test_add_func ("/compact/half-rounding", test_half_rounding);
  g_test_add_func ("/compact/half-limits", test_half_limits);
  g_test_add_func ("/compact/integers", test_integers);
  g_test_add_func ("/compact/integer-error", test_integer_error);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/compact/round-trip", test_round_trip);
  ADD ("/compact/reproducible", test_reproducible);
  ADD ("/compact/alignment", test_alignment);
  ADD ("/compact/refused", test_refused);
  ADD ("/compact/threads", test_threads);

  return g_test_run ();
}
