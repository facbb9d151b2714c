/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-model-inspection.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "mtn-plot-scale.h"

#define N_BINS 40
#define SCALE_SUFFIX ".scale"

static void
layer_free (gpointer data)
{
  MtnModelLayer *self = data;

  g_free (self->edges);
  g_free (self->counts);
  g_free (self);
}

static void
part_free (gpointer data)
{
  MtnModelPart *self = data;

  g_ptr_array_unref (self->layers);
  g_free (self);
}

/* What follows the part's name in that of the tensor; NULL: it belongs to another one. */
static const char *
get_suffix (const MtnPart *part, const MtnTensor *tensor)
{
  gsize length = strlen (part->name);

  /* The one part without a name is a network, whose tensors have no prefix. */
  if (length == 0)
    return g_str_has_prefix (tensor->name, "fc") ? tensor->name : NULL;

  return strncmp (tensor->name, part->name, length) == 0 && tensor->name[length] == '.'
             ? tensor->name + length + 1
             : NULL;
}

/* The scales of a matrix in I8 are no layer of their own: its weights have them already. */
static gboolean
is_scale (MtnSafetensors *file, const MtnTensor *tensor)
{
  g_autofree char *name = NULL;

  if (!g_str_has_suffix (tensor->name, SCALE_SUFFIX))
    return FALSE;
  name = g_strndup (tensor->name, strlen (tensor->name) - strlen (SCALE_SUFFIX));

  return mtn_safetensors_find (file, name) != NULL;
}

static void
count (MtnModelLayer *self, const float *values)
{
  double low, high, width;

  self->n_bins = N_BINS;
  self->edges = g_new (double, N_BINS + 1);
  self->counts = g_new0 (double, N_BINS);
  low = self->min;
  high = self->max;
  /* All the same: a bin around it. */
  if (!(high > low))
    {
      low -= 0.5;
      high += 0.5;
    }
  width = (high - low) / N_BINS;
  for (guint i = 0; i <= N_BINS; i++)
    self->edges[i] = low + width * i;
  for (gsize i = 0; i < self->n_values; i++)
    self->counts[MIN ((guint) ((values[i] - low) / width), N_BINS - 1)]++;
}

/* Sums in double: millions of floats lose nothing that is shown. */
static void
measure (MtnModelLayer *self, const float *values)
{
  double sum = 0, squares = 0;

  if (self->n_values == 0)
    return;

  self->min = self->max = values[0];
  for (gsize i = 0; i < self->n_values; i++)
    {
      self->min = MIN (self->min, values[i]);
      self->max = MAX (self->max, values[i]);
      sum += values[i];
      self->n_zero += values[i] == 0;
    }
  self->mean = sum / self->n_values;
  for (gsize i = 0; i < self->n_values; i++)
    squares += (values[i] - self->mean) * (values[i] - self->mean);
  self->deviation = sqrt (squares / self->n_values);
  count (self, values);
}

static MtnModelPart *
look_at_part (MtnCheckpoint *checkpoint, const MtnPart *part, GCancellable *cancellable)
{
  MtnSafetensors *file = mtn_checkpoint_get_file (checkpoint);
  MtnModelPart *self = g_new0 (MtnModelPart, 1);

  self->part = part;
  self->layers = g_ptr_array_new_with_free_func (layer_free);
  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file) && !g_cancellable_is_cancelled (cancellable);
       i++)
    {
      const MtnTensor *tensor = mtn_safetensors_get_tensor (file, i);
      const char *suffix = get_suffix (part, tensor);
      MtnModelLayer *layer;
      const float *values;
      gsize n = 0;

      if (suffix == NULL || is_scale (file, tensor))
        continue;

      layer = g_new0 (MtnModelLayer, 1);
      layer->name = tensor->name;
      layer->dtype = tensor->dtype;
      layer->n_dims = tensor->n_dims;
      memcpy (layer->dims, tensor->dims, sizeof layer->dims);
      layer->n_values = tensor->n_values;
      layer->n_bytes = tensor->n_bytes;
      values = mtn_checkpoint_get_weights (checkpoint, part->name, suffix, &n);
      if (values != NULL && n == layer->n_values)
        measure (layer, values);
      g_ptr_array_add (self->layers, layer);
    }

  return self;
}

