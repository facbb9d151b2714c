/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"

G_BEGIN_DECLS

/* An empty data set with one reference, for the builder to fill. */
MtnDataset *mtn_dataset_alloc (void);

G_END_DECLS
