/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-net-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-net-device.h"

guint
mtn_net_get_n_tensors (MtnNet *self)
{
  return 2 * self->n_layers;
}

void
mtn_net_get_tensor (MtnNet *self, guint index, MtnNetTensor *tensor)
{
  const MtnNetLayer *layer = &self->layers[index / 2];
  gboolean is_weight = index % 2 == 0;

  g_return_if_fail (index < 2 * self->n_layers);

  *tensor =
      (MtnNetTensor){ .n_dims = is_weight ? 2 : 1, .dims = { layer->n_out, is_weight ? layer->n_in : 0 } };
  g_snprintf (tensor->name, sizeof tensor->name, "fc%u.%s", index / 2 + 1, is_weight ? "weight" : "bias");
  tensor->n_values = is_weight ? tensor->dims[0] * tensor->dims[1] : tensor->dims[0];

  for (guint l = 0; l < index / 2; l++)
    tensor->offset += (gsize) self->layers[l].n_out * (self->layers[l].n_in + 1);
  if (!is_weight)
    tensor->offset += (gsize) layer->n_out * layer->n_in;
}

gsize
mtn_net_get_n_parameters (MtnNet *self)
{
  MtnNetTensor last;

  mtn_net_get_tensor (self, 2 * self->n_layers - 1, &last);

  return last.offset + last.n_values;
}

guint64
mtn_net_get_n_steps (MtnNet *self)
{
  return self->n_steps;
}

/* Between how values are kept and PyTorch's order. */
static void
copy (MtnNet *self, float *stored, float *plain, gboolean to_plain)
{
  for (guint l = 0; l < self->n_layers; l++)
    {
      const MtnNetLayer *layer = &self->layers[l];

      for (guint j = 0; j < layer->n_out; j++)
        for (guint i = 0; i < layer->n_in; i++, plain++)
          if (to_plain)
            *plain = stored[layer->offset + i * layer->line + j];
          else
            stored[layer->offset + i * layer->line + j] = *plain;

      for (guint j = 0; j < layer->n_out; j++, plain++)
        if (to_plain)
          *plain = stored[layer->bias_offset + j];
        else
          stored[layer->bias_offset + j] = *plain;
    }
}

void
mtn_net_copy_to_plain (MtnNet *self, const float *stored, float *plain)
{
  copy (self, (float *) stored, plain, TRUE);
}

static gboolean
check_finite (const float *values, gsize n, gboolean is_variance, GError **error)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (values[i]) || (is_variance && values[i] < 0))
      {
        g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                     _ ("the network's value number %zu is no longer a number that can be used: "
                        "train with a lower learning rate or with gradient clipping"),
                     i);
        return FALSE;
      }

  return TRUE;
}

gboolean
mtn_net_get_state (MtnNet *self, float *parameters, float *means, float *variances, GError **error)
{
  float *stored[3];
  float *plain[] = { parameters, means, variances };

  if (self->device != NULL && !mtn_net_device_fetch (self->device, error))
    return FALSE;
  stored[0] = self->values;
  stored[1] = self->means;
  stored[2] = self->variances;

  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    if (!check_finite (stored[i], self->n_stored, i == 2, error))
      return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    if (plain[i] != NULL)
      copy (self, stored[i], plain[i], TRUE);

  return TRUE;
}

gboolean
mtn_net_set_state (MtnNet *self,
                   const float *parameters,
                   const float *means,
                   const float *variances,
                   guint64 n_steps,
                   GError **error)
{
  float *stored[] = { self->values, self->means, self->variances };
  const float *plain[] = { parameters, means, variances };
  gsize n = mtn_net_get_n_parameters (self);

  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    if (plain[i] != NULL && !check_finite (plain[i], n, i == 2, error))
      return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    if (plain[i] != NULL)
      copy (self, stored[i], (float *) plain[i], FALSE);
    else
      memset (stored[i], 0, self->n_stored * sizeof (float));
  self->n_steps = n_steps;
  if (self->device != NULL)
    mtn_net_device_forget (self->device);

  return TRUE;
}
