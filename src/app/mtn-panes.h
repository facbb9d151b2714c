/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MtnPanes:
 *
 * The parts of the view Movies, side by side when there is room (picker over
 * strip | results), else one page at a time under a switcher (picker, you, results).
 * The same widgets serve both, so nothing is lost when the window changes its
 * width.
 *
 * Properties: `switcher`, `picker`, `strip`, `you`, `results` (GtkWidget, read-write): the parts;
 * `page` (string, read-write: "pick", "you", "results"): the page of the narrow
 * form; `narrow` (boolean): notified from an idle, never while sizes are given. Has the style
 * class "narrow" then.
 */
#define MTN_TYPE_PANES (mtn_panes_get_type ())
G_DECLARE_FINAL_TYPE (MtnPanes, mtn_panes, MTN, PANES, GtkWidget)

gboolean    mtn_panes_get_narrow (MtnPanes *self);
const char *mtn_panes_get_page   (MtnPanes *self);
void        mtn_panes_set_page   (MtnPanes *self, const char *page);

G_END_DECLS
