/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MTN_SCALE_LINEAR,
  MTN_SCALE_LOG,
  MTN_SCALE_TIME,     /* seconds since the epoch, UTC */
  MTN_SCALE_CATEGORY, /* 0, 1, 2 … with names */
} MtnScaleKind;

typedef enum
{
  MTN_SERIES_LINE,      /* with an interval: a band */
  MTN_SERIES_POINTS,    /* scatter; a strip where x is a category */
  MTN_SERIES_BAR,       /* one a category; several series stand side by side */
  MTN_SERIES_HISTOGRAM, /* n + 1 edges in x, n heights in y */
  MTN_SERIES_MARK,      /* a short line across each category: a ceiling, a baseline */
  MTN_SERIES_REFERENCE, /* a line across the whole chart at one y */
  MTN_SERIES_EVENT,     /* a line across the whole chart at one x: the best epoch */
  MTN_SERIES_HEAT,      /* a matrix of cells over two category axes */
} MtnSeriesKind;

/* As a series' color: that of text. What is no run, but something to measure runs by. */
#define MTN_CHART_INK G_MAXUINT

typedef enum
{
  MTN_DASH_SOLID,
  MTN_DASH_DASHED,
  MTN_DASH_DOTTED,
  MTN_DASH_MIXED,
  MTN_N_DASHES,
} MtnDash;

typedef enum
{
  MTN_MARKER_NONE,
  MTN_MARKER_DISC,
  MTN_MARKER_SQUARE,
  MTN_MARKER_TRIANGLE,
  MTN_MARKER_DIAMOND,
  MTN_MARKER_CROSS,
  MTN_MARKER_RING,
  MTN_MARKER_PLUS,
  MTN_MARKER_WEDGE,
  MTN_N_MARKERS,
} MtnMarker;

/* How the bars of several series share a category. */
typedef enum
{
  MTN_BARS_GROUPED,  /* side by side */
  MTN_BARS_OVERLAID, /* each takes the whole place: where only one of them has a value there */
} MtnBars;

/**
 * MtnChartAxis:
 *
 * Fields may be set at will; texts through mtn_chart_axis_set().
 */
typedef struct
{
  char         *name;       /* (nullable) */
  char         *unit;       /* (nullable) */
  MtnScaleKind  scale;
  double        min, max;   /* NaN: from the data */
  gboolean      from_zero;  /* ignored on a log scale; bars always begin at zero */
  gboolean      whole;      /* linear: no ticks between whole numbers, and one at the first value: epochs */
  char        **categories; /* (nullable), NULL-terminated */
} MtnChartAxis;

/**
 * MtnChartSeries:
 *
 * Values need not be finite: what is not leaves a gap, and the chart says how many.
 * The style may be set at will; the arrays belong to the series.
 */
typedef struct
{
  MtnSeriesKind  kind;
  char          *name;    /* (nullable): without one it is in no legend */
  guint          color;   /* index into the palette, fixed to the run, not to its place; or MTN_CHART_INK */
  MtnDash        dash;
  MtnMarker      marker;
  gboolean       hatched; /* bars: a second sign beside the colour */
  gboolean       hidden;
  gboolean       faded;   /* another series is being looked at */
  gsize          n;
  double        *x;       /* [n], histogram: [n + 1], heat: NULL */
  double        *y;       /* [n], heat: [rows × columns], row-major, the first row on top */
  double        *low;     /* (nullable) [n]: interval around y */
  double        *high;    /* (nullable) [n] */
  double        *raw;     /* (nullable) [n]: what was measured, where y is smoothed */
  guint8        *faint;   /* (nullable) [n]: nonzero: drawn grey, says little */
  gsize          columns; /* heat */
  gsize          reserved;
} MtnChartSeries;

/**
 * MtnChart:
 *
 * What is to be seen, and nothing about pixels or colours. Fields may be set at
 * will, texts through functions, which make them valid and one line.
 */
