/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/* What the options of training mean, in words: those of --help are those of the window. Whoever includes this has
 * included gi18n. */

#define MTN_NETWORK_HELP_LOSS \
  N_ ("What mlp minimises: cross entropy of “rated”, squared error of the stars, both behind a sigmoid; or " \
      "the multinomial loss (default: bce)")

#define MTN_NETWORK_HELP_MASKED \
  N_ ("Leave the films that the input shows out of the loss")

#define MTN_NETWORK_HELP_SPLIT \
  N_ ("Train on a part: of the masks, which leaks the people of the test, or of the people; or on all but " \
      "a few people on whom the best epoch is chosen (default: none)")

#define MTN_NETWORK_HELP_MASK_FRACTIONS \
  N_ ("Shares of a person's ratings that a sample hides (default: 0.2,0.4,0.6,0.8,0.9)")

#define MTN_NETWORK_HELP_MASKS \
  N_ ("Samples of each person and share (default: 4)")

#define MTN_NETWORK_HELP_TRAIN_RATIO \
  N_ ("Share that is trained on; the rest is the test (default: 0.9)")

#define MTN_NETWORK_HELP_VALIDATION_RATIO \
  N_ ("Share of that on which the best epoch is chosen instead (default: 0 with a split, where the test " \
      "part chooses as the seed had it, else 0.1)")

#define MTN_NETWORK_HELP_HIDDEN \
  N_ ("Sizes of the hidden layers (default: 1024,1024,1024)")

#define MTN_NETWORK_HELP_DROPOUT \
  N_ ("Share of units left out in training, behind each hidden layer but the last (default: 0.1)")

#define MTN_NETWORK_HELP_EPOCHS \
  N_ ("How often everything is gone through, at most (default: 10; tune: 15)")

#define MTN_NETWORK_HELP_BATCH_SIZE \
  N_ ("Samples per step (default: 32)")

#define MTN_NETWORK_HELP_LEARNING_RATE \
  N_ ("Of Adam (default: 0.001)")

#define MTN_NETWORK_HELP_SCHEDULE \
  N_ ("How the learning rate changes: not at all, along half a cosine down to 0, or down to a tenth at " \
      "half of the epochs and again at three quarters (default: constant)")

#define MTN_NETWORK_HELP_WARM_UP \
  N_ ("Epochs in which the learning rate rises to what it should be (default: 0)")

#define MTN_NETWORK_HELP_WEIGHT_DECAY \
  N_ ("Shrinks all parameters, as in AdamW (default: 0)")

#define MTN_NETWORK_HELP_CLIP_GRADIENTS \
  N_ ("Largest norm of a gradient (default: 0, any)")

#define MTN_NETWORK_HELP_PATIENCE \
  N_ ("Stop after so many epochs without a better validation loss (default: 0, never)")

#define MTN_NETWORK_HELP_FRESH_MASKS \
  N_ ("Hide other ratings in every epoch")

#define MTN_NETWORK_HELP_FEATURES \
  N_ ("What the network is told about a person: age, gender and occupation; or what the seed's were told " \
      "by mistake, to check against its figures (default: documented)")

#define MTN_NETWORK_HELP_OUTPUT_BIAS \
  N_ ("How the biases of the outputs start: anywhere, or at the log-odds of the mean target, without which " \
      "the squared error collapses (default: auto, rate for mse with documented features, else none)")

#define MTN_NETWORK_HELP_SEED \
  N_ ("Wherever something random happens; with the same one the model is the same (default: 42)")
