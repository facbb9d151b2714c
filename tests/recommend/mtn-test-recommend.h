/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-recommender.h"

G_BEGIN_DECLS

/*
 * Checkpoints of random weights over a catalogue with what is awkward in real
 * ones: two ids of one film (the lower one in front of, and behind the higher
 * one), a placeholder, films without a year, films that hardly anybody has
 * rated. Ids are 10, 20, 30 …
 */
typedef enum
{
  MTN_TEST_POPULARITY,
  MTN_TEST_LOG_POPULARITY,   /* the same as logarithms */
  MTN_TEST_DEMOGRAPHIC,      /* popularity and attributes */
  MTN_TEST_BLEND,            /* like the model that is shipped: that, and spectral parts for both kinds of profile; calibrated */
  MTN_TEST_ITEM_ITEM,
  MTN_TEST_NETWORK,
  MTN_TEST_UNION,            /* a blend whose spectral parts reach some films each, in I8, and films that may only be picked */
  MTN_TEST_AUTOENCODER,
  MTN_TEST_FACTORS,
  MTN_TEST_N_KINDS,
  MTN_TEST_HUGE = MTN_TEST_N_KINDS,   /* an item-item matrix whose sums overflow, both ways */
} MtnTestKind;

#define MTN_TEST_N_MOVIES 97
#define MTN_TEST_PLACEHOLDER 40
/* Index of the lower and of the higher id of three films. */
extern const guint mtn_test_twins[3][2];

MtnCheckpoint *mtn_test_checkpoint_new     (MtnTestKind        kind);
/* Larger, for measuring: @n_movies films, two spectral parts of @rank, or a network of three hidden layers of it. */
MtnCheckpoint *mtn_test_checkpoint_new_sized (MtnTestKind kind, guint n_movies, guint rank);

/* A random person: up to @max_picks picks, loved or rated or both, exclusions, attributes that may be unsaid. */
MtnProfile    *mtn_test_profile_new        (GRand             *rand,
                                            MtnCheckpoint     *checkpoint,
                                            guint              max_picks);

/* Same items, scores and reasons, bit for bit. */
void           mtn_test_assert_same_list   (const MtnRecommendations *a,
                                            const MtnRecommendations *b);
/* A path of the CPU engine by its name in MATINEE_CPU. */
MtnEngine     *mtn_test_engine_new         (const char        *path);

G_END_DECLS
