/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Horror. */

#include "mtn-motif.h"

#include <math.h>

/* An eye between teeth. */
static void
draw_jaws (const MtnMotifBox *box)
{
  const int n_teeth = 5;
  cairo_t *cr = box->cr;
  double h = box->h;
  double x = box->w * 0.5, y = h * 0.5;
  double r = box->s * 0.17;
  double pitch = box->w / n_teeth;

  cairo_move_to (cr, x - r * 1.9, y);
  cairo_curve_to (cr, x - r * 0.8, y - r * 1.45, x + r * 0.8, y - r * 1.45, x + r * 1.9, y);
  cairo_curve_to (cr, x + r * 0.8, y + r * 1.45, x - r * 0.8, y + r * 1.45, x - r * 1.9, y);
  mtn_motif_fill (box, &box->light);
  mtn_path_disc (cr, x, y, r * 0.82);
  mtn_motif_fill (box, &box->figure);
  cairo_move_to (cr, x, y - r * 0.8);
  cairo_curve_to (cr, x + r * 0.3, y - r * 0.2, x + r * 0.3, y + r * 0.2, x, y + r * 0.8);
  cairo_curve_to (cr, x - r * 0.3, y + r * 0.2, x - r * 0.3, y - r * 0.2, x, y - r * 0.8);
  mtn_motif_fill (box, &box->panel);

  for (int i = 0; i < n_teeth; i++)
    {
      double length = h * (0.22 + 0.14 * mtn_motif_random (box, i));

      mtn_path_polygon (cr, i * pitch, 0, (i + 1) * pitch, 0, (i + 0.5) * pitch, length);
    }
  for (int i = -1; i < n_teeth; i++)
    {
      double length = h * (0.22 + 0.14 * mtn_motif_random (box, i + 11));

      mtn_path_polygon (cr, (i + 0.5) * pitch, h, (i + 1.5) * pitch, h, (i + 1) * pitch, h - length);
    }
  mtn_motif_fill (box, &box->shade);
}

const MtnMotif mtn_motif_jaws = { "jaws", draw_jaws };

static void
draw_claws (const MtnMotifBox *box)
{
  static const double tops[] = { 0.98, 1.12, 1.16, 1.0 };
  static const double ends[] = { 0.55, 0.80, 0.72, 0.42 };
  cairo_t *cr = box->cr;
  double r = box->s * 0.42;
  double t = r * 0.085;

  cairo_translate (cr, box->w * 0.5, box->h * 0.5);
  mtn_path_disc (cr, 0, 0, r);
  mtn_motif_fill (box, &box->figure);

  cairo_rotate (cr, 0.42);
  for (guint i = 0; i < G_N_ELEMENTS (tops); i++)
    {
      double x = r * (-0.57 + 0.38 * i);
      double top = -r * tops[i] - r * 0.12 * mtn_motif_random (box, i);
      double end = r * ends[i] + r * 0.2 * mtn_motif_random (box, i + 5);

      cairo_move_to (cr, x + r * 0.10, top);
      cairo_curve_to (cr, x + t * 1.7, top * 0.4, x + t * 1.5, end * 0.4, x, end);
      cairo_curve_to (cr, x - t * 0.3, end * 0.4, x - t * 0.7, top * 0.4, x + r * 0.10, top);
    }
  mtn_motif_fill (box, mtn_motif_random (box, 9) > 0.5 ? &box->shade : &box->panel);
}

const MtnMotif mtn_motif_claws = { "claws", draw_claws };

static void
draw_drips (const MtnMotifBox *box)
{
  const guint n_drips = 7;
  const MtnPosterColor *color = mtn_motif_clearest (&box->panel, &box->figure, &box->shade);
  cairo_t *cr = box->cr;
  double h = box->h;
  double pitch = box->w / n_drips;
  guint longest = 1 + (guint) (mtn_motif_random (box, 40) * 5);
  double x = (longest + 0.5) * pitch, y = h * 0.86;
  double r = pitch * 0.40;

  cairo_rectangle (cr, 0, -2, box->w, h * 0.16);
  for (guint i = 0; i < n_drips; i++)
    {
      double length = i == longest ? 0.66 * h : h * (0.22 + 0.40 * mtn_motif_random (box, i));

      cairo_rectangle (cr, (i + 0.12) * pitch, 0, pitch * 0.76, length);
      mtn_path_disc (cr, (i + 0.5) * pitch, length, pitch * 0.38);
    }
  mtn_motif_fill (box, color);

  /* The drop that the longest one has just lost. */
  cairo_move_to (cr, x, y - r * 2.1);
  cairo_curve_to (cr, x + r * 0.3, y - r * 1.1, x + r, y - r * 0.7, x + r, y);
  cairo_arc (cr, x, y, r, 0, G_PI);
  cairo_curve_to (cr, x - r, y - r * 0.7, x - r * 0.3, y - r * 1.1, x, y - r * 2.1);
  mtn_motif_fill (box, color == &box->shade ? &box->figure : &box->light);
}

const MtnMotif mtn_motif_drips = { "drips", draw_drips };

static void
draw_spider (const MtnMotifBox *box)
{
  /* A leg: where it leaves the body, its knee, and the height of its foot. */
  static const double legs[][4] = {
    { -0.5, 1.5, -1.9, -2.9 }, { -0.2, 2.2, -1.1, -0.6 }, { 0.1, 2.2, 0.35, 1.7 }, { 0.4, 1.6, 1.2, 3.0 }
  };
  const MtnPosterColor *color = mtn_motif_clearest (&box->figure, &box->shade, &box->panel);
  cairo_t *cr = box->cr;
  double x = box->w * 0.5, y = box->h * 0.56;
  double q = box->s * 0.10;

  mtn_path_disc (cr, x, box->h * 0.54, box->s * 0.42);
  mtn_motif_fill (box, &box->figure);

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (int side = -1; side <= 1; side += 2)
    for (guint i = 0; i < G_N_ELEMENTS (legs); i++)
      {
        cairo_move_to (cr, x, y + legs[i][0] * q);
        cairo_line_to (cr, x + side * legs[i][1] * q, y + legs[i][2] * q);
        cairo_line_to (cr, x + side * (legs[i][1] + 0.45) * q, y + legs[i][3] * q);
      }
  mtn_motif_stroke (box, color, q * 0.26);

  cairo_rectangle (cr, x - q * 0.07, 0, q * 0.14, y);
  mtn_path_disc (cr, x, y - q * 0.75, q * 0.62);
  mtn_path_ellipse (cr, x, y + q * 0.55, q * 0.92, q * 1.2, 0);
  mtn_motif_fill (box, color);
  mtn_path_polygon (cr, x - q * 0.35, y + q * 0.05, x + q * 0.35, y + q * 0.05, x - q * 0.35, y + q * 1.05,
                    x + q * 0.35, y + q * 1.05);
  mtn_motif_fill (box, mtn_poster_color_equal (&box->light, color) ? &box->figure : &box->light);
}

const MtnMotif mtn_motif_spider = { "spider", draw_spider };
