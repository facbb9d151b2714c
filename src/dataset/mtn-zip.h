/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Called for each plain file in the archive. @member is a checked relative path. */
typedef void (*MtnZipMemberFunc) (const char *member,
                                  gpointer    user_data);

/* Whether the file begins as a ZIP archive does. */
gboolean mtn_zip_probe (const char        *path);
/* Lists and checks every member; see mtn_file_source_open() for the errors. */
gboolean mtn_zip_list  (const char        *path,
                        MtnZipMemberFunc   func,
                        gpointer           user_data,
                        GError           **error);
/* Unpacks one member, at most @max bytes of it. */
GBytes  *mtn_zip_read  (const char        *path,
                        const char        *member,
                        guint64            max,
                        GError           **error);

G_END_DECLS
