/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-net.h"

G_BEGIN_DECLS

/* A batch with memory of its own: random sparse rows. */
typedef struct
{
  MtnNetBatch  batch;
  GArray      *arrays[8];
} MtnTestBatch;

MtnTestBatch *mtn_test_batch_new  (guint         n_rows,
                                   guint         n_in,
                                   guint         n_out,
                                   double        density,
                                   gboolean      has_excluded,
                                   guint64       seed);
void          mtn_test_batch_free (MtnTestBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnTestBatch, mtn_test_batch_free)

G_END_DECLS
