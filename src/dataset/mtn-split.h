/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-job.h"
#include "mtn-samples.h"

G_BEGIN_DECLS

/**
 * MtnSplitKind:
 * @MTN_SPLIT_MASKS: by masks: training and test share the people and what they rated. It measures
 *   memory, and is labelled so wherever it is shown
 * @MTN_SPLIT_USERS: by people: those of the test are in no training sample
 */
typedef enum
{
  MTN_SPLIT_MASKS,
  MTN_SPLIT_USERS,
} MtnSplitKind;

#define MTN_SPLIT_MAX_FRACTIONS 64
#define MTN_SPLIT_MAX_MASKS     1000

/**
 * MtnSplitOptions:
 * @fractions: [n_fractions] each in 0 ≤ p < 1: a sample hides the whole part of p × n of a person's n ratings
 * @n_masks: samples of each person and fraction
 * @train_ratio: share of the people (users) or of the frames (masks) that is trained on, rounded
 *   down; the rest is the test
 * @validation_ratio: share of those trained on that is set apart for validation instead, rounded
 *   down; 0: none, as the seed did
 * @seed: at most 2^32 − 1
 */
typedef struct
{
  MtnSplitKind kind;
  double       fractions[MTN_SPLIT_MAX_FRACTIONS];
  guint        n_fractions;
  guint        n_masks;
  double       train_ratio;
  double       validation_ratio;
  guint64      seed;
} MtnSplitOptions;

/* The seed's: 20 samples a person. */
#define MTN_SPLIT_OPTIONS_INIT                                             \
  {                                                                        \
    .kind = MTN_SPLIT_MASKS, .fractions = { 0.2, 0.4, 0.6, 0.8, 0.9 },     \
    .n_fractions = 5, .n_masks = 4, .train_ratio = 0.9, .seed = 42,        \
  }

typedef enum
{
  MTN_SPLIT_TRAIN,
  MTN_SPLIT_VALIDATION,
  MTN_SPLIT_TEST,
  MTN_SPLIT_N_PARTS,
} MtnSplitPart;

/**
 * MtnSplit:
 *
 * What one prepares from ratings: samples to train on, to choose on, and to test on.
 */
typedef struct
{
  MtnSplitOptions options;
  MtnSampleSet   *parts[MTN_SPLIT_N_PARTS]; /* the validation part is NULL where none was asked for */
} MtnSplit;

/**
 * mtn_split_new:
 * @ratings: of a whole data set; a reference is taken
 * @job: (nullable)
 * @cancellable: (nullable)
 * @error: %MTN_ERROR_USAGE for options out of range, or that leave a part without samples
 *
 * Makes the splits of the seed, sample by sample with the same hidden films. Masks are drawn, in
 * this order, for each mask, each fraction, each person (masks) or for each person, each mask,
 * each fraction (users); samples keep that order. By masks the first frames, those of a mask and
 * a fraction, are trained on, by users the first people; then comes validation, then the test.
 * People without ratings have no samples.
 *
 * Returns: (transfer full): or NULL with @error set
 */
MtnSplit *mtn_split_new  (MtnRatings             *ratings,
                          const MtnSplitOptions  *options,
                          MtnJob                 *job,
                          GCancellable           *cancellable,
                          GError                **error);
void      mtn_split_free (MtnSplit               *self);

/* "masks", "users"; "train", "validation", "test". Not translated: they are in files. */
const char *mtn_split_kind_name (MtnSplitKind kind);
const char *mtn_split_part_name (MtnSplitPart part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnSplit, mtn_split_free)

G_END_DECLS
