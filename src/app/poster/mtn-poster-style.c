/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From a film to the choices of its poster.
 *
 * The hash and the order of every list below are frozen: changing either gives
 * films other posters than the ones people know them by.
 */

#include "mtn-poster-style.h"

#include <math.h>
#include <string.h>

enum
{
  SALT_PALETTE = 1,
  SALT_MOTIF,
  SALT_LAYOUT,
  SALT_MIRROR,
  SALT_TONES,
  SALT_SERIF,
};

#define MAX_TICKS 4
#define MIN_TEXT_CONTRAST 4.5
#define MIN_TICK_CONTRAST 1.9

#define PALETTE(name) &mtn_poster_palette_##name
#define MOTIF(name) &mtn_motif_##name

/* clang-format off */
static const MtnPosterGenre genres_by_precedence[] = {
  { "Film-Noir", MTN_POSTER_MOOD_NIGHT, TRUE,
    { PALETTE (silver) },
    { MOTIF (blinds), MOTIF (streetlamp) } },
  { "Western", MTN_POSTER_MOOD_MIXED, FALSE,
    { PALETTE (mesa) },
    { MOTIF (mesa), MOTIF (badge) } },
  { "Animation", MTN_POSTER_MOOD_LIGHT, FALSE,
    { PALETTE (circus), PALETTE (seaside), PALETTE (mustard) },
    { MOTIF (bounce), MOTIF (flipbook) } },
  { "Musical", MTN_POSTER_MOOD_MIXED, FALSE,
    { PALETTE (blush), PALETTE (circus), PALETTE (mustard) },
    { MOTIF (stave), MOTIF (record) } },
  { "Documentary", MTN_POSTER_MOOD_MIXED, FALSE,
    { PALETTE (meadow), PALETTE (slate) },
    { MOTIF (aperture), MOTIF (halftone) } },
  { "Sci-Fi", MTN_POSTER_MOOD_DARK, FALSE,
    { PALETTE (cosmos), PALETTE (arcana), PALETTE (signal) },
    { MOTIF (planet), MOTIF (orbits), MOTIF (saucer) } },
  { "Horror", MTN_POSTER_MOOD_DARK, FALSE,
    { PALETTE (blood) },
    { MOTIF (jaws), MOTIF (claws), MOTIF (drips), MOTIF (spider) } },
  { "Fantasy", MTN_POSTER_MOOD_DARK, TRUE,
    { PALETTE (arcana), PALETTE (lagoon) },
    { MOTIF (castle), MOTIF (moon) } },
  { "Children's", MTN_POSTER_MOOD_LIGHT, FALSE,
    { PALETTE (seaside), PALETTE (mustard), PALETTE (lagoon) },
    { MOTIF (rainbow), MOTIF (blocks) } },
  { "Mystery", MTN_POSTER_MOOD_DARK, TRUE,
    { PALETTE (lagoon), PALETTE (slate), PALETTE (arcana) },
    { MOTIF (keyhole), MOTIF (labyrinth) } },
  { "Romance", MTN_POSTER_MOOD_LIGHT, TRUE,
    { PALETTE (blush), PALETTE (claret) },
    { MOTIF (ripples), MOTIF (heart), MOTIF (tulip) } },
  { "War", MTN_POSTER_MOOD_MIXED, FALSE,
    { PALETTE (field), PALETTE (brick) },
    { MOTIF (searchlights), MOTIF (roundel) } },
  { "Crime", MTN_POSTER_MOOD_DARK, FALSE,
    { PALETTE (brick), PALETTE (silver), PALETTE (signal) },
    { MOTIF (skyline), MOTIF (fingerprint) } },
  { "Adventure", MTN_POSTER_MOOD_MIXED, FALSE,
    { PALETTE (lagoon), PALETTE (mesa), PALETTE (meadow) },
    { MOTIF (mountains), MOTIF (compass) } },
  { "Thriller", MTN_POSTER_MOOD_DARK, FALSE,
    { PALETTE (signal), PALETTE (slate), PALETTE (blood) },
    { MOTIF (bars), MOTIF (tunnel) } },
  { "Action", MTN_POSTER_MOOD_MIXED, FALSE,
    { PALETTE (signal), PALETTE (mesa), PALETTE (brick) },
    { MOTIF (burst), MOTIF (speed) } },
  { "Comedy", MTN_POSTER_MOOD_LIGHT, FALSE,
    { PALETTE (mustard), PALETTE (seaside), PALETTE (lagoon), PALETTE (circus) },
    { MOTIF (smile), MOTIF (bowtie), MOTIF (bowler) } },
  { "Drama", MTN_POSTER_MOOD_MIXED, TRUE,
    { PALETTE (claret), PALETTE (slate), PALETTE (meadow), PALETTE (lagoon), PALETTE (brick) },
    { MOTIF (venn), MOTIF (tiles), MOTIF (door), MOTIF (halves), MOTIF (steps) } },
  { "unknown", MTN_POSTER_MOOD_MIXED, FALSE,
    { PALETTE (slate), PALETTE (mustard) },
    { MOTIF (matinee) } },
};

