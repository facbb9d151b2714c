/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * mtn_figures_training:
 * @title: "Eight Networks Compared"
 * @info: what models_info.json holds: by the name of each model {metrics: {"<K>": {map, mean_retrieval_precision}},
 *   train_losses_mean, val_losses_mean, or train_losses and val_losses in the seed's scale, and, where it is known,
 *   provenance: {dataset, rows, leaks, popularity, ceiling, random}}. The seed's own file will do
 *
 * Training and validation losses per epoch, a curve for every run (names without _best or
 * _latest), for each loss function; and, for every K, MRP and MAP of each model with
 * its name. What leaks is said, dashed and hatched.
 */
MtnFigure *mtn_figures_training (const char          *title,
                                 JsonObject          *info);

/**
 * mtn_figures_learning:
 * @paths: training logs: a JSON object a line, with epoch, train_loss and val_loss
 * @error: %G_FILE_ERROR; %MTN_ERROR_FORMAT with file and line
 *
 * Learning curves of one run or several, named after their files. A log that is still
 * being written may end within a line.
 */
MtnFigure *mtn_figures_learning (const char          *title,
                                 const char * const  *paths,
                                 GError             **error);

G_END_DECLS
