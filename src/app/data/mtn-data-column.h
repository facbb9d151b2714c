/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-data.h"

G_BEGIN_DECLS

/**
 * MtnDataColumn:
 *
 * What a table of people or of films says of one of them.
 */
typedef struct
{
  const char *title;         /* not yet translated */
  gboolean    wide;          /* takes what room there is */
  char     *(*dup_text)      (const MtnExploration *data, guint index); /* never NULL */
  double    (*get_value)     (const MtnExploration *data, guint index); /* (nullable): a text that is sorted as one */
  gboolean  (*is_there)      (const MtnExploration *data);              /* (nullable): always */
} MtnDataColumn;

/* (transfer none): [n] */
const MtnDataColumn *mtn_data_column_list_people (guint *n); /* by row */
const MtnDataColumn *mtn_data_column_list_films  (guint *n); /* by index in the catalogue */

G_END_DECLS
