/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart.h"

#include <math.h>

static void
smooth (MtnChartSeries *self, double weight)
{
  double mean = 0;
  double left = 1; /* weight^t */

  if (self->raw == NULL)
    self->raw = g_memdup2 (self->y, self->n * sizeof *self->y);

  for (gsize i = 0; i < self->n; i++)
    {
      /* A gap stays one and is no part of the mean. */
      if (!isfinite (self->raw[i]))
        {
          self->y[i] = self->raw[i];
          continue;
        }
      mean = weight * mean + (1 - weight) * self->raw[i];
      left *= weight;
      self->y[i] = mean / (1 - left);
    }
}

static void
restore (MtnChartSeries *self)
{
  if (self->raw == NULL)
    return;

  g_free (self->y);
  self->y = g_steal_pointer (&self->raw);
}

void
mtn_chart_set_smoothing (MtnChart *self, double weight)
{
  gboolean any = FALSE;

  g_return_if_fail (weight >= 0 && weight < 1);

  for (guint i = 0; i < self->series->len; i++)
    {
      MtnChartSeries *series = g_ptr_array_index (self->series, i);

      if (series->kind != MTN_SERIES_LINE || series->low != NULL || series->n < 2)
        continue;
      if (weight > 0)
        smooth (series, weight);
      else
        restore (series);
      any = TRUE;
    }
  self->smoothing = any ? weight : 0;
}
