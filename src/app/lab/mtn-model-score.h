/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-model-facts.h"

G_BEGIN_DECLS

/**
 * MtnModelScore:
 *
 * The headline of one result of `matinee evaluate`, and of which model it is.
 */
typedef struct
{
  char    *path;         /* of the result */
  char    *model_sha256; /* (nullable): of the checkpoint that was named; NULL: a kind was, which was trained anew */
  char    *options;      /* (nullable): of that kind, as JSON */
  char    *data_sha256;  /* (nullable) */
  char    *protocol;     /* "seed", "new-users", "favorites" */
  char    *split;        /* (nullable) */
  char    *leaks;        /* (nullable): why it is no test */
  char    *dataset;      /* (nullable) */
  gint64   stamp;        /* when the file was written, in microseconds */
  gboolean is_shipped;   /* came with the program: was not measured on this computer */
  double   seed;         /* NaN: not said, as below */
  double   n_folds;
  double   n_people;
  double   ndcg;         /* at 10 */
  double   precision;    /* at 10 */
} MtnModelScore;

/* NULL for a file that is no result of a model, or lacks the figures at 10: nothing to be told of. */
MtnModelScore *mtn_model_score_read     (const char          *path);
MtnModelScore *mtn_model_score_ref      (MtnModelScore       *self);
void           mtn_model_score_unref    (MtnModelScore       *self);

/**
 * mtn_model_score_is_of:
 *
 * Whether that model was measured: its very weights, or, where a kind was trained anew in folds, that kind with
 * the same options on the same data.
 */
gboolean       mtn_model_score_is_of    (const MtnModelScore *self,
                                         const MtnModelFacts *facts);
/* People or films that the model had not seen: neither split nor model leaks. */
gboolean       mtn_model_score_is_honest (const MtnModelScore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnModelScore, mtn_model_score_unref)

G_END_DECLS
