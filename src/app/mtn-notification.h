/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * mtn_notification_send:
 * @id: as of g_application_send_notification(): a later one of it takes its place
 *
 * Sends a notification where there is somebody to show it. GIO would complain in the log on a desktop that
 * has no such service, which is no fault of anybody's.
 */
void mtn_notification_send (GApplication  *application,
                            const char    *id,
                            const char    *title,
                            const char    *body,
                            const char    *action);

G_END_DECLS
