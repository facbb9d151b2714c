/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-figure.h"
#include "mtn-result-store.h"

G_BEGIN_DECLS

/* What the view Charts can show. */
typedef enum
{
  MTN_CHARTS_LOSS,
  MTN_CHARTS_METRICS,
  MTN_CHARTS_NETWORKS,
  MTN_CHARTS_AT_K,
  MTN_CHARTS_MODELS,
  MTN_CHARTS_PICKS,
  MTN_CHARTS_GROUPS,
  MTN_CHARTS_ROWS,
  MTN_CHARTS_TABLE, /* no figure: mtn_charts_facts() */
  MTN_N_CHARTS,
} MtnChartsKind;

/* "loss", "metrics" …: targets of actions. */
const char *mtn_charts_kind_get_name  (MtnChartsKind   kind);
/* For people: "Loss" */
const char *mtn_charts_kind_get_title (MtnChartsKind   kind);
/* What is missing where nothing can be drawn, in a sentence. */
const char *mtn_charts_kind_get_hint  (MtnChartsKind   kind);
/* Whether it is about trainings; else about evaluations. */
gboolean    mtn_charts_kind_is_training (MtnChartsKind kind);
/* %MTN_N_CHARTS for a name that is none. */
MtnChartsKind mtn_charts_kind_parse   (const char     *name);

/**
 * mtn_charts_pick_rows:
 *
 * Returns: (transfer full): what the evaluations that are shown were measured on, each once, in the order of the list
 */
GStrv       mtn_charts_pick_rows      (GListModel     *items);

/**
 * mtn_charts_pick:
 * @items: of #MtnResultItem
 * @rows_key: (nullable): evaluations on these rows alone
 *
 * Returns: (transfer full) (nullable): the figure of what is shown; NULL where that does not hold what it is about
 */
MtnFigure  *mtn_charts_pick           (GListModel     *items,
                                       MtnChartsKind   kind,
                                       const char     *rows_key,
                                       MtnCurveAxis    axis);

G_END_DECLS
