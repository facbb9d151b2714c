/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-you-page.h"

#include <adwaita.h>

#include "mtn-attribute.h"
#include "mtn-chips.h"
#include "mtn-choice.h"

struct _MtnYouPage
{
  GtkWidget parent_instance;

  GtkWidget *no_picks;
  MtnChips *picks;
  GtkWidget *excluded_group;
  MtnChips *excluded;
  AdwComboRow *age;
  AdwComboRow *gender;
  AdwComboRow *occupation;

  MtnAppState *state;
};

G_DEFINE_FINAL_TYPE (MtnYouPage, mtn_you_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pick_removed_cb (MtnYouPage *self, MtnFilm *film)
{
  mtn_app_state_unpick (self->state, film);
}

static void
excluded_removed_cb (MtnYouPage *self, MtnFilm *film)
{
  mtn_app_state_unexclude (self->state, film);
}

static void
lists_changed_cb (MtnYouPage *self)
{
  gboolean picked = g_list_model_get_n_items (mtn_app_state_get_picks (self->state)) > 0;

  gtk_widget_set_visible (self->no_picks, !picked);
  gtk_widget_set_visible (GTK_WIDGET (self->picks), picked);
  gtk_widget_set_visible (self->excluded_group,
                          g_list_model_get_n_items (mtn_app_state_get_exclusions (self->state)) > 0);
}

static void
mtn_you_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnYouPage *self = MTN_YOU_PAGE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_you_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnYouPage *self = MTN_YOU_PAGE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      mtn_you_page_set_state (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_you_page_dispose (GObject *object)
{
  MtnYouPage *self = MTN_YOU_PAGE (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_YOU_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (mtn_you_page_parent_class)->dispose (object);
}

static void
mtn_you_page_class_init (MtnYouPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mtn_you_page_dispose;
  object_class->get_property = mtn_you_page_get_property;
  object_class->set_property = mtn_you_page_set_property;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, MTN_TYPE_APP_STATE,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MTN_TYPE_CHIPS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-you-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnYouPage, no_picks);
  gtk_widget_class_bind_template_child (widget_class, MtnYouPage, picks);
  gtk_widget_class_bind_template_child (widget_class, MtnYouPage, excluded_group);
  gtk_widget_class_bind_template_child (widget_class, MtnYouPage, excluded);
  gtk_widget_class_bind_template_child (widget_class, MtnYouPage, age);
  gtk_widget_class_bind_template_child (widget_class, MtnYouPage, gender);
  gtk_widget_class_bind_template_child (widget_class, MtnYouPage, occupation);
  gtk_widget_class_bind_template_callback (widget_class, pick_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, excluded_removed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mtn_you_page_init (MtnYouPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  mtn_choice_set_up (GTK_WIDGET (self->age), mtn_attribute_get_title (MTN_ATTRIBUTE_AGE), NULL);
  mtn_choice_set_up (GTK_WIDGET (self->gender), mtn_attribute_get_title (MTN_ATTRIBUTE_GENDER), NULL);
  mtn_choice_set_up (GTK_WIDGET (self->occupation), mtn_attribute_get_title (MTN_ATTRIBUTE_OCCUPATION), NULL);
}

void
mtn_you_page_set_state (MtnYouPage *self, MtnAppState *state)
{
  GListModel *picks;
  GListModel *exclusions;

  g_return_if_fail (MTN_IS_YOU_PAGE (self));
  g_return_if_fail (self->state == NULL);

  if (!g_set_object (&self->state, state))
    return;

  picks = mtn_app_state_get_picks (state);
  exclusions = mtn_app_state_get_exclusions (state);
  mtn_chips_set_films (self->picks, picks);
  mtn_chips_set_films (self->excluded, exclusions);
  g_signal_connect_object (picks, "items-changed", G_CALLBACK (lists_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (exclusions, "items-changed", G_CALLBACK (lists_changed_cb), self,
                           G_CONNECT_SWAPPED);
  lists_changed_cb (self);

  mtn_attribute_bind (MTN_ATTRIBUTE_AGE, state, GTK_WIDGET (self->age));
  mtn_attribute_bind (MTN_ATTRIBUTE_GENDER, state, GTK_WIDGET (self->gender));
  mtn_attribute_bind (MTN_ATTRIBUTE_OCCUPATION, state, GTK_WIDGET (self->occupation));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
