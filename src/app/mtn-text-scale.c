/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-text-scale.h"

#define LARGE 1.5

double
mtn_text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? dpi / 1024.0 / 96.0 : 1;
}

static void
stack_cb (GtkWidget *widget)
{
  gboolean is_large = mtn_text_scale (widget) >= LARGE;

  if (GTK_IS_FLOW_BOX (widget))
    gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (widget), is_large ? 1 : 2);
  else
    gtk_orientable_set_orientation (GTK_ORIENTABLE (widget),
                                    is_large ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

void
mtn_text_scale_stack (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_BOX (widget) || GTK_IS_FLOW_BOX (widget));

  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-xft-dpi", G_CALLBACK (stack_cb),
                           widget, G_CONNECT_SWAPPED);
  stack_cb (widget);
}
