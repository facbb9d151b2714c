/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"

G_BEGIN_DECLS

/**
 * MtnModelFacts:
 *
 * What is to be known of a checkpoint without keeping it open. Strings are NULL where the file does not say.
 */
typedef struct
{
  char   *name;          /* that it was given */
  char   *kind;          /* of its architecture: "blend", "network" … */
  char   *dataset;
  char   *data_sha256;
  char   *split;         /* "all", "users", "masks", as written */
  char   *seed;
  char   *options;       /* of the training, as JSON */
  char   *date;          /* YYYY-MM-DD */
  char   *sha256;        /* of the weights, as recorded */
  guint64 n_bytes;       /* of the file */
  guint64 n_weights;     /* without the catalogue */
  guint   n_movies;
  guint   n_parts;
  double  ndcg;          /* NDCG@10 on people held out while it was trained, mean over 1 to 10 picks; NaN: not known */
} MtnModelFacts;

/* Opens the file and checks it as mtn_checkpoint_open() does, with its errors. */
MtnModelFacts *mtn_model_facts_read (const char     *path,
                                     GError        **error);
MtnModelFacts *mtn_model_facts_new  (MtnCheckpoint  *checkpoint);
void           mtn_model_facts_free (MtnModelFacts  *self);

/* Number of weights: all tensors but the catalogue's. */
guint64        mtn_model_facts_count_weights (MtnCheckpoint *checkpoint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnModelFacts, mtn_model_facts_free)

G_END_DECLS
