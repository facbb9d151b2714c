/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How fast the seed's network trains: samples a second, against what this machine could do at best and
 * against PyTorch in the same minute, with as many threads. Sides take turns and the best run of each counts.
 *
 *   bench-train [THREADS [PEER-SCRIPT]]
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mtn-bench-peer.h"
#include "mtn-machine-peak.h"
#include "mtn-net.h"
#include "mtn-random.h"

#define N_FEATURES 22
#define N_MOVIES 1682
#define N_HIDDEN 1024
#define N_ROWS 32
#define N_BATCHES 20
#define N_STEPS 20 /* in a run of about a tenth of a second, as those of the peer */
#define N_RUNS 10
#define N_TURNS 3

static const guint sizes[] = { N_FEATURES + N_MOVIES, N_HIDDEN, N_HIDDEN, N_HIDDEN, N_MOVIES };

/* Batches like those of MovieLens 100K: profiles of 20 to 737 films, 106 on average, popular ones first, of
 * which 20 to 90 % are hidden. */
typedef struct
{
  GArray *in_offsets, *in_columns, *in_values;
  GArray *offsets, *columns, *values;
  GArray *visible_offsets, *visible_columns;
} Rows;

static void
append (GArray *array, guint value)
{
  g_array_append_val (array, value);
}

static void
append_float (GArray *array, float value)
{
  g_array_append_val (array, value);
}

static void
append_sample (Rows *rows, MtnRandom *random)
{
  static const double hidden[] = { 0.2, 0.4, 0.6, 0.8, 0.9 };
  guint n_rated = MIN (20 + (guint) (-86 * log (1 - mtn_random_unit (random))), 737);
  double p = hidden[mtn_random_below (random, 5)];
  guint8 is_rated[N_MOVIES] = { 0 };

  for (guint i = 0; i < n_rated;)
    {
      double u = mtn_random_unit (random);
      guint movie = (guint) (u * u * N_MOVIES);

      i += !is_rated[movie];
      is_rated[movie] = 1;
    }

  for (guint i = 0; i < N_FEATURES; i++)
    {
      append (rows->in_columns, i);
      append_float (rows->in_values, (float) mtn_random_unit (random));
    }
  for (guint j = 0; j < N_MOVIES; j++)
    if (is_rated[j])
      {
        float value = (float) (1 + mtn_random_below (random, 5)) / 5;

        append (rows->columns, j);
        append_float (rows->values, value);
        if (mtn_random_unit (random) >= p)
          {
            append (rows->in_columns, N_FEATURES + j);
            append_float (rows->in_values, value);
            append (rows->visible_columns, j);
          }
      }
  append (rows->in_offsets, rows->in_columns->len);
  append (rows->offsets, rows->columns->len);
  append (rows->visible_offsets, rows->visible_columns->len);
}

