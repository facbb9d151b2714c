/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Learning curves: losses and metrics epoch by epoch. */

#include "mtn-curve.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
has_values (const GArray *values)
{
  for (guint i = 0; values != NULL && i < values->len; i++)
    if (isfinite (g_array_index (values, double, i)))
      return TRUE;

  return FALSE;
}

static const GArray *
get_x (const MtnCurve *curve, MtnCurveAxis axis)
{
  return axis == MTN_CURVE_BY_TIME   ? curve->seconds
         : axis == MTN_CURVE_BY_STEP ? curve->steps
                                     : curve->epochs;
}

static MtnChartSeries *
add_curve (MtnChart *chart, const char *name, const MtnCurve *curve, const GArray *values, MtnCurveAxis axis)
{
  MtnChartSeries *series =
      mtn_chart_add (chart, MTN_SERIES_LINE, name, (const double *) get_x (curve, axis)->data,
                     (const double *) values->data, values->len);

  series->color = curve->color;
  series->marker = mtn_chart_marker_for (curve->color);

  return series;
}

void
mtn_figures_add_losses (MtnChart *chart, const MtnCurve *curve, MtnCurveAxis axis)
{
  for (int validation = 0; validation < 2; validation++)
    {
      const GArray *losses = validation ? curve->validation : curve->train;
      g_autofree char *name =
          g_strdup_printf (validation ? _ ("%s, validation") : _ ("%s, training"), curve->name);

      if (has_values (losses))
        add_curve (chart, name, curve, losses, axis)->dash = validation ? MTN_DASH_DASHED : MTN_DASH_SOLID;
    }
}

/* A ring where the loss was lowest; alone, a run has a line across the chart with its number. */
static void
mark_best (MtnChart *chart, const MtnCurve *curve, MtnCurveAxis axis, gboolean is_alone)
{
  guint best = mtn_curve_find_best (curve);
  double x, y;

  if (best >= curve->epochs->len)
    return;

  x = g_array_index (get_x (curve, axis), double, best);
  y = g_array_index (curve->validation, double, best);
  if (is_alone)
    {
      g_autofree char *name =
          g_strdup_printf (_ ("best, epoch %.0f"), g_array_index (curve->epochs, double, best));

      mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, name, x);
    }
  else
    {
      MtnChartSeries *ring = mtn_chart_add (chart, MTN_SERIES_POINTS, NULL, &x, &y, 1);

      ring->color = curve->color;
      ring->marker = MTN_MARKER_RING;
    }
}

/* A run that goes on, or was interrupted, has fewer epochs than were planned too: nothing is said of that. */
static void
mark_stop (MtnChart *chart, const MtnCurve *curve, MtnCurveAxis axis, gboolean is_alone)
{
  guint n = curve->epochs->len;
  g_autofree char *name = NULL;
  MtnChartSeries *line;
  double last;

  if (!mtn_curve_stopped_early (curve))
    return;

  last = g_array_index (curve->epochs, double, n - 1);
  name = is_alone ? g_strdup_printf (_ ("ended, epoch %.0f of %u"), last, curve->planned)
                  : g_strdup_printf (_ ("%s ended, %.0f of %u"), curve->name, last, curve->planned);
  line = mtn_chart_add_line_at (chart, MTN_SERIES_EVENT, name,
                                g_array_index (get_x (curve, axis), double, n - 1));
  line->dash = MTN_DASH_DOTTED;
  if (!is_alone)
    line->color = curve->color;
}

static void
set_x (MtnChart *chart, MtnCurveAxis axis)
{
  if (axis == MTN_CURVE_BY_TIME)
    {
      mtn_chart_axis_set (&chart->x, _ ("Time"), _ ("seconds"), MTN_SCALE_LINEAR);
      return;
    }
  mtn_chart_axis_set (&chart->x, axis == MTN_CURVE_BY_STEP ? _ ("Step") : _ ("Epoch"), NULL,
                      MTN_SCALE_LINEAR);
  /* Runs share epochs, but hardly a number of steps. */
  chart->x.whole = axis == MTN_CURVE_BY_EPOCH;
}

