/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-progress.h"

#include <glib/gi18n.h>

#include "mtn-data-location.h"

#define DELAY_MS 400
#define PULSE_MS 120

struct _MtnDataProgress
{
  GtkBox parent_instance;

  GtkWidget *what;
  GtkWidget *bar;
  GtkWidget *message;
  MtnDataStore *store; /* (nullable) */
  guint source;        /* shows it, then keeps it moving */
};

G_DEFINE_FINAL_TYPE (MtnDataProgress, mtn_data_progress, GTK_TYPE_BOX)

static gboolean
pulse_cb (gpointer user_data)
{
  MtnDataProgress *self = user_data;
  double fraction;

  g_object_get (self->store, "fraction", &fraction, NULL);
  if (fraction < 0)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));

  return G_SOURCE_CONTINUE;
}

static gboolean
show_cb (gpointer user_data)
{
  MtnDataProgress *self = user_data;

  gtk_widget_set_opacity (GTK_WIDGET (self), 1);
  self->source = g_timeout_add (PULSE_MS, pulse_cb, self);

  return G_SOURCE_REMOVE;
}

static void
progress_cb (MtnDataProgress *self)
{
  g_autofree char *message = NULL;
  double fraction;

  g_object_get (self->store, "fraction", &fraction, "message", &message, NULL);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), fraction);
  gtk_label_set_label (GTK_LABEL (self->message), message != NULL ? message : "");
}

static void
loading_cb (MtnDataProgress *self)
{
  g_autofree char *opening = NULL;

  g_clear_handle_id (&self->source, g_source_remove);
  gtk_widget_set_opacity (GTK_WIDGET (self), 0);
  g_object_get (self->store, "opening", &opening, NULL);
  if (opening != NULL)
    {
      g_autofree char *name = mtn_data_location_dup_name (opening);
      /* Translators: %s is the name of a folder or archive */
      g_autofree char *what = g_strdup_printf (_ ("Reading “%s”"), name);

      gtk_label_set_label (GTK_LABEL (self->what), what);
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), 0);
      self->source = g_timeout_add (DELAY_MS, show_cb, self);
    }
}

static void
mtn_data_progress_dispose (GObject *object)
{
  MtnDataProgress *self = MTN_DATA_PROGRESS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mtn_data_progress_parent_class)->dispose (object);
}

static void
mtn_data_progress_class_init (MtnDataProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mtn_data_progress_dispose;
}

static void
mtn_data_progress_init (MtnDataProgress *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->what = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, NULL);
  gtk_widget_add_css_class (self->what, "heading");
  self->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How far the data are read"), -1);
  self->message = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (self->message, "caption");
  gtk_widget_add_css_class (self->message, "dim-label");
  gtk_box_append (GTK_BOX (texts), self->what);
  gtk_box_append (GTK_BOX (texts), self->bar);
  gtk_box_append (GTK_BOX (texts), self->message);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "data.cancel");

  gtk_box_set_spacing (GTK_BOX (self), 18);
  gtk_box_append (GTK_BOX (self), texts);
  gtk_box_append (GTK_BOX (self), cancel);
  gtk_widget_add_css_class (GTK_WIDGET (self), "data-progress");
}

void
mtn_data_progress_set_store (MtnDataProgress *self, MtnDataStore *store)
{
  g_return_if_fail (MTN_IS_DATA_PROGRESS (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "notify::fraction", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::message", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::opening", G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
  loading_cb (self);
}
