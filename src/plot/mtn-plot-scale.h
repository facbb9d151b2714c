/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <math.h>

#include "mtn-chart.h"

G_BEGIN_DECLS

/**
 * MtnPlotScale:
 *
 * A way from values to pixels and back: @min lies at @from and @max at @to, which
 * may be the smaller one. A log scale needs @min > 0; categories run from −½ to n − ½.
 */
typedef struct
{
  MtnScaleKind kind;
  double       min, max;
  double       from, to;
  gboolean     whole;   /* see #MtnChartAxis */
} MtnPlotScale;

typedef struct
{
  double  value;
  char   *label;
} MtnPlotTick;

/* Cairo's coordinates are fixed-point numbers of 24 bits with eight after the point. */
#define MTN_PLOT_FAR 100000.0

double   mtn_plot_scale_to_value (const MtnPlotScale *self,
                                  double              pixel);

/* Whether it can be drawn. Inline, as is the next: both are asked of every value of every curve, a frame. */
static inline gboolean
mtn_plot_scale_can (const MtnPlotScale *self,
                    double              value)
{
  return isfinite (value) && (self->kind != MTN_SCALE_LOG || value > 0);
}

/* NaN where @value is not finite or, on a log scale, not positive. Far outside it is cut off, as cairo would overflow. */
static inline double
mtn_plot_scale_to_pixel (const MtnPlotScale *self,
                         double              value)
{
  double share;

  if (!mtn_plot_scale_can (self, value))
    return NAN;

  /* Halved first: their difference may be more than a double can hold. */
  share = self->kind == MTN_SCALE_LOG ? log (value / self->min) / log (self->max / self->min)
                                      : (value / 2 - self->min / 2) / (self->max / 2 - self->min / 2);
  if (!isfinite (share))
    return NAN;

  return CLAMP (self->from + share * (self->to - self->from), -MTN_PLOT_FAR, MTN_PLOT_FAR);
}

/**
 * mtn_plot_nice_step:
 *
 * Returns: the smallest of 1, 2, 5 times a power of ten that cuts @range into at most @max_steps
 */
double   mtn_plot_nice_step      (double              range,
                                  guint               max_steps);

/**
 * mtn_plot_ticks_new:
 * @max_ticks: at least 2
 *
 * Round values between min and max, at most @max_ticks of them, with labels.
 * Categories have none: their names are the axis' own.
 *
 * Returns: (transfer full): of MtnPlotTick, ascending; may be empty
 */
GArray  *mtn_plot_ticks_new      (const MtnPlotScale *self,
                                  guint               max_ticks);

/* (transfer full): an array that frees its labels. */
GArray  *mtn_plot_ticks_empty    (void);

/**
 * mtn_plot_scale_round:
 *
 * Widens a linear scale to the steps that mtn_plot_ticks_new() would use, and a
 * log scale to 1, 2 or 5 times a power of ten.
 */
void     mtn_plot_scale_round    (MtnPlotScale       *self,
                                  guint               max_ticks);

/**
 * mtn_plot_number:
 *
 * A number for people: about three digits that matter, no zeros at the end. In English
 * ".394", "1,682", "2.5M", "4e-5"; elsewhere with the locale's signs, and with the zero
 * before the comma. Never for what a program reads.
 */
char    *mtn_plot_number         (double              value);
/* With this many decimals, which are kept. */
char    *mtn_plot_number_fixed   (double              value,
                                  guint               decimals);

/* For people, too: a day, or below a day's @step in seconds the time of day. */
char    *mtn_plot_time           (GDateTime          *time,
                                  double              step);
/* Day and time of day. */
char    *mtn_plot_moment         (GDateTime          *time);

G_END_DECLS
