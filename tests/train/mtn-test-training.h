/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"

G_BEGIN_DECLS

/* Fixture of tests that train: the invented data set, and a folder that is removed with all files in it. The
 * date is the same one every day. */
typedef struct
{
  char       *folder;
  char       *out;       /* model.safetensors in it; not there yet */
  MtnDataset *dataset;
} MtnTestTraining;

void  mtn_test_training_set_up    (MtnTestTraining *self,
                                   gconstpointer    unused);
void  mtn_test_training_tear_down (MtnTestTraining *self,
                                   gconstpointer    unused);
/* Path of a file in the folder. */
char *mtn_test_training_dup_path  (MtnTestTraining *self,
                                   const char      *name);

#define MTN_TEST_TRAINING_ADD(path, data, func) \
  g_test_add (path, MtnTestTraining, data, mtn_test_training_set_up, func, mtn_test_training_tear_down)

G_END_DECLS
