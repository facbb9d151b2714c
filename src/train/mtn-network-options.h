/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-architecture.h"
#include "mtn-net.h"
#include "mtn-split.h"

G_BEGIN_DECLS

#define MTN_NETWORK_MAX_HIDDEN 16

/**
 * MtnNetworkSplit:
 * @MTN_NETWORK_SPLIT_NONE: trained on everybody but a few people, drawn by the seed, on whom the best epoch is chosen
 * @MTN_NETWORK_SPLIT_MASKS: %MTN_SPLIT_MASKS
 * @MTN_NETWORK_SPLIT_USERS: %MTN_SPLIT_USERS
 */
typedef enum
{
  MTN_NETWORK_SPLIT_NONE,
  MTN_NETWORK_SPLIT_MASKS,
  MTN_NETWORK_SPLIT_USERS,
} MtnNetworkSplit;

/**
 * MtnNetworkSchedule:
 * @MTN_NETWORK_SCHEDULE_CONSTANT: the learning rate as it is
 * @MTN_NETWORK_SCHEDULE_COSINE: half a cosine down to 0 at the end (Loshchilov and Hutter, "SGDR", ICLR 2017, one cycle)
 * @MTN_NETWORK_SCHEDULE_STEP: a tenth from half of the epochs on, a hundredth from three quarters on
 */
typedef enum
{
  MTN_NETWORK_SCHEDULE_CONSTANT,
  MTN_NETWORK_SCHEDULE_COSINE,
  MTN_NETWORK_SCHEDULE_STEP,
} MtnNetworkSchedule;

/**
 * MtnNetworkBias:
 * @MTN_NETWORK_BIAS_AUTO: %MTN_NETWORK_BIAS_RATE for the squared error with the documented features, else
 *   %MTN_NETWORK_BIAS_NONE
 * @MTN_NETWORK_BIAS_NONE: as PyTorch's Linear starts
 * @MTN_NETWORK_BIAS_RATE: the log-odds of the mean target
 *
 * How the biases of the outputs start. Squared error behind a sigmoid collapses:
 * from 0.5 everywhere the way down leads to 0 everywhere, where its gradient vanishes.
 * From the mean of the targets there is no such way.
 */
typedef enum
{
  MTN_NETWORK_BIAS_AUTO,
  MTN_NETWORK_BIAS_NONE,
  MTN_NETWORK_BIAS_RATE,
} MtnNetworkBias;

/**
 * MtnNetworkOptions:
 *
 * Everything that decides what a network becomes, beside the data. A plain
 * value; initialise with %MTN_NETWORK_OPTIONS_INIT, which is the seed's network.
 */
typedef struct
{
  MtnNetLoss         loss;
  gboolean           masked;        /* the films that the input shows are no part of the loss */
  MtnNetworkSplit    split;
  guint              n_fractions;
  double             fractions[MTN_SPLIT_MAX_FRACTIONS];   /* shares of the ratings to hide */
  guint              n_masks;       /* samples of each person and fraction */
  double             train_ratio;
  double             validation_ratio;   /* share of those trained on that is set apart; −1: 0.1 without a split, else 0: the
                                          * test part decides which epoch is best, as the seed had it */
  guint              n_hidden;
  guint              hidden[MTN_NETWORK_MAX_HIDDEN];
  double             dropout;       /* behind each hidden layer but the last */
  guint              epochs;
  guint              batch_size;
  double             learning_rate;
  MtnNetworkSchedule schedule;
  guint              warm_up;       /* epochs in which the learning rate rises linearly to what it should be */
  double             weight_decay;  /* as in AdamW */
  double             clip;          /* largest norm of the gradient; 0: any */
  guint              patience;      /* epochs without a better validation loss before it stops; 0: never */
  gboolean           fresh_masks;   /* other ratings are hidden in every epoch */
  MtnNetworkFeatures features;
  MtnNetworkBias     output_bias;
  guint64            seed;
  guint              threads;       /* at most; 0: as many as there are processors. Does not change the result */
} MtnNetworkOptions;

