/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-strip.h"

#include "mtn-attribute.h"
#include "mtn-chips.h"
#include "mtn-wrap-box.h"

struct _MtnStrip
{
  GtkWidget parent_instance;

  GtkStack *stack;
  MtnChips *chips;
  GtkDropDown *age;
  GtkDropDown *gender;
  GtkDropDown *occupation;

  MtnAppState *state;
};

G_DEFINE_FINAL_TYPE (MtnStrip, mtn_strip, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
chip_removed_cb (MtnStrip *self, MtnFilm *film)
{
  mtn_app_state_unpick (self->state, film);
}

static void
picks_changed_cb (MtnStrip *self)
{
  gboolean empty = g_list_model_get_n_items (mtn_app_state_get_picks (self->state)) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "chips");
}

static void
mtn_strip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnStrip *self = MTN_STRIP (object);

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
mtn_strip_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnStrip *self = MTN_STRIP (object);

  switch (prop_id)
    {
    case PROP_STATE:
      mtn_strip_set_state (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_strip_dispose (GObject *object)
{
  MtnStrip *self = MTN_STRIP (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_STRIP);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (mtn_strip_parent_class)->dispose (object);
}

static void
mtn_strip_class_init (MtnStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mtn_strip_dispose;
  object_class->get_property = mtn_strip_get_property;
  object_class->set_property = mtn_strip_set_property;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, MTN_TYPE_APP_STATE,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MTN_TYPE_CHIPS);
  g_type_ensure (MTN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnStrip, stack);
  gtk_widget_class_bind_template_child (widget_class, MtnStrip, chips);
  gtk_widget_class_bind_template_child (widget_class, MtnStrip, age);
  gtk_widget_class_bind_template_child (widget_class, MtnStrip, gender);
  gtk_widget_class_bind_template_child (widget_class, MtnStrip, occupation);
  gtk_widget_class_bind_template_callback (widget_class, chip_removed_cb);
  gtk_widget_class_set_css_name (widget_class, "strip");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mtn_strip_init (MtnStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  mtn_attribute_style_dropdown (MTN_ATTRIBUTE_AGE, self->age);
  mtn_attribute_style_dropdown (MTN_ATTRIBUTE_GENDER, self->gender);
  mtn_attribute_style_dropdown (MTN_ATTRIBUTE_OCCUPATION, self->occupation);
}

void
mtn_strip_set_state (MtnStrip *self, MtnAppState *state)
{
  GListModel *picks;

  g_return_if_fail (MTN_IS_STRIP (self));
  g_return_if_fail (self->state == NULL);

  if (!g_set_object (&self->state, state))
    return;

  picks = mtn_app_state_get_picks (state);
  mtn_chips_set_films (self->chips, picks);
  g_signal_connect_object (picks, "items-changed", G_CALLBACK (picks_changed_cb), self, G_CONNECT_SWAPPED);
  picks_changed_cb (self);

  mtn_attribute_bind (MTN_ATTRIBUTE_AGE, state, GTK_WIDGET (self->age));
  mtn_attribute_bind (MTN_ATTRIBUTE_GENDER, state, GTK_WIDGET (self->gender));
  mtn_attribute_bind (MTN_ATTRIBUTE_OCCUPATION, state, GTK_WIDGET (self->occupation));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
