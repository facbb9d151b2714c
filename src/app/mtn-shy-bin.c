/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Hidden while sizes are given, by gtk_widget_set_child_visible(): that starts no
 * new layout. */

#include "mtn-shy-bin.h"

struct _MtnShyBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (MtnShyBin, mtn_shy_bin, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
mtn_shy_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
mtn_shy_bin_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  MtnShyBin *self = MTN_SHY_BIN (widget);

  *minimum = *natural = 0;
  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;

  gtk_widget_measure (self->child, orientation, -1, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
mtn_shy_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MtnShyBin *self = MTN_SHY_BIN (widget);
  int minimum;

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_set_child_visible (self->child, width >= minimum);
  if (width >= minimum)
    gtk_widget_size_allocate (self->child, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
mtn_shy_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnShyBin *self = MTN_SHY_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_shy_bin_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnShyBin *self = MTN_SHY_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      mtn_shy_bin_set_child (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_shy_bin_dispose (GObject *object)
{
  g_clear_pointer (&MTN_SHY_BIN (object)->child, gtk_widget_unparent);

  G_OBJECT_CLASS (mtn_shy_bin_parent_class)->dispose (object);
}

static void
mtn_shy_bin_class_init (MtnShyBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mtn_shy_bin_dispose;
  object_class->get_property = mtn_shy_bin_get_property;
  object_class->set_property = mtn_shy_bin_set_property;

  widget_class->get_request_mode = mtn_shy_bin_get_request_mode;
  widget_class->measure = mtn_shy_bin_measure;
  widget_class->size_allocate = mtn_shy_bin_size_allocate;

  properties[PROP_CHILD] =
      g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mtn_shy_bin_init (MtnShyBin *self)
{
}

void
mtn_shy_bin_set_child (MtnShyBin *self, GtkWidget *child)
{
  g_return_if_fail (MTN_IS_SHY_BIN (self));

  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}
