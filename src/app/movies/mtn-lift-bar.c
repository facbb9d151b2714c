/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-lift-bar.h"

#include <math.h>

#include "mtn-compat.h"

#define MIN_WIDTH 40
#define NATURAL_WIDTH 96
#define HEIGHT 10
#define TROUGH_HEIGHT 4
#define TROUGH_ALPHA 0.12f
#define ZERO_ALPHA 0.45f
#define RADIUS 2

struct _MtnLiftBar
{
  GtkWidget parent_instance;

  double value;
  double low;
};

G_DEFINE_FINAL_TYPE (MtnLiftBar, mtn_lift_bar, GTK_TYPE_WIDGET)

static void
mtn_lift_bar_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    *minimum = *natural = HEIGHT;
}

static void
append_rounded (GtkSnapshot *snapshot, const GdkRGBA *color, const graphene_rect_t *bounds)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, bounds);
  gtk_snapshot_pop (snapshot);
}

static void
mtn_lift_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MtnLiftBar *self = MTN_LIFT_BAR (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float middle = (height - HEIGHT) / 2;
  float per_unit = width / (float) (1 - self->low);
  float zero = roundf ((float) -self->low * per_unit);
  float end = zero + (float) self->value * per_unit;
  GdkRGBA color, faint;

  mtn_widget_get_color (widget, &color);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      zero = width - zero;
      end = width - end;
    }

  faint = color;
  faint.alpha *= TROUGH_ALPHA;
  append_rounded (snapshot, &faint,
                  &GRAPHENE_RECT_INIT (0, middle + (HEIGHT - TROUGH_HEIGHT) / 2.f, width, TROUGH_HEIGHT));
  /* Two pixels at least: an amount that is there is to be seen. */
  append_rounded (snapshot, &color,
                  &GRAPHENE_RECT_INIT (MIN (zero, end), middle + 1, MAX (2, fabsf (end - zero)), HEIGHT - 2));
  faint.alpha = color.alpha * ZERO_ALPHA;
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (zero - 0.5f, middle, 1, HEIGHT));
}

static void
mtn_lift_bar_class_init (MtnLiftBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = mtn_lift_bar_measure;
  widget_class->snapshot = mtn_lift_bar_snapshot;

  gtk_widget_class_set_css_name (widget_class, "liftbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
mtn_lift_bar_init (MtnLiftBar *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
mtn_lift_bar_new (double value, double low)
{
  MtnLiftBar *self = g_object_new (MTN_TYPE_LIFT_BAR, NULL);

  self->low = CLAMP (low, -1, 0);
  self->value = CLAMP (value, self->low, 1);
  if (value < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "negative");

  return GTK_WIDGET (self);
}
