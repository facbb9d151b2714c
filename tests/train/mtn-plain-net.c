/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-plain-net.h"

#include <math.h>

#include "mtn-drop.h"

gsize
mtn_plain_net_get_n_parameters (const MtnNetOptions *options)
{
  gsize n = 0;

  for (guint l = 0; l < options->n_layers; l++)
    n += (gsize) options->sizes[l + 1] * (options->sizes[l] + 1);

  return n;
}

/* What drop-out multiplies a unit with. @layer: 0 is the input. */
static double
get_factor (const MtnNetOptions *options,
            gboolean is_training,
            guint64 n_steps,
            guint layer,
            guint unit,
            guint row)
{
  double p = layer == 0 ? options->drop_input : options->drop_hidden;
  MtnDrop drop;

  if (!is_training || p == 0 || layer == options->n_layers ||
      (layer > 0 && layer + 1 == options->n_layers && !options->drop_last))
    return 1;

  drop = mtn_drop_init (p, options->seed, n_steps, layer);
  return mtn_drop_keeps (&drop, mtn_drop_unit (&drop, unit), row) ? 1 / (1 - p) : 0;
}

/* A cell's target, or −1 where it is excluded. */
static void
spread_goals (const MtnNetBatch *batch, guint row, guint n_out, double *goals)
{
  for (guint j = 0; j < n_out; j++)
    goals[j] = 0;
  for (guint i = batch->targets.offsets[row]; i < batch->targets.offsets[row + 1]; i++)
    goals[batch->targets.columns[i]] = batch->targets.values != NULL ? (double) batch->targets.values[i] : 1;
  if (batch->excluded.offsets != NULL)
    for (guint i = batch->excluded.offsets[row]; i < batch->excluded.offsets[row + 1]; i++)
      goals[batch->excluded.columns[i]] = -1;
}

/* Loss of one row times what the mean divides by; logits become deltas times the same. */
static double
measure_row (MtnNetLoss kind, double *logits, const double *goals, gboolean *is_target, guint n)
{
  double loss = 0, sum = 0, total = 0;

  if (kind == MTN_NET_MULTINOMIAL)
    {
      for (guint j = 0; j < n; j++)
        if (goals[j] >= 0)
          {
            sum += exp (logits[j]);
            total += goals[j];
          }
      for (guint j = 0; j < n; j++)
        {
          loss -= goals[j] >= 0 ? goals[j] * (logits[j] - log (sum)) : 0;
          logits[j] = goals[j] >= 0 ? total * exp (logits[j]) / sum - goals[j] : 0;
        }

      return loss;
    }

  for (guint j = 0; j < n; j++)
    {
      double output = 1 / (1 + exp (-logits[j]));
      double target = kind == MTN_NET_BCE ? (is_target[j] ? 1 : 0) : goals[j];

      if (goals[j] < 0)
        logits[j] = 0;
      else if (kind == MTN_NET_BCE)
        {
          loss -= target * log (output) + (1 - target) * log (1 - output);
          logits[j] = output - target;
        }
      else
        {
          loss += (output - target) * (output - target);
          logits[j] = 2 * (output - target) * output * (1 - output);
        }
    }

  return loss;
}

