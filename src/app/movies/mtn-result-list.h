/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnResultList:
 *
 * The rows of the results. A film keeps its row from one list to the next, and
 * rows slide to their new places, so that the eye sees which film moved.
 */
#define MTN_TYPE_RESULT_LIST (mtn_result_list_get_type ())
G_DECLARE_FINAL_TYPE (MtnResultList, mtn_result_list, MTN, RESULT_LIST, GtkWidget)

/**
 * mtn_result_list_show:
 * @state: whose results to show; must outlive the list
 * @show_match: see mtn_result_row_set_result()
 */
void mtn_result_list_show (MtnResultList *self,
                           MtnAppState   *state,
                           gboolean       show_match);

G_END_DECLS
