/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Whole training steps against those of PyTorch; vectors/README.md says what is in the files. */

#include <math.h>

#include "mtn-net-private.h"
#include "mtn-safetensors.h"

#define N_STEPS 4
#define N_BATCHES 2

static const guint sizes[] = { 15, 12, 10, 18 };

static const char *const names[] = {
  "bce",       "bce-masked",  "bce-l2",
  "bce-clip",  "mse",         "mse-masked",
  "mse-adamw", "multinomial", "multinomial-adamw-clip",
};

static const void *get_data (MtnSafetensors *file, MtnDtype dtype, gsize *n, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static const void *
get_data (MtnSafetensors *file, MtnDtype dtype, gsize *n, const char *format, ...)
{
  g_autofree char *name = NULL;
  const MtnTensor *tensor;
  va_list arguments;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  tensor = mtn_safetensors_find (file, name);
  g_assert_nonnull (tensor);
  g_assert_cmpint (tensor->dtype, ==, dtype);
  if (n != NULL)
    *n = tensor->n_values;

  return tensor->data;
}

static double
get_number (MtnSafetensors *file, const char *key)
{
  const char *text = mtn_safetensors_get_metadata (file, key);

  g_assert_nonnull (text);
  return g_ascii_strtod (text, NULL);
}

static gboolean
says (MtnSafetensors *file, const char *key, const char *value)
{
  return g_strcmp0 (mtn_safetensors_get_metadata (file, key), value) == 0;
}

static MtnNetRows
get_rows (MtnSafetensors *file, guint batch, const char *kind)
{
  return (MtnNetRows){ get_data (file, MTN_DTYPE_U32, NULL, "batch%u.%s.offsets", batch, kind),
                       get_data (file, MTN_DTYPE_U32, NULL, "batch%u.%s.columns", batch, kind),
                       get_data (file, MTN_DTYPE_F32, NULL, "batch%u.%s.values", batch, kind) };
}

static MtnNetBatch
get_batch (MtnSafetensors *file, guint index)
{
  MtnNetBatch batch = { .in = get_rows (file, index, "in"), .targets = get_rows (file, index, "targets") };
  gsize n;

  get_data (file, MTN_DTYPE_U32, &n, "batch%u.in.offsets", index);
  batch.n_rows = (guint) n - 1;
  if (says (file, "is_masked", "True"))
    batch.excluded = get_rows (file, index, "excluded");

  return batch;
}

static MtnNetOptions
get_options (MtnSafetensors *file)
{
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;

  options.sizes = sizes;
  options.n_layers = G_N_ELEMENTS (sizes) - 1;
  options.max_rows = 64;
  options.n_threads = 2;
  options.loss = says (file, "loss", "bce")   ? MTN_NET_BCE
                 : says (file, "loss", "mse") ? MTN_NET_MSE
                                              : MTN_NET_MULTINOMIAL;
  options.activation = says (file, "activation", "tanh") ? MTN_NET_TANH : MTN_NET_RELU;
  options.learning_rate = get_number (file, "learning_rate");
  options.l2 = get_number (file, "l2");
  options.decay = get_number (file, "decay");
  options.clip = get_number (file, "clip");

  return options;
}

static void
compare (const char *what, guint step, const float *values, const float *expected, gsize n, double tolerance)
{
  for (gsize i = 0; i < n; i++)
    if (!(fabs ((double) values[i] - (double) expected[i]) <= tolerance))
      g_error ("%s of step %u: value %" G_GSIZE_FORMAT " is %.9g instead of %.9g", what, step, i,
               (double) values[i], (double) expected[i]);
}

static void
test_case (gconstpointer data)
{
  const char *name = data;
  g_autofree char *base = g_strconcat (name, ".safetensors", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "train", "vectors", base, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnSafetensors) file = mtn_safetensors_open (path, &error);
  const MtnNetKernels *kernels[4];
  const double *losses;

  g_assert_no_error (error);
  losses = get_data (file, MTN_DTYPE_F64, NULL, "losses");
  mtn_net_kernels_get_all (kernels);

  for (guint k = 0; kernels[k] != NULL; k++)
    {
      MtnNetOptions options = get_options (file);
      g_autoptr (MtnNet) net = mtn_net_new_with_kernels (&options, kernels[k], &error);
      gsize n = mtn_net_get_n_parameters (net);
      g_autofree float *values = g_new (float, n);
      gsize n_expected;
      const float *start = get_data (file, MTN_DTYPE_F32, &n_expected, "parameters.0");

      g_assert_cmpuint (n, ==, n_expected);
      g_assert_true (mtn_net_set_state (net, start, NULL, NULL, 0, &error));
      for (guint step = 0; step < N_STEPS; step++)
        {
          MtnNetBatch batch = get_batch (file, step % N_BATCHES);
          double loss;

          if (step == 0 || step == N_STEPS - 1)
            {
              g_assert_true (mtn_net_get_gradient (net, &batch, values, NULL, &error));
              compare ("gradient", step, values, get_data (file, MTN_DTYPE_F32, NULL, "gradient.%u", step), n,
                       2e-7);
            }
          g_assert_true (mtn_net_step (net, &batch, &loss, &error));
          g_assert_no_error (error);
          g_assert_cmpfloat_with_epsilon (loss, losses[step], 1e-6 * losses[step]);
          g_assert_true (mtn_net_get_state (net, values, NULL, NULL, &error));
          compare ("parameters", step, values,
                   get_data (file, MTN_DTYPE_F32, NULL, "parameters.%u", step + 1), n, 1e-5);
        }
      g_assert_cmpuint (mtn_net_get_n_steps (net), ==, N_STEPS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/net/vectors/", names[i], NULL);

      g_test_add_data_func (path, names[i], test_case);
    }

  return g_test_run ();
}
