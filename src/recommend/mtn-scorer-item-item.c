/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* An item-item matrix: the picked films' rows, added up. */

#include "mtn-scorer-private.h"

typedef struct
{
  MtnScorer base;
  MtnBuffer *weight; /* [movies, movies]: row = picked film */
} ItemItem;

static void
prepare (MtnScorer *base)
{
  ItemItem *self = (ItemItem *) base;

  if (self->weight == NULL)
    self->weight = mtn_scorer_upload (base, "weight");
}

static void
run (MtnScorer *base, const MtnFeatures *const *rows, guint n_rows, MtnBuffer *out)
{
  ItemItem *self = (ItemItem *) base;
  g_auto (MtnRowsBuilder) builder;
  MtnRows picks;

  prepare (base);

  mtn_rows_builder_init (&builder);
  mtn_rows_builder_add_picks (&builder, base->part, rows, n_rows, NULL);
  picks = mtn_rows_builder_get (&builder);

  mtn_engine_gather (base->engine, &picks, self->weight, NULL, MTN_ACTIVATION_NONE, base->n_movies,
                     base->n_movies, out);
}

static void
free_item_item (MtnScorer *base)
{
  ItemItem *self = (ItemItem *) base;

  g_clear_pointer (&self->weight, mtn_buffer_free);
  g_free (self);
}

MtnScorer *
mtn_scorer_item_item_new (void)
{
  ItemItem *self = g_new0 (ItemItem, 1);

  self->base.run = run;
  self->base.prepare = prepare;
  self->base.free = free_item_item;

  return &self->base;
}
