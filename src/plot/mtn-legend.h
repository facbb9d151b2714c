/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-chart-view.h"
#include "mtn-plot-text.h"

G_BEGIN_DECLS

/**
 * MtnLegend:
 *
 * Swatches and names in as many lines as a width asks for. Series of several charts
 * that have one name and one look are one entry.
 */
typedef struct _MtnLegend MtnLegend;

MtnLegend *mtn_legend_new        (const MtnPlotTheme   *theme,
                                  MtnPlotText          *text);
void       mtn_legend_free       (MtnLegend            *self);

/* Adds the named series that are not there yet; the chart must outlive the legend. */
void       mtn_legend_add_chart  (MtnLegend            *self,
                                  const MtnChart       *chart);

/* Places the entries. Returns: the height, 0 without entries */
double     mtn_legend_place      (MtnLegend            *self,
                                  double                width);
void       mtn_legend_draw       (MtnLegend            *self,
                                  cairo_t              *cr);
guint      mtn_legend_get_n_entries (MtnLegend         *self);
MtnPlotRect mtn_legend_get_rect  (MtnLegend            *self,
                                  guint                 entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnLegend, mtn_legend_free)

G_END_DECLS
