/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-text-row.h"

struct _MtnTextRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (MtnTextRow, mtn_text_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_TEXT = 1
};

static void
mtn_text_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    mtn_text_row_set_text (MTN_TEXT_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mtn_text_row_class_init (MtnTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = mtn_text_row_set_property;
  g_object_class_install_property (object_class, PROP_TEXT,
                                   g_param_spec_string ("text", NULL, NULL, NULL,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

/* Without a natural width for wrapped text there is nothing to search for. */
static GtkLabel *
add_label (GtkBox *box)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (label, 0);
  gtk_box_append (box, GTK_WIDGET (label));

  return label;
}

static void
mtn_text_row_init (MtnTextRow *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  GtkLabel *title = add_label (box);

  gtk_widget_add_css_class (GTK_WIDGET (box), "text-row");
  g_object_bind_property (self, "title", title, "label", G_BINDING_SYNC_CREATE);
  self->text = add_label (box);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "caption");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->text, NULL, -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (box));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
}

void
mtn_text_row_set_text (MtnTextRow *self, const char *text)
{
  g_return_if_fail (MTN_IS_TEXT_ROW (self));

  gtk_label_set_label (self->text, text != NULL ? text : "");
}
