/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-result-store.h"

G_BEGIN_DECLS

/**
 * MtnChartsView:
 *
 * The view Charts: the runs and results there are, and a figure of those that are chosen. The list folds away where there is
 * no room for it.
 *
 * Actions, in the group "charts": `kind` (string: "loss", "metrics" …, see mtn_charts_kind_get_name()), `axis`
 * (string: "epoch", "time"), `open`.
 */
#define MTN_TYPE_CHARTS_VIEW (mtn_charts_view_get_type ())
G_DECLARE_FINAL_TYPE (MtnChartsView, mtn_charts_view, MTN, CHARTS_VIEW, GtkWidget)

void mtn_charts_view_set_store (MtnChartsView  *self,
                                MtnResultStore *store);

G_END_DECLS
