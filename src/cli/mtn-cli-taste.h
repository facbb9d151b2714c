/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-taste.h"

G_BEGIN_DECLS

/**
 * MtnCliTaste:
 *
 * What a saved profile likes, beside everyone in a data set.
 */
typedef struct
{
  MtnTaste *taste;
  char     *name;       /* of the profile */
  guint     n_unknown;  /* picks that the data set does not have, or the model */
} MtnCliTaste;

/**
 * mtn_cli_taste_new:
 * @profile: a file that mtn_profile_save() wrote
 * @model: (nullable): whose ids stand in it; NULL: the shipped model
 * @error: those of mtn_profile_load() and mtn_checkpoint_open()
 *
 * Returns: (transfer full): or NULL with @error set
 */
MtnCliTaste *mtn_cli_taste_new  (const MtnExploration  *data,
                                 const char            *profile,
                                 const char            *model,
                                 GError               **error);
void         mtn_cli_taste_free (MtnCliTaste           *self);

G_END_DECLS
