/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-network-options.h"

G_BEGIN_DECLS

/**
 * MtnNetworkData:
 *
 * What a network is trained and chosen on.
 */
typedef struct
{
  MtnDataset         *dataset;      /* borrowed: films, vocabulary, provenance */
  MtnRatings         *ratings;      /* of the people that may be learnt from; samples are over its rows */
  MtnPerson          *people;       /* [ratings->n_people] */
  char               *fingerprint;  /* the same for the same data, people and prepared samples: 64 hexadecimal digits */
  gboolean            is_all;       /* nobody of the data set is missing */

  const MtnSampleSet *train;
  const MtnSampleSet *validation;   /* (nullable): the best epoch is chosen on these */
  const MtnSampleSet *test;         /* (nullable) */
  gboolean            is_test_validation;   /* the test samples choose, as the seed had it */

  MtnSplit           *split;        /* (nullable): owns the samples, if they were made here; otherwise … */
  MtnSampleSet       *own[2];       /* … these do, or the caller */
} MtnNetworkData;

/**
 * mtn_network_data_new:
 * @people: (nullable): [n_people] rows of the data set to learn from
 * @prepared: (nullable): samples over the ratings of the data set, which must outlive this; only without @people.
 *   Its options replace those of @options
 * @options: settled
 */
MtnNetworkData *mtn_network_data_new  (MtnDataset         *dataset,
                                       const guint        *people,
                                       guint               n_people,
                                       const MtnSplit     *prepared,
                                       MtnNetworkOptions  *options,
                                       MtnJob             *job,
                                       GCancellable       *cancellable,
                                       GError            **error);
void            mtn_network_data_free (MtnNetworkData     *self);

/**
 * mtn_network_data_draw:
 * @stream: the epoch, say: other masks for each
 *
 * Returns: (transfer full): the samples of @set with as many ratings hidden, but others
 */
MtnSampleSet   *mtn_network_data_draw (const MtnSampleSet *set,
                                       guint64             seed,
                                       guint64             stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnNetworkData, mtn_network_data_free)

G_END_DECLS
