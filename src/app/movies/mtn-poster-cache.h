/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gdk/gdk.h>

#include "mtn-film.h"

G_BEGIN_DECLS

/**
 * MtnPosterCache:
 *
 * Textures of drawn posters, shared by all widgets, the least recently shown
 * thrown out first. Main thread only.
 */
#define MTN_TYPE_POSTER_CACHE (mtn_poster_cache_get_type ())
G_DECLARE_FINAL_TYPE (MtnPosterCache, mtn_poster_cache, MTN, POSTER_CACHE, GObject)

MtnPosterCache *mtn_poster_cache_get_default (void); /* (transfer none) */
/* @max_bytes: of pixels; one texture more than fits is kept when it is the only one. */
MtnPosterCache *mtn_poster_cache_new         (gsize           max_bytes);

/* Radius of the corners of a poster so wide, in logical pixels. */
int             mtn_poster_get_radius        (int             width);

/**
 * mtn_poster_cache_lookup:
 * @width, @height: in logical pixels
 * @scale: device pixels per logical one
 * @frame: any number that changes with every frame
 *
 * The film's poster at that size, with round corners and a faint edge. A
 * poster that is not there is drawn, unless drawing has already taken its
 * share of this frame: then NULL, and the caller asks again in the next one.
 * The first request of a frame is always answered.
 *
 * Returns: (transfer none) (nullable): valid until the next call
 */
GdkTexture     *mtn_poster_cache_lookup      (MtnPosterCache *self,
                                              MtnFilm        *film,
                                              int             width,
                                              int             height,
                                              int             scale,
                                              gint64          frame);

/* Forgets everything: another catalogue has come. */
void            mtn_poster_cache_clear       (MtnPosterCache *self);
gsize           mtn_poster_cache_get_bytes   (MtnPosterCache *self);

G_END_DECLS
