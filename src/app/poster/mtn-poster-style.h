/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-motif.h"
#include "mtn-poster-color.h"

G_BEGIN_DECLS

typedef enum
{
  MTN_POSTER_LAYOUT_SOLID, /* one ground, title above the motif */
  MTN_POSTER_LAYOUT_SPLIT, /* motif above, a block of capitals below */
  MTN_POSTER_LAYOUT_FRAME, /* motif in a border, a quiet title below */
  MTN_POSTER_LAYOUT_BAND,  /* a band of capitals across the motif's panel */
  MTN_POSTER_N_LAYOUTS,
} MtnPosterLayout;

/* Which tones may lie together: light, dark, mixed or night. */
typedef enum
{
  MTN_POSTER_MOOD_LIGHT,
  MTN_POSTER_MOOD_DARK,
  MTN_POSTER_MOOD_MIXED,
  MTN_POSTER_MOOD_NIGHT,
  MTN_POSTER_N_MOODS,
} MtnPosterMood;

typedef struct
{
  const char             *name;
  MtnPosterMood           mood;
  gboolean                may_be_serif;
  const MtnPosterPalette *palettes[6]; /* NULL-terminated, like the next */
  const MtnMotif         *motifs[6];
} MtnPosterGenre;

/**
 * MtnPosterStyle:
 *
 * Every choice about a film's poster that does not depend on its size.
 */
typedef struct
{
  guint32                 hash;
  const MtnPosterGenre   *genre;
  const MtnPosterPalette *palette;
  const MtnMotif         *motif;
  MtnPosterLayout         layout;
  gboolean                mirrored;
  gboolean                serif;
  guint                   n_ticks;     /* one a genre, 1 to 4 */
  MtnPosterTone           ground_tone; /* under the title */
  MtnPosterTone           panel_tone;  /* under the motif */
  MtnPosterColor          ground;
  MtnPosterColor          text;
  MtnPosterColor          tick;
} MtnPosterStyle;

/**
 * mtn_poster_style_init:
 * @year: 0 when unknown
 * @genres: (nullable): names, NULL-terminated
 */
void                  mtn_poster_style_init        (MtnPosterStyle       *self,
                                                    const char           *title,
                                                    int                   year,
                                                    const char * const   *genres);

/**
 * mtn_poster_style_set_tones:
 *
 * Sets ground and panel, and the colours that follow from them; falls back to
 * ink on paper where no tone reads on @ground.
 */
void                  mtn_poster_style_set_tones   (MtnPosterStyle       *self,
                                                    MtnPosterTone         ground,
                                                    MtnPosterTone         panel);

/**
 * mtn_poster_style_get_figures:
 *
 * Sets the four colours of @box for the panel and palette of @self.
 */
void                  mtn_poster_style_get_figures (const MtnPosterStyle *self,
                                                    MtnMotifBox          *box);

/**
 * mtn_poster_get_genres:
 *
 * The genres in order of precedence: the first one that a film has is its main
 * genre. The last one is for films that have none of the others.
 */
const MtnPosterGenre *mtn_poster_get_genres        (guint                *n_genres);

/**
 * mtn_poster_get_tones:
 *
 * Returns: the number of pairs of ground and panel for @mood in @layout; for
 *   @index below it, the pair
 */
guint                 mtn_poster_get_tones         (MtnPosterMood         mood,
                                                    MtnPosterLayout       layout,
                                                    guint                 index,
                                                    MtnPosterTone        *ground,
                                                    MtnPosterTone        *panel);

/* FNV-1a of "title|year", and murmur3's finalizer to draw independent numbers from it. */
guint32               mtn_poster_hash              (const char           *title,
                                                    int                   year);
guint32               mtn_poster_mix               (guint32               hash,
                                                    guint                 salt);

G_END_DECLS
