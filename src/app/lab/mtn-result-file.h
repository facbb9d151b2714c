/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-result-item.h"

G_BEGIN_DECLS

/**
 * mtn_result_file_read:
 * @error: %G_FILE_ERROR; %MTN_ERROR_FORMAT for a file that is none of these, or a damaged one
 *
 * Reads a training log, a models_info.json (ours, the seed's, or its published figures) or the result of `matinee
 * evaluate`, told apart by what is in it. For worker threads.
 *
 * Returns: (transfer full) (element-type MtnResultItem): one or more
 */
GPtrArray *mtn_result_file_read (const char  *path,
                                 GError     **error);

G_END_DECLS
