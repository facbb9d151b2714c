/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-data-store.h"

G_BEGIN_DECLS

/* (transfer full): what can be opened instead of, or together with, what is open: the actions of #MtnDataView. For what the
 * store has now. */
GMenuModel *mtn_data_menu_new     (MtnDataStore *store);

/* Whether the data at @location can be added to those that are open: neither is two already. */
gboolean    mtn_data_menu_can_add (MtnDataStore *store,
                                   const char   *location);

G_END_DECLS