static Rows
make_rows (void)
{
  Rows rows;
  GArray **arrays[] = { &rows.in_offsets, &rows.in_columns, &rows.in_values,       &rows.offsets,
                        &rows.columns,    &rows.values,     &rows.visible_offsets, &rows.visible_columns };
  MtnRandom random;

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    *arrays[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  append (rows.in_offsets, 0);
  append (rows.offsets, 0);
  append (rows.visible_offsets, 0);
  mtn_random_init (&random, 1, 0);
  for (guint i = 0; i < N_ROWS * N_BATCHES; i++)
    append_sample (&rows, &random);

  return rows;
}

static MtnNetBatch
get_batch (const Rows *rows, guint index, gboolean is_masked)
{
  guint first = index % N_BATCHES * N_ROWS;

  return (MtnNetBatch){
    N_ROWS,
    { (guint *) (gpointer) rows->in_offsets->data + first, (gpointer) rows->in_columns->data,
      (gpointer) rows->in_values->data },
    { (guint *) (gpointer) rows->offsets->data + first, (gpointer) rows->columns->data,
      (gpointer) rows->values->data },
    { is_masked ? (guint *) (gpointer) rows->visible_offsets->data + first : NULL,
      (gpointer) rows->visible_columns->data, NULL },
  };
}

/* Seconds a step in the best run. */
static double
time_steps (MtnNet *net, const Rows *rows, gboolean is_masked)
{
  gint64 best = G_MAXINT64;

  for (guint run = 0; run < N_RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();

      for (guint i = 0; i < N_STEPS; i++)
        {
          MtnNetBatch batch = get_batch (rows, i, is_masked);
          g_autoptr (GError) error = NULL;

          if (!mtn_net_step (net, &batch, NULL, &error))
            g_error ("%s", error->message);
        }
      best = MIN (best, g_get_monotonic_time () - start);
    }

  return (double) best / 1e6 / N_STEPS;
}

static MtnNet *
make_net (guint n_threads, MtnNetLoss loss)
{
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  MtnNet *net;

  options.sizes = sizes;
  options.n_layers = G_N_ELEMENTS (sizes) - 1;
  options.loss = loss;
  options.max_rows = N_ROWS;
  options.n_threads = n_threads;
  options.drop_hidden = 0.1;
  net = mtn_net_new (&options, &error);
  if (net == NULL)
    g_error ("%s", error->message);
  mtn_net_set_output_bias (net, NULL, -3);

  return net;
}

/* Multiplications and additions of matrices: forward, to the deltas, to the gradient. The sparse layer is not
 * counted, so that the share of the roof is rather too small. */
static double
count_operations (void)
{
  double n = 0;

  for (guint l = 1; l + 1 < G_N_ELEMENTS (sizes); l++)
    n += 3 * 2.0 * N_ROWS * sizes[l] * sizes[l + 1];

  return n;
}

/* Between memory and processor if nothing stayed in a cache from one pass to the next: Adam reads and writes
 * three numbers for each parameter, and the forward pass reads each weight behind a unit that is not 0. */
static double
count_bytes (const Rows *rows)
{
  const guint *offsets = (gpointer) rows->in_offsets->data;
  const guint *columns = (gpointer) rows->in_columns->data;
  double n_parameters = 0, n_read = 0;

  for (guint l = 0; l + 1 < G_N_ELEMENTS (sizes); l++)
    {
      n_parameters += (double) sizes[l + 1] * (sizes[l] + 1);
      n_read += l > 0 ? (double) sizes[l + 1] * (sizes[l] + 1) : sizes[1];
    }
  for (guint b = 0; b < N_BATCHES; b++)
    {
      guint8 is_used[N_FEATURES + N_MOVIES] = { 0 };

      for (guint i = offsets[b * N_ROWS]; i < offsets[(b + 1) * N_ROWS]; i++)
        {
          n_read += is_used[columns[i]] ? 0 : (double) sizes[1] / N_BATCHES;
          is_used[columns[i]] = 1;
        }
    }

  return 24 * n_parameters + 4 * n_read;
}

/* Samples a second of the script, or 0 where it says why it cannot run. */
static double
run_peer (const char *script, guint n_threads, char **why_not)
{
  const char *candidates[] = { "/usr/bin/python3", "python3" };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      g_autofree char *threads = g_strdup_printf ("%u", n_threads);
      const char *arguments[] = { candidates[i], script, threads, NULL };
      g_autofree char *output = NULL;
      int status;

      if (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                        NULL, NULL, &output, NULL, &status, NULL) &&
          g_spawn_check_wait_status (status, NULL))
        return g_ascii_strtod (output, NULL);
    }

  *why_not = g_strdup ("PyTorch is not installed (Debian: python3-torch)");
  return 0;
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    MtnNetLoss loss;
    gboolean is_masked;
  } losses[] = { { "bce", MTN_NET_BCE, FALSE },
                 { "bce, masked", MTN_NET_BCE, TRUE },
                 { "mse", MTN_NET_MSE, FALSE } };
  guint n_threads = argc > 1 ? (guint) atoi (argv[1]) : 2;
  const char *script = argc > 2 ? argv[2] : NULL;
  Rows rows = make_rows ();
  double operations = count_operations (), bytes = count_bytes (&rows);
  double best[G_N_ELEMENTS (losses)], gemm = 0, bandwidth = 0, peer = 0, roof;
  MtnNet *nets[G_N_ELEMENTS (losses)];
  g_autofree char *why_not = script == NULL ? g_strdup ("no script given") : NULL;

  g_unsetenv ("OPENBLAS_NUM_THREADS");
  g_unsetenv ("OPENBLAS_CORETYPE");
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      nets[i] = make_net (n_threads, losses[i].loss);
      best[i] = G_MAXDOUBLE;
    }

  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      gemm = MAX (gemm, mtn_machine_peak_gemm (n_threads));
      bandwidth = MAX (bandwidth, mtn_machine_peak_bandwidth (n_threads));
      for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
        best[i] = MIN (best[i], time_steps (nets[i], &rows, losses[i].is_masked));
      if (why_not == NULL)
        peer = MAX (peer, run_peer (script, n_threads, &why_not));
    }

  roof = MAX (operations / gemm, bytes / bandwidth);
  g_print ("training %u-%u-%u-%u-%u, batches of %u, Adam, drop-out .1, %u threads, %.0f ratings shown a "
           "sample\n",
           sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], N_ROWS, n_threads,
           (double) rows.in_columns->len / (N_ROWS * N_BATCHES) - N_FEATURES);
  g_print ("  matrices        %7.1f MFLOP a step / %6.1f GFLOP/s (OpenBLAS, square) = %6.3f ms\n",
           operations / 1e6, gemm / 1e9, 1e3 * operations / gemm);
  g_print ("  memory          %7.1f MB a step    / %6.1f GB/s                       = %6.3f ms\n",
           bytes / 1e6, bandwidth / 1e9, 1e3 * bytes / bandwidth);
  g_print ("  the roof        %7.0f samples/s, bound by %s\n\n", N_ROWS / roof,
           operations / gemm > bytes / bandwidth ? "matrices" : "memory");

  g_print ("  %-16s %10s %10s %10s %10s\n", "", "ms/step", "samples/s", "of roof", "x PyTorch");
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_print ("  %-16s %10.3f %10.0f %9.0f%%", losses[i].name, 1e3 * best[i], N_ROWS / best[i],
               100 * roof / best[i]);
      if (peer > 0)
        g_print (" %10.2f\n", N_ROWS / best[i] / peer);
      else
        g_print (" %10s\n", "-");
      mtn_net_free (nets[i]);
    }
  if (peer > 0)
    g_print ("  %-16s %10.3f %10.0f %9.0f%% %10.2f\n", "PyTorch, bce", 1e3 * N_ROWS / peer, peer,
             100 * roof * peer / N_ROWS, 1.0);
  else
    g_print ("  PyTorch: SKIPPED, %s\n", why_not);

  return peer > 0 ? 0 : MTN_BENCH_SKIPPED;
}
