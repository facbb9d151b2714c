/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Romance. */

#include "mtn-motif.h"

#include <math.h>

static void
draw_ripples (const MtnMotifBox *box)
{
  double gap = box->s * 0.085;
  double shift = 0.1 * mtn_motif_random (box, 0);
  const struct
  {
    double x, y;
    const MtnPosterColor *color;
  } drops[] = { { box->w * 0.30, box->h * (0.42 + shift), &box->figure },
                { box->w * 0.70, box->h * (0.62 - shift), &box->shade } };

  for (guint i = 0; i < G_N_ELEMENTS (drops); i++)
    {
      for (guint j = 1; j < 5; j++)
        mtn_path_ring (box->cr, drops[i].x, drops[i].y, gap * (j + 0.15), gap * 0.36);
      mtn_path_disc (box->cr, drops[i].x, drops[i].y, gap * 0.55);
      mtn_motif_fill (box, drops[i].color);
    }
}

const MtnMotif mtn_motif_ripples = { "ripples", draw_ripples };

/* Two halves. They may have slipped; where they have not, a darker lap holds
 * them together.
 */
static void
draw_heart (const MtnMotifBox *box)
{
  cairo_t *cr = box->cr;
  double size = box->s * 0.42;
  double slip = mtn_motif_random (box, 0) > 0.5 ? size * 0.16 : 0;
  double half = size * G_SQRT2 / 2;

  cairo_translate (cr, box->w * 0.5, box->h * 0.55);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, side * slip / 2);
      cairo_scale (cr, side, 1);
      cairo_move_to (cr, 0, half);
      cairo_line_to (cr, 0, -half);
      cairo_arc (cr, half / 2, -half / 2, size / 2, -0.75 * G_PI, 0.25 * G_PI);
      mtn_motif_fill (box, side < 0 ? &box->figure : &box->light);
      cairo_restore (cr);
    }

  if (slip == 0)
    {
      cairo_arc (cr, 0, half, size * 0.80, 1.25 * G_PI, 1.75 * G_PI);
      cairo_line_to (cr, 0, half + 0.4);
      mtn_motif_fill (box, &box->shade);
    }
}

const MtnMotif mtn_motif_heart = { "heart", draw_heart };

static void
draw_tulip (const MtnMotifBox *box)
{
  gboolean bright_cup = mtn_motif_random (box, 0) > 0.5;
  cairo_t *cr = box->cr;
  double h = box->h;
  double x = box->w * 0.5, y = h * 0.40;
  double q = box->s * 0.20;

  /* The leaves wind both ways: filled with the stem they would cut holes into it. */
  cairo_rectangle (cr, x - box->s * 0.016, y, box->s * 0.032, h);
  mtn_motif_fill (box, &box->shade);
  for (int side = -1; side <= 1; side += 2)
    {
      double root = h * (side > 0 ? 0.98 : 1.02);

      cairo_move_to (cr, x, root);
      cairo_curve_to (cr, x + side * q * 0.3, root - q * 1.7, x + side * q * 1.2, root - q * 2.1,
                      x + side * q * 1.9, root - q * 2.2);
      cairo_curve_to (cr, x + side * q * 1.9, root - q, x + side * q * 1.1, root - q * 0.1, x, root);
    }
  mtn_motif_fill (box, &box->shade);

  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, x, y + q);
      cairo_curve_to (cr, x + side * q * 1.5, y + q, x + side * q * 1.3, y - q * 0.4, x + side * q * 1.05,
                      y - q * 1.5);
      cairo_curve_to (cr, x + side * q * 0.4, y - q, x, y - q * 0.5, x, y);
      mtn_motif_fill (box, side < 0 || bright_cup ? &box->figure : &box->light);
    }
  cairo_move_to (cr, x, y + q);
  cairo_curve_to (cr, x - q * 0.9, y + q * 0.3, x - q * 0.6, y - q * 0.7, x, y - q * 1.55);
  cairo_curve_to (cr, x + q * 0.6, y - q * 0.7, x + q * 0.9, y + q * 0.3, x, y + q);
  mtn_motif_fill (box, bright_cup ? &box->light : &box->shade);
}

const MtnMotif mtn_motif_tulip = { "tulip", draw_tulip };
