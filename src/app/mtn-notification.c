/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-notification.h"

/* Of the services that GIO knows. In a sandbox the portal is always there, and does nothing when it cannot.
 */
static const char *const services[] = { "org.freedesktop.Notifications", "org.gtk.Notifications" };

#define BUS "org.freedesktop.DBus"
#define SANDBOX_FILE "/.flatpak-info"

typedef struct
{
  GApplication *application;
  char *id;
  GNotification *notification;
} Sending;

static void
sending_free (Sending *self)
{
  g_application_release (self->application);
  g_object_unref (self->application);
  g_free (self->id);
  g_object_unref (self->notification);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static gboolean
has_service (GVariant *reply)
{
  g_autofree const char **names = NULL;

  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "(^a&s)", &names);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (g_strv_contains ((const char *const *) names, services[i]))
      return TRUE;

  return FALSE;
}

static void
activatable_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (has_service (reply))
    g_application_send_notification (sending->application, sending->id, sending->notification);
}

static void
ask (GDBusConnection *bus, const char *method, GAsyncReadyCallback callback, Sending *sending)
{
  g_dbus_connection_call (bus, BUS, "/org/freedesktop/DBus", BUS, method, NULL, G_VARIANT_TYPE ("(as)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, callback, sending);
}

static void
running_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (has_service (reply))
    g_application_send_notification (sending->application, sending->id, sending->notification);
  else
    ask (G_DBUS_CONNECTION (source), "ListActivatableNames", activatable_cb, g_steal_pointer (&sending));
}

void
mtn_notification_send (GApplication *application,
                       const char *id,
                       const char *title,
                       const char *body,
                       const char *action)
{
  GDBusConnection *bus;
  g_autoptr (GNotification) notification = NULL;
  Sending *sending;

  g_return_if_fail (G_IS_APPLICATION (application));
  g_return_if_fail (id != NULL && title != NULL && body != NULL && action != NULL);

  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, action);
  if (g_file_test (SANDBOX_FILE, G_FILE_TEST_EXISTS))
    {
      g_application_send_notification (application, id, notification);
      return;
    }
  bus = g_application_get_dbus_connection (application);
  if (bus == NULL)
    return;

  /* The program may be about to end, as nothing is left to do. */
  g_application_hold (application);
  sending = g_new0 (Sending, 1);
  sending->application = g_object_ref (application);
  sending->id = g_strdup (id);
  sending->notification = g_steal_pointer (&notification);
  ask (bus, "ListNames", running_cb, sending);
}
