/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-genre-button.h"

#include <glib/gi18n.h>

struct _MtnGenreButton
{
  GtkButton parent_instance;

  char *name;
  guint32 bit;
  MtnGenreChoice choice;

  GtkWidget *icon;
  GtkWidget *label;
};

enum
{
  PROP_0,
  PROP_CHOICE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MtnGenreButton, mtn_genre_button, GTK_TYPE_BUTTON)

static void
set_class (MtnGenreButton *self, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
update (MtnGenreButton *self)
{
  g_autofree char *name = NULL;

  set_class (self, "only", self->choice == MTN_GENRE_ONLY);
  set_class (self, "never", self->choice == MTN_GENRE_NEVER);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), self->choice == MTN_GENRE_NEVER
                                                            ? "action-unavailable-symbolic"
                                                            : "object-select-symbolic");
  gtk_widget_set_visible (self->icon, self->choice != MTN_GENRE_ANY);

  switch (self->choice)
    {
    case MTN_GENRE_ONLY:
      name = g_strdup_printf (_ ("%s: only these"), self->name);
      break;
    case MTN_GENRE_NEVER:
      name = g_strdup_printf (_ ("%s: never"), self->name);
      break;
    case MTN_GENRE_ANY:
    default:
      name = g_strdup_printf (_ ("%s: any"), self->name);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
mtn_genre_button_clicked (GtkButton *button)
{
  MtnGenreButton *self = MTN_GENRE_BUTTON (button);

  mtn_genre_button_set_choice (self, (self->choice + 1) % (MTN_GENRE_NEVER + 1));
}

static void
mtn_genre_button_finalize (GObject *object)
{
  g_free (MTN_GENRE_BUTTON (object)->name);

  G_OBJECT_CLASS (mtn_genre_button_parent_class)->finalize (object);
}

static void
mtn_genre_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHOICE:
      g_value_set_int (value, (int) MTN_GENRE_BUTTON (object)->choice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_genre_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHOICE:
      mtn_genre_button_set_choice (MTN_GENRE_BUTTON (object), (MtnGenreChoice) g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_genre_button_class_init (MtnGenreButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mtn_genre_button_finalize;
  object_class->get_property = mtn_genre_button_get_property;
  object_class->set_property = mtn_genre_button_set_property;
  GTK_BUTTON_CLASS (klass)->clicked = mtn_genre_button_clicked;

  properties[PROP_CHOICE] =
      g_param_spec_int ("choice", NULL, NULL, MTN_GENRE_ANY, MTN_GENRE_NEVER, MTN_GENRE_ANY,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mtn_genre_button_init (MtnGenreButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->icon = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 12);
  gtk_box_append (GTK_BOX (box), self->icon);
  self->label = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "genre");
}

GtkWidget *
mtn_genre_button_new (const char *name, guint32 bit)
{
  MtnGenreButton *self = g_object_new (MTN_TYPE_GENRE_BUTTON, NULL);

  self->name = g_strdup (name);
  self->bit = bit;
  gtk_label_set_label (GTK_LABEL (self->label), name);
  update (self);

  return GTK_WIDGET (self);
}

guint32
mtn_genre_button_get_bit (MtnGenreButton *self)
{
  g_return_val_if_fail (MTN_IS_GENRE_BUTTON (self), 0);

  return self->bit;
}

MtnGenreChoice
mtn_genre_button_get_choice (MtnGenreButton *self)
{
  g_return_val_if_fail (MTN_IS_GENRE_BUTTON (self), MTN_GENRE_ANY);

  return self->choice;
}

void
mtn_genre_button_set_choice (MtnGenreButton *self, MtnGenreChoice choice)
{
  g_return_if_fail (MTN_IS_GENRE_BUTTON (self));

  if (self->choice == choice)
    return;

  self->choice = choice;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
}
