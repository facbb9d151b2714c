/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-evaluate-work.h"

G_BEGIN_DECLS

/* What came of a model: paths of its files. */
typedef struct
{
  char *json;
  char *svg;
} MtnCliEvaluateSaved;

void     mtn_cli_evaluate_saved_clear (MtnCliEvaluateSaved       *self);

/**
 * mtn_cli_evaluate_save:
 * @is_short: as in mtn_evaluation_to_json(), and written densely
 * @saved: (out caller-allocates): one a model
 *
 * Writes the files of all models, and a picture of all of them where there are several.
 */
gboolean mtn_cli_evaluate_save        (const MtnEvaluateWork  *work,
                                       const char                *folder,
                                       gboolean                   is_short,
                                       MtnCliEvaluateSaved       *saved,
                                       GError                   **error);
/* On stdout. @columns: of tables, as in mtn_cli_evaluate_parse_columns() */
void     mtn_cli_evaluate_print       (const MtnEvaluateWork     *work,
                                       gboolean                   as_json,
                                       guint                      columns,
                                       const MtnCliEvaluateSaved *saved);

G_END_DECLS
