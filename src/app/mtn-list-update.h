/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes @store hold @items (element-type GObject), with one splice of what lies between the first and the last
 * difference: whatever stays keeps its widget. */
void mtn_list_store_update (GListStore *store, GPtrArray *items);

G_END_DECLS
