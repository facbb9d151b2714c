/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Action and Adventure. */

#include "mtn-motif.h"

#include <math.h>

static void
draw_burst (const MtnMotifBox *box)
{
  double x = box->w * (0.42 + 0.16 * mtn_motif_random (box, 0));
  double y = box->h * 0.52;
  double turn = mtn_motif_random (box, 1);

  mtn_path_star (box->cr, x, y, box->s * 0.66, box->s * 0.40, 14, turn);
  mtn_motif_fill (box, &box->figure);
  mtn_path_star (box->cr, x, y, box->s * 0.42, box->s * 0.25, 14, turn + 0.22);
  mtn_motif_fill (box, &box->light);
  mtn_path_disc (box->cr, x, y, box->s * 0.145);
  mtn_motif_fill (box, &box->shade);
}

const MtnMotif mtn_motif_burst = { "burst", draw_burst };

static void
draw_speed (const MtnMotifBox *box)
{
  const MtnPosterColor *colors[] = { &box->figure, &box->shade, &box->figure, &box->light,
                                     &box->figure, &box->shade, &box->figure };
  double pitch = box->h / G_N_ELEMENTS (colors);

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      double y = i * pitch;
      double tail = box->w * (-0.5 + 0.5 * mtn_motif_random (box, i));
      double nose = box->w * (0.30 + 0.62 * mtn_motif_random (box, i + 9));

      mtn_path_polygon (box->cr, tail, y + pitch * 0.9, tail, y + pitch * 0.1, nose + pitch * 0.55,
                        y + pitch * 0.1, nose - pitch * 0.22, y + pitch * 0.9);
      mtn_motif_fill (box, colors[i]);
    }

  mtn_path_disc (box->cr, box->w * 0.80, pitch * 3.5, pitch * 0.95);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_speed = { "speed", draw_speed };

static void
draw_mountains (const MtnMotifBox *box)
{
  double w = box->w, h = box->h;
  const double peaks[][3] = { { w * 0.66, h * 0.20, w * 0.58 }, { w * 0.22, h * 0.46, w * 0.42 } };
  double foot = h * 1.02;

  mtn_path_disc (box->cr, w * (0.28 + 0.1 * mtn_motif_random (box, 0)), h * 0.30, box->s * 0.17);
  mtn_motif_fill (box, &box->figure);

  for (guint i = 0; i < G_N_ELEMENTS (peaks); i++)
    {
      double x = peaks[i][0], y = peaks[i][1], reach = peaks[i][2];
      double ridge = x + reach * 0.10;

      mtn_path_polygon (box->cr, x, y, x - reach, foot, ridge, foot);
      mtn_motif_fill (box, &box->light);
      mtn_path_polygon (box->cr, x, y, x + reach, foot, ridge, foot, x - reach * 0.06, y + (foot - y) * 0.55,
                        x + reach * 0.07, y + (foot - y) * 0.32);
      mtn_motif_fill (box, &box->shade);
    }

  cairo_move_to (box->cr, 0, h * 0.86);
  cairo_curve_to (box->cr, w * 0.3, h * 0.74, w * 0.6, h, w, h * 0.82);
  cairo_line_to (box->cr, w, h);
  cairo_line_to (box->cr, 0, h);
  mtn_motif_fill (box, &box->figure);
}

const MtnMotif mtn_motif_mountains = { "mountains", draw_mountains };

/* One side of the four points of a compass rose. */
static void
add_needles (const MtnMotifBox *box, double turn, double length, double waist, int side)
{
  for (guint i = 0; i < 4; i++)
    {
      double tip = turn + i * G_PI / 2;
      double hip = tip + side * G_PI / 4;

      mtn_path_polygon (box->cr, 0, 0, box->s * length * cos (tip), box->s * length * sin (tip),
                        box->s * waist * cos (hip), box->s * waist * sin (hip));
    }
}

static void
draw_compass (const MtnMotifBox *box)
{
  cairo_translate (box->cr, box->w * 0.5, box->h * 0.5);
  mtn_path_ring (box->cr, 0, 0, box->s * 0.43, box->s * 0.028);
  mtn_motif_fill (box, &box->shade);

  cairo_rotate (box->cr, (mtn_motif_random (box, 0) - 0.5) * 0.7);
  add_needles (box, G_PI / 4, 0.33, 0.10, 1);
  mtn_motif_fill (box, &box->shade);
  add_needles (box, G_PI / 4, 0.33, 0.10, -1);
  mtn_motif_fill (box, &box->light);
  add_needles (box, 0, 0.50, 0.115, 1);
  mtn_motif_fill (box, &box->shade);
  add_needles (box, 0, 0.50, 0.115, -1);
  mtn_motif_fill (box, &box->figure);

  mtn_path_disc (box->cr, 0, 0, box->s * 0.035);
  mtn_motif_fill (box, &box->panel);
}

const MtnMotif mtn_motif_compass = { "compass", draw_compass };
