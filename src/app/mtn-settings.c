/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* GSettings ends the program when its schema or a key is missing, so both are
 * looked up first; a property whose key is not there simply keeps its default. */

#include "mtn-settings.h"

#include <gio/gio.h>

struct _MtnSettings
{
  GObject parent_instance;

  GSettings *settings; /* (nullable) */
  GValue *values;      /* [N_PROPS] */
};

G_DEFINE_FINAL_TYPE (MtnSettings, mtn_settings, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ENGINE,
  PROP_LIST_LENGTH,
  PROP_COLOR_SCHEME,
  PROP_WINDOW_WIDTH,
  PROP_WINDOW_HEIGHT,
  PROP_WINDOW_MAXIMIZED,
  PROP_CURRENT_PROFILE,
  PROP_PARTICULAR,
  PROP_GRID_SORT,
  PROP_VIEW,
  PROP_DATA_LOCATION,
  PROP_RECENT_DATA,
  PROP_MODEL,
  PROP_OPENED_MODELS,
  PROP_OPENED_RESULTS,
  PROP_RESULT_NOTES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
mtn_settings_dispose (GObject *object)
{
  g_clear_object (&MTN_SETTINGS (object)->settings);

  G_OBJECT_CLASS (mtn_settings_parent_class)->dispose (object);
}

static void
mtn_settings_finalize (GObject *object)
{
  MtnSettings *self = MTN_SETTINGS (object);

  for (guint i = 1; i < N_PROPS; i++)
    g_value_unset (&self->values[i]);
  g_free (self->values);

  G_OBJECT_CLASS (mtn_settings_parent_class)->finalize (object);
}

static void
mtn_settings_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_copy (&MTN_SETTINGS (object)->values[prop_id], value);
}

static void
mtn_settings_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnSettings *self = MTN_SETTINGS (object);

  if (g_param_values_cmp (pspec, value, &self->values[prop_id]) == 0)
    return;

  g_value_copy (value, &self->values[prop_id]);
  g_object_notify_by_pspec (object, pspec);
}

static void
mtn_settings_constructed (GObject *object)
{
  MtnSettings *self = MTN_SETTINGS (object);
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  G_OBJECT_CLASS (mtn_settings_parent_class)->constructed (object);

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, MTN_SETTINGS_ID, TRUE);
  if (schema == NULL)
    {
      g_info ("The description of the settings is not installed: they will not be remembered");
      return;
    }

  self->settings = g_settings_new_full (schema, NULL, NULL);
  for (guint i = 1; i < N_PROPS; i++)
    if (g_settings_schema_has_key (schema, properties[i]->name))
      g_settings_bind (self->settings, properties[i]->name, self, properties[i]->name,
                       G_SETTINGS_BIND_DEFAULT);
}

static void
mtn_settings_class_init (MtnSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = mtn_settings_constructed;
  object_class->dispose = mtn_settings_dispose;
  object_class->finalize = mtn_settings_finalize;
  object_class->get_property = mtn_settings_get_property;
  object_class->set_property = mtn_settings_set_property;

  properties[PROP_ENGINE] = g_param_spec_string ("engine", NULL, NULL, "auto", flags);
  properties[PROP_LIST_LENGTH] = g_param_spec_uint ("list-length", NULL, NULL, 5, 100, 20, flags);
  properties[PROP_COLOR_SCHEME] = g_param_spec_string ("color-scheme", NULL, NULL, "system", flags);
  properties[PROP_WINDOW_WIDTH] = g_param_spec_int ("window-width", NULL, NULL, 1, G_MAXINT16, 1280, flags);
  properties[PROP_WINDOW_HEIGHT] = g_param_spec_int ("window-height", NULL, NULL, 1, G_MAXINT16, 800, flags);
  properties[PROP_WINDOW_MAXIMIZED] = g_param_spec_boolean ("window-maximized", NULL, NULL, FALSE, flags);
  properties[PROP_CURRENT_PROFILE] = g_param_spec_string ("current-profile", NULL, NULL, "", flags);
  properties[PROP_PARTICULAR] = g_param_spec_double ("particular", NULL, NULL, -1, 1, 0, flags);
  properties[PROP_GRID_SORT] = g_param_spec_string ("grid-sort", NULL, NULL, "popular", flags);
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "movies", flags);
  properties[PROP_DATA_LOCATION] = g_param_spec_string ("data-location", NULL, NULL, "", flags);
  properties[PROP_RECENT_DATA] = g_param_spec_boxed ("recent-data", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_MODEL] = g_param_spec_string ("model", NULL, NULL, "", flags);
  properties[PROP_OPENED_MODELS] = g_param_spec_string ("opened-models", NULL, NULL, "", flags);
  properties[PROP_OPENED_RESULTS] = g_param_spec_boxed ("opened-results", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_RESULT_NOTES] = g_param_spec_boxed ("result-notes", NULL, NULL, G_TYPE_STRV, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mtn_settings_init (MtnSettings *self)
{
  self->values = g_new0 (GValue, N_PROPS);
  for (guint i = 1; i < N_PROPS; i++)
    {
      g_value_init (&self->values[i], G_PARAM_SPEC_VALUE_TYPE (properties[i]));
      g_param_value_set_default (properties[i], &self->values[i]);
    }
}

MtnSettings *
mtn_settings_get_default (void)
{
  static MtnSettings *settings;

  if (settings == NULL)
    settings = g_object_new (MTN_TYPE_SETTINGS, NULL);

  return settings;
}

void
mtn_settings_reset (MtnSettings *self)
{
  g_return_if_fail (MTN_IS_SETTINGS (self));

  for (guint i = 1; i < N_PROPS; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (properties[i]));
      g_param_value_set_default (properties[i], &value);
      g_object_set_property (G_OBJECT (self), properties[i]->name, &value);
    }

  if (self->settings != NULL)
    {
      g_autoptr (GSettingsSchema) schema = NULL;
      g_auto (GStrv) keys = NULL;

      g_object_get (self->settings, "settings-schema", &schema, NULL);
      keys = g_settings_schema_list_keys (schema);
      for (guint i = 0; keys[i] != NULL; i++)
        g_settings_reset (self->settings, keys[i]);
      g_settings_sync ();
    }
}

char *
mtn_settings_dup_path (MtnSettings *self)
{
  g_autoptr (GObject) backend = NULL;
  const char *kind;

  g_return_val_if_fail (MTN_IS_SETTINGS (self), NULL);

  if (self->settings == NULL)
    return NULL;

  /* Where they go is not for programs to know: GIO has no public name for it. */
  g_object_get (self->settings, "backend", &backend, NULL);
  kind = G_OBJECT_TYPE_NAME (backend);
  if (g_str_equal (kind, "GKeyfileSettingsBackend"))
    return g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
  if (g_str_equal (kind, "DConfSettingsBackend"))
    return g_build_filename (g_get_user_config_dir (), "dconf", "user", NULL);

  return NULL;
}

char *
mtn_settings_dup_text (MtnSettings *self)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;
  GString *text;

  g_return_val_if_fail (MTN_IS_SETTINGS (self), NULL);

  text = g_string_new ("[" MTN_SETTINGS_ID "]\n");
  if (self->settings != NULL)
    {
      g_object_get (self->settings, "settings-schema", &schema, NULL);
      keys = g_settings_schema_list_keys (schema);
    }
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = g_settings_get_value (self->settings, keys[i]);
      g_autofree char *printed = g_variant_print (value, FALSE);

      g_string_append_printf (text, "%s=%s\n", keys[i], printed);
    }

  return g_string_free (text, FALSE);
}
