/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-engine.h"
#include "mtn-network-train.h"

G_BEGIN_DECLS

/**
 * MtnGridOptions:
 *
 * What all networks of a grid have in common.
 */
typedef struct
{
  MtnNetworkTraining training;   /* seed and threads included; loss, masked and split are the grid's */
  MtnEngineKind      engine;     /* to evaluate with */
  int                device;     /* −1: the default */
  const MtnSplit    *prepared;   /* (nullable): samples over the people of the data set, to tune on */
} MtnGridOptions;

/**
 * mtn_grid_train:
 * @folder: exists
 * @error: as mtn_network_train()
 *
 * Trains the seed's eight networks, in its order: by masks and by people, cross entropy
 * and squared error, masked and not; their best and latest epochs become
 * `{bce,mse}_{msplit,usplit}[_m]_{best,latest}.safetensors`. What is there already by the same
 * options and data is not done again, and what was begun goes on. Then all sixteen are
 * evaluated on the test samples of their split.
 *
 * Returns: (transfer full): an object by the names of the models, as the seed's models_info.json:
 *   {metrics: {global: {mean_precision, mean_recalls}, "<K>": {map, mean_retrieval_precision,
 *   mean_top_intersections, …}}, train_losses, val_losses: in the seed's scale; train_losses_mean,
 *   val_losses_mean: true means; best_epoch, provenance}
 */
JsonNode *mtn_grid_train (MtnDataset            *dataset,
                          const MtnGridOptions  *options,
                          const char            *folder,
                          MtnJob                *job,
                          GCancellable          *cancellable,
                          GError               **error);

#define MTN_GRID_TUNED_EPOCHS 15

/* Names of the models that the seed tuned, without “.safetensors”; NULL-terminated. */
const char * const *mtn_grid_get_tuned (void);

/* Changes what a model was trained with into what it is to be tuned with. */
typedef gboolean (*MtnGridConfigureFunc) (MtnNetworkOptions  *options,
                                          gpointer            data,
                                          GError            **error);

/**
 * mtn_grid_tune:
 * @models: folder of the models
 * @names: NULL-terminated: "bce_msplit_best" …
 * @configure: called for each of them
 *
 * Goes on with models, each with a fresh Adam, the same data and its own options
 * as @configure leaves them; best and latest become `tuned_….safetensors` in @folder. A name that
 * begins with “tunned_”, as the seed spelt it, is a “tuned_” one.
 *
 * Returns: (transfer full): as mtn_grid_train(), and with the lists of all rows: average_precisions,
 *   retrieval_precisions and intersections at every K
 */
JsonNode *mtn_grid_tune  (MtnDataset            *dataset,
                          const MtnGridOptions  *options,
                          const char            *models,
                          const char * const    *names,
                          MtnGridConfigureFunc   configure,
                          gpointer               configure_data,
                          const char            *folder,
                          MtnJob                *job,
                          GCancellable          *cancellable,
                          GError               **error);

/* Path of a model called @name in @folder: `name.safetensors`, or, of a “tuned_” one, as the seed spelt it; NULL where
 * there is none. (transfer full) */
char     *mtn_grid_find_model (const char *folder,
                               const char *name);

G_END_DECLS
