/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chip.h"

#include <glib/gi18n.h>

struct _MtnChip
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *stars;
  GtkWidget *button;

  MtnFilm *film;
};

G_DEFINE_FINAL_TYPE (MtnChip, mtn_chip, GTK_TYPE_WIDGET)

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
remove_cb (MtnChip *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static gboolean
delete_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  remove_cb (MTN_CHIP (widget));

  return TRUE;
}

/* Kept by one function, whatever of the film has changed. */
static void
update (MtnChip *self)
{
  double stars = mtn_film_get_stars (self->film);
  gboolean excluded = mtn_film_get_excluded (self->film);
  const char *label = mtn_film_get_label (self->film);
  g_autofree char *action = NULL;
  g_autofree char *number = NULL;
  g_autofree char *description = NULL;

  /* Translators: for the screen reader and the tooltip; %s is a film like "Toy Story (1995)" */
  action = g_strdup_printf (excluded ? _ ("Suggest %s Again") : _ ("Remove %s"), label);
  if (excluded)
    {
      gboolean not_interested = mtn_film_get_not_interested (self->film);

      gtk_image_set_from_icon_name (self->icon, not_interested ? "action-unavailable-symbolic"
                                                               : "object-select-symbolic");
      description = g_strdup (not_interested ? _ ("Not interested") : _ ("Seen"));
    }
  else
    {
      gtk_image_set_from_icon_name (self->icon, stars > 0 ? "starred-symbolic" : "matinee-heart-symbolic");
      /* Translators: for the screen reader; %g is a number of stars like 4 or 3.5 */
      description = stars > 0 ? g_strdup_printf (_ ("Rated %g stars"), stars) : g_strdup (_ ("Loved"));
    }

  number = stars > 0 ? g_strdup_printf ("%g", stars) : g_strdup ("");
  gtk_label_set_label (self->stars, number);
  gtk_widget_set_visible (GTK_WIDGET (self->stars), stars > 0);
  gtk_widget_set_tooltip_text (self->button, action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, action,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
mtn_chip_dispose (GObject *object)
{
  MtnChip *self = MTN_CHIP (object);
  GtkWidget *child;

  g_clear_object (&self->film);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_CHIP);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mtn_chip_parent_class)->dispose (object);
}

static void
mtn_chip_class_init (MtnChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_chip_dispose;

  signals[REMOVED] =
      g_signal_new ("removed", MTN_TYPE_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/matinee_app/Matinee/ui/mtn-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnChip, icon);
  gtk_widget_class_bind_template_child (widget_class, MtnChip, title);
  gtk_widget_class_bind_template_child (widget_class, MtnChip, stars);
  gtk_widget_class_bind_template_child (widget_class, MtnChip, button);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, delete_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, delete_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "chip");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mtn_chip_init (MtnChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mtn_chip_new (MtnFilm *film)
{
  MtnChip *self;

  g_return_val_if_fail (MTN_IS_FILM (film), NULL);

  self = g_object_new (MTN_TYPE_CHIP, NULL);
  self->film = g_object_ref (film);
  gtk_label_set_label (self->title, mtn_film_get_movie (film)->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mtn_film_get_label (film), -1);

  g_signal_connect_object (film, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

MtnFilm *
mtn_chip_get_film (MtnChip *self)
{
  g_return_val_if_fail (MTN_IS_CHIP (self), NULL);

  return self->film;
}
