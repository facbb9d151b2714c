/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-card.h"

#include "mtn-chart-canvas.h"
#include "mtn-text-scale.h"

#define CHART_HEIGHT 240

struct _MtnDataCard
{
  GtkButton parent_instance;

  GtkWidget *title;
  GtkWidget *chart;
  GtkWidget *caption;
  char *name;
  MtnFigure *figure; /* (nullable): what is drawn */
};

G_DEFINE_FINAL_TYPE (MtnDataCard, mtn_data_card, GTK_TYPE_BUTTON)

static void
take_figure (MtnDataCard *self, MtnFigure *figure)
{
  if (self->chart != NULL)
    mtn_chart_canvas_set_figure (MTN_CHART_CANVAS (self->chart), figure, FALSE);
  g_clear_pointer (&self->figure, mtn_figure_free);
  self->figure = figure;
}

static void
mtn_data_card_dispose (GObject *object)
{
  MtnDataCard *self = MTN_DATA_CARD (object);

  take_figure (self, NULL);
  self->chart = NULL;

  G_OBJECT_CLASS (mtn_data_card_parent_class)->dispose (object);
}

static void
mtn_data_card_finalize (GObject *object)
{
  g_free (MTN_DATA_CARD (object)->name);

  G_OBJECT_CLASS (mtn_data_card_parent_class)->finalize (object);
}

static void
mtn_data_card_class_init (MtnDataCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mtn_data_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = mtn_data_card_finalize;
}

static void
mtn_data_card_init (MtnDataCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "view-fullscreen-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->title =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), icon);

  self->chart = mtn_chart_canvas_new ();
  g_object_set (self->chart, "preview", TRUE, "height-request", CHART_HEIGHT, "vexpand", TRUE, "can-target",
                FALSE, "can-focus", FALSE, NULL);
  self->caption = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "lines", 2, "ellipsize",
                                PANGO_ELLIPSIZE_END, "width-chars", 18, "max-width-chars", 36, NULL);
  gtk_widget_add_css_class (self->caption, "caption");
  gtk_widget_add_css_class (self->caption, "dim-label");

  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->chart);
  gtk_box_append (GTK_BOX (box), self->caption);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "data-card");
}

GtkWidget *
mtn_data_card_new (const char *name, const char *title)
{
  MtnDataCard *self = g_object_new (MTN_TYPE_DATA_CARD, "action-name", "data.show", NULL);

  self->name = g_strdup (name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", name);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return GTK_WIDGET (self);
}

const char *
mtn_data_card_get_name (MtnDataCard *self)
{
  g_return_val_if_fail (MTN_IS_DATA_CARD (self), NULL);

  return self->name;
}

void
mtn_data_card_take (MtnDataCard *self, MtnFigure *figure, const char *caption)
{
  GtkWidget *child = gtk_widget_get_parent (GTK_WIDGET (self));

  g_return_if_fail (MTN_IS_DATA_CARD (self));

  /* In a flow box what takes a place is the parent. */
  gtk_widget_set_visible (child != NULL ? child : GTK_WIDGET (self), figure != NULL);
  /* Large text leaves less for what is drawn. */
  gtk_widget_set_size_request (self->chart, -1, (int) (CHART_HEIGHT * mtn_text_scale (self->chart)));
  take_figure (self, figure);
  gtk_label_set_label (GTK_LABEL (self->caption), caption != NULL ? caption : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  caption != NULL ? caption : "", -1);
}
