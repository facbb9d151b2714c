/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-own-taste.h"

G_BEGIN_DECLS

/**
 * MtnDataPages:
 *
 * What the cards and rows of the overview open, one at a time: a topic's chart at full size, the person's own
 * taste ("taste"), the tables ("people", "films"), a masked sample ("sample") and what the files look like
 * ("files"). Each is made when it is first shown.
 */
#define MTN_TYPE_DATA_PAGES (mtn_data_pages_get_type ())
G_DECLARE_FINAL_TYPE (MtnDataPages, mtn_data_pages, MTN, DATA_PAGES, GtkBox)

GtkWidget *mtn_data_pages_new        (MtnOwnTaste  *own_taste);

/* FALSE: there is no page of that name, or nothing in @data for it. */
gboolean   mtn_data_pages_show       (MtnDataPages *self,
                                      MtnData      *data,
                                      const char   *name);
/* The keyboard comes to where it goes back from. */
void       mtn_data_pages_focus      (MtnDataPages *self);
/* Whether what is shown can be searched, and to begin with it. */
gboolean   mtn_data_pages_can_search (MtnDataPages *self);
void       mtn_data_pages_search     (MtnDataPages *self);
/* The data are closed: nothing more is made of them. */
void       mtn_data_pages_stop       (MtnDataPages *self);

G_END_DECLS