/* What is known of the runs, once for all of which the same is known. */
static void
describe (MtnFigure *figure, const MtnCurve *const *curves, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) leaking = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      gboolean is_first = curves[i]->about != NULL;
      gboolean is_common = TRUE;

      for (guint j = 0; j < n; j++)
        {
          gboolean same = g_strcmp0 (curves[i]->about, curves[j]->about) == 0;

          is_first = is_first && !(same && j < i);
          is_common = is_common && same;
        }
      if (curves[i]->leaks)
        g_string_append_printf (leaking, "%s%s", leaking->len > 0 ? ", " : "", curves[i]->name);
      if (!is_first)
        continue;
      if (text->len > 0)
        g_string_append (text, "; ");
      g_string_append (text, curves[i]->about);
      for (guint j = i; j < n && !is_common; j++)
        if (g_strcmp0 (curves[i]->about, curves[j]->about) == 0)
          g_string_append_printf (text, "%s%s", j == i ? ": " : ", ", curves[j]->name);
    }
  if (text->len > 0)
    mtn_figure_set_subtitle (figure, text->str);
  if (leaking->len > 0)
    {
      g_autofree char *warning =
          g_strdup_printf (_ ("Leaks: the same people are in training and test. This measures memory: %s"),
                           leaking->str);

      mtn_figure_set_warning (figure, warning);
    }
}

static MtnChart *
draw_losses (const MtnCurve *const *curves, guint n, MtnCurveLoss loss, MtnCurveAxis axis)
{
  static const char *const titles[] = {
    [MTN_CURVE_CROSS_ENTROPY] = N_ ("Cross Entropy"),
    [MTN_CURVE_SQUARED_ERROR] = N_ ("Squared Error"),
    [MTN_CURVE_OTHER_LOSS] = N_ ("Loss"),
  };
  MtnChart *chart = mtn_chart_new (_ (titles[loss]));
  guint n_runs = 0;

  set_x (chart, axis);
  for (guint i = 0; i < n; i++)
    n_runs += curves[i]->loss == loss;
  for (guint i = 0; i < n; i++)
    if (curves[i]->loss == loss && has_values (get_x (curves[i], axis)))
      {
        mtn_figures_add_losses (chart, curves[i], axis);
        mark_best (chart, curves[i], axis, n_runs == 1);
        mark_stop (chart, curves[i], axis, n_runs == 1);
      }
  if (chart->series->len == 0)
    g_clear_pointer (&chart, mtn_chart_free);
  else
    chart->height = 380;

  return chart;
}

MtnFigure *
mtn_figures_losses (const MtnCurve *const *curves, guint n, MtnCurveAxis axis)
{
  g_autoptr (MtnFigure) figure =
      mtn_figure_new (axis == MTN_CURVE_BY_EPOCH ? _ ("Loss per Epoch") : _ ("Loss"));

  for (MtnCurveLoss loss = MTN_CURVE_CROSS_ENTROPY; loss <= MTN_CURVE_OTHER_LOSS; loss++)
    {
      MtnChart *chart = draw_losses (curves, n, loss, axis);

      if (chart != NULL)
        mtn_figure_take (figure, chart);
    }
  if (mtn_figure_get_n_charts (figure) == 0)
    return NULL;

  mtn_figure_set_columns (figure, 1);
  describe (figure, curves, n);
  mtn_figure_set_caption (figure, _ ("Mean over the cells, samples × films; training with drop-out, "
                                     "validation without."));

  return g_steal_pointer (&figure);
}

MtnFigure *
mtn_figures_epoch_metrics (const MtnCurve *const *curves, guint n, MtnCurveAxis axis)
{
  static const char *const titles[] = {
    [MTN_CURVE_PRECISION] = "Precision@10",
    [MTN_CURVE_MAP] = "MAP@10",
    [MTN_CURVE_NDCG] = "NDCG@10",
  };
  g_autoptr (MtnFigure) figure =
      mtn_figure_new (axis == MTN_CURVE_BY_EPOCH ? _ ("Metrics per Epoch") : _ ("Metrics"));
  g_autofree const MtnCurve **drawn = g_new (const MtnCurve *, MAX (n, 1));
  guint n_drawn = 0;

  for (guint m = 0; m < MTN_CURVE_N_METRICS; m++)
    {
      g_autoptr (MtnChart) chart = mtn_chart_new (titles[m]);

      set_x (chart, axis);
      for (guint i = 0; i < n; i++)
        if (has_values (curves[i]->metrics[m]) && has_values (get_x (curves[i], axis)))
          add_curve (chart, curves[i]->name, curves[i], curves[i]->metrics[m], axis);
      if (chart->series->len > 0)
        mtn_figure_take (figure, g_steal_pointer (&chart));
    }
  if (mtn_figure_get_n_charts (figure) == 0)
    return NULL;

  /* Runs that have no metrics are not in the figure. */
  for (guint i = 0; i < n; i++)
    {
      gboolean any = FALSE;

      for (guint m = 0; m < MTN_CURVE_N_METRICS; m++)
        any = any || has_values (curves[i]->metrics[m]);
      if (any)
        drawn[n_drawn++] = curves[i];
    }
  describe (figure, drawn, n_drawn);
  mtn_figure_set_caption (figure, _ ("Means over the validation samples after each epoch; to be found are "
                                     "the hidden films."));

  return g_steal_pointer (&figure);
}
