/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-search-provider.h"

#include <gtk/gtk.h>

/* The Shell shows five or so. */
#define MAX_RESULTS 20
/* Somebody who types asks again soon; a program without a window waits that long for it. */
#define PATIENCE_MS 15000

struct _MtnSearchProvider
{
  GObject parent_instance;

  MtnAppState *state;    /* (nullable): before the application has started, and after it has ended */
  MtnModelStore *models; /* likewise */
  GDBusNodeInfo *interface;
  GDBusConnection *connection;
  guint registration;
  GQueue waiting; /* of GDBusMethodInvocation, until a model is there or turns out to be broken */
};

G_DEFINE_FINAL_TYPE (MtnSearchProvider, mtn_search_provider, G_TYPE_OBJECT)

enum
{
  CHOSEN,
  SEARCHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Of GNOME Shell's documentation of search providers. */
static const char interface_xml[] = "<node>"
                                    "  <interface name='org.gnome.Shell.SearchProvider2'>"
                                    "    <method name='GetInitialResultSet'>"
                                    "      <arg type='as' name='terms' direction='in'/>"
                                    "      <arg type='as' name='results' direction='out'/>"
                                    "    </method>"
                                    "    <method name='GetSubsearchResultSet'>"
                                    "      <arg type='as' name='previous_results' direction='in'/>"
                                    "      <arg type='as' name='terms' direction='in'/>"
                                    "      <arg type='as' name='results' direction='out'/>"
                                    "    </method>"
                                    "    <method name='GetResultMetas'>"
                                    "      <arg type='as' name='identifiers' direction='in'/>"
                                    "      <arg type='aa{sv}' name='metas' direction='out'/>"
                                    "    </method>"
                                    "    <method name='ActivateResult'>"
                                    "      <arg type='s' name='identifier' direction='in'/>"
                                    "      <arg type='as' name='terms' direction='in'/>"
                                    "      <arg type='u' name='timestamp' direction='in'/>"
                                    "    </method>"
                                    "    <method name='LaunchSearch'>"
                                    "      <arg type='as' name='terms' direction='in'/>"
                                    "      <arg type='u' name='timestamp' direction='in'/>"
                                    "    </method>"
                                    "  </interface>"
                                    "</node>";

/* Strangers may name anything. */
static MtnFilm *
find_film (MtnSearchProvider *self, const char *id)
{
  MtnCatalog *catalog = mtn_app_state_get_catalog (self->state);
  gint64 number;
  int index;

  if (catalog == NULL || !g_ascii_string_to_signed (id, 10, 1, G_MAXINT, &number, NULL))
    return NULL;

  index = mtn_catalog_find_id (catalog, (int) number);

  return index >= 0 ? mtn_app_state_get_film (self->state, (guint) index) : NULL;
}

static GVariant *
search (MtnSearchProvider *self, char **terms)
{
  g_autofree char *text = g_strjoinv (" ", terms);
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE ("as"));
  /* Without a word every film is found. */
  if (*stripped != '\0' && mtn_app_state_get_status (self->state) == MTN_STATUS_READY)
    {
      g_autoptr (GArray) found = mtn_app_state_search (self->state, stripped);

      for (guint i = 0; i < MIN (found->len, MAX_RESULTS); i++)
        {
          MtnFilm *film = mtn_app_state_get_film (self->state, g_array_index (found, guint, i));

          g_variant_builder_add_value (&results, g_variant_new_take_string (
                                                     g_strdup_printf ("%d", mtn_film_get_movie (film)->id)));
        }
    }

  return g_variant_builder_end (&results);
}

static GVariant *
describe (MtnSearchProvider *self, char **ids)
{
  g_autoptr (GIcon) icon = g_themed_icon_new (MTN_APPLICATION_ID);
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      MtnFilm *film = find_film (self, ids[i]);
      g_autofree char *genres = NULL;

      if (film == NULL)
        continue;

      genres = mtn_film_dup_genres (film);
      g_variant_builder_open (&metas, G_VARIANT_TYPE ("a{sv}"));
      g_variant_builder_add (&metas, "{sv}", "id", g_variant_new_string (ids[i]));
      g_variant_builder_add (&metas, "{sv}", "name", g_variant_new_string (mtn_film_get_label (film)));
      g_variant_builder_add (&metas, "{sv}", "description", g_variant_new_string (genres));
      g_variant_builder_add (&metas, "{sv}", "icon", g_icon_serialize (icon));
      g_variant_builder_add (&metas, "{sv}", "clipboardText",
                             g_variant_new_string (mtn_film_get_label (film)));
      g_variant_builder_close (&metas);
    }

  return g_variant_builder_end (&metas);
}

