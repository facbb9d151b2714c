/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Comedy. */

#include "mtn-motif.h"

#include <math.h>

static void
draw_smile (const MtnMotifBox *box)
{
  const MtnPosterColor *features = mtn_motif_clearest (&box->figure, &box->shade, &box->panel);
  cairo_t *cr = box->cr;
  double r = box->s * 0.46;

  cairo_translate (cr, box->w * 0.5, box->h * 0.54);
  cairo_rotate (cr, (mtn_motif_random (box, 0) - 0.5) * 0.5);
  mtn_path_disc (cr, 0, 0, r);
  mtn_motif_fill (box, &box->figure);

  mtn_path_segment (cr, 0, r * 0.08, r * 0.62, 0, G_PI);
  mtn_path_disc (cr, -r * 0.34, -r * 0.30, r * 0.14);
  if (mtn_motif_random (box, 1) > 0.5)
    mtn_path_disc (cr, r * 0.34, -r * 0.30, r * 0.14);
  mtn_motif_fill (box, features);
  if (mtn_motif_random (box, 1) <= 0.5)
    {
      cairo_arc (cr, r * 0.34, -r * 0.26, r * 0.15, G_PI, 2 * G_PI);
      mtn_motif_stroke (box, features, r * 0.08);
    }

  mtn_path_segment (cr, 0, r * 0.08, r * 0.62, G_PI * 0.22, G_PI * 0.78);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_smile = { "smile", draw_smile };

static void
draw_bowtie (const MtnMotifBox *box)
{
  static const double dots[][2] = { { 0.78, -0.22 }, { 0.78, 0.22 }, { 0.48, 0 } };
  cairo_t *cr = box->cr;
  double q = box->s * 0.50;

  cairo_translate (cr, box->w * 0.5, box->h * 0.5);
  cairo_rotate (cr, (mtn_motif_random (box, 0) - 0.5) * 0.5);
  mtn_path_polygon (cr, 0, 0, -q, -q * 0.62, -q, q * 0.62);
  mtn_path_polygon (cr, 0, 0, q, -q * 0.62, q, q * 0.62);
  mtn_motif_fill (box, &box->figure);
  for (guint i = 0; i < G_N_ELEMENTS (dots); i++)
    {
      mtn_path_disc (cr, -dots[i][0] * q, dots[i][1] * q, q * 0.085);
      mtn_path_disc (cr, dots[i][0] * q, dots[i][1] * q, q * 0.085);
    }
  mtn_motif_fill (box, &box->light);
  cairo_rectangle (cr, -q * 0.17, -q * 0.24, q * 0.34, q * 0.48);
  mtn_motif_fill (box, &box->shade);
}

const MtnMotif mtn_motif_bowtie = { "bowtie", draw_bowtie };

/* A hat and a moustache, nobody between them. */
static void
draw_bowler (const MtnMotifBox *box)
{
  cairo_t *cr = box->cr;
  double r = box->s * 0.27;
  double reach = r * 0.95, lip = r * 1.05;

  cairo_translate (cr, box->w * 0.5, box->h * 0.46);
  cairo_rotate (cr, (mtn_motif_random (box, 0) - 0.5) * 0.3);
  cairo_move_to (cr, -r, 0);
  cairo_curve_to (cr, -r, -r * 1.45, r, -r * 1.45, r, 0);
  mtn_motif_fill (box, &box->shade);
  cairo_rectangle (cr, -r, -r * 0.26, r * 2, r * 0.26);
  mtn_motif_fill (box, &box->figure);
  cairo_move_to (cr, -r * 1.65, -r * 0.1);
  cairo_curve_to (cr, -r * 1.2, r * 0.38, r * 1.2, r * 0.38, r * 1.65, -r * 0.1);
  cairo_curve_to (cr, r * 1.1, r * 0.06, -r * 1.1, r * 0.06, -r * 1.65, -r * 0.1);
  mtn_motif_fill (box, &box->shade);

  for (int side = -1; side <= 1; side += 2)
    {
      double q = side * reach;

      cairo_move_to (cr, 0, lip);
      cairo_curve_to (cr, q * 0.3, lip - reach * 0.42, q * 0.7, lip + reach * 0.25, q * 1.15,
                      lip - reach * 0.25);
      cairo_curve_to (cr, q * 0.95, lip + reach * 0.55, q * 0.2, lip + reach * 0.45, 0, lip);
    }
  mtn_motif_fill (box, &box->figure);
}

const MtnMotif mtn_motif_bowler = { "bowler", draw_bowler };
