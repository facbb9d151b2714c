/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cli-args.h"
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
#define MTN_CLI_NETWORK_ENTRIES(n)                                                                              \
  { "mask-fractions", 0, 0, G_OPTION_ARG_FILENAME, &(n).mask_fractions,                                         \
    N_ ("Shares of a person's ratings that a sample hides (default: 0.2,0.4,0.6,0.8,0.9)"), "P,P,…" },          \
  { "masks", 0, 0, G_OPTION_ARG_FILENAME, &(n).masks,                                                           \
    N_ ("Samples of each person and share (default: 4)"), "N" },                                                \
  { "train-ratio", 0, 0, G_OPTION_ARG_FILENAME, &(n).train_ratio,                                               \
    N_ ("Share that is trained on; the rest is the test (default: 0.9)"), "R" },                                \
  { "validation-ratio", 0, 0, G_OPTION_ARG_FILENAME, &(n).validation_ratio,                                     \
    N_ ("Share of that on which the best epoch is chosen instead (default: 0 with a split, where the test "     \
        "part chooses as the seed had it, else 0.1)"), "R" },                                                   \
  { "hidden", 0, 0, G_OPTION_ARG_FILENAME, &(n).hidden,                                                         \
    N_ ("Sizes of the hidden layers (default: 1024,1024,1024)"), "N,N,…" },                                     \
  { "dropout", 0, 0, G_OPTION_ARG_FILENAME, &(n).dropout,                                                       \
    N_ ("Share of units left out in training, behind each hidden layer but the last (default: 0.1)"), "P" },    \
  { "epochs", 0, 0, G_OPTION_ARG_FILENAME, &(n).epochs,                                                         \
    N_ ("How often everything is gone through, at most (default: 10; tune: 15)"), "N" },                        \
  { "batch-size", 0, 0, G_OPTION_ARG_FILENAME, &(n).batch_size,                                                 \
    N_ ("Samples per step (default: 32)"), "N" },                                                               \
  { "learning-rate", 0, 0, G_OPTION_ARG_FILENAME, &(n).learning_rate,                                           \
    N_ ("Of Adam (default: 0.001)"), "X" },                                                                     \
  { "schedule", 0, 0, G_OPTION_ARG_FILENAME, &(n).schedule,                                                     \
    N_ ("How the learning rate changes: not at all, along half a cosine down to 0, or down to a tenth at half " \
        "of the epochs and again at three quarters (default: constant)"), "constant|cosine|step" },             \
  { "warm-up", 0, 0, G_OPTION_ARG_FILENAME, &(n).warm_up,                                                       \
    N_ ("Epochs in which the learning rate rises to what it should be (default: 0)"), "N" },                    \
  { "weight-decay", 0, 0, G_OPTION_ARG_FILENAME, &(n).weight_decay,                                             \
    N_ ("Shrinks all parameters, as in AdamW (default: 0)"), "X" },                                             \
  { "clip-gradients", 0, 0, G_OPTION_ARG_FILENAME, &(n).clip_gradients,                                         \
    N_ ("Largest norm of a gradient (default: 0, any)"), "X" },                                                 \
  { "patience", 0, 0, G_OPTION_ARG_FILENAME, &(n).patience,                                                     \
    N_ ("Stop after so many epochs without a better validation loss (default: 0, never)"), "N" },               \
  { "fresh-masks", 0, 0, G_OPTION_ARG_NONE, &(n).fresh_masks,                                                   \
    N_ ("Hide other ratings in every epoch"), NULL },                                                           \
  { "features", 0, 0, G_OPTION_ARG_FILENAME, &(n).features,                                                     \
    N_ ("What the network is told about a person: age, gender and occupation; or what the seed's were told by " \
        "mistake, to check against its figures (default: documented)"), "documented|seed-2023" },               \
  { "output-bias", 0, 0, G_OPTION_ARG_FILENAME, &(n).output_bias,                                               \
    N_ ("How the biases of the outputs start: anywhere, or at the log-odds of the mean target, without which "  \
        "the squared error collapses (default: auto, rate for mse with documented features, else none)"),       \
    "auto|none|rate" }

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
