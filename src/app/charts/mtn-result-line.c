/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-result-line.h"

#include <glib/gi18n.h>

#include "mtn-chart-swatch.h"

struct _MtnResultLine
{
  GtkListBoxRow parent_instance;

  MtnResultItem *item;
  GtkWidget *check;
  GtkWidget *name;
  GtkWidget *detail;
  GtkWidget *leaks;
  GtkWidget *menu;
};

enum
{
  REMOVED,
  RENAMED,
  PINNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MtnResultLine, mtn_result_line, GTK_TYPE_LIST_BOX_ROW)

static GMenuModel *
make_menu (MtnResultLine *self)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, mtn_result_item_get_pinned (self->item) ? _ ("Un_pin") : _ ("_Pin to the Top"),
                 "result.pin");
  g_menu_append (menu, _ ("_Rename…"), "result.rename");
  g_menu_append (menu, _ ("_Take off the List"), "result.remove");

  return G_MENU_MODEL (menu);
}

static void
update (MtnResultLine *self)
{
  g_autofree char *more = g_strdup_printf (_ ("More about %s"), mtn_result_item_get_name (self->item));
  g_autoptr (GMenuModel) menu = make_menu (self);
  g_autofree char *detail = mtn_result_item_get_pinned (self->item)
                                ? g_strdup_printf (_ ("Pinned · %s"), mtn_result_item_get_detail (self->item))
                                : g_strdup (mtn_result_item_get_detail (self->item));

  gtk_label_set_label (GTK_LABEL (self->name), mtn_result_item_get_name (self->item));
  gtk_label_set_label (GTK_LABEL (self->detail), detail);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), menu);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);
  gtk_widget_set_visible (self->leaks, mtn_result_item_get_leaks (self->item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mtn_result_item_get_name (self->item), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  detail, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mtn_result_item_get_name (self->item), -1);
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint signal = g_str_equal (name, "result.remove") ? REMOVED
                 : g_str_equal (name, "result.pin")  ? PINNED
                                                     : RENAMED;

  g_signal_emit (widget, signals[signal], 0);
}

static gboolean
popup_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (MTN_RESULT_LINE (widget)->menu));

  return GDK_EVENT_STOP;
}

static void
mtn_result_line_dispose (GObject *object)
{
  g_clear_object (&MTN_RESULT_LINE (object)->item);

  G_OBJECT_CLASS (mtn_result_line_parent_class)->dispose (object);
}

static void
mtn_result_line_class_init (MtnResultLineClass *klass)
{
  static const char *const names[N_SIGNALS] = { "removed", "renamed", "pinned" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_result_line_dispose;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "result.remove", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "result.rename", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "result.pin", NULL, action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "result.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "result.rename", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, popup_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, popup_cb, NULL);
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, css_class);
    }
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
mtn_result_line_init (MtnResultLine *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (GTK_WIDGET (self), "result-line");
  self->check = gtk_check_button_new ();
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->check);
  self->name = add_label (texts, NULL);
  self->detail = add_label (texts, "dim-label");
  self->leaks = add_label (texts, "warning");
  gtk_label_set_label (GTK_LABEL (self->leaks), _ ("Leaks: same people in training and test"));
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
mtn_result_line_new (MtnResultItem *item)
{
  MtnResultLine *self = g_object_new (MTN_TYPE_RESULT_LINE, NULL);
  const MtnCurve *curve = mtn_result_item_get_curve (item);
  guint color = mtn_result_item_get_color (item);
  MtnChartSeries look = { .kind = curve != NULL ? MTN_SERIES_LINE : MTN_SERIES_BAR,
                          .color = color,
                          .marker = mtn_chart_marker_for (color),
                          .hatched = mtn_result_item_get_leaks (item) };
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self));
  GtkWidget *button = gtk_menu_button_new ();

  self->menu = button;
  self->item = g_object_ref (item);
  gtk_box_append (GTK_BOX (box), mtn_chart_swatch_new (&look));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "small-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  /* Keys do the same: Tab need not stop at every row twice. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_can_focus (button, FALSE);
  gtk_widget_set_tooltip_text (button, _ ("More (Menu), Rename (F2), Take off the List (Delete)"));
  gtk_box_append (GTK_BOX (box), button);

  g_object_bind_property (item, "shown", self->check, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

MtnResultItem *
mtn_result_line_get_item (MtnResultLine *self)
{
  g_return_val_if_fail (MTN_IS_RESULT_LINE (self), NULL);

  return self->item;
}
