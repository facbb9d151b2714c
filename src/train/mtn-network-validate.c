/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-network-validate.h"

#include <math.h>
#include <string.h>

#include "mtn-metrics.h"
#include "mtn-network-batch.h"
#include "mtn-ranking.h"

struct _MtnNetworkValidator
{
  const MtnNetworkData *data;
  guint batch_size;
  MtnNetworkBatcher *batcher;
  MtnExposure *exposure;
  guint *samples;   /* [n_samples]: in their order */
  float *logits;    /* [batch_size, n_movies] */
  guint8 *hidden;   /* [n_movies]: in the input */
  guint8 *relevant; /* [n_movies] */
};

MtnNetworkValidator *
mtn_network_validator_new (const MtnNetworkData *data, const MtnNetworkOptions *options)
{
  MtnNetworkValidator *self = g_new0 (MtnNetworkValidator, 1);
  guint n_movies = data->ratings->n_movies;

  self->data = data;
  self->batch_size = options->batch_size;
  self->batcher = mtn_network_batcher_new (data->dataset->catalog, data->dataset->vocabulary, data->people,
                                           options->features, options->masked);
  self->exposure = mtn_exposure_new (data->ratings, NULL, 0);
  self->samples = g_new (guint, data->validation->n_samples);
  for (guint s = 0; s < data->validation->n_samples; s++)
    self->samples[s] = s;
  self->logits = g_new (float, (gsize) options->batch_size *n_movies);
  self->hidden = g_new (guint8, MAX (n_movies, 1));
  self->relevant = g_new (guint8, MAX (n_movies, 1));

  return self;
}

void
mtn_network_validator_free (MtnNetworkValidator *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->batcher, mtn_network_batcher_free);
  g_clear_pointer (&self->exposure, mtn_exposure_free);
  g_free (self->samples);
  g_free (self->logits);
  g_free (self->hidden);
  g_free (self->relevant);
  g_free (self);
}

/* Adds the metrics of one sample's list. Returns FALSE where nothing is to be found. */
static gboolean
measure (MtnNetworkValidator *self, guint sample, const float *scores, MtnNetworkEpoch *epoch)
{
  const MtnSampleSet *set = self->data->validation;
  const MtnRatings *ratings = set->ratings;
  guint begin = ratings->offsets[set->samples[sample].person];
  guint n_ratings = mtn_sample_set_get_n_ratings (set, sample), n_relevant = 0, n_list;
  const guint k = MTN_NETWORK_METRICS_K;
  guint list[MTN_NETWORK_METRICS_K];
  double values[MTN_N_METRICS];

  memset (self->hidden, 0, ratings->n_movies);
  memset (self->relevant, 0, ratings->n_movies);
  for (guint i = 0; i < n_ratings; i++)
    {
      gboolean is_hidden = mtn_sample_set_is_hidden (set, sample, i);

      (is_hidden ? self->relevant : self->hidden)[ratings->movies[begin + i]] = 1;
      n_relevant += is_hidden;
    }
  if (n_relevant == 0)
    return FALSE;

  n_list = mtn_ranking_list (scores, ratings->n_movies, self->hidden, k, list);
  mtn_metrics_compute (list, n_list, self->relevant, n_relevant, self->data->dataset->catalog, self->exposure,
                       &k, 1, values);
  epoch->precision += values[MTN_METRIC_PRECISION];
  epoch->map += values[MTN_METRIC_MAP];
  epoch->ndcg += values[MTN_METRIC_NDCG];

  return TRUE;
}

gboolean
mtn_network_validator_run (MtnNetworkValidator *self,
                           MtnNet *net,
                           MtnNetworkEpoch *epoch,
                           GCancellable *cancellable,
                           GError **error)
{
  const MtnSampleSet *set = self->data->validation;
  guint n_movies = set->ratings->n_movies;
  double loss_sum = 0, cells = 0, seed_sum = 0;
  guint n_batches = 0, n_measured = 0;

  epoch->precision = epoch->map = epoch->ndcg = 0;
  for (guint first = 0; first < set->n_samples; first += self->batch_size)
    {
      guint n = MIN (self->batch_size, set->n_samples - first);
      MtnNetBatch batch;
      guint64 n_cells;
      double loss;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      n_cells = mtn_network_batcher_fill (self->batcher, set, self->samples + first, n, &batch);
      if (!mtn_net_loss (net, &batch, &loss, error) || !mtn_net_predict (net, &batch, self->logits, error))
        return FALSE;

      for (guint r = 0; r < n; r++)
        n_measured += measure (self, first + r, self->logits + (gsize) r * n_movies, epoch);

      loss_sum += loss * (double) n_cells;
      cells += (double) n_cells;
      seed_sum += loss;
      n_batches++;
    }

  epoch->val_loss = loss_sum / cells;
  epoch->val_loss_seed = seed_sum / n_batches / n_movies;
  epoch->precision = n_measured > 0 ? epoch->precision / n_measured : NAN;
  epoch->map = n_measured > 0 ? epoch->map / n_measured : NAN;
  epoch->ndcg = n_measured > 0 ? epoch->ndcg / n_measured : NAN;

  return TRUE;
}
