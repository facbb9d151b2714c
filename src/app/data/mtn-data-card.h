/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * MtnDataCard:
 *
 * A small chart with a title and a sentence. It is a button that opens the page `name` by the action `data.show`.
 */
#define MTN_TYPE_DATA_CARD (mtn_data_card_get_type ())
G_DECLARE_FINAL_TYPE (MtnDataCard, mtn_data_card, MTN, DATA_CARD, GtkButton)

/* @name, @title: kept */
GtkWidget  *mtn_data_card_new      (const char  *name,
                                    const char  *title);

const char *mtn_data_card_get_name (MtnDataCard *self);
/* @figure: (transfer full) (nullable): NULL hides the card */
void        mtn_data_card_take     (MtnDataCard *self,
                                    MtnFigure   *figure,
                                    const char  *caption);

G_END_DECLS
