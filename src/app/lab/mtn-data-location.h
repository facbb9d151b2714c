/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where data are, as one text, for settings and actions: a path, or two with a line feed between them, which become one
 * data set. No path of a data set may have a line feed in it. */

/* @first, @second (nullable): paths, made absolute. Free with g_free(). */
char  *mtn_data_location_new       (const char *first,
                                    const char *second);
/* (transfer full): one path or two; none of "". */
char **mtn_data_location_dup_paths (const char *location);
/* "ml-100k + ml-latest-small": names of the files, for people. Free with g_free(). */
char  *mtn_data_location_dup_name  (const char *location);

G_END_DECLS
