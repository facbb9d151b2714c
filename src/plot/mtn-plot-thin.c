/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-plot-thin.h"

#include <math.h>

/* Writes never overtake reads: a run of k points becomes at most min(k, 4). */
static gsize
put_run (MtnPlotPoint *points, gsize start, gsize end, gsize to)
{
  gsize keep[4] = { start, start, start, end - 1 };

  for (gsize i = start + 1; i < end; i++)
    {
      if (points[i].y < points[keep[1]].y)
        keep[1] = i;
      if (points[i].y > points[keep[2]].y)
        keep[2] = i;
    }
  if (keep[1] > keep[2])
    {
      gsize swap = keep[1];

      keep[1] = keep[2];
      keep[2] = swap;
    }

  for (guint k = 0; k < G_N_ELEMENTS (keep); k++)
    if (k == 0 || keep[k] != keep[k - 1])
      points[to++] = points[keep[k]];

  return to;
}

gsize
mtn_plot_thin (MtnPlotPoint *points, gsize n, double width)
{
  gsize to = 0;
  gsize i = 0;

  while (i < n)
    {
      gsize start = i;
      double first, end;

      if (isnan (points[i].y) || isnan (points[i].x))
        {
          if (to == 0 || !isnan (points[to - 1].y))
            points[to++] = (MtnPlotPoint){ points[i].x, NAN };
          i++;
          continue;
        }

      first = floor (points[i].x / width) * width;
      end = first + width;
      for (i++; i < n && points[i].x >= first && points[i].x < end && !isnan (points[i].y); i++)
        ;
      to = put_run (points, start, i, to);
    }

  return to;
}
