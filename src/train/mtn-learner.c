/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-learner.h"

void
mtn_learner_write_matrix (MtnCheckpointWriter *writer,
                          const char *part,
                          const char *tensor,
                          const float *data,
                          gsize rows,
                          gsize columns,
                          gboolean is_compact)
{
  if (is_compact)
    mtn_checkpoint_writer_add_compact (writer, part, tensor, data, rows, columns, MTN_DTYPE_I8);
  else
    mtn_checkpoint_writer_add (writer, part, tensor, data, 2, (gsize[]){ rows, columns });
}
