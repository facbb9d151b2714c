/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* One widget that draws a symbolic icon five times instead of five images: a
 * grid keeps well over a hundred of them. A click is claimed, so that the cell
 * below does not toggle the favourite as well. */

#include "mtn-stars.h"

#include <math.h>

#include "mtn-compat.h"

#define N_STARS 5
#define OFF_ALPHA 0.25f

struct _MtnStars
{
  GtkWidget parent_instance;

  double value;
  int hovered;
  GtkIconPaintable *icon;
};

enum
{
  PROP_0,
  PROP_VALUE,
  N_PROPS,
};

enum
{
  RATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MtnStars, mtn_stars, GTK_TYPE_WIDGET)

int
mtn_stars_hit (double x, double width, gboolean rtl)
{
  if (width <= 0 || x < 0 || x >= width)
    return 0;
  if (rtl)
    x = width - 1e-6 - x;

  return CLAMP ((int) (x / width * N_STARS) + 1, 1, N_STARS);
}

static gboolean
is_rtl (MtnStars *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static void
set_hovered (MtnStars *self, int hovered)
{
  if (self->hovered == hovered)
    return;

  self->hovered = hovered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
hit (MtnStars *self, double x)
{
  return mtn_stars_hit (x, gtk_widget_get_width (GTK_WIDGET (self)), is_rtl (self));
}

static void
pointer_moved_cb (GtkEventControllerMotion *controller, double x, double y, MtnStars *self)
{
  set_hovered (self, hit (self, x));
}

static void
pointer_left_cb (GtkEventControllerMotion *controller, MtnStars *self)
{
  set_hovered (self, 0);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, MtnStars *self)
{
  GdkDevice *device = gtk_gesture_get_device (GTK_GESTURE (gesture));

  /* Fingers do not hover: they would hit stars that nobody can see. On a touch screen the menu rates. */
  if (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN && self->value <= 0)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
  else
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, MtnStars *self)
{
  int star = hit (self, x);

  if (star > 0 && gtk_widget_contains (GTK_WIDGET (self), x, y))
    g_signal_emit (self, signals[RATED], 0, star);
}

static void
mtn_stars_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  /* Stars grow with the text: one line of it is their height. */
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int line = PANGO_PIXELS (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? line : line * N_STARS;
}

static void
draw_star (MtnStars *self, GtkSnapshot *snapshot, const GdkRGBA *color, double size)
{
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->icon), snapshot, size, size, color,
                                            1);
}

static void
mtn_stars_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MtnStars *self = MTN_STARS (widget);
  double value = self->hovered > 0 ? self->hovered : self->value;
  float cell = (float) gtk_widget_get_width (widget) / N_STARS;
  float height = (float) gtk_widget_get_height (widget);
  float size = floorf (MIN (cell, height));
  gboolean rtl = is_rtl (self);
  GdkRGBA on, off;

  if (size < 1)
    return;
  if (self->icon == NULL)
    self->icon =
        gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
                                    "matinee-star-symbolic", NULL, (int) size,
                                    gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget),
                                    GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

  mtn_widget_get_color (widget, &on);
  off = on;
  off.alpha *= OFF_ALPHA;

  for (int i = 0; i < N_STARS; i++)
    {
      float x = floorf ((float) (rtl ? N_STARS - 1 - i : i) * cell + (cell - size) / 2);
      double part = CLAMP (value - i, 0, 1);

      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, floorf ((height - size) / 2)));
      if (part > 0.25 && part < 0.75)
        {
          draw_star (self, snapshot, &off, size);
          gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (rtl ? size / 2 : 0, 0, size / 2, size));
          draw_star (self, snapshot, &on, size);
          gtk_snapshot_pop (snapshot);
        }
      else
        draw_star (self, snapshot, part >= 0.75 ? &on : &off, size);
      gtk_snapshot_restore (snapshot);
    }
}

static void
mtn_stars_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (mtn_stars_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
drop_icon_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_clear_object (&MTN_STARS (object)->icon);
}

static void
mtn_stars_dispose (GObject *object)
{
  g_clear_object (&MTN_STARS (object)->icon);

  G_OBJECT_CLASS (mtn_stars_parent_class)->dispose (object);
}

static void
mtn_stars_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_double (value, MTN_STARS (object)->value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_stars_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_VALUE:
      mtn_stars_set_value (MTN_STARS (object), g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_stars_class_init (MtnStarsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mtn_stars_dispose;
  object_class->get_property = mtn_stars_get_property;
  object_class->set_property = mtn_stars_set_property;
  widget_class->measure = mtn_stars_measure;
  widget_class->snapshot = mtn_stars_snapshot;
  widget_class->css_changed = mtn_stars_css_changed;

  properties[PROP_VALUE] =
      g_param_spec_double ("value", NULL, NULL, 0, N_STARS, 0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RATED] = g_signal_new ("rated", MTN_TYPE_STARS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "stars");
  /* The cell around it says the rating in its own name. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
mtn_stars_init (MtnStars *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (drop_icon_cb), NULL);
}

GtkWidget *
mtn_stars_new (void)
{
  return g_object_new (MTN_TYPE_STARS, NULL);
}

double
mtn_stars_get_value (MtnStars *self)
{
  g_return_val_if_fail (MTN_IS_STARS (self), 0);

  return self->value;
}

void
mtn_stars_set_value (MtnStars *self, double value)
{
  g_return_if_fail (MTN_IS_STARS (self));

  value = CLAMP (value, 0, N_STARS);
  if (self->value == value)
    return;

  self->value = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
