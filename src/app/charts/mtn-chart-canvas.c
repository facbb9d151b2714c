/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-canvas-private.h"

#include <adwaita.h>
#include <math.h>

#include "mtn-chart-theme.h"

#define LEAST_WIDTH 200
/* Of one chart alone, which may be smaller than it would like; times the size of text. */
#define LEAST_HEIGHT 190
#define PREVIEW_HEIGHT 120
/* So that a marker at the end of a line is whole. */
#define EDGE 5

enum
{
  PROP_0,
  PROP_READING,
  PROP_ZOOMED,
  PROP_PREVIEW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MtnChartCanvas, mtn_chart_canvas, GTK_TYPE_WIDGET)

static void
clear_place (gpointer data)
{
  g_clear_pointer (&((MtnCanvasPlace *) data)->view, mtn_chart_view_free);
}

static void
forget_drawing (MtnChartCanvas *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_object (&self->texture);
}

/* What is drawn has to be drawn anew. */
void
mtn_chart_canvas_invalidate (MtnChartCanvas *self)
{
  for (guint i = 0; i < self->places->len; i++)
    clear_place (mtn_chart_canvas_get_place (self, i));
  self->laid_out = FALSE;
  forget_drawing (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
mtn_chart_canvas_get_zoomed (MtnChartCanvas *self)
{
  for (guint i = 0; i < self->places->len; i++)
    if (mtn_chart_canvas_get_place (self, i)->zoom.is_on)
      return TRUE;

  return FALSE;
}

void
mtn_chart_canvas_lay_out (MtnChartCanvas *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  g_autofree MtnPlotRect *rects = g_new0 (MtnPlotRect, MAX (self->places->len, 1));

  if (self->laid_out || self->figure == NULL)
    return;

  /* Bars with names between them do not gain by more room. */
  for (guint i = 0; i < self->places->len; i++)
    if (mtn_chart_canvas_get_chart (self, i)->horizontal)
      height = 0;
  mtn_figure_place_charts (self->figure, width - EDGE, height, mtn_chart_theme_scale (&self->theme), rects);
  if (self->places->len == 1 && height > 0)
    rects[0].height = height;
  for (guint i = 0; i < self->places->len; i++)
    {
      MtnCanvasPlace *place = mtn_chart_canvas_get_place (self, i);

      clear_place (place);
      place->rect = rects[i];
      place->view = mtn_chart_view_new (mtn_chart_canvas_get_chart (self, i), &self->theme, rects[i].width,
                                        rects[i].height);
    }
  self->laid_out = TRUE;
}

void
mtn_chart_canvas_reading_changed (MtnChartCanvas *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING]);
}

void
mtn_chart_canvas_zoom_changed (MtnChartCanvas *self)
{
  mtn_chart_canvas_invalidate (self);
  mtn_chart_canvas_read_again (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOMED]);
}

/* Drawing. */

static cairo_surface_t *
draw_surface (MtnChartCanvas *self, int scale)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gtk_widget_get_width (GTK_WIDGET (self)) * scale,
                                  gtk_widget_get_height (GTK_WIDGET (self)) * scale);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  for (guint i = 0; i < self->places->len; i++)
    {
      const MtnCanvasPlace *place = mtn_chart_canvas_get_place (self, i);

      cairo_save (cr);
      cairo_translate (cr, place->rect.x, place->rect.y);
      mtn_chart_view_draw (place->view, cr);
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes =
      g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * height,
                                  (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* What was drawn is kept: a graphics card is given it once, as a texture. Where GTK itself draws by cairo it
 * would turn a texture back into a surface for every frame, by way of floating-point numbers, which takes
 * longer than to draw the chart. */
static void
snapshot_charts (MtnChartCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->surface == NULL || self->surface_scale != scale)
    {
      forget_drawing (self);
      self->surface = draw_surface (self, scale);
      self->surface_scale = scale;
    }
  if (cairo_surface_status (self->surface) != CAIRO_STATUS_SUCCESS)
    return;

  if (native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

      cairo_scale (cr, 1. / scale, 1. / scale);
      cairo_set_source_surface (cr, self->surface, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_paint (cr);
      cairo_destroy (cr);
      return;
    }
  if (self->texture == NULL)
    self->texture = make_texture (self->surface);
  gtk_snapshot_append_texture (snapshot, self->texture, bounds);
}

static void
snapshot_box (MtnChartCanvas *self, GtkSnapshot *snapshot)
{
  const MtnCanvasPlace *place = mtn_chart_canvas_get_place (self, self->current);
  MtnPlotRect area = mtn_chart_view_get_area (place->view);
  double x1 = CLAMP (self->drag_x - place->rect.x, area.x, area.x + area.width);
  double x2 = CLAMP (self->drag_x + self->drag_dx - place->rect.x, area.x, area.x + area.width);
  double y1 = CLAMP (self->drag_y - place->rect.y, area.y, area.y + area.height);
  double y2 = CLAMP (self->drag_y + self->drag_dy - place->rect.y, area.y, area.y + area.height);
  GdkRGBA color = { (float) self->theme.text.red, (float) self->theme.text.green,
                    (float) self->theme.text.blue, 0.12f };
  graphene_rect_t box =
      GRAPHENE_RECT_INIT ((float) (place->rect.x + MIN (x1, x2)), (float) (place->rect.y + MIN (y1, y2)),
                          (float) fabs (x2 - x1), (float) fabs (y2 - y1));
  GskRoundedRect outline;
  const float widths[4] = { 1, 1, 1, 1 };

  if (hypot (self->drag_dx, self->drag_dy) <= MTN_CANVAS_MEANT)
    return;

  gtk_snapshot_append_color (snapshot, &color, &box);
  color.alpha = 0.6f;
  gsk_rounded_rect_init_from_rect (&outline, &box, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, (const GdkRGBA[4]){ color, color, color, color });
}

static void
mtn_chart_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MtnChartCanvas *self = MTN_CHART_CANVAS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);

  if (self->figure == NULL || width <= 0 || height <= 0)
    return;

  mtn_chart_canvas_lay_out (self);
  snapshot_charts (self, snapshot, &bounds);
  if (self->is_boxing && self->current < self->places->len)
    snapshot_box (self, snapshot);
  else if (self->hits != NULL && self->hits->len > 0 && self->current < self->places->len)
    {
      const MtnCanvasPlace *place = mtn_chart_canvas_get_place (self, self->current);
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

      cairo_translate (cr, place->rect.x, place->rect.y);
      mtn_chart_view_draw_hits (place->view, cr, (const MtnChartHit *) self->hits->data, self->hits->len);
      cairo_destroy (cr);
    }
}

