/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-job.h"
#include "mtn-place.h"

G_BEGIN_DECLS

/**
 * mtn_export_everything:
 * @path: of the ZIP archive; what is there is replaced
 * @settings: as text, see mtn_settings_dup_text()
 * @left_out: (out): how many links, pipes and the like are not in it
 * @job: (nullable)
 * @cancellable: (nullable)
 * @error: %G_FILE_ERROR, %G_IO_ERROR_CANCELLED, %MTN_ERROR_UNSUPPORTED
 *
 * Writes all that the program keeps into an archive: the folders as they are, the settings, and a text that says what
 * each of them is. It is written as a whole or not at all. A file that grows meanwhile is written as it was when this
 * began. Not in the window's thread.
 */
gboolean mtn_export_everything (const char    *path,
                                const char    *settings,
                                guint         *left_out,
                                MtnJob        *job,
                                GCancellable  *cancellable,
                                GError       **error);

G_END_DECLS
