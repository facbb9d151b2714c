/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-preferences.h"

#include <glib/gi18n.h>

#include "mtn-choice.h"
#include "mtn-privacy-page.h"
#include "mtn-settings.h"

struct _MtnPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *engine;
  AdwComboRow *color_scheme;
  GtkSpinButton *list_length;
  MtnPrivacyPage *privacy;
};

G_DEFINE_FINAL_TYPE (MtnPreferences, mtn_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows' choices. */
static const char *const engines[] = { "auto", "cpu", "cuda", NULL };
static const char *const color_schemes[] = { "system", "light", "dark", NULL };

static gboolean
nick_to_selected (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *const *nicks = user_data;
  const char *nick = g_value_get_string (from);

  for (guint i = 0; nicks[i] != NULL; i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        g_value_set_uint (to, i);
        return TRUE;
      }

  return FALSE;
}

static gboolean
selected_to_nick (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *const *nicks = user_data;
  guint selected = g_value_get_uint (from);

  if (selected >= g_strv_length ((GStrv) nicks))
    return FALSE;

  g_value_set_string (to, nicks[selected]);
  return TRUE;
}

static void
mtn_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MTN_TYPE_PREFERENCES);

  G_OBJECT_CLASS (mtn_preferences_parent_class)->dispose (object);
}

static void
mtn_preferences_class_init (MtnPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_preferences_dispose;

  g_type_ensure (MTN_TYPE_PRIVACY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnPreferences, engine);
  gtk_widget_class_bind_template_child (widget_class, MtnPreferences, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, MtnPreferences, list_length);
  gtk_widget_class_bind_template_child (widget_class, MtnPreferences, privacy);
}

static void
mtn_preferences_init (MtnPreferences *self)
{
  MtnSettings *settings = mtn_settings_get_default ();
  GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  gtk_widget_init_template (GTK_WIDGET (self));
  mtn_choice_set_up (GTK_WIDGET (self->engine),
                     adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->engine)), NULL);
  mtn_choice_set_up (GTK_WIDGET (self->color_scheme),
                     adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->color_scheme)), NULL);

  g_object_bind_property_full (settings, "engine", self->engine, "selected", flags, nick_to_selected,
                               selected_to_nick, (gpointer) engines, NULL);
  g_object_bind_property_full (settings, "color-scheme", self->color_scheme, "selected", flags,
                               nick_to_selected, selected_to_nick, (gpointer) color_schemes, NULL);
  g_object_bind_property (settings, "list-length", gtk_spin_button_get_adjustment (self->list_length),
                          "value", flags);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_length), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Length of the List"), -1);
}

GtkWidget *
mtn_preferences_new (GtkWindow *parent, MtnAppState *state)
{
  MtnPreferences *self = g_object_new (MTN_TYPE_PREFERENCES, "transient-for", parent, NULL);

  g_object_bind_property (state, "engine-description", self->engine, "subtitle", G_BINDING_SYNC_CREATE);
  mtn_privacy_page_set_state (self->privacy, state);
  /* Not wider than what it belongs to. */
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    {
      int width, height;

      gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
      gtk_window_set_default_size (GTK_WINDOW (self), MIN (width, gtk_widget_get_width (GTK_WIDGET (parent))),
                                   MIN (height, gtk_widget_get_height (GTK_WIDGET (parent))));
    }

  return GTK_WIDGET (self);
}

void
mtn_preferences_refresh (MtnPreferences *self)
{
  g_return_if_fail (MTN_IS_PREFERENCES (self));

  mtn_privacy_page_refresh (self->privacy);
}
