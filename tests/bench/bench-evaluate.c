/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How long an evaluation takes, apart from training: a blend of MovieLens 100K asked about everybody in
 * it by the protocol new-users, against numpy in the same minute, which scores as many people with an
 * item-item matrix, lists fifty films each and computes six metrics at four lengths; here they are ten, and
 * popularity and a perfect ranking are measured too.
 *
 *   bench-evaluate ML-100K [PEER-SCRIPT]
 */

#include <glib/gstdio.h>

#include "mtn-bench-peer.h"
#include "mtn-dataset.h"
#include "mtn-evaluation.h"
#include "mtn-train.h"

#define N_TURNS 3

static MtnCheckpoint *
open_same (gpointer data, const guint *people, guint n_people, GCancellable *cancellable, GError **error)
{
  return mtn_checkpoint_ref (data);
}

/* Rows a second, 0 on failure. */
static double
time_evaluation (MtnDataset *dataset, MtnCheckpoint *checkpoint, guint *n_rows)
{
  static const guint ks[] = { 5, 10, 20, 50 };
  const MtnEvaluationOptions options = { .protocol = MTN_PROTOCOL_NEW_USERS,
                                         .ks = ks,
                                         .n_ks = G_N_ELEMENTS (ks),
                                         .seed = 42,
                                         .n_folds = 5,
                                         .n_threads = 2,
                                         .engine = MTN_ENGINE_CPU,
                                         .device = -1 };
  const MtnModelSource source = { "default", open_same, checkpoint };
  double start = mtn_bench_now ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnEvaluation) evaluation =
      mtn_evaluation_new (dataset, NULL, NULL, 0, &options, &source, 1, NULL, NULL, &error);

  if (evaluation == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 0;
    }
  *n_rows = mtn_measures_get_n_rows (evaluation->runs[0].models[0]);

  return *n_rows / (mtn_bench_now () - start);
}

static MtnCheckpoint *
train (MtnDataset *dataset)
{
  const MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;
  g_autofree char *folder = g_dir_make_tmp ("matinee-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "blend.safetensors", NULL);
  MtnCheckpoint *checkpoint = NULL;

  if (mtn_train (dataset, NULL, 0, &options, path, NULL, NULL, NULL))
    checkpoint = mtn_checkpoint_open (path, NULL);
  g_unlink (path);
  g_rmdir (folder);

  return checkpoint;
}

int
main (int argc, char **argv)
{
  g_autoptr (MtnDataset) dataset = argc > 1 ? mtn_dataset_load (argv[1], NULL, NULL, NULL) : NULL;
  g_autoptr (MtnCheckpoint) checkpoint = dataset != NULL ? train (dataset) : NULL;
  gboolean has_peer = argc > 2;
  double rate = 0, peer = 0;
  guint n_rows = 0;

  if (checkpoint == NULL)
    {
      g_print ("SKIPPED: needs MovieLens 100K, which is not at %s\n", argc > 1 ? argv[1] : "a place named");
      return MTN_BENCH_SKIPPED;
    }

  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      double number;

      rate = MAX (rate, time_evaluation (dataset, checkpoint, &n_rows));
      has_peer = has_peer && mtn_bench_run_peer (argv[2], argv[1], &number, 1);
      peer = has_peer ? MAX (peer, number) : 0;
    }
  if (rate == 0)
    return 1;

  g_print ("evaluation, protocol new-users: %u rows, two threads\n\n", n_rows);
  g_print ("  %-24s %9.0f rows/s  %6.3f s", "here", rate, n_rows / rate);
  if (has_peer)
    g_print ("  %5.2f x numpy\n  %-24s %9.0f rows/s\n", rate / peer, "numpy", peer);
  else
    g_print ("\n  numpy: SKIPPED, it is not installed (Debian: python3-scipy)\n");

  return has_peer ? 0 : MTN_BENCH_SKIPPED;
}
