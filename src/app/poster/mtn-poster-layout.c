/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The four layouts. All lengths are in units of the 160 by 240 design. */

#include "mtn-poster-layout.h"

#include "mtn-poster-title.h"

#include <math.h>

#define MARGIN 12.0
#define COLUMN (MTN_POSTER_WIDTH - 2 * MARGIN)
#define META_HEIGHT 17.0
#define FRAME 9.0

/* Edges between two flat colours lie on pixels, or a third colour would show. */
static double
snap (cairo_t *cr, double y)
{
  double x = 0;

  cairo_user_to_device (cr, &x, &y);
  y = rint (y);
  cairo_device_to_user (cr, &x, &y);

  return y;
}

static void
draw_motif (const MtnPosterSheet *sheet, double x, double y, double width, double height)
{
  const MtnPosterStyle *style = sheet->style;
  MtnMotifBox box = { sheet->cr, width, height, MIN (width, height), style->hash };

  if (height <= 0)
    return;

  mtn_poster_style_get_figures (style, &box);
  cairo_save (sheet->cr);
  cairo_rectangle (sheet->cr, x, y, width, height);
  cairo_clip (sheet->cr);
  mtn_poster_color_set (&box.panel, sheet->cr);
  cairo_paint (sheet->cr);
  cairo_translate (sheet->cr, x, y);
  if (style->mirrored)
    {
      cairo_translate (sheet->cr, width, 0);
      cairo_scale (sheet->cr, -1, 1);
    }
  /* Half the time of the defaults, and no difference to be seen on flat shapes. */
  cairo_set_antialias (sheet->cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_tolerance (sheet->cr, 0.2);
  style->motif->draw (&box);
  cairo_new_path (sheet->cr);
  cairo_restore (sheet->cr);
}

/* Genre ticks on the left and the year on the right of one baseline. */
static void
draw_meta (const MtnPosterSheet *sheet, double baseline)
{
  cairo_t *cr = sheet->cr;
  double x = MARGIN;

  if (sheet->small)
    return;

  for (guint i = 0; i < sheet->style->n_ticks; i++)
    {
      double width = i == 0 ? 16 : 4.5;

      cairo_rectangle (cr, x, baseline - 6.2, width, 4.2);
      x += width + 2.5;
    }
  mtn_poster_color_set (&sheet->style->tick, cr);
  cairo_fill (cr);

  if (sheet->year != 0)
    {
      char digits[16];
      PangoRectangle logical;
      PangoLayoutLine *line;

      g_snprintf (digits, sizeof digits, "%d", sheet->year);
      pango_layout_set_text (sheet->year_layout, digits, -1);
      line = pango_layout_get_line_readonly (sheet->year_layout, 0);
      pango_layout_line_get_extents (line, NULL, &logical);
      mtn_poster_color_set (&sheet->style->text, cr);
      cairo_move_to (cr, MTN_POSTER_WIDTH - MARGIN - (double) logical.width / PANGO_SCALE, baseline);
      pango_cairo_show_layout_line (cr, line);
    }
}

static void
draw_solid (const MtnPosterSheet *sheet)
{
  MtnPosterTitleSpec spec = { FALSE, FALSE, COLUMN, 84, sheet->style->serif ? 42 : 40 };
  g_auto (MtnPosterTitle) title = { 0 };
  double y = sheet->small ? 14 : 30;
  double top;

  mtn_poster_title_init (&title, sheet->title_layout, sheet->title, &spec);
  top = snap (sheet->cr, y + title.height + 9);
  draw_motif (sheet, 0, top, MTN_POSTER_WIDTH, MTN_POSTER_HEIGHT - top);
  draw_meta (sheet, 20);
  mtn_poster_title_draw (&title, sheet->cr, MARGIN, y, &sheet->style->text);
}

static void
draw_split (const MtnPosterSheet *sheet)
{
  MtnPosterTitleSpec spec = { !sheet->style->serif, TRUE, COLUMN, 72, 40 };
  g_auto (MtnPosterTitle) title = { 0 };
  double foot = sheet->small ? 26 : 26 + META_HEIGHT - 3;
  double top;

  mtn_poster_title_init (&title, sheet->title_layout, sheet->title, &spec);
  top = snap (sheet->cr, MTN_POSTER_HEIGHT - title.height - foot);
  draw_motif (sheet, 0, 0, MTN_POSTER_WIDTH, top);
  mtn_poster_title_draw (&title, sheet->cr, MARGIN, MTN_POSTER_HEIGHT - title.height - foot + 13,
                         &sheet->style->text);
  draw_meta (sheet, MTN_POSTER_HEIGHT - 11);
}

static void
draw_frame (const MtnPosterSheet *sheet)
{
  MtnPosterTitleSpec spec = { FALSE, FALSE, COLUMN, 62, 30 };
  g_auto (MtnPosterTitle) title = { 0 };
  double foot = sheet->small ? 21 : 21 + META_HEIGHT;
  double edge = snap (sheet->cr, FRAME);
  double bottom;

  mtn_poster_title_init (&title, sheet->title_layout, sheet->title, &spec);
  bottom = snap (sheet->cr, MTN_POSTER_HEIGHT - title.height - foot);
  draw_motif (sheet, edge, edge, MTN_POSTER_WIDTH - 2 * edge, bottom - edge);
  mtn_poster_title_draw (&title, sheet->cr, MARGIN, MTN_POSTER_HEIGHT - title.height - foot + 10,
                         &sheet->style->text);
  draw_meta (sheet, MTN_POSTER_HEIGHT - 11);
}

static void
draw_band (const MtnPosterSheet *sheet)
{
  MtnPosterTitleSpec spec = { !sheet->style->serif, TRUE, COLUMN, 70, 38 };
  g_auto (MtnPosterTitle) title = { 0 };
  double foot = sheet->small ? 20 : 20 + META_HEIGHT - 2;
  double bottom = MTN_POSTER_HEIGHT - 26;
  MtnMotifBox box = { 0 };
  double top;

  mtn_poster_title_init (&title, sheet->title_layout, sheet->title, &spec);
  mtn_poster_style_get_figures (sheet->style, &box);
  top = snap (sheet->cr, bottom - title.height - foot);
  draw_motif (sheet, 0, 0, MTN_POSTER_WIDTH, top);

  cairo_rectangle (sheet->cr, 0, snap (sheet->cr, bottom), MTN_POSTER_WIDTH, MTN_POSTER_HEIGHT);
  mtn_poster_color_set (&box.panel, sheet->cr);
  cairo_fill (sheet->cr);
  cairo_rectangle (sheet->cr, 0, bottom + 8, MTN_POSTER_WIDTH, 3);
  cairo_rectangle (sheet->cr, 0, bottom + 14, MTN_POSTER_WIDTH, 3);
  mtn_poster_color_set (&box.figure, sheet->cr);
  cairo_fill (sheet->cr);

  mtn_poster_title_draw (&title, sheet->cr, MARGIN, bottom - title.height - foot + 11, &sheet->style->text);
  draw_meta (sheet, bottom - 8);
}

void
mtn_poster_layout_draw (const MtnPosterSheet *sheet)
{
  mtn_poster_color_set (&sheet->style->ground, sheet->cr);
  cairo_paint (sheet->cr);

  switch (sheet->style->layout)
    {
    case MTN_POSTER_LAYOUT_SOLID:
      draw_solid (sheet);
      break;
    case MTN_POSTER_LAYOUT_SPLIT:
      draw_split (sheet);
      break;
    case MTN_POSTER_LAYOUT_FRAME:
      draw_frame (sheet);
      break;
    case MTN_POSTER_LAYOUT_BAND:
      draw_band (sheet);
      break;
    case MTN_POSTER_N_LAYOUTS:
    default:
      g_assert_not_reached ();
    }
}
