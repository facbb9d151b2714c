/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnResults:
 *
 * What to see next: the heading that says for whom, the way from popular to
 * particular, the filters, the list.
 *
 * Properties: `state` (MtnAppState, nullable); `show-heading` (boolean): the title and the model above
 * the list, not wanted where a page's name says it already.
 */
#define MTN_TYPE_RESULTS (mtn_results_get_type ())
G_DECLARE_FINAL_TYPE (MtnResults, mtn_results, MTN, RESULTS, GtkBox)

MtnAppState *mtn_results_get_state        (MtnResults  *self); /* (transfer none) (nullable) */
void         mtn_results_set_state        (MtnResults  *self, MtnAppState *state);
gboolean     mtn_results_get_show_heading (MtnResults  *self);
void         mtn_results_set_show_heading (MtnResults  *self, gboolean show_heading);

G_END_DECLS
