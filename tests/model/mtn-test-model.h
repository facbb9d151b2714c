/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"

G_BEGIN_DECLS

/*
 * A small checkpoint with every type of part, for the tests of this room:
 * five films, three genres, two age groups, two genders, three occupations.
 */
#define MTN_TEST_N_MOVIES 5
#define MTN_TEST_RANK     3
#define MTN_TEST_N_HIDDEN 4

MtnCatalog          *mtn_test_catalog_new      (void);
MtnVocabulary       *mtn_test_vocabulary_new   (void);
MtnArchitecture     *mtn_test_architecture_new (void);
/* All its tensors added, date and seed set. */
MtnCheckpointWriter *mtn_test_writer_new       (void);
/* The bytes of that checkpoint. */
GBytes              *mtn_test_checkpoint_bytes (void);

/* Verifies what was just opened and lets go of it: (transfer full) (nullable). */
void                 mtn_test_open_completely  (MtnCheckpoint  *opened,
                                                GError        **error);
/* That an error can be shown to a person: short, UTF-8, nothing that steers a terminal. */
void                 mtn_test_check_message    (const GError   *error);

G_END_DECLS