#define MTN_NETWORK_OPTIONS_INIT                                                                     \
  { .loss = MTN_NET_BCE, .n_fractions = 5, .fractions = { 0.2, 0.4, 0.6, 0.8, 0.9 }, .n_masks = 4,   \
    .train_ratio = 0.9, .validation_ratio = -1, .n_hidden = 3, .hidden = { 1024, 1024, 1024 },       \
    .dropout = 0.1, .epochs = 10, .batch_size = 32, .learning_rate = 1e-3, .seed = 42 }

/**
 * mtn_network_options_set:
 * @key: as the command line calls it, without dashes: "batch-size"
 * @text: as a person types it; numbers never by the locale
 * @error: %MTN_ERROR_USAGE with the flag, what may be given and what was
 *
 * The keys are those of the fields above with dashes: loss, masked, split, mask-fractions,
 * masks, train-ratio, validation-ratio, hidden, dropout, epochs, batch-size,
 * learning-rate, schedule, warm-up, weight-decay, clip-gradients, patience, fresh-masks,
 * features, output-bias, seed.
 */
gboolean mtn_network_options_set        (MtnNetworkOptions        *self,
                                         const char               *key,
                                         const char               *text,
                                         GError                  **error);
/* The value of an option as mtn_network_options_set() reads it. (transfer full) */
char    *mtn_network_options_dup_text   (const MtnNetworkOptions  *self,
                                         const char               *key);

typedef enum
{
  MTN_NETWORK_OPTION_WORD,     /* one of @words */
  MTN_NETWORK_OPTION_SWITCH,   /* "true", "false" */
  MTN_NETWORK_OPTION_WHOLE,
  MTN_NETWORK_OPTION_NUMBER,
  MTN_NETWORK_OPTION_LIST,     /* of numbers with commas between them */
} MtnNetworkOptionType;

/**
 * MtnNetworkOption:
 *
 * What may be given for an option.
 */
typedef struct
{
  const char           *key;
  const char           *help;    /* translated */
  MtnNetworkOptionType  type;
  double                min;
  double                max;
  const char * const   *words;   /* (nullable) */
} MtnNetworkOption;

/* The options in their order: FALSE once @position, from 0, is past the last one. */
gboolean mtn_network_options_describe   (guint                     position,
                                         MtnNetworkOption         *option);

/* What goes together only so: %MTN_ERROR_USAGE. */
gboolean mtn_network_options_check      (const MtnNetworkOptions  *self,
                                         GError                  **error);
/* Replaces what is left to be decided (auto, −1) by what it means. */
void     mtn_network_options_settle     (MtnNetworkOptions        *self);

/* Weights and biases of such a network. */
gsize    mtn_network_options_count_parameters (const MtnNetworkOptions *self,
                                               gsize                    n_inputs,
                                               gsize                    n_outputs);

/* A JSON object, the same text for the same options; begins with "model": "mlp". */
char    *mtn_network_options_to_json    (const MtnNetworkOptions  *self);
/* Reads such text; a key that is missing or unknown is an %MTN_ERROR_FORMAT. @what names the source. */
gboolean mtn_network_options_from_json  (MtnNetworkOptions        *self,
                                         const char               *text,
                                         const char               *what,
                                         GError                  **error);

/**
 * mtn_network_options_find_difference:
 *
 * Returns: (transfer full) (nullable): "--batch-size: 32 there, 64 here"; NULL when
 *   one run can go on as the other. Without a schedule and with one alike the number of epochs may
 *   grow: then nothing that was done would have been done otherwise.
 */
char    *mtn_network_options_find_difference (const MtnNetworkOptions *there,
                                              const MtnNetworkOptions *here);

/* "bce", "mse", "multinomial"; "none", "masks", "users". */
const char *mtn_network_loss_get_name  (MtnNetLoss      loss);
const char *mtn_network_split_get_name (MtnNetworkSplit split);

G_END_DECLS
