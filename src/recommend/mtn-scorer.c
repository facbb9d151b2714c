/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-scorer-private.h"

#include <glib/gi18n-lib.h>

#include "mtn-error.h"

MtnScorer *
mtn_scorer_new (MtnCheckpoint *checkpoint,
                const MtnPart *part,
                MtnEngine *engine,
                MtnTilt *tilt,
                GError **error)
{
  MtnScorer *self = NULL;

  switch (part->type)
    {
    case MTN_PART_POPULARITY:
      self = mtn_scorer_popularity_new ();
      break;

    case MTN_PART_DEMOGRAPHIC:
      self = mtn_scorer_demographic_new ();
      break;

    case MTN_PART_SPECTRAL:
      self = mtn_scorer_spectral_new ();
      break;

    case MTN_PART_ITEM_ITEM:
      self = mtn_scorer_item_item_new ();
      break;

    case MTN_PART_NETWORK:
      self = mtn_scorer_network_new ();
      break;

    case MTN_PART_AUTOENCODER:
      self = mtn_scorer_autoencoder_new ();
      break;

    case MTN_PART_FACTORS:
      self = mtn_scorer_factors_new ();
      break;

    default:
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("part “%s” of the model is of a type that this version does not know"), part->name);
      break;
    }

  if (self == NULL)
    return NULL;

  self->checkpoint = checkpoint;
  self->part = part;
  self->engine = engine;
  self->tilts = tilt;
  self->n_movies = mtn_catalog_get_n_movies (mtn_checkpoint_get_catalog (checkpoint));

  return self;
}

void
mtn_scorer_free (MtnScorer *self)
{
  if (self != NULL)
    self->free (self);
}

void
mtn_scorer_prepare (MtnScorer *self)
{
  g_return_if_fail (self != NULL);

  if (self->prepare != NULL)
    self->prepare (self);
}

gboolean
mtn_scorer_is_same_for_all (MtnScorer *self)
{
  return self->is_same_for_all;
}

void
mtn_scorer_run (MtnScorer *self, const MtnFeatures *const *rows, guint n_rows, MtnBuffer *out)
{
  g_return_if_fail (n_rows <= MTN_BATCH);

  self->run (self, rows, n_rows, out);
}

void
mtn_scorer_tilt (MtnScorer *self,
                 const MtnFeatures *const *rows,
                 guint n_rows,
                 double particular,
                 MtnBuffer *scores)
{
  g_return_if_fail (n_rows <= MTN_BATCH);

  if (self->tilt != NULL)
    self->tilt (self, rows, n_rows, particular, scores);
  else
    mtn_tilt_multiply (self->tilts, scores, n_rows, particular);
}

MtnBuffer *
mtn_scorer_upload (MtnScorer *self, const char *tensor)
{
  gsize n_values = 0;
  const float *weights = mtn_checkpoint_get_weights (self->checkpoint, self->part->name, tensor, &n_values);

  return mtn_buffer_new_for_data (self->engine, weights, n_values);
}

void
mtn_rows_builder_init (MtnRowsBuilder *self)
{
  self->n_rows = 0;
  self->offsets[0] = 0;
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->values = g_array_new (FALSE, FALSE, sizeof (float));
}

void
mtn_rows_builder_clear (MtnRowsBuilder *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->values, g_array_unref);
}

void
mtn_rows_builder_add (MtnRowsBuilder *self, guint column, float value)
{
  g_array_append_val (self->columns, column);
  g_array_append_val (self->values, value);
}

void
mtn_rows_builder_end_row (MtnRowsBuilder *self)
{
  g_return_if_fail (self->n_rows < MTN_BATCH);

  self->offsets[++self->n_rows] = self->columns->len;
}

MtnRows
mtn_rows_builder_get (MtnRowsBuilder *self)
{
  return (MtnRows){
    .n_rows = self->n_rows,
    .offsets = self->offsets,
    .columns = (const guint *) self->columns->data,
    .values = (const float *) self->values->data,
  };
}

void
mtn_rows_builder_add_picks (MtnRowsBuilder *self,
                            const MtnPart *part,
                            const MtnFeatures *const *rows,
                            guint n_rows,
                            const float *factor)
{
  for (guint r = 0; r < n_rows; r++)
    {
      for (guint i = 0; i < rows[r]->picks->len; i++)
        {
          const MtnFeaturePick *pick = mtn_features_get_pick (rows[r], i);
          float value = mtn_star_value (part->values, pick->stars);

          mtn_rows_builder_add (self, pick->movie, factor != NULL ? value * factor[pick->movie] : value);
        }
      mtn_rows_builder_end_row (self);
    }
}
