/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-model-part-group.h"

#include "mtn-chart-area.h"

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, const MtnModelLayer *layer)
{
  GtkWidget *area;

  /* Only what is looked at is drawn. */
  if (!adw_expander_row_get_expanded (row) || g_object_get_data (G_OBJECT (row), "area") != NULL)
    return;

  area = mtn_chart_area_new ();
  gtk_widget_set_size_request (area, -1, 300);
  gtk_widget_set_margin_start (area, 6);
  gtk_widget_set_margin_end (area, 6);
  gtk_widget_set_margin_bottom (area, 6);
  mtn_chart_area_set_figure (MTN_CHART_AREA (area),
                             mtn_model_layer_make_figure (layer,
                                                          g_object_get_data (G_OBJECT (row), "model")));
  g_object_set_data (G_OBJECT (row), "area", area);
  adw_expander_row_add_row (row, area);
}

static GtkWidget *
layer_row_new (const MtnModelLayer *layer, const char *model)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *shape = mtn_model_layer_dup_shape (layer);
  g_autofree char *size = g_format_size (layer->n_bytes);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", mtn_dtype_get_name (layer->dtype), size);
  GtkWidget *label = gtk_label_new (shape);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), layer->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), label);
  if (layer->n_bins > 0)
    {
      g_object_set_data_full (G_OBJECT (row), "model", g_strdup (model), g_free);
      g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), (gpointer) layer);
    }
  else
    adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);

  return row;
}

GtkWidget *
mtn_model_part_group_new (const MtnModelPart *part)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   mtn_model_part_get_title (part->part->type));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         mtn_model_part_get_input (part->part->input));

  return group;
}

void
mtn_model_part_group_add (GtkWidget *group, const MtnModelLayer *layer, const char *model)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), layer_row_new (layer, model));
}