/* Tones by their letters: (p)aper, (i)nk, (s)trong, (b)right. One letter a
 * choice for the layout with a single ground, else pairs of ground and panel.
 */
static const struct
{
  const char *solid;
  const char *split;
} tones_by_mood[MTN_POSTER_N_MOODS] = {
  [MTN_POSTER_MOOD_LIGHT] = { "psbs", "pspbpsibsp" },
  [MTN_POSTER_MOOD_DARK]  = { "iisp", "piispssiii" },
  [MTN_POSTER_MOOD_MIXED] = { "pisb", "pspbpiisibsp" },
  [MTN_POSTER_MOOD_NIGHT] = { "i",    "piiibi" },
};

/* Figure, light and shade for each panel. */
static const MtnPosterTone figures_by_panel[MTN_POSTER_N_TONES][3] = {
  [MTN_POSTER_TONE_PAPER]  = { MTN_POSTER_TONE_STRONG, MTN_POSTER_TONE_BRIGHT, MTN_POSTER_TONE_INK },
  [MTN_POSTER_TONE_INK]    = { MTN_POSTER_TONE_BRIGHT, MTN_POSTER_TONE_PAPER, MTN_POSTER_TONE_STRONG },
  [MTN_POSTER_TONE_STRONG] = { MTN_POSTER_TONE_BRIGHT, MTN_POSTER_TONE_PAPER, MTN_POSTER_TONE_INK },
  [MTN_POSTER_TONE_BRIGHT] = { MTN_POSTER_TONE_STRONG, MTN_POSTER_TONE_PAPER, MTN_POSTER_TONE_INK },
};
/* clang-format on */

static guint32
fnv1a (guint32 hash, const char *bytes)
{
  for (const char *c = bytes; *c != '\0'; c++)
    hash = (hash ^ (guint8) *c) * 0x01000193u;

  return hash;
}

guint32
mtn_poster_hash (const char *title, int year)
{
  char digits[16] = "None";

  if (year != 0)
    g_snprintf (digits, sizeof digits, "%d", year);

  return fnv1a (fnv1a (fnv1a (0x811C9DC5u, title), "|"), digits);
}

guint32
mtn_poster_mix (guint32 hash, guint salt)
{
  hash += salt * 0x9E3779B9u;
  hash ^= hash >> 16;
  hash *= 0x85EBCA6Bu;
  hash ^= hash >> 13;
  hash *= 0xC2B2AE35u;

  return hash ^ (hash >> 16);
}

const MtnPosterGenre *
mtn_poster_get_genres (guint *n_genres)
{
  *n_genres = G_N_ELEMENTS (genres_by_precedence);

  return genres_by_precedence;
}

static MtnPosterTone
tone_from_letter (char letter)
{
  return strchr ("pisb", letter) - "pisb";
}

guint
mtn_poster_get_tones (MtnPosterMood mood,
                      MtnPosterLayout layout,
                      guint index,
                      MtnPosterTone *ground,
                      MtnPosterTone *panel)
{
  gboolean solid = layout == MTN_POSTER_LAYOUT_SOLID;
  const char *letters = solid ? tones_by_mood[mood].solid : tones_by_mood[mood].split;
  guint n_letters = solid ? 1 : 2;
  guint n_pairs = strlen (letters) / n_letters;

  if (index < n_pairs)
    {
      *ground = tone_from_letter (letters[n_letters * index]);
      *panel = tone_from_letter (letters[n_letters * index + n_letters - 1]);
    }

  return n_pairs;
}

