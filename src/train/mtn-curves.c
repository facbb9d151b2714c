/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-curves.h"

#include <math.h>

MtnCurves *
mtn_curves_new (void)
{
  MtnCurves *self = g_new0 (MtnCurves, 1);

  for (guint history = 0; history < G_N_ELEMENTS (self->points); history++)
    self->points[history] = g_array_new (FALSE, FALSE, sizeof (MtnCurvePoint));

  return self;
}

void
mtn_curves_free (MtnCurves *self)
{
  if (self == NULL)
    return;

  for (guint history = 0; history < G_N_ELEMENTS (self->points); history++)
    g_array_unref (self->points[history]);
  g_free (self);
}

static double
mix (double from, double to, double share)
{
  return from + share * (to - from);
}

static double
mix_logarithms (double from, double to, double share)
{
  return exp (mix (log (from), log (to), share));
}

gboolean
mtn_curves_get (const MtnCurves *self, MtnHistory history, guint n_picks, MtnCurvePoint *point)
{
  const GArray *points = self->points[history];
  const MtnCurvePoint *low, *high;
  guint first = 0, i;
  double share, inside;

  *point = (MtnCurvePoint){ .n_picks = n_picks, .scale = { 1, 1 }, .a = 0, .b = 1 };

  if (points->len > 0 && g_array_index (points, MtnCurvePoint, 0).n_picks == 0)
    first = 1;
  if (n_picks == 0 && first == 1)
    {
      *point = g_array_index (points, MtnCurvePoint, 0);
      return TRUE;
    }
  if (points->len == first)
    return FALSE;

  /* The two around it, or the last two. */
  i = first;
  while (i + 2 < points->len && g_array_index (points, MtnCurvePoint, i + 1).n_picks < n_picks)
    i++;
  low = &g_array_index (points, MtnCurvePoint, i);
  high = &g_array_index (points, MtnCurvePoint, MIN (i + 1, points->len - 1));

  share = low == high
              ? 0
              : log ((double) MAX (n_picks, 1) / low->n_picks) / log ((double) high->n_picks / low->n_picks);
  share = MAX (share, 0);
  inside = MIN (share, 1);

  for (guint l = 0; l < G_N_ELEMENTS (point->scale); l++)
    point->scale[l] = mix_logarithms (low->scale[l], high->scale[l], share);
  point->a = mix (low->a, high->a, inside);
  point->b = mix_logarithms (low->b, high->b, inside);

  return TRUE;
}
