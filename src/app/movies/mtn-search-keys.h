/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * mtn_search_keys_new:
 * @search: (transfer none): must outlive the controller
 *
 * Lets typing anywhere in a window start the search, as long as @search is to
 * be seen: letters go on into it, Escape clears it.
 *
 * Returns: (transfer full): a controller to add to the window
 */
GtkEventController *mtn_search_keys_new (GtkSearchEntry *search);

G_END_DECLS
