/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A network of dense layers on the input that mtn-architecture.h lists: attributes, genres and films, or with
 * an autoencoder films alone. Nearly all of that input is 0, so the first layer gathers the columns of the
 * picks and costs the same for a large catalogue as for a small one. */

#include "mtn-scorer-private.h"

#include <math.h>
#include <string.h>

#include "mtn-network-input.h"

typedef struct
{
  guint n_in;
  guint n_out;
  MtnBuffer *weight; /* [n_in, n_out]: the transpose of PyTorch's */
  MtnBuffer *bias;   /* [n_out] */
} Layer;

typedef struct _Network Network;

struct _Network
{
  MtnScorer base;
  void (*add_row) (Network *self, MtnRowsBuilder *builder, const MtnFeatures *features);
  GArray *layers;       /* (element-type Layer); empty until wanted */
  MtnBuffer *hidden[2]; /* [MTN_BATCH, widest hidden layer], by turns */
};

static void
clear_layer (gpointer data)
{
  Layer *layer = data;

  g_clear_pointer (&layer->weight, mtn_buffer_free);
  g_clear_pointer (&layer->bias, mtn_buffer_free);
}

/* Returns FALSE when there is no such layer. */
static gboolean
add_layer (Network *self, guint number)
{
  MtnScorer *base = &self->base;
  g_autofree char *weight_name = g_strdup_printf ("fc%u.weight", number);
  g_autofree char *bias_name = g_strdup_printf ("fc%u.bias", number);
  g_autofree float *transposed = NULL;
  gsize n_weights, n_out;
  const float *weight =
      mtn_checkpoint_get_weights (base->checkpoint, base->part->name, weight_name, &n_weights);
  const float *bias = mtn_checkpoint_get_weights (base->checkpoint, base->part->name, bias_name, &n_out);
  Layer layer;

  if (weight == NULL || bias == NULL || n_out == 0)
    return FALSE;

  layer.n_out = n_out;
  layer.n_in = n_weights / n_out;

  transposed = g_new (float, MAX (n_weights, 1));
  for (guint block = 0; block < layer.n_out; block += 16)
    for (guint i = 0; i < layer.n_in; i++)
      for (guint j = block; j < MIN (block + 16, layer.n_out); j++)
        transposed[(gsize) i * layer.n_out + j] = weight[(gsize) j * layer.n_in + i];

  layer.weight = mtn_buffer_new (base->engine, n_weights);
  mtn_buffer_write (layer.weight, 0, transposed, n_weights);
  layer.bias = mtn_buffer_new_for_data (base->engine, bias, n_out);
  g_array_append_val (self->layers, layer);

  return TRUE;
}

static void
prepare (Network *self)
{
  guint widest = 1;

  if (self->layers->len > 0)
    return;

  for (guint number = 1; add_layer (self, number); number++)
    ;

  for (guint l = 0; l + 1 < self->layers->len; l++)
    widest = MAX (widest, g_array_index (self->layers, Layer, l).n_out);
  for (guint i = 0; i < 2; i++)
    self->hidden[i] = mtn_buffer_new (self->base.engine, (gsize) MTN_BATCH * widest);
}

static void
add_features (Network *self, MtnRowsBuilder *builder, const MtnFeatures *features)
{
  const MtnPart *part = self->base.part;
  guint n_picks = features->picks->len;
  g_autofree guint *movies = g_new (guint, MAX (n_picks, 1));
  g_autofree float *stars = g_new (float, MAX (n_picks, 1));
  float attributes[MTN_NETWORK_N_ATTRIBUTES];

  if (features->has_inputs)
    memcpy (attributes, features->inputs, sizeof attributes);
  else
    mtn_network_input_set_attributes (part->features, mtn_checkpoint_get_vocabulary (self->base.checkpoint),
                                      features->years, features->gender, features->occupation, attributes);

  for (guint i = 0; i < n_picks; i++)
    {
      movies[i] = mtn_features_get_pick (features, i)->movie;
      stars[i] = mtn_features_get_pick (features, i)->stars;
    }

  mtn_network_input_append (mtn_checkpoint_get_catalog (self->base.checkpoint), attributes, n_picks, movies,
                            stars, builder->columns, builder->values);
  mtn_rows_builder_end_row (builder);
}

/* Of unit length, so that a layer is as much awake for one pick as for a hundred. */
static void
add_picks (Network *self, MtnRowsBuilder *builder, const MtnFeatures *features)
{
  const MtnPart *part = self->base.part;
  double squares = 0.0;

  for (guint i = 0; i < features->picks->len; i++)
    {
      double value = mtn_star_value (part->values, mtn_features_get_pick (features, i)->stars);

      squares += value * value;
    }
  for (guint i = 0; squares > 0.0 && i < features->picks->len; i++)
    {
      const MtnFeaturePick *pick = mtn_features_get_pick (features, i);

      mtn_rows_builder_add (builder, pick->movie,
                            (float) (mtn_star_value (part->values, pick->stars) / sqrt (squares)));
    }
  mtn_rows_builder_end_row (builder);
}

static void
run (MtnScorer *base, const MtnFeatures *const *rows, guint n_rows, MtnBuffer *out)
{
  Network *self = (Network *) base;
  g_auto (MtnRowsBuilder) builder;
  MtnBuffer *in = NULL;
  MtnRows input;

  prepare (self);

  mtn_rows_builder_init (&builder);
  for (guint r = 0; r < n_rows; r++)
    self->add_row (self, &builder, rows[r]);
  input = mtn_rows_builder_get (&builder);

  for (guint l = 0; l < self->layers->len; l++)
    {
      const Layer *layer = &g_array_index (self->layers, Layer, l);
      gboolean is_last = l + 1 == self->layers->len;
      MtnActivation activation = is_last ? MTN_ACTIVATION_SIGMOID : MTN_ACTIVATION_RELU;
      MtnBuffer *to = is_last ? out : self->hidden[l % 2];

      if (l == 0)
        mtn_engine_gather (base->engine, &input, layer->weight, layer->bias, activation, layer->n_in,
                           layer->n_out, to);
      else
        mtn_engine_dense (base->engine, in, layer->weight, layer->bias, activation, n_rows, layer->n_in,
                          layer->n_out, to);
      in = to;
    }
}

static void
free_network (MtnScorer *base)
{
  Network *self = (Network *) base;

  g_clear_pointer (&self->layers, g_array_unref);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->hidden[i], mtn_buffer_free);
  g_free (self);
}

static void
prepare_scorer (MtnScorer *base)
{
  prepare ((Network *) base);
}

static MtnScorer *
network_new (void (*add_row) (Network *self, MtnRowsBuilder *builder, const MtnFeatures *features))
{
  Network *self = g_new0 (Network, 1);

  self->add_row = add_row;
  self->layers = g_array_new (FALSE, FALSE, sizeof (Layer));
  g_array_set_clear_func (self->layers, clear_layer);
  self->base.run = run;
  self->base.prepare = prepare_scorer;
  self->base.free = free_network;

  return &self->base;
}

MtnScorer *
mtn_scorer_network_new (void)
{
  return network_new (add_features);
}

MtnScorer *
mtn_scorer_autoencoder_new (void)
{
  return network_new (add_picks);
}
