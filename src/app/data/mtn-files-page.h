/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-data.h"

G_BEGIN_DECLS

/**
 * MtnFilesPage:
 *
 * The first lines of the files of a data set as they stand there, and the first people as a network is given them.
 */
#define MTN_TYPE_FILES_PAGE (mtn_files_page_get_type ())
G_DECLARE_FINAL_TYPE (MtnFilesPage, mtn_files_page, MTN, FILES_PAGE, GtkBox)

GtkWidget *mtn_files_page_new      (void);

/* @data: (nullable) */
void       mtn_files_page_set_data (MtnFilesPage *self,
                                    MtnData      *data);

G_END_DECLS
