/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-data.h"
#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * MtnDataOverview:
 *
 * What is loaded, at one look: where it is from, how much there is, and a card for everything that can be seen.
 */
#define MTN_TYPE_DATA_OVERVIEW (mtn_data_overview_get_type ())
G_DECLARE_FINAL_TYPE (MtnDataOverview, mtn_data_overview, MTN, DATA_OVERVIEW, GtkBox)

void mtn_data_overview_set_data     (MtnDataOverview *self,
                                     MtnData         *data);
/* The picture on the card of the person's own taste. */
void mtn_data_overview_take_taste   (MtnDataOverview *self,
                                     MtnFigure       *figure);
/* For the button that opens other data. */
void mtn_data_overview_set_menu     (MtnDataOverview *self,
                                     GMenuModel      *menu);
/* The card or row of that name, for those who come back from its page. */
void mtn_data_overview_focus        (MtnDataOverview *self,
                                     const char      *name);

G_END_DECLS