MtnModelInspection *
mtn_model_inspection_new (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (MtnModelInspection) self = g_new0 (MtnModelInspection, 1);
  g_autoptr (GError) local_error = NULL;
  const MtnArchitecture *architecture;

  g_return_val_if_fail (path != NULL, NULL);

  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->checkpoint = mtn_checkpoint_open (path, error);
  if (self->checkpoint == NULL)
    return NULL;

  if (!mtn_checkpoint_verify (self->checkpoint, &local_error))
    self->damage = g_strdup (local_error->message);

  architecture = mtn_checkpoint_get_architecture (self->checkpoint);
  for (guint i = 0; i < architecture->parts->len; i++)
    {
      const MtnPart *part = g_ptr_array_index (architecture->parts, i);

      g_ptr_array_add (self->parts, look_at_part (self->checkpoint, part, cancellable));
      self->has_nearest = self->has_nearest || part->type == MTN_PART_SPECTRAL ||
                          part->type == MTN_PART_ITEM_ITEM || part->type == MTN_PART_FACTORS;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
mtn_model_inspection_free (MtnModelInspection *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->checkpoint, mtn_checkpoint_unref);
  g_free (self->damage);
  g_free (self);
}

const char *
mtn_model_part_get_title (MtnPartType type)
{
  switch (type)
    {
    case MTN_PART_POPULARITY:
      return _ ("Popularity");
    case MTN_PART_DEMOGRAPHIC:
      return _ ("Age, gender, occupation");
    case MTN_PART_SPECTRAL:
      return _ ("Linear autoencoder");
    case MTN_PART_ITEM_ITEM:
      return _ ("Films beside films");
    case MTN_PART_NETWORK:
      return _ ("Network");
    case MTN_PART_AUTOENCODER:
      return _ ("Autoencoder");
    case MTN_PART_FACTORS:
      return _ ("Factors");
    default:
      return "";
    }
}

const char *
mtn_model_part_get_input (MtnPartInput input)
{
  switch (input)
    {
    case MTN_PART_INPUT_FAVORITES:
      return _ ("For picks without stars");
    case MTN_PART_INPUT_RATINGS:
      return _ ("For rated films");
    case MTN_PART_INPUT_ANY:
    default:
      return _ ("For everybody");
    }
}

char *
mtn_model_layer_dup_shape (const MtnModelLayer *layer)
{
  GString *text = g_string_new (NULL);

  for (guint d = 0; d < layer->n_dims; d++)
    {
      g_autofree char *number = mtn_plot_number_fixed ((double) layer->dims[d], 0);

      g_string_append_printf (text, d > 0 ? " × %s" : "%s", number);
    }
  if (layer->n_dims == 0)
    g_string_append_c (text, '1');

  return g_string_free (text, FALSE);
}

MtnFigure *
mtn_model_layer_make_figure (const MtnModelLayer *layer, const char *model)
{
  /* Translators: %s is the name of a tensor, as "fc1.weight" */
  g_autofree char *title = g_strdup_printf (_ ("Weights of %s"), layer->name);
  g_autofree char *shape = mtn_model_layer_dup_shape (layer);
  g_autofree char *subtitle = g_strdup_printf ("%s: %s, %s", model, shape, mtn_dtype_get_name (layer->dtype));
  g_autofree char *mean = mtn_plot_number_fixed (layer->mean, 4);
  g_autofree char *deviation = mtn_plot_number_fixed (layer->deviation, 4);
  g_autofree char *zeros = mtn_plot_number_fixed ((double) layer->n_zero, 0);
  g_autofree char *note =
      g_strdup_printf (_ ("Mean %s, standard deviation %s, zeros: %s"), mean, deviation, zeros);
  MtnFigure *figure = mtn_figure_new (title);
  MtnChart *chart = mtn_chart_new (NULL);

  mtn_figure_set_subtitle (figure, subtitle);
  mtn_figure_set_columns (figure, 1);
  mtn_chart_axis_set (&chart->x, _ ("Weight"), NULL, MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, _ ("How many"), NULL, MTN_SCALE_LINEAR);
  chart->y.from_zero = TRUE;
  mtn_chart_set_note (chart, note);
  mtn_chart_add (chart, MTN_SERIES_HISTOGRAM, NULL, layer->edges, layer->counts, layer->n_bins);
  mtn_figure_take (figure, chart);

  return figure;
}
