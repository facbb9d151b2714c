/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-data.h"

G_BEGIN_DECLS

/**
 * MtnSamplePage:
 *
 * One person as a model is shown it, beside the truth. Whom, how much is hidden, and by which random numbers can be
 * chosen; samples are those that `matinee prepare` makes of one share alone. Made in a worker, the latest request wins.
 */
#define MTN_TYPE_SAMPLE_PAGE (mtn_sample_page_get_type ())
G_DECLARE_FINAL_TYPE (MtnSamplePage, mtn_sample_page, MTN, SAMPLE_PAGE, GtkBox)

GtkWidget *mtn_sample_page_new         (void);

/* Begins with the sample that `matinee explore` shows. */
void       mtn_sample_page_set_data    (MtnSamplePage *self,
                                        MtnData       *data);
void       mtn_sample_page_show_person (MtnSamplePage *self,
                                        guint          row);

G_END_DECLS