/* Takes @invocation. */
static void
answer (MtnSearchProvider *self, GDBusMethodInvocation *invocation)
{
  const char *method = g_dbus_method_invocation_get_method_name (invocation);
  GVariant *parameters = g_dbus_method_invocation_get_parameters (invocation);
  g_auto (GStrv) words = NULL;
  const char *id;
  guint32 time;

  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get (parameters, "(^as)", &words);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(@as)", search (self, words)));
    }
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      /* A search takes a millisecond: it need not build upon the last one. */
      g_variant_get (parameters, "(as^as)", NULL, &words);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(@as)", search (self, words)));
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^as)", &words);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(@aa{sv})", describe (self, words)));
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      MtnFilm *film;

      g_variant_get (parameters, "(&s^asu)", &id, &words, &time);
      film = find_film (self, id);
      if (film != NULL)
        g_signal_emit (self, signals[CHOSEN], 0, film, time);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      g_autofree char *text = NULL;

      g_variant_get (parameters, "(^asu)", &words, &time);
      text = g_strjoinv (" ", words);
      g_signal_emit (self, signals[SEARCHED], 0, text, time);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static void
answer_all (MtnSearchProvider *self)
{
  GDBusMethodInvocation *invocation;

  if (mtn_app_state_get_status (self->state) == MTN_STATUS_LOADING)
    return;

  while ((invocation = g_queue_pop_head (&self->waiting)) != NULL)
    {
      answer (self, invocation);
      g_application_release (g_application_get_default ());
    }
}

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  MtnSearchProvider *self = user_data;
  GApplication *application = g_application_get_default ();

  if (self->state == NULL)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_FAILED,
                                                     "Matinee is starting or ending");
      return;
    }

  /* A program that was started for this has no window: it must not end before it has answered. */
  g_application_hold (application);
  if (gtk_application_get_windows (GTK_APPLICATION (application)) == NULL)
    g_application_set_inactivity_timeout (application, PATIENCE_MS);
  g_queue_push_tail (&self->waiting, invocation);
  mtn_model_store_ensure_model (self->models);
  answer_all (self);
}

gboolean
mtn_search_provider_export (MtnSearchProvider *self,
                            GDBusConnection *connection,
                            const char *path,
                            GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };

  g_return_val_if_fail (MTN_IS_SEARCH_PROVIDER (self), FALSE);
  g_return_val_if_fail (self->registration == 0, FALSE);

  self->registration = g_dbus_connection_register_object (connection, path, self->interface->interfaces[0],
                                                          &vtable, self, NULL, error);
  if (self->registration == 0)
    return FALSE;

  self->connection = g_object_ref (connection);

  return TRUE;
}

void
mtn_search_provider_unexport (MtnSearchProvider *self)
{
  g_return_if_fail (MTN_IS_SEARCH_PROVIDER (self));

  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  g_clear_object (&self->connection);
}

void
mtn_search_provider_set_state (MtnSearchProvider *self, MtnAppState *state, MtnModelStore *models)
{
  g_return_if_fail (MTN_IS_SEARCH_PROVIDER (self));
  g_return_if_fail (state == NULL || MTN_IS_APP_STATE (state));

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_set_object (&self->state, state);
  g_set_object (&self->models, models);
  if (state != NULL)
    g_signal_connect_object (state, "notify::status", G_CALLBACK (answer_all), self, G_CONNECT_SWAPPED);
}

static void
mtn_search_provider_dispose (GObject *object)
{
  MtnSearchProvider *self = MTN_SEARCH_PROVIDER (object);

  mtn_search_provider_unexport (self);
  mtn_search_provider_set_state (self, NULL, NULL);
  g_queue_clear_full (&self->waiting, g_object_unref);

  G_OBJECT_CLASS (mtn_search_provider_parent_class)->dispose (object);
}

static void
mtn_search_provider_finalize (GObject *object)
{
  g_dbus_node_info_unref (MTN_SEARCH_PROVIDER (object)->interface);

  G_OBJECT_CLASS (mtn_search_provider_parent_class)->finalize (object);
}

static void
mtn_search_provider_class_init (MtnSearchProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mtn_search_provider_dispose;
  object_class->finalize = mtn_search_provider_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, MTN_TYPE_FILM, G_TYPE_UINT);
  signals[SEARCHED] = g_signal_new ("searched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
}

static void
mtn_search_provider_init (MtnSearchProvider *self)
{
  self->interface = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_queue_init (&self->waiting);
}

MtnSearchProvider *
mtn_search_provider_new (void)
{
  return g_object_new (MTN_TYPE_SEARCH_PROVIDER, NULL);
}
