/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"
#include "mtn-engine.h"
#include "mtn-films.h"
#include "mtn-kinds.h"
#include "mtn-recipe.h"

G_BEGIN_DECLS

/* What there is to learn from. */
typedef struct
{
  MtnRatings      *ratings;
  const MtnFilms  *films;
  const MtnKinds  *kinds;
  const MtnPerson *people;   /* [ratings->n_people] */
  guint            rank;     /* of the shared eigenbasis */
  guint64          seed;
  MtnEngine       *engine;   /* (nullable): a card for those that can use one, one after the other */
} MtnLesson;

/**
 * MtnLearner:
 *
 * A way to learn tastes from ratings, for a history of either kind: what plans
 * are made of. One file mtn-learner-….c for each; its mathematics is a type of
 * its own that knows nothing of plans.
 */
typedef struct
{
  const char  *name;        /* for people: "EDLAE" */
  MtnPartType  part_type;
  gboolean     uses_engine; /* of the lesson */
  gboolean     is_slow;     /* trained for seconds: asked about fewer people, so that a model is there before long */

  /* By #MtnHistory: names of the parts that it becomes; the later ones (nullable), see @get_n_parts. */
  const char  *part_names[2][2];

  /* Numbers that its parts hold at least, each a byte or more: so much is known before it is fitted to these. */
  guint64  (*get_size)    (const MtnRatings *ratings, MtnHistory history, guint rank);
  gpointer (*fit)         (const MtnLesson *lesson, MtnHistory history, GCancellable *cancellable, GError **error);
  void     (*free)        (gpointer trained);
  /* (optional): 1 */
  guint    (*get_n_parts) (gconstpointer trained);
  /* (optional): no penalty. That of its parts for so many picks, > 0. */
  double   (*get_penalty) (gconstpointer trained, MtnHistory history, guint n_picks);
  /* Scores of people who all have @n_picks picks, as the sum of the parts gives them; @scores: [n_rows, n_movies] */
  void     (*score)       (gconstpointer trained,
                           MtnHistory    history,
                           guint         n_picks,
                           guint         n_rows,
                           const guint  *offsets,
                           const guint  *movies,
                           const float  *values,
                           float        *scores);
  /* Adds the tensors of its part @index under that name; @is_compact: in fewer bytes where that does no harm. */
  void     (*write)       (gconstpointer        trained,
                           guint                index,
                           const char          *part,
                           gboolean             is_compact,
                           MtnCheckpointWriter *writer);
} MtnLearner;

/* A matrix of a part, in a quarter of the bytes if @is_compact. */
void mtn_learner_write_matrix (MtnCheckpointWriter *writer,
                               const char          *part,
                               const char          *tensor,
                               const float         *data,
                               gsize                rows,
                               gsize                columns,
                               gboolean             is_compact);

extern const MtnLearner mtn_learner_edlae;
extern const MtnLearner mtn_learner_ease;
extern const MtnLearner mtn_learner_item_knn;
extern const MtnLearner mtn_learner_ials;
extern const MtnLearner mtn_learner_autoencoder;

G_END_DECLS