double
mtn_plain_net_loss (const MtnNetOptions *options,
                    const double *parameters,
                    const MtnNetBatch *batch,
                    gboolean is_training,
                    guint64 n_steps,
                    double *gradient)
{
  guint n_layers = options->n_layers;
  const guint *sizes = options->sizes;
  guint n_out = sizes[n_layers];
  double loss = 0, divisor = 0;
  guint widest = 0;
  g_autofree const double **weights = g_new (const double *, n_layers);
  g_autofree gsize *offsets = g_new (gsize, n_layers);
  g_autofree double *goals = g_new (double, n_out);
  g_autofree gboolean *is_target = g_new (gboolean, n_out);
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (g_free);
  g_autofree double *delta = NULL;
  g_autofree double *next = NULL;

  for (guint l = 0; l <= n_layers; l++)
    {
      g_ptr_array_add (units, g_new (double, sizes[l]));
      widest = MAX (widest, sizes[l]);
      if (l < n_layers)
        {
          offsets[l] = l == 0 ? 0 : offsets[l - 1] + (gsize) sizes[l] * (sizes[l - 1] + 1);
          weights[l] = parameters + offsets[l];
        }
    }
  delta = g_new (double, widest);
  next = g_new (double, widest);

  divisor = options->loss == MTN_NET_MULTINOMIAL ? batch->n_rows : (double) batch->n_rows * n_out;
  if (options->loss != MTN_NET_MULTINOMIAL && batch->excluded.offsets != NULL)
    divisor -= batch->excluded.offsets[batch->n_rows] - batch->excluded.offsets[0];
  if (gradient != NULL)
    for (gsize i = 0; i < mtn_plain_net_get_n_parameters (options); i++)
      gradient[i] = 0;

  for (guint row = 0; row < batch->n_rows; row++)
    {
      double *in = units->pdata[0];

      for (guint i = 0; i < sizes[0]; i++)
        in[i] = 0;
      for (guint i = batch->in.offsets[row]; i < batch->in.offsets[row + 1]; i++)
        in[batch->in.columns[i]] = (batch->in.values != NULL ? (double) batch->in.values[i] : 1) *
                                   get_factor (options, is_training, n_steps, 0, batch->in.columns[i], row);

      for (guint l = 0; l < n_layers; l++)
        for (guint j = 0; j < sizes[l + 1]; j++)
          {
            const double *from = units->pdata[l];
            double sum = weights[l][(gsize) sizes[l + 1] * sizes[l] + j];

            for (guint i = 0; i < sizes[l]; i++)
              sum += weights[l][(gsize) j * sizes[l] + i] * from[i];
            if (l + 1 < n_layers)
              sum = (options->activation == MTN_NET_RELU ? MAX (sum, 0) : tanh (sum)) *
                    get_factor (options, is_training, n_steps, l + 1, j, row);
            ((double *) units->pdata[l + 1])[j] = sum;
          }

      spread_goals (batch, row, n_out, goals);
      for (guint j = 0; j < n_out; j++)
        is_target[j] = FALSE;
      for (guint i = batch->targets.offsets[row]; i < batch->targets.offsets[row + 1]; i++)
        is_target[batch->targets.columns[i]] = TRUE;
      loss += measure_row (options->loss, units->pdata[n_layers], goals, is_target, n_out);
      if (gradient == NULL)
        continue;

      for (guint j = 0; j < n_out; j++)
        delta[j] = ((double *) units->pdata[n_layers])[j] / divisor;
      for (guint l = n_layers; l-- > 0;)
        {
          const double *from = units->pdata[l];

          for (guint i = 0; i < sizes[l]; i++)
            next[i] = 0;
          for (guint j = 0; j < sizes[l + 1]; j++)
            {
              gradient[offsets[l] + (gsize) sizes[l + 1] * sizes[l] + j] += delta[j];
              for (guint i = 0; i < sizes[l]; i++)
                {
                  gradient[offsets[l] + (gsize) j * sizes[l] + i] += delta[j] * from[i];
                  next[i] += delta[j] * weights[l][(gsize) j * sizes[l] + i];
                }
            }
          for (guint i = 0; l > 0 && i < sizes[l]; i++)
            {
              double factor = get_factor (options, is_training, n_steps, l, i, row);
              double plain = factor > 0 ? from[i] / factor : 0;

              delta[i] = next[i] * factor *
                         (options->activation == MTN_NET_RELU ? (plain > 0 ? 1 : 0) : 1 - plain * plain);
            }
        }
    }

  return divisor > 0 ? loss / divisor : 0;
}

void
mtn_plain_net_adam (const MtnNetOptions *options,
                    guint64 step,
                    double *parameters,
                    double *means,
                    double *variances,
                    double *gradient,
                    gsize n)
{
  double norm = 0;

  for (gsize i = 0; i < n; i++)
    norm += gradient[i] * gradient[i];
  norm = sqrt (norm);
  if (options->clip > 0 && options->clip / (norm + 1e-6) < 1)
    for (gsize i = 0; i < n; i++)
      gradient[i] *= options->clip / (norm + 1e-6);

  for (gsize i = 0; i < n; i++)
    {
      double g = gradient[i] + options->l2 * parameters[i];

      means[i] = options->beta1 * means[i] + (1 - options->beta1) * g;
      variances[i] = options->beta2 * variances[i] + (1 - options->beta2) * g * g;
      parameters[i] *= 1 - options->learning_rate * options->decay;
      parameters[i] -= options->learning_rate * (means[i] / (1 - pow (options->beta1, step))) /
                       (sqrt (variances[i] / (1 - pow (options->beta2, step))) + options->epsilon);
    }
}