/* MovieLens spells one genre in two ways: "Children's" until 2003, then "Children". */
static guint
find_genre (const char *name)
{
  guint i;

  if (g_str_equal (name, "Children"))
    name = "Children's";
  for (i = 0; i < G_N_ELEMENTS (genres_by_precedence); i++)
    if (g_str_equal (name, genres_by_precedence[i].name))
      break;

  return i;
}

static guint
count_pointers (gconstpointer const *pointers)
{
  guint n = 0;

  while (pointers[n] != NULL)
    n++;

  return n;
}

void
mtn_poster_style_set_tones (MtnPosterStyle *self, MtnPosterTone ground, MtnPosterTone panel)
{
  MtnPosterColor paper = mtn_poster_palette_get (self->palette, MTN_POSTER_TONE_PAPER);
  MtnPosterColor ink = mtn_poster_palette_get (self->palette, MTN_POSTER_TONE_INK);
  MtnPosterColor strong = mtn_poster_palette_get (self->palette, MTN_POSTER_TONE_STRONG);
  MtnPosterColor bright = mtn_poster_palette_get (self->palette, MTN_POSTER_TONE_BRIGHT);

  self->ground_tone = ground;
  self->panel_tone = panel;
  self->ground = mtn_poster_palette_get (self->palette, ground);
  self->text = *mtn_motif_clearest (&self->ground, &ink, &paper);
  if (mtn_poster_color_contrast (&self->text, &self->ground) < MIN_TEXT_CONTRAST)
    {
      if (self->layout == MTN_POSTER_LAYOUT_SOLID)
        self->panel_tone = MTN_POSTER_TONE_PAPER;
      self->ground_tone = MTN_POSTER_TONE_PAPER;
      self->ground = paper;
      self->text = ink;
    }

  self->tick = *mtn_motif_clearest (&self->ground, &strong, &bright);
  if (mtn_poster_color_contrast (&self->tick, &self->ground) < MIN_TICK_CONTRAST)
    self->tick = self->text;
}

void
mtn_poster_style_init (MtnPosterStyle *self, const char *title, int year, const char *const *genres)
{
  guint n_unknown = G_N_ELEMENTS (genres_by_precedence);
  guint main_genre = n_unknown - 1;
  guint n_known = 0;
  guint n_pairs;
  guint32 hash = mtn_poster_hash (title, year);
  MtnPosterTone ground, panel;

  for (gsize i = 0; genres != NULL && genres[i] != NULL; i++)
    {
      guint genre = find_genre (genres[i]);

      main_genre = MIN (main_genre, genre);
      n_known += genre != n_unknown;
    }

  self->hash = hash;
  self->genre = &genres_by_precedence[main_genre];
  self->palette = self->genre->palettes[mtn_poster_mix (hash, SALT_PALETTE) %
                                        count_pointers ((gconstpointer const *) self->genre->palettes)];
  self->motif = self->genre->motifs[mtn_poster_mix (hash, SALT_MOTIF) %
                                    count_pointers ((gconstpointer const *) self->genre->motifs)];
  self->layout = mtn_poster_mix (hash, SALT_LAYOUT) % MTN_POSTER_N_LAYOUTS;
  self->mirrored = mtn_poster_mix (hash, SALT_MIRROR) % 2;
  self->serif = self->genre->may_be_serif && mtn_poster_mix (hash, SALT_SERIF) % 5 < 2;
  self->n_ticks = CLAMP (n_known, 1, MAX_TICKS);

  n_pairs = mtn_poster_get_tones (self->genre->mood, self->layout, G_MAXUINT, &ground, &panel);
  mtn_poster_get_tones (self->genre->mood, self->layout, mtn_poster_mix (hash, SALT_TONES) % n_pairs, &ground,
                        &panel);
  mtn_poster_style_set_tones (self, ground, panel);
}

void
mtn_poster_style_get_figures (const MtnPosterStyle *self, MtnMotifBox *box)
{
  const MtnPosterTone *tones = figures_by_panel[self->panel_tone];

  box->panel = mtn_poster_palette_get (self->palette, self->panel_tone);
  box->figure = mtn_poster_palette_get (self->palette, tones[0]);
  box->light = mtn_poster_palette_get (self->palette, tones[1]);
  box->shade = mtn_poster_palette_get (self->palette, tones[2]);
}
