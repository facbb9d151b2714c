/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnModelScore:
 *
 * The headline of one result of `matinee evaluate`, and of which model it is.
 */
typedef struct
{
  char    *path;         /* of the result */
  char    *model_sha256; /* of the checkpoint that was named */
  char    *protocol;     /* "seed", "new-users", "favorites" */
  char    *split;        /* (nullable) */
  char    *leaks;        /* (nullable): why it is no test */
  char    *dataset;      /* (nullable) */
  gint64   stamp;        /* when the file was written, in microseconds */
  double   ndcg;         /* at 10 */
  double   precision;    /* at 10 */
} MtnModelScore;

/* NULL for a file that is no result of a checkpoint, or lacks the figures at 10: nothing to be told of. */
MtnModelScore *mtn_model_score_read     (const char          *path);
void           mtn_model_score_free     (MtnModelScore       *self);
/* People or films that the model had not seen: neither split nor model leaks. */
gboolean       mtn_model_score_is_honest (const MtnModelScore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnModelScore, mtn_model_score_free)

G_END_DECLS
