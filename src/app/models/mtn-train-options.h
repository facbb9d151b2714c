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

/* A row for each option of mtn_network_options_describe(), in its section: none is left out. (transfer full)
 * (element-type MtnOptionRow): rows that stand nowhere yet */
GPtrArray  *mtn_train_options_make_rows (MtnTrainSection          section);

/* Sets the rows to what the options are. An option that is decided later is empty. */
void        mtn_train_options_show      (GPtrArray               *rows,
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