typedef struct
{
  char        *title;      /* (nullable) */
  char        *note;       /* (nullable): a line below: what an interval means, how many people */
  MtnChartAxis x;
  MtnChartAxis y;
  GPtrArray   *series;     /* of MtnChartSeries */
  gboolean     horizontal; /* x runs downwards, y to the right: bars with long names */
  MtnBars      bars;
  gboolean     values;     /* print the numbers at bars and in cells, where they fit */
  guint        span;       /* columns of a figure that it takes, at least 1 */
  double       height;     /* in a figure, pixels; 0: what it needs */
  double       smoothing;  /* see mtn_chart_set_smoothing() */
} MtnChart;

MtnChart       *mtn_chart_new             (const char           *title);
void            mtn_chart_free            (MtnChart             *self);
/* (transfer full): deep; for a thread that draws while the chart changes. */
MtnChart       *mtn_chart_copy            (const MtnChart       *self);
void            mtn_chart_set_note        (MtnChart             *self,
                                           const char           *note);

/**
 * mtn_chart_axis_set:
 * @name: (nullable): "Epoch"
 * @unit: (nullable): "seconds"
 */
void            mtn_chart_axis_set            (MtnChartAxis         *self,
                                               const char           *name,
                                               const char           *unit,
                                               MtnScaleKind          scale);
/* Makes the scale one of categories: 0 is @names[0]. */
void            mtn_chart_axis_set_categories (MtnChartAxis         *self,
                                               const char * const   *names);

/**
 * mtn_chart_add:
 * @kind: not MTN_SERIES_HEAT, MTN_SERIES_REFERENCE or MTN_SERIES_EVENT
 * @name: (nullable)
 * @x: (nullable): NULL for 0, 1, 2 …; copied. A histogram has @n + 1 of them, ascending
 * @y: (nullable) [@n]: copied; may be NULL where @n is 0
 *
 * The series gets the next colour, marks that of text; lines and points the marker of the same index.
 *
 * Returns: (transfer none): valid as long as the chart
 */
MtnChartSeries *mtn_chart_add             (MtnChart             *self,
                                           MtnSeriesKind         kind,
                                           const char           *name,
                                           const double         *x,
                                           const double         *y,
                                           gsize                 n);
/* A line across the chart at y = @value (MTN_SERIES_REFERENCE) or x = @value (MTN_SERIES_EVENT), named there. */
MtnChartSeries *mtn_chart_add_line_at     (MtnChart             *self,
                                           MtnSeriesKind         kind,
                                           const char           *name,
                                           double                value);
/* [@rows × @columns] row-major; NaN is an empty cell. The axes should be given categories. */
MtnChartSeries *mtn_chart_add_heat        (MtnChart             *self,
                                           const char           *name,
                                           const double         *values,
                                           gsize                 rows,
                                           gsize                 columns);

/* The marker that goes with a colour: of more colours than the palette has, those that look alike have other ones. */
MtnMarker       mtn_chart_marker_for          (guint                 color);

/* [n], copied: an interval around each y; NaN: none there. */
void            mtn_chart_series_set_interval (MtnChartSeries   *self,
                                               const double     *low,
                                               const double     *high);
/* [n], copied. */
void            mtn_chart_series_set_faint    (MtnChartSeries   *self,
                                               const gboolean   *faint);
/* Whether series @index is a mark on the one before it, the ring where a curve is best: points without a name, in no
 * legend, hidden with that series, and not read out beside it. */
gboolean        mtn_chart_is_mark             (const MtnChart   *self,
                                               guint             index);
/* For curves that grow: lines and points only, without interval. */
void            mtn_chart_series_append       (MtnChartSeries   *self,
                                               double            x,
                                               double            y);

/**
 * mtn_chart_set_smoothing:
 * @weight: of what went before, from 0 (not smoothed) to below 1
 *
 * Replaces the values of lines without intervals by their exponential moving means,
 * m(t) = weight m(t − 1) + (1 − weight) y(t), divided by 1 − weight^t, so that the first ones do not lean to zero
 * (Kingma and Ba 2015, section 3). What was measured stays, as a faint line. The chart says so below.
 */
void            mtn_chart_set_smoothing   (MtnChart             *self,
                                           double                weight);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnChart, mtn_chart_free)

G_END_DECLS