static GtkSizeRequestMode
mtn_chart_canvas_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mtn_chart_canvas_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  MtnChartCanvas *self = MTN_CHART_CANVAS (widget);
  double scale = mtn_chart_theme_scale (&self->theme);
  int least = (int) (self->preview ? PREVIEW_HEIGHT : LEAST_HEIGHT * scale);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = self->preview ? LEAST_WIDTH : 3 * LEAST_WIDTH;
      return;
    }

  *minimum = *natural = least;
  if (self->figure != NULL && self->places->len > 0)
    {
      g_autofree MtnPlotRect *rects = g_new0 (MtnPlotRect, self->places->len);
      double height =
          mtn_figure_place_charts (self->figure, for_size > 0 ? for_size : 3 * LEAST_WIDTH, 0, scale, rects);
      gboolean gives_way = (self->places->len == 1) && !mtn_chart_canvas_get_chart (self, 0)->horizontal;

      *natural = MAX (least, (int) ceil (height));
      *minimum = gives_way || self->preview ? least : *natural;
      if (self->preview)
        *natural = *minimum;
    }
}

static void
mtn_chart_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MtnChartCanvas *self = MTN_CHART_CANVAS (widget);

  for (guint i = 0; i < self->places->len; i++)
    clear_place (mtn_chart_canvas_get_place (self, i));
  self->laid_out = FALSE;
  forget_drawing (self);
  /* Pixels of what was found are other ones now. */
  if (self->figure != NULL && self->hits != NULL)
    mtn_chart_canvas_read_again (self);
}

static void
update_theme (MtnChartCanvas *self)
{
  if (!mtn_chart_theme_init (&self->theme, GTK_WIDGET (self)))
    return;

  mtn_chart_canvas_invalidate (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
mtn_chart_canvas_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (mtn_chart_canvas_parent_class)->css_changed (widget, change);
  update_theme (MTN_CHART_CANVAS (widget));
}

static void
mtn_chart_canvas_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (mtn_chart_canvas_parent_class)->direction_changed (widget, previous);
  update_theme (MTN_CHART_CANVAS (widget));
}

static void
mtn_chart_canvas_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (mtn_chart_canvas_parent_class)->system_setting_changed (widget, setting);
  update_theme (MTN_CHART_CANVAS (widget));
}

static void
mtn_chart_canvas_dispose (GObject *object)
{
  MtnChartCanvas *self = MTN_CHART_CANVAS (object);

  self->figure = NULL;
  g_array_set_size (self->places, 0);
  forget_drawing (self);
  g_clear_pointer (&self->hits, g_array_unref);

  G_OBJECT_CLASS (mtn_chart_canvas_parent_class)->dispose (object);
}

static void
mtn_chart_canvas_finalize (GObject *object)
{
  MtnChartCanvas *self = MTN_CHART_CANVAS (object);

  g_array_unref (self->places);
  g_free (self->reading);

  G_OBJECT_CLASS (mtn_chart_canvas_parent_class)->finalize (object);
}

