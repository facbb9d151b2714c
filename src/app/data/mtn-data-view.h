/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"
#include "mtn-data-store.h"

G_BEGIN_DECLS

/**
 * MtnDataView:
 *
 * The view Data: without a data set an invitation to open one, with one an overview, and a page for each of its cards.
 * Folders and archives can be dropped on it.
 *
 * Actions, in the group "data": `open-folder`, `open-archive`, `open-recent` (string: a location), `add` (string: a path; it is
 * opened as one with the data that are there), `close`, `cancel`,
 * `show` (string: the name of a page, or "overview"), `back`. `view.search` on the pages that can be searched, and
 * `view.open`, which is `open-folder`.
 */
#define MTN_TYPE_DATA_VIEW (mtn_data_view_get_type ())
G_DECLARE_FINAL_TYPE (MtnDataView, mtn_data_view, MTN, DATA_VIEW, GtkBox)

/* Once. */
void mtn_data_view_set_up    (MtnDataView  *self,
                              MtnAppState  *state,
                              MtnDataStore *store);

G_END_DECLS
