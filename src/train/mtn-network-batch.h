/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-net.h"
#include "mtn-network-input.h"
#include "mtn-samples.h"

G_BEGIN_DECLS

/**
 * MtnNetworkBatcher:
 *
 * Turns samples into batches of a network: the input is what a sample shows of
 * its person, as mtn_network_input_append() writes it for everybody who asks for
 * films; the target is all that the person has rated, stars / 5. Its memory is used
 * again from batch to batch.
 */
typedef struct _MtnNetworkBatcher MtnNetworkBatcher;

/**
 * mtn_network_batcher_new:
 * @people: by the rows of the samples' ratings; like the others it must outlive the batcher
 * @masked: exclude the films that the input shows from the loss
 */
MtnNetworkBatcher *mtn_network_batcher_new  (MtnCatalog           *catalog,
                                             const MtnVocabulary  *vocabulary,
                                             const MtnPerson      *people,
                                             MtnNetworkFeatures    features,
                                             gboolean              masked);
void               mtn_network_batcher_free (MtnNetworkBatcher    *self);

/**
 * mtn_network_batcher_fill:
 * @samples: [n_samples] positions in @set, which become the rows in this order
 * @batch: (out caller-allocates): borrowed from @self until the next call
 *
 * Returns: cells of the batch that the loss is the mean of
 */
guint64            mtn_network_batcher_fill (MtnNetworkBatcher    *self,
                                             const MtnSampleSet   *set,
                                             const guint          *samples,
                                             guint                 n_samples,
                                             MtnNetBatch          *batch);

/* First inputs of a person of the data set, the number that seed-2023 wants included. */
void               mtn_network_batcher_get_attributes (const MtnVocabulary *vocabulary,
                                                       const MtnPerson     *person,
                                                       MtnNetworkFeatures   features,
                                                       float                attributes[MTN_NETWORK_N_ATTRIBUTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnNetworkBatcher, mtn_network_batcher_free)

G_END_DECLS
