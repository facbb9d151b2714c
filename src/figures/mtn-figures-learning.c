/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Learning curves out of training logs. */

#include "mtn-figures-training.h"

#include <glib/gi18n.h>
#include <math.h>

#include "mtn-curve.h"

/* The epoch of the lowest validation loss, for a run alone: of several there would be a thicket. */
static void
mark_best (MtnChart *chart, const MtnCurve *curve)
{
  guint best = mtn_curve_find_best (curve);

  if (best < curve->epochs->len)
    {
      double epoch = g_array_index (curve->epochs, double, best);
      g_autofree char *name = g_strdup_printf (_ ("best, epoch %.0f"), epoch);

      mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, name, epoch);
    }
}

MtnFigure *
mtn_figures_learning (const char *title, const char *const *paths, GError **error)
{
  g_autoptr (MtnFigure) figure = mtn_figure_new (title);
  g_autoptr (MtnChart) chart = mtn_chart_new (_ ("Loss per Epoch"));

  mtn_chart_axis_set (&chart->x, _ ("Epoch"), NULL, MTN_SCALE_LINEAR);
  chart->x.whole = TRUE;
  chart->y.from_zero = TRUE;
  chart->height = 380;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (MtnCurve) curve = mtn_curve_read_log (paths[i], error);

      if (curve == NULL)
        return NULL;
      curve->color = i;
      mtn_figures_add_losses (chart, curve, MTN_CURVE_BY_EPOCH);
      if (i == 0 && paths[1] == NULL)
        mark_best (chart, curve);
    }
  mtn_figure_set_columns (figure, 1);
  mtn_figure_take (figure, g_steal_pointer (&chart));

  return g_steal_pointer (&figure);
}
