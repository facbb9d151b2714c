/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-network-options.h"

G_BEGIN_DECLS

/**
 * MtnOptionRow:
 *
 * One option of a training as a row: its name, what it means in the words of --help, and what it is set
 * with. A word is chosen from a list, whole numbers are counted, numbers and lists are typed; all of them are
 * text as mtn_network_options_set() takes it.
 *
 * Signal `changed`.
 */
#define MTN_TYPE_OPTION_ROW (mtn_option_row_get_type ())
G_DECLARE_FINAL_TYPE (MtnOptionRow, mtn_option_row, MTN, OPTION_ROW, AdwActionRow)

/* @words: (nullable): what the words are called, in the order of @option->words; NULL-terminated, for good */
GtkWidget  *mtn_option_row_new       (const MtnNetworkOption *option,
                                      const char             *title,
                                      const char * const     *words);

const char *mtn_option_row_get_key   (MtnOptionRow           *self);
/* (transfer full) */
char       *mtn_option_row_dup_text  (MtnOptionRow           *self);
void        mtn_option_row_set_text  (MtnOptionRow           *self,
                                      const char             *text);
/* Marks it as what is wrong, and takes the focus there; or no longer. */
void        mtn_option_row_set_wrong (MtnOptionRow           *self,
                                      gboolean                is_wrong);

G_END_DECLS
