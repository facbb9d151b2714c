/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-option-row.h"

G_BEGIN_DECLS

/* Where an option of training stands in the window. */
typedef enum
{
  MTN_TRAIN_SECTION_SAMPLES,    /* what is trained on; of all models */
  MTN_TRAIN_SECTION_SAMPLES_MORE,
  MTN_TRAIN_SECTION_NETWORK,    /* of networks alone */
  MTN_TRAIN_SECTION_NETWORK_MORE,
  MTN_TRAIN_SECTION_COMPUTING,  /* of all models */
  MTN_TRAIN_N_SECTIONS,
} MtnTrainSection;

/**
 * mtn_train_options_make_next:
 * @section:
 * @at: (inout): where to go on; 0 at first
 *
 * Each option of mtn_network_options_describe() is in a section: none is left out.
 *
 * Returns: (transfer full) (nullable): a row for the next option of the section, that stands nowhere yet;
 *   NULL: there are no more
 */
MtnOptionRow *mtn_train_options_make_next (MtnTrainSection        section,
                                         guint                   *at);

/* Sets the row to what the option is. One that is decided later is empty. */
void        mtn_train_options_show      (MtnOptionRow            *row,
                                         const MtnNetworkOptions *options);
/**
 * mtn_train_options_read:
 * @wrong: (out) (optional) (transfer none): the row that is to blame
 * @error: %MTN_ERROR_USAGE
 *
 * Puts what the rows say into options.
 */
gboolean    mtn_train_options_read      (GPtrArray               *rows,
                                         MtnNetworkOptions       *options,
                                         MtnOptionRow           **wrong,
                                         GError                 **error);

/* What a kind of model is called, and one sentence about it; a name that is not known is its own title. */
const char *mtn_train_model_get_title       (const char *model);
const char *mtn_train_model_get_description (const char *model);

G_END_DECLS
