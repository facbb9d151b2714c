/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "film-fixture.h"

#include "mtn-poster-cache.h"

#define WIDTH 40
#define HEIGHT 60
#define BYTES ((gsize) WIDTH * HEIGHT * 4)
#define N_FILMS 200

static MtnCatalog *catalog;
static GListStore *store;

static MtnFilm *
film (guint i)
{
  g_autoptr (MtnFilm) item = g_list_model_get_item (G_LIST_MODEL (store), i);

  return item;
}

/* A new frame for each, so that none is put off. */
static GdkTexture *
look (MtnPosterCache *cache, guint i)
{
  static gint64 frame;

  return mtn_poster_cache_lookup (cache, film (i), WIDTH, HEIGHT, 1, ++frame);
}

static void
test_same_texture (void)
{
  g_autoptr (MtnPosterCache) cache = mtn_poster_cache_new (G_MAXSIZE);
  GdkTexture *texture = look (cache, 0);

  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, WIDTH);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, HEIGHT);
  g_assert_true (look (cache, 0) == texture);
  g_assert_true (look (cache, 1) != texture);
  g_assert_cmpuint (mtn_poster_cache_get_bytes (cache), ==, 2 * BYTES);
}

static void
test_scale (void)
{
  g_autoptr (MtnPosterCache) cache = mtn_poster_cache_new (G_MAXSIZE);
  GdkTexture *texture = mtn_poster_cache_lookup (cache, film (0), WIDTH, HEIGHT, 2, 1);

  g_assert_cmpint (gdk_texture_get_width (texture), ==, 2 * WIDTH);
  g_assert_cmpuint (mtn_poster_cache_get_bytes (cache), ==, 4 * BYTES);
  g_assert_true (look (cache, 0) != texture);
}

static void
test_corners_are_round (void)
{
  g_autoptr (MtnPosterCache) cache = mtn_poster_cache_new (G_MAXSIZE);
  guint32 pixels[WIDTH * HEIGHT];

  gdk_texture_download (look (cache, 0), (guchar *) pixels, WIDTH * 4);
  g_assert_cmphex (pixels[0], ==, 0);
  g_assert_cmphex (pixels[WIDTH * HEIGHT - 1], ==, 0);
  g_assert_cmphex (pixels[HEIGHT / 2 * WIDTH + WIDTH / 2] >> 24, ==, 0xff);
}

static void
test_bound (void)
{
  g_autoptr (MtnPosterCache) cache = mtn_poster_cache_new (3 * BYTES);
  g_autoptr (GdkTexture) kept = NULL;
  g_autoptr (GdkTexture) gone = NULL;

  kept = g_object_ref (look (cache, 0));
  gone = g_object_ref (look (cache, 1));
  look (cache, 2);
  look (cache, 0); /* used again: no longer the oldest */
  look (cache, 3);
  g_assert_cmpuint (mtn_poster_cache_get_bytes (cache), ==, 3 * BYTES);
  g_assert_true (look (cache, 0) == kept);
  g_assert_true (look (cache, 1) != gone);

  /* Less room than one poster takes still shows that one. */
  g_clear_object (&cache);
  cache = mtn_poster_cache_new (1);
  g_assert_nonnull (look (cache, 0));
  g_assert_nonnull (look (cache, 1));
  g_assert_cmpuint (mtn_poster_cache_get_bytes (cache), ==, BYTES);
}

static void
test_budget (void)
{
  g_autoptr (MtnPosterCache) cache = mtn_poster_cache_new (G_MAXSIZE);
  guint n_drawn = 0, n_refused = 0;

  /* Large ones, so that their sum takes longer than any frame has. */
  for (guint i = 0; i < N_FILMS; i++)
    if (mtn_poster_cache_lookup (cache, film (i), 320, 480, 1, 1) != NULL)
      n_drawn++;
    else
      n_refused++;
  g_assert_cmpuint (n_drawn, >, 0);
  g_assert_cmpuint (n_refused, >, 0);

  /* What is there is shown in the same frame, and the next frame draws on. */
  g_assert_nonnull (mtn_poster_cache_lookup (cache, film (0), 320, 480, 1, 1));
  g_assert_null (mtn_poster_cache_lookup (cache, film (N_FILMS - 1), 320, 480, 1, 1));
  g_assert_nonnull (mtn_poster_cache_lookup (cache, film (N_FILMS - 1), 320, 480, 1, 2));
}

static void
test_clear (void)
{
  g_autoptr (MtnPosterCache) cache = mtn_poster_cache_new (G_MAXSIZE);
  MtnFilm *own = mtn_film_new (catalog, 0);

  mtn_poster_cache_lookup (cache, own, WIDTH, HEIGHT, 1, 1);
  mtn_poster_cache_clear (cache);
  g_assert_cmpuint (mtn_poster_cache_get_bytes (cache), ==, 0);
  g_assert_finalize_object (own);
  g_assert_nonnull (look (cache, 0));
}

int
main (int argc, char *argv[])
{
  FixtureFilm films[N_FILMS];
  int result;

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < N_FILMS; i++)
    films[i] = (FixtureFilm){ "A Film", 1900 + (int) i, 1u << (i % 4), i, 3 };
  catalog = fixture_catalog (films, N_FILMS);
  store = fixture_films (catalog);

  g_test_add_func ("/poster-cache/same-texture", test_same_texture);
  g_test_add_func ("/poster-cache/scale", test_scale);
  g_test_add_func ("/poster-cache/corners", test_corners_are_round);
  g_test_add_func ("/poster-cache/bound", test_bound);
  g_test_add_func ("/poster-cache/budget", test_budget);
  g_test_add_func ("/poster-cache/clear", test_clear);

  result = g_test_run ();
  g_object_unref (store);
  mtn_catalog_unref (catalog);
  return result;
}
