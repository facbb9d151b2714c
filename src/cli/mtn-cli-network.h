/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cli-args.h"
#include "mtn-network-help.h"
#include "mtn-network-options.h"

G_BEGIN_DECLS

/**
 * MtnCliNetwork:
 *
 * The options of training a network, as typed; what was not given is NULL or FALSE.
 * Zeroed to begin with; list MTN_CLI_NETWORK_ENTRIES() among the entries.
 */
typedef struct
{
  char    *loss;
  gboolean masked;
  char    *split;
  char    *mask_fractions;
  char    *masks;
  char    *train_ratio;
  char    *validation_ratio;
  char    *hidden;
  char    *dropout;
  char    *epochs;
  char    *batch_size;
  char    *learning_rate;
  char    *schedule;
  char    *warm_up;
  char    *weight_decay;
  char    *clip_gradients;
  char    *patience;
  gboolean fresh_masks;
  char    *features;
  char    *output_bias;
} MtnCliNetwork;

/* Of what is trained on, and how: all of them but loss, masked and split, which are not the choice of every command. */
#define MTN_CLI_NETWORK_ENTRIES(n)                                                                                    \
  { "mask-fractions", 0, 0, G_OPTION_ARG_FILENAME, &(n).mask_fractions, MTN_NETWORK_HELP_MASK_FRACTIONS, "P,P,…" },   \
  { "masks", 0, 0, G_OPTION_ARG_FILENAME, &(n).masks, MTN_NETWORK_HELP_MASKS, "N" },                                  \
  { "train-ratio", 0, 0, G_OPTION_ARG_FILENAME, &(n).train_ratio, MTN_NETWORK_HELP_TRAIN_RATIO, "R" },                \
  { "validation-ratio", 0, 0, G_OPTION_ARG_FILENAME, &(n).validation_ratio, MTN_NETWORK_HELP_VALIDATION_RATIO, "R" }, \
  { "hidden", 0, 0, G_OPTION_ARG_FILENAME, &(n).hidden, MTN_NETWORK_HELP_HIDDEN, "N,N,…" },                           \
  { "dropout", 0, 0, G_OPTION_ARG_FILENAME, &(n).dropout, MTN_NETWORK_HELP_DROPOUT, "P" },                            \
  { "epochs", 0, 0, G_OPTION_ARG_FILENAME, &(n).epochs, MTN_NETWORK_HELP_EPOCHS, "N" },                               \
  { "batch-size", 0, 0, G_OPTION_ARG_FILENAME, &(n).batch_size, MTN_NETWORK_HELP_BATCH_SIZE, "N" },                   \
  { "learning-rate", 0, 0, G_OPTION_ARG_FILENAME, &(n).learning_rate, MTN_NETWORK_HELP_LEARNING_RATE, "X" },          \
  { "schedule", 0, 0, G_OPTION_ARG_FILENAME, &(n).schedule, MTN_NETWORK_HELP_SCHEDULE,                                \
    "constant|cosine|step" },                                                                                         \
  { "warm-up", 0, 0, G_OPTION_ARG_FILENAME, &(n).warm_up, MTN_NETWORK_HELP_WARM_UP, "N" },                            \
  { "weight-decay", 0, 0, G_OPTION_ARG_FILENAME, &(n).weight_decay, MTN_NETWORK_HELP_WEIGHT_DECAY, "X" },             \
  { "clip-gradients", 0, 0, G_OPTION_ARG_FILENAME, &(n).clip_gradients, MTN_NETWORK_HELP_CLIP_GRADIENTS, "X" },       \
  { "patience", 0, 0, G_OPTION_ARG_FILENAME, &(n).patience, MTN_NETWORK_HELP_PATIENCE, "N" },                         \
  { "fresh-masks", 0, 0, G_OPTION_ARG_NONE, &(n).fresh_masks, MTN_NETWORK_HELP_FRESH_MASKS, NULL },                   \
  { "features", 0, 0, G_OPTION_ARG_FILENAME, &(n).features, MTN_NETWORK_HELP_FEATURES,                                \
    "documented|seed-2023" },                                                                                         \
  { "output-bias", 0, 0, G_OPTION_ARG_FILENAME, &(n).output_bias, MTN_NETWORK_HELP_OUTPUT_BIAS, "auto|none|rate" }

void        mtn_cli_network_clear (MtnCliNetwork        *self);

/* Puts what was given into @options; %MTN_ERROR_USAGE. */
gboolean    mtn_cli_network_apply (const MtnCliNetwork  *self,
                                   MtnNetworkOptions    *options,
                                   GError              **error);

/* A flag that was given and that says how samples are made, without its dashes; or NULL. */
const char *mtn_cli_network_find_split (const MtnCliNetwork *self);
/* A flag that was given and that only a network understands, without its dashes; or NULL. */
const char *mtn_cli_network_find_given (const MtnCliNetwork *self);

G_END_DECLS
