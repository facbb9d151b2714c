/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-plot-scale.h"

#include <math.h>

double
mtn_plot_scale_to_value (const MtnPlotScale *self, double pixel)
{
  double t = (pixel - self->from) / (self->to - self->from);

  if (self->kind == MTN_SCALE_LOG)
    return self->min * pow (self->max / self->min, t);

  return self->min * (1 - t) + self->max * t;
}

double
mtn_plot_nice_step (double range, guint max_steps)
{
  double raw = range / MAX (max_steps, 1);
  double power;

  if (!(raw > 0) || isinf (raw))
    return 1;

  power = pow (10, floor (log10 (raw)));
  /* A hair's breadth for what rounding makes of .1 + .2. */
  for (int i = 0; i < 2; i++, power *= 10)
    for (guint j = 0; j < 3; j++)
      if (power * ((const double[]){ 1, 2, 5 })[j] >= raw * (1 - 1e-9))
        return power * ((const double[]){ 1, 2, 5 })[j];

  return power;
}

/* The next of 1, 2, 5 times a power of ten. */
static double
round_log (double value, gboolean up)
{
  static const double steps[] = { 1, 2, 5, 10 };
  double power = pow (10, floor (log10 (value)));

  if (up)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if (power * steps[i] >= value * (1 - 1e-9))
        return power * steps[i];
  for (guint i = G_N_ELEMENTS (steps); i-- > 0;)
    if (power * steps[i] <= value * (1 + 1e-9))
      return power * steps[i];

  return value;
}

void
mtn_plot_scale_round (MtnPlotScale *self, guint max_ticks)
{
  if (self->kind == MTN_SCALE_LINEAR)
    {
      /* The wider scale may need the next step. */
      for (int i = 0; i < 2; i++)
        {
          double step = mtn_plot_nice_step (self->max - self->min, MAX (max_ticks, 2) - 1);
          double min = floor (self->min / step + 1e-9) * step;
          double max = ceil (self->max / step - 1e-9) * step;

          if (!(isfinite (min) && isfinite (max) && min < max))
            return;
          self->min = min;
          self->max = max;
        }
    }
  else if (self->kind == MTN_SCALE_LOG)
    {
      double min = round_log (self->min, FALSE);
      double max = round_log (self->max, TRUE);

      if (min > 0 && isfinite (max))
        {
          self->min = min;
          self->max = max;
        }
    }
}
