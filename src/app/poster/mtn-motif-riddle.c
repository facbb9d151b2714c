/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Fantasy and Mystery. */

#include "mtn-motif.h"

#include <math.h>

static void
add_sparks (const MtnMotifBox *box,
            guint n_sparks,
            double origin,
            double width,
            double height,
            double smallest,
            double spread)
{
  for (guint i = 0; i < n_sparks; i++)
    mtn_path_spark (box->cr, box->w * (origin + width * mtn_motif_random (box, i + 3)),
                    box->h * (origin + height * mtn_motif_random (box, i + 13)),
                    box->s * (smallest + spread * mtn_motif_random (box, i + 23)));
}

static void
draw_castle (const MtnMotifBox *box)
{
  /* Middle and width as shares of the box's width, height of its height. */
  static const double towers[][3] = { { 0.36, 0.10, 0.40 }, { 0.50, 0.13, 0.60 }, { 0.66, 0.09, 0.46 } };
  cairo_t *cr = box->cr;
  double w = box->w, h = box->h;

  mtn_path_disc (cr, w * 0.66, h * 0.36, box->s * 0.29);
  mtn_motif_fill (box, &box->figure);
  add_sparks (box, 5, 0.08, 0.42, 0.5, 0.03, 0.035);
  mtn_motif_fill (box, &box->light);

  for (guint i = 0; i < G_N_ELEMENTS (towers); i++)
    {
      double x = w * towers[i][0];
      double width = w * towers[i][1];
      double top = h * (1 - towers[i][2]);

      cairo_rectangle (cr, x - width / 2, top, width, h);
      mtn_path_polygon (cr, x - width * 0.72, top, x, top - width * 2.1, x + width * 0.72, top);
    }
  cairo_move_to (cr, 0, h);
  cairo_curve_to (cr, w * 0.2, h * 0.70, w * 0.7, h * 0.70, w, h * 0.88);
  cairo_line_to (cr, w, h);
  cairo_close_path (cr);
  mtn_motif_fill (box, &box->shade);

  mtn_path_segment (cr, w * 0.50, h * 0.56, w * 0.022, G_PI, 2 * G_PI);
  cairo_rectangle (cr, w * 0.478, h * 0.56, w * 0.044, h * 0.05);
  mtn_motif_fill (box, &box->figure);
}

const MtnMotif mtn_motif_castle = { "castle", draw_castle };

/* A disc with a bite: the inner edge is an arc through both horns around a
 * point on the axis, where the big spark sits.
 */
static void
draw_moon (const MtnMotifBox *box)
{
  const double horn = 0.62;
  double r = box->s * 0.38;
  double turn = -0.6 + 0.5 * mtn_motif_random (box, 0);
  double centre = r * 0.62;
  double horn_x = r * cos (horn), horn_y = r * sin (horn);
  double bite = atan2 (horn_y, horn_x - centre);

  cairo_save (box->cr);
  cairo_translate (box->cr, box->w * 0.46, box->h * 0.52);
  cairo_rotate (box->cr, turn);
  cairo_arc (box->cr, 0, 0, r, horn, 2 * G_PI - horn);
  cairo_arc_negative (box->cr, centre, 0, hypot (horn_x - centre, horn_y), -bite, bite);
  cairo_close_path (box->cr);
  mtn_motif_fill (box, &box->figure);
  cairo_restore (box->cr);

  mtn_path_spark (box->cr, box->w * 0.46 + centre * cos (turn) + r * 0.12,
                  box->h * 0.52 + centre * sin (turn), r * 0.42);
  add_sparks (box, 6, 0.06, 0.88, 0.88, 0.025, 0.03);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_moon = { "moon", draw_moon };

static void
draw_keyhole (const MtnMotifBox *box)
{
  const struct
  {
    double size;
    const MtnPosterColor *color;
  } holes[] = { { 2.3, &box->shade }, { 1.62, &box->figure }, { 1.0, &box->panel } };
  double x = box->w * 0.5, y = box->h * 0.40;

  for (guint i = 0; i < G_N_ELEMENTS (holes); i++)
    {
      double r = box->s * 0.16 * holes[i].size;
      double foot = y + box->s * 0.42 * (0.55 + 0.45 * holes[i].size);

      cairo_arc (box->cr, x, y, r, G_PI / 2 + 0.55, G_PI / 2 - 0.55 + 2 * G_PI);
      cairo_line_to (box->cr, x + r * 1.05, foot);
      cairo_line_to (box->cr, x - r * 1.05, foot);
      mtn_motif_fill (box, holes[i].color);
    }
  mtn_path_disc (box->cr, x, y, box->s * 0.055);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_keyhole = { "keyhole", draw_keyhole };

static void
draw_labyrinth (const MtnMotifBox *box)
{
  const MtnPosterColor *floors[] = { &box->shade,  &box->figure, &box->shade, &box->light, &box->shade,
                                     &box->figure, &box->shade,  &box->light, &box->figure };
  double side = box->s * 0.72;

  cairo_translate (box->cr, box->w * 0.5, box->h * 0.52);
  cairo_rotate (box->cr, (mtn_motif_random (box, 0) - 0.5) * 0.5);
  for (guint i = 0; i < G_N_ELEMENTS (floors); i++)
    {
      cairo_rectangle (box->cr, -side / 2, -side / 2, side, side);
      mtn_motif_fill (box, floors[i]);
      cairo_rotate (box->cr, 0.16);
      side *= 0.80;
    }
}

const MtnMotif mtn_motif_labyrinth = { "labyrinth", draw_labyrinth };
