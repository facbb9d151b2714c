/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-film.h"

G_BEGIN_DECLS

/**
 * MtnPosterImage:
 *
 * Shows the poster of a film, 2 : 3, as wide as it is given room and half as
 * high again.
 *
 * Properties: `film` (MtnFilm, nullable), `min-width` (int): also the natural
 * width; CSS may ask for more.
 */
#define MTN_TYPE_POSTER_IMAGE (mtn_poster_image_get_type ())
G_DECLARE_FINAL_TYPE (MtnPosterImage, mtn_poster_image, MTN, POSTER_IMAGE, GtkWidget)

GtkWidget *mtn_poster_image_new           (void);
MtnFilm   *mtn_poster_image_get_film      (MtnPosterImage *self); /* (transfer none) (nullable) */
void       mtn_poster_image_set_film      (MtnPosterImage *self, MtnFilm *film);
int        mtn_poster_image_get_min_width (MtnPosterImage *self);
void       mtn_poster_image_set_min_width (MtnPosterImage *self, int width);

G_END_DECLS
