/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Corners and edge are part of the texture. As CSS they would be a clip and a
 * shadow for each poster in each frame, which doubles the time of a frame where
 * GTK draws in software.
 *
 * Posters are drawn when a widget first shows them, and at most for
 * DRAW_BUDGET microseconds a frame: a fast scroll through hundreds of films
 * must not drop frames (and GtkGridView of GTK 4.8 jumps when two wheel events
 * land in one long frame). What does not fit comes one frame later.
 *
 * Entries are in a hash table for looking up and in a queue for their age; the
 * queue's links are part of the entries, so that a hit moves one to the front
 * without a search. An entry owns its film: a key cannot dangle. */

#include "mtn-poster-cache.h"

#include "mtn-poster.h"

#define DEFAULT_BYTES (32 * 1024 * 1024)
#define DRAW_BUDGET 4000

/* Narrower posters than this (in a row) have the smaller radius. */
#define SMALL_WIDTH 80
#define SMALL_RADIUS 5
#define RADIUS 8

/* In between, so that it shows on a light and on a dark ground alike. */
#define EDGE_GREY 0.5
#define EDGE_ALPHA 0.3

typedef struct
{
  MtnFilm *film;
  int width;
  int height;
  int scale;
  GdkTexture *texture;
  GList link;
} Entry;

struct _MtnPosterCache
{
  GObject parent_instance;

  GHashTable *entries;
  GQueue recent;
  gsize bytes;
  gsize max_bytes;

  MtnPosterPainter *painter;
  gint64 frame;
  gint64 spent;
};

G_DEFINE_FINAL_TYPE (MtnPosterCache, mtn_poster_cache, G_TYPE_OBJECT)

static guint
entry_hash (gconstpointer key)
{
  const Entry *entry = key;

  return g_direct_hash (entry->film) ^ ((guint) (entry->width * entry->scale) * 2654435761u) ^
         ((guint) entry->height << 16);
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;

  return left->film == right->film && left->width == right->width && left->height == right->height &&
         left->scale == right->scale;
}

static gsize
entry_bytes (const Entry *entry)
{
  return (gsize) entry->width * (gsize) entry->height * (gsize) (entry->scale * entry->scale) * 4;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->film);
  g_object_unref (entry->texture);
  g_free (entry);
}

int
mtn_poster_get_radius (int width)
{
  return width < SMALL_WIDTH ? SMALL_RADIUS : RADIUS;
}

