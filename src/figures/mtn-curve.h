/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-figure.h"

G_BEGIN_DECLS

/* Means over the validation samples after an epoch. */
typedef enum
{
  MTN_CURVE_PRECISION,
  MTN_CURVE_MAP,
  MTN_CURVE_NDCG,
  MTN_CURVE_N_METRICS,
} MtnCurveMetric;

/* Losses of different kinds are on different scales and in different charts. */
typedef enum
{
  MTN_CURVE_CROSS_ENTROPY,
  MTN_CURVE_SQUARED_ERROR,
  MTN_CURVE_OTHER_LOSS,
} MtnCurveLoss;

typedef enum
{
  MTN_CURVE_BY_EPOCH,
  MTN_CURVE_BY_STEP, /* batches that were learnt from */
  MTN_CURVE_BY_TIME,
  MTN_CURVE_N_AXES,
} MtnCurveAxis;

/**
 * MtnCurve:
 *
 * How a training went, epoch by epoch: out of a log, out of models_info.json, or as it comes.
 */
typedef struct
{
  char        *name;     /* of the run, in full */
  char        *about;    /* (nullable): "MovieLens 100K, split users, seed 42" */
  guint        color;    /* fixed to the run */
  gboolean     leaks;    /* same people in training and test */
  MtnCurveLoss loss;
  guint        planned;  /* epochs that were meant to be; 0: not known */
  guint        patience; /* epochs without a better validation loss after which it stops; 0: never */
  GArray      *epochs;   /* of double, like all of these; NaN: not measured */
  GArray      *train;
  GArray      *validation;
  GArray      *metrics[MTN_CURVE_N_METRICS];
  GArray      *steps;    /* since the beginning */
  GArray      *seconds;  /* since the beginning */
} MtnCurve;

/* Without any epoch; the kind of loss and what leaks are told by the name, as the seed named its runs. */
MtnCurve  *mtn_curve_new           (const char           *name);
void       mtn_curve_free          (MtnCurve             *self);
/* @metrics: (nullable) [MTN_CURVE_N_METRICS]; @steps: until its end; @seconds: of the epoch alone; NaN: not known */
void       mtn_curve_append        (MtnCurve             *self,
                                    double                epoch,
                                    double                train,
                                    double                validation,
                                    const double         *metrics,
                                    double                steps,
                                    double                seconds);
/* Position of the lowest validation loss; the number of epochs where there is none. */
guint      mtn_curve_find_best     (const MtnCurve       *self);

/**
 * mtn_curve_read_log:
 * @error: %G_FILE_ERROR; %MTN_ERROR_FORMAT with file and line
 *
 * Reads a training log (train/TRAINING_LOG.md), named after its file. One that is still being written may end within a line.
 */
MtnCurve  *mtn_curve_read_log      (const char           *path,
                                    GError              **error);
/**
 * mtn_curve_from_info:
 * @name: of the run
 * @model: a member of models_info.json, ours or the seed's
 *
 * Returns: (transfer full) (nullable): NULL without losses
 */
MtnCurve  *mtn_curve_from_info     (const char           *name,
                                    JsonObject           *model);

/**
 * mtn_curve_describe:
 * @provenance: (nullable): `dataset`, `split`, `leaks` and `options`, as in models_info.json
 *
 * What is known of the training beyond its numbers, in place of what its name told.
 */
void       mtn_curve_describe      (MtnCurve             *self,
                                    JsonObject           *provenance);
/* Whether it ended before the epochs that were planned since the validation loss fell no more. */
gboolean   mtn_curve_stopped_early (const MtnCurve       *self);

/**
 * mtn_figures_losses:
 * @curves: [n]
 *
 * Training (solid) and validation loss (dashed) of all runs, in the colours of the runs, a chart for every kind of loss, with the best
 * epochs marked, and where a run stopped early.
 *
 * Returns: (nullable): NULL where there is nothing to draw
 */
MtnFigure *mtn_figures_losses      (const MtnCurve * const *curves,
                                    guint                 n,
                                    MtnCurveAxis          axis);
/* Precision, MAP and NDCG at 10 of the validation samples after every epoch. */
MtnFigure *mtn_figures_epoch_metrics (const MtnCurve * const *curves,
                                    guint                 n,
                                    MtnCurveAxis          axis);
/* Adds the losses of a run to a chart. For mtn_figures_losses() and others that draw them. */
void       mtn_figures_add_losses  (MtnChart             *chart,
                                    const MtnCurve       *curve,
                                    MtnCurveAxis          axis);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnCurve, mtn_curve_free)

G_END_DECLS
