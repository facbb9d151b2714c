/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The painter: fonts, and the way from a film to a drawing.
 *
 *   mtn-poster-style   which palette, motif and layout a film gets
 *   mtn-poster-words   its title as words
 *   mtn-poster-title   the words as rows
 *   mtn-poster-layout  rows and motif on the sheet
 *   mtn-motif-*        the motifs
 */

#include "mtn-poster.h"

#include "mtn-poster-layout.h"
#include "mtn-poster-private.h"
#include "mtn-poster-title.h"

#define SANS "Cantarell,Adwaita Sans,Inter,Noto Sans,sans-serif"
#define SERIF "Liberation Serif,Noto Serif,DejaVu Serif,serif"
#define YEAR_SIZE 9.2

/* Below this width the line with ticks and year would be dust. */
#define MIN_META_WIDTH 120

/* Cairo's coordinates are fixed-point numbers of 24 bits: beyond this curves
 * overflow, and flattening them may take minutes.
 */
#define MIN_SIZE 1.0
#define MAX_SIZE 32767.0

struct _MtnPosterPainter
{
  PangoLayout *sans;
  PangoLayout *serif;
  PangoLayout *year;
};

static PangoLayout *
create_layout (PangoContext *context, const char *families, PangoWeight weight, double size)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (families);

  pango_font_description_set_weight (font, weight);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);

  return layout;
}

MtnPosterPainter *
mtn_poster_painter_new (void)
{
  MtnPosterPainter *self = g_new0 (MtnPosterPainter, 1);
  /* Its own map, not the thread's: posters may be painted beside GTK. */
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Without hints and rounding type scales exactly: one poster at every size. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);

  self->sans = create_layout (context, SANS, PANGO_WEIGHT_ULTRABOLD, MTN_POSTER_REFERENCE_SIZE);
  self->serif = create_layout (context, SERIF, PANGO_WEIGHT_BOLD, MTN_POSTER_REFERENCE_SIZE);
  self->year = create_layout (context, SANS, PANGO_WEIGHT_BOLD, YEAR_SIZE);
  g_object_unref (context);
  g_object_unref (map);

  return self;
}

void
mtn_poster_painter_free (MtnPosterPainter *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->sans);
  g_object_unref (self->serif);
  g_object_unref (self->year);
  g_free (self);
}

PangoLayout *
mtn_poster_painter_get_layout (MtnPosterPainter *self, gboolean serif)
{
  return serif ? self->serif : self->sans;
}

void
mtn_poster_painter_draw_styled (MtnPosterPainter *self,
                                cairo_t *cr,
                                const MtnPosterStyle *style,
                                const char *title,
                                int year,
                                double width,
                                double height)
{
  MtnPosterSheet sheet = {
    .cr = cr,
    .style = style,
    .title = title,
    .year = year,
    .small = width < MIN_META_WIDTH,
    .title_layout = mtn_poster_painter_get_layout (self, style->serif),
    .year_layout = self->year,
  };

  /* Also true for NaN. */
  if (!(width >= MIN_SIZE && width <= MAX_SIZE && height >= MIN_SIZE && height <= MAX_SIZE))
    return;

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_scale (cr, width / MTN_POSTER_WIDTH, height / MTN_POSTER_HEIGHT);
  mtn_poster_layout_draw (&sheet);
  cairo_restore (cr);
}

void
mtn_poster_painter_draw (MtnPosterPainter *self,
                         cairo_t *cr,
                         const char *title,
                         int year,
                         const char *const *genres,
                         double width,
                         double height)
{
  MtnPosterStyle style;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (title != NULL);

  mtn_poster_style_init (&style, title, year, genres);
  mtn_poster_painter_draw_styled (self, cr, &style, title, year, width, height);
}
