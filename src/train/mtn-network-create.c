/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-network-run.h"

#include <string.h>

#include "mtn-logistic.h"

/* The mean over all cells of what the network is to say, as log-odds. */
static double
compute_bias (const MtnNetworkRun *self)
{
  const MtnSampleSet *set = self->data->train;
  const MtnRatings *ratings = set->ratings;
  double sum = 0;

  for (guint s = 0; s < set->n_samples; s++)
    {
      guint person = set->samples[s].person;

      if (self->options->loss == MTN_NET_BCE)
        sum += ratings->offsets[person + 1] - ratings->offsets[person];
      else
        for (guint i = ratings->offsets[person]; i < ratings->offsets[person + 1]; i++)
          sum += ratings->stars[i] / 5.0;
    }

  return mtn_log_odds (sum / ((double) set->n_samples * ratings->n_movies));
}

gboolean
mtn_network_run_create_net (MtnNetworkRun *self, GError **error)
{
  const MtnNetworkOptions *options = self->options;
  MtnCatalog *catalog = self->data->dataset->catalog;
  guint n_movies = mtn_catalog_get_n_movies (catalog);
  MtnNetOptions wanted = MTN_NET_OPTIONS_INIT;
  guint sizes[MTN_NETWORK_MAX_HIDDEN + 2];

  sizes[0] = mtn_network_n_inputs (mtn_catalog_get_n_genres (catalog), n_movies);
  memcpy (sizes + 1, options->hidden, options->n_hidden * sizeof (guint));
  sizes[options->n_hidden + 1] = n_movies;

  wanted.sizes = sizes;
  wanted.n_layers = options->n_hidden + 1;
  wanted.loss = options->loss;
  wanted.max_rows = options->batch_size;
  wanted.n_threads = options->threads;
  wanted.seed = options->seed;
  wanted.drop_hidden = options->dropout;
  wanted.learning_rate = options->learning_rate;
  wanted.decay = options->weight_decay;
  wanted.clip = options->clip;
  if (!mtn_net_options_choose_engine (&wanted, self->training->engine, error))
    return FALSE;
  mtn_network_run_say_engine (self);
  self->net = mtn_net_new (&wanted, error);
  if (self->net == NULL)
    return FALSE;

  if (options->output_bias == MTN_NETWORK_BIAS_RATE)
    mtn_net_set_output_bias (self->net, NULL, (float) compute_bias (self));

  return TRUE;
}
