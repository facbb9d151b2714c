/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The *minimum* height is 1.5 widths: GtkGridView gives cells their minimum,
 * which for a GtkPicture would be nothing. Until the cache has drawn the film
 * the widget is plain paper. */

#include "mtn-poster-image.h"

#include "mtn-compat.h"
#include "mtn-poster-cache.h"

#define DEFAULT_WIDTH 40
#define PAPER_ALPHA 0.1f

struct _MtnPosterImage
{
  GtkWidget parent_instance;

  MtnFilm *film;
  int min_width;
  guint tick_id;
};

enum
{
  PROP_0,
  PROP_FILM,
  PROP_MIN_WIDTH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MtnPosterImage, mtn_poster_image, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
mtn_poster_image_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mtn_poster_image_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  MtnPosterImage *self = MTN_POSTER_IMAGE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = self->min_width;
  else
    *minimum = *natural = (MAX (for_size, self->min_width) * 3 + 1) / 2;
}

static gboolean
next_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MTN_POSTER_IMAGE (widget)->tick_id = 0;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

static void
append_paper (MtnPosterImage *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  GskRoundedRect outline;
  GdkRGBA color;

  mtn_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= PAPER_ALPHA;
  gsk_rounded_rect_init_from_rect (&outline, bounds,
                                   (float) mtn_poster_get_radius ((int) bounds->size.width));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color, bounds);
  gtk_snapshot_pop (snapshot);
}

static void
mtn_poster_image_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MtnPosterImage *self = MTN_POSTER_IMAGE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 frame = clock != NULL ? gdk_frame_clock_get_frame_counter (clock) : 0;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GdkTexture *texture;

  if (self->film == NULL || width <= 0 || height <= 0)
    return;

  texture =
      mtn_poster_cache_lookup (mtn_poster_cache_get_default (), self->film, width, height, scale, frame);
  if (texture != NULL)
    {
      gtk_snapshot_append_texture (snapshot, texture, &bounds);
      return;
    }

  append_paper (self, snapshot, &bounds);
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (widget, next_frame_cb, NULL, NULL);
}

static void
mtn_poster_image_unmap (GtkWidget *widget)
{
  MtnPosterImage *self = MTN_POSTER_IMAGE (widget);

  if (self->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (widget, self->tick_id);
      self->tick_id = 0;
    }

  GTK_WIDGET_CLASS (mtn_poster_image_parent_class)->unmap (widget);
}

static void
mtn_poster_image_dispose (GObject *object)
{
  g_clear_object (&MTN_POSTER_IMAGE (object)->film);

  G_OBJECT_CLASS (mtn_poster_image_parent_class)->dispose (object);
}

static void
mtn_poster_image_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnPosterImage *self = MTN_POSTER_IMAGE (object);

  switch (prop_id)
    {
    case PROP_FILM:
      g_value_set_object (value, self->film);
      break;
    case PROP_MIN_WIDTH:
      g_value_set_int (value, self->min_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_poster_image_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnPosterImage *self = MTN_POSTER_IMAGE (object);

  switch (prop_id)
    {
    case PROP_FILM:
      mtn_poster_image_set_film (self, g_value_get_object (value));
      break;
    case PROP_MIN_WIDTH:
      mtn_poster_image_set_min_width (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_poster_image_class_init (MtnPosterImageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mtn_poster_image_dispose;
  object_class->get_property = mtn_poster_image_get_property;
  object_class->set_property = mtn_poster_image_set_property;
  widget_class->get_request_mode = mtn_poster_image_get_request_mode;
  widget_class->measure = mtn_poster_image_measure;
  widget_class->snapshot = mtn_poster_image_snapshot;
  widget_class->unmap = mtn_poster_image_unmap;

  properties[PROP_FILM] = g_param_spec_object ("film", NULL, NULL, MTN_TYPE_FILM, flags);
  properties[PROP_MIN_WIDTH] = g_param_spec_int ("min-width", NULL, NULL, 1, 1024, DEFAULT_WIDTH, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "poster");
  /* The title is said by the row or cell around it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
mtn_poster_image_init (MtnPosterImage *self)
{
  self->min_width = DEFAULT_WIDTH;
}

GtkWidget *
mtn_poster_image_new (void)
{
  return g_object_new (MTN_TYPE_POSTER_IMAGE, NULL);
}

MtnFilm *
mtn_poster_image_get_film (MtnPosterImage *self)
{
  g_return_val_if_fail (MTN_IS_POSTER_IMAGE (self), NULL);

  return self->film;
}

void
mtn_poster_image_set_film (MtnPosterImage *self, MtnFilm *film)
{
  g_return_if_fail (MTN_IS_POSTER_IMAGE (self));
  g_return_if_fail (film == NULL || MTN_IS_FILM (film));

  if (!g_set_object (&self->film, film))
    return;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILM]);
}

int
mtn_poster_image_get_min_width (MtnPosterImage *self)
{
  g_return_val_if_fail (MTN_IS_POSTER_IMAGE (self), 0);

  return self->min_width;
}

void
mtn_poster_image_set_min_width (MtnPosterImage *self, int width)
{
  g_return_if_fail (MTN_IS_POSTER_IMAGE (self));

  if (self->min_width == width)
    return;

  self->min_width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIN_WIDTH]);
}