static void
mtn_chart_canvas_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnChartCanvas *self = MTN_CHART_CANVAS (object);

  switch (prop_id)
    {
    case PROP_READING:
      g_value_set_string (value, self->reading);
      break;
    case PROP_ZOOMED:
      g_value_set_boolean (value, mtn_chart_canvas_get_zoomed (self));
      break;
    case PROP_PREVIEW:
      g_value_set_boolean (value, self->preview);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_chart_canvas_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnChartCanvas *self = MTN_CHART_CANVAS (object);

  switch (prop_id)
    {
    case PROP_PREVIEW:
      self->preview = g_value_get_boolean (value);
      gtk_widget_set_focusable (GTK_WIDGET (self), !self->preview);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_chart_canvas_class_init (MtnChartCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mtn_chart_canvas_dispose;
  object_class->finalize = mtn_chart_canvas_finalize;
  object_class->get_property = mtn_chart_canvas_get_property;
  object_class->set_property = mtn_chart_canvas_set_property;
  widget_class->get_request_mode = mtn_chart_canvas_get_request_mode;
  widget_class->measure = mtn_chart_canvas_measure;
  widget_class->size_allocate = mtn_chart_canvas_size_allocate;
  widget_class->snapshot = mtn_chart_canvas_snapshot;
  widget_class->css_changed = mtn_chart_canvas_css_changed;
  widget_class->direction_changed = mtn_chart_canvas_direction_changed;
  widget_class->system_setting_changed = mtn_chart_canvas_system_setting_changed;

  properties[PROP_READING] =
      g_param_spec_string ("reading", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ZOOMED] =
      g_param_spec_boolean ("zoomed", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PREVIEW] =
      g_param_spec_boolean ("preview", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "chartcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mtn_chart_canvas_init (MtnChartCanvas *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->places = g_array_new (FALSE, TRUE, sizeof (MtnCanvasPlace));
  g_array_set_clear_func (self->places, clear_place);
  self->at = self->pointer_x = self->pointer_y = NAN;
  mtn_chart_theme_init (&self->theme, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  mtn_chart_canvas_add_input (self);

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (update_theme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (update_theme), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
mtn_chart_canvas_new (void)
{
  return g_object_new (MTN_TYPE_CHART_CANVAS, NULL);
}

void
mtn_chart_canvas_set_figure (MtnChartCanvas *self, MtnFigure *figure, gboolean same)
{
  guint n = figure != NULL ? mtn_figure_get_n_charts (figure) : 0;
  gboolean keeps = same && n == self->places->len;

  g_return_if_fail (MTN_IS_CHART_CANVAS (self));

  self->figure = figure;
  if (!keeps)
    {
      g_array_set_size (self->places, 0);
      g_array_set_size (self->places, n);
      self->current = 0;
      self->by_key = FALSE;
      g_clear_pointer (&self->hits, g_array_unref);
    }
  for (guint i = 0; i < n; i++)
    {
      MtnChartZoom *zoom = &mtn_chart_canvas_get_place (self, i)->zoom;
      MtnChartZoom kept = *zoom;

      clear_place (mtn_chart_canvas_get_place (self, i));
      mtn_chart_zoom_init (zoom, mtn_chart_canvas_get_chart (self, i));
      if (keeps && kept.is_on)
        {
          for (guint j = 0; j < G_N_ELEMENTS (kept.part); j++)
            zoom->part[j] = kept.part[j];
          zoom->is_on = TRUE;
          mtn_chart_zoom_apply (zoom, mtn_chart_canvas_get_chart (self, i));
        }
    }
  mtn_chart_canvas_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOMED]);
}

void
mtn_chart_canvas_update (MtnChartCanvas *self)
{
  g_return_if_fail (MTN_IS_CHART_CANVAS (self));

  mtn_chart_canvas_invalidate (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->figure != NULL && gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    mtn_chart_canvas_read_again (self);
}

guint
mtn_chart_canvas_get_current (MtnChartCanvas *self)
{
  return self->current;
}

void
mtn_chart_canvas_reset_zoom (MtnChartCanvas *self)
{
  g_return_if_fail (MTN_IS_CHART_CANVAS (self));

  if (self->figure == NULL || !mtn_chart_canvas_get_zoomed (self))
    return;

  for (guint i = 0; i < self->places->len; i++)
    mtn_chart_zoom_reset (&mtn_chart_canvas_get_place (self, i)->zoom, mtn_chart_canvas_get_chart (self, i));
  mtn_chart_canvas_zoom_changed (self);
}

const MtnPlotTheme *
mtn_chart_canvas_get_theme (MtnChartCanvas *self)
{
  return &self->theme;
}
