/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Posters are drawn when a widget first shows them, and at most for
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

typedef struct
{
  MtnFilm *film;
  int width;
  int height;
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

  return g_direct_hash (entry->film) ^ ((guint) entry->width * 2654435761u) ^ ((guint) entry->height << 16);
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;

  return left->film == right->film && left->width == right->width && left->height == right->height;
}

static gsize
entry_bytes (const Entry *entry)
{
  return (gsize) entry->width * (gsize) entry->height * 4;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->film);
  g_object_unref (entry->texture);
  g_free (entry);
}

static GdkTexture *
draw (MtnPosterCache *self, MtnFilm *film, int width, int height)
{
  const MtnMovie *movie = mtn_film_get_movie (film);
  g_autofree const char **genres = mtn_film_dup_genre_names (film);
  gsize stride = (gsize) cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  guchar *pixels = g_malloc0 (stride * (gsize) height);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  surface = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, width, height, (int) stride);
  cr = cairo_create (surface);
  mtn_poster_painter_draw (self->painter, cr, movie->title, movie->year, (const char *const *) genres, width,
                           height);
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
mtn_poster_cache_lookup (MtnPosterCache *self, MtnFilm *film, int width, int height, gint64 frame)
{
  const Entry key = { .film = film, .width = width, .height = height };
  Entry *entry;
  gint64 begin;

  g_return_val_if_fail (MTN_IS_POSTER_CACHE (self), NULL);
  g_return_val_if_fail (MTN_IS_FILM (film), NULL);
  g_return_val_if_fail (width > 0 && height > 0, NULL);

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
  entry->texture = draw (self, film, width, height);
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