static void
rounded_rectangle (cairo_t *cr, double inset, double width, double height, double radius)
{
  double left = inset, top = inset, right = width - inset, bottom = height - inset;
  double r = radius - inset;

  cairo_new_path (cr);
  cairo_arc (cr, right - r, top + r, r, -G_PI_2, 0);
  cairo_arc (cr, right - r, bottom - r, r, 0, G_PI_2);
  cairo_arc (cr, left + r, bottom - r, r, G_PI_2, G_PI);
  cairo_arc (cr, left + r, top + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static GdkTexture *
draw (MtnPosterCache *self, const Entry *entry)
{
  const MtnMovie *movie = mtn_film_get_movie (entry->film);
  g_autofree const char **genres = mtn_film_dup_genre_names (entry->film);
  int width = entry->width * entry->scale, height = entry->height * entry->scale;
  double radius = mtn_poster_get_radius (entry->width);
  gsize stride = (gsize) cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  guchar *pixels = g_malloc0 (stride * (gsize) height);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  surface = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, width, height, (int) stride);
  cr = cairo_create (surface);
  cairo_scale (cr, entry->scale, entry->scale);

  mtn_poster_painter_draw (self->painter, cr, movie->title, movie->year, (const char *const *) genres,
                           entry->width, entry->height);

  /* Corners are cut off afterwards: a round clip would slow down every shape,
   * and let the colours below shine through at its edge. */
  cairo_save (cr);
  rounded_rectangle (cr, 0, entry->width, entry->height, radius);
  cairo_rectangle (cr, 0, 0, entry->width, entry->height);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_fill (cr);
  cairo_restore (cr);

  rounded_rectangle (cr, 0.5, entry->width, entry->height, radius);
  cairo_set_source_rgba (cr, EDGE_GREY, EDGE_GREY, EDGE_GREY, EDGE_ALPHA);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);

  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  bytes = g_bytes_new_take (pixels, stride * (gsize) height);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
evict (MtnPosterCache *self)
{
  while (self->bytes > self->max_bytes && self->recent.length > 1)
    {
      Entry *oldest = self->recent.tail->data;

      g_queue_unlink (&self->recent, &oldest->link);
      self->bytes -= entry_bytes (oldest);
      g_hash_table_remove (self->entries, oldest);
    }
}

static void
mtn_poster_cache_finalize (GObject *object)
{
  MtnPosterCache *self = MTN_POSTER_CACHE (object);

  g_hash_table_unref (self->entries);
  mtn_poster_painter_free (self->painter);

  G_OBJECT_CLASS (mtn_poster_cache_parent_class)->finalize (object);
}

static void
mtn_poster_cache_class_init (MtnPosterCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mtn_poster_cache_finalize;
}

static void
mtn_poster_cache_init (MtnPosterCache *self)
{
  self->entries = g_hash_table_new_full (entry_hash, entry_equal, NULL, entry_free);
  self->painter = mtn_poster_painter_new ();
  self->frame = -1;
}

MtnPosterCache *
mtn_poster_cache_new (gsize max_bytes)
{
  MtnPosterCache *self = g_object_new (MTN_TYPE_POSTER_CACHE, NULL);

  self->max_bytes = max_bytes;
  return self;
}

MtnPosterCache *
mtn_poster_cache_get_default (void)
{
  static MtnPosterCache *cache;

  if (cache == NULL)
    cache = mtn_poster_cache_new (DEFAULT_BYTES);
  return cache;
}

GdkTexture *
mtn_poster_cache_lookup (MtnPosterCache *self, MtnFilm *film, int width, int height, int scale, gint64 frame)
{
  const Entry key = { .film = film, .width = width, .height = height, .scale = scale };
  Entry *entry;
  gint64 begin;

  g_return_val_if_fail (MTN_IS_POSTER_CACHE (self), NULL);
  g_return_val_if_fail (MTN_IS_FILM (film), NULL);
  g_return_val_if_fail (width > 0 && height > 0 && scale > 0, NULL);

  entry = g_hash_table_lookup (self->entries, &key);
  if (entry != NULL)
    {
      g_queue_unlink (&self->recent, &entry->link);
      g_queue_push_head_link (&self->recent, &entry->link);
      return entry->texture;
    }

  if (frame != self->frame)
    {
      self->frame = frame;
      self->spent = 0;
    }
  if (self->spent >= DRAW_BUDGET)
    return NULL;

  begin = g_get_monotonic_time ();
  entry = g_new0 (Entry, 1);
  entry->film = g_object_ref (film);
  entry->width = width;
  entry->height = height;
  entry->scale = scale;
  entry->texture = draw (self, entry);
  entry->link.data = entry;
  g_hash_table_add (self->entries, entry);
  g_queue_push_head_link (&self->recent, &entry->link);
  self->bytes += entry_bytes (entry);
  evict (self);
  /* At least a microsecond, so that a coarse clock cannot make drawing free. */
  self->spent += MAX (1, g_get_monotonic_time () - begin);

  return entry->texture;
}

void
mtn_poster_cache_clear (MtnPosterCache *self)
{
  g_return_if_fail (MTN_IS_POSTER_CACHE (self));

  g_queue_init (&self->recent);
  g_hash_table_remove_all (self->entries);
  self->bytes = 0;
}

gsize
mtn_poster_cache_get_bytes (MtnPosterCache *self)
{
  g_return_val_if_fail (MTN_IS_POSTER_CACHE (self), 0);

  return self->bytes;
}
