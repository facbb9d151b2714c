/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-job.h"
#include "mtn-ratings.h"
#include "mtn-recommender.h"

G_BEGIN_DECLS

/* People asked at once, and samples of a step of training. */
#define MTN_CLI_BENCH_PEOPLE 1024
#define MTN_CLI_BENCH_BATCH 32
#define MTN_CLI_BENCH_N_LAYERS 4

/**
 * MtnCliBench:
 *
 * What was measured. Seconds, and units a second.
 */
typedef struct
{
  guint  n_threads;
  double peak_flops;         /* of a large product of matrices (OpenBLAS) */
  double peak_bandwidth;     /* between memory and the processor */

  guint  n_calls;            /* of one person */
  double p50;
  double p95;
  double p99;
  double n_bytes;            /* weights that one answer goes through */

  guint  n_batches;          /* calls with MTN_CLI_BENCH_PEOPLE */
  double people_rate;
  double n_operations;       /* multiplications and additions of the parts for one person */

  guint  sizes[MTN_CLI_BENCH_N_LAYERS + 1];
  guint  n_steps;
  double sample_rate;
  double step_operations;    /* of matrices in a step of training */
  double step_bytes;         /* between memory and processor, if nothing stayed in a cache from pass to pass */
} MtnCliBench;

/* The least time that a step can take here: see mtn-machine-peak.h. */
double   mtn_cli_bench_get_roof    (const MtnCliBench *self);

/* Invented people, some with few films and some with many, popular ones first. (transfer full) */
MtnRatings *mtn_cli_bench_invent   (guint n_people, guint n_movies, guint64 seed);

/* Both peaks. */
void     mtn_cli_bench_measure_machine (MtnCliBench       *self);

/**
 * mtn_cli_bench_measure_answers:
 * @profiles: of at least one person
 * @seconds: to spend on each of the two
 *
 * One person after the other, then many at once, ten films each.
 */
gboolean mtn_cli_bench_measure_answers (MtnCliBench       *self,
                                        MtnRecommender    *recommender,
                                        MtnCheckpoint     *checkpoint,
                                        const GPtrArray   *profiles,
                                        double             seconds,
                                        GCancellable      *cancellable,
                                        GError           **error);

/**
 * mtn_cli_bench_measure_training:
 * @n_genres: of the catalogue; the network's input is that of mtn_network_n_inputs()
 * @ratings: at least one; each second film of a person goes in
 *
 * Steps of Adam on the seed's network: three hidden layers of 1,024, batches of 32.
 */
gboolean mtn_cli_bench_measure_training (MtnCliBench      *self,
                                         guint             n_genres,
                                         MtnRatings       *ratings,
                                         double            seconds,
                                         GCancellable     *cancellable,
                                         GError          **error);

G_END_DECLS
