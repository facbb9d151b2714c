/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Animation and Children's. */

#include "mtn-motif.h"

#include <math.h>

/* Onion skin: a ball falls, squashes and rises again. */
static void
draw_bounce (const MtnMotifBox *box)
{
  const guint n_ghosts = 10;
  double floor_y = box->h * 0.86;
  double radius = box->s * 0.135;
  double drop = floor_y - 2 * radius - box->h * 0.09;
  double lift = 0;

  cairo_rectangle (box->cr, 0, floor_y, box->w, box->h);
  mtn_motif_fill (box, &box->shade);

  for (guint i = 0; i <= n_ghosts; i++)
    {
      double t = (double) i / n_ghosts;
      double squash;

      lift = fabs (sin (G_PI * (0.42 + 1.10 * t)));
      squash = MAX (0, 0.32 - lift) * 1.1;
      mtn_path_ellipse (box->cr, radius * 1.1 + (box->w - 2.4 * radius) * t,
                        floor_y - radius * (1 - squash) - drop * lift, radius * (1 + squash * 0.6),
                        radius * (1 - squash), 0);
      if (i < n_ghosts)
        mtn_motif_fill_alpha (box, &box->light, 0.14 + 0.055 * i);
      else
        mtn_motif_fill (box, &box->figure);
    }

  mtn_path_disc (box->cr, box->w - 1.64 * radius, floor_y - radius * 1.34 - drop * lift, radius * 0.22);
  mtn_motif_fill (box, &box->panel);
}

const MtnMotif mtn_motif_bounce = { "bounce", draw_bounce };

/* Sheets of paper about to be flipped, with an eye on them. */
static void
draw_flipbook (const MtnMotifBox *box)
{
  const MtnPosterColor *sheets[] = { &box->shade, &box->figure, &box->light, &box->shade, &box->figure };
  double side = box->s * 0.58;
  double turn = (mtn_motif_random (box, 0) - 0.5) * 0.2;

  cairo_translate (box->cr, box->w * 0.5, box->h * 0.54);
  cairo_rotate (box->cr, turn - 0.62);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      cairo_rectangle (box->cr, -side / 2, -side / 2, side, side);
      mtn_motif_fill (box, sheets[i]);
      if (i + 1 < G_N_ELEMENTS (sheets))
        cairo_rotate (box->cr, 0.31);
    }

  mtn_path_disc (box->cr, 0, 0, side * 0.27);
  mtn_motif_fill (box, &box->light);
  mtn_path_disc (box->cr, side * 0.07, -side * 0.07, side * 0.11);
  mtn_motif_fill (box, &box->shade);
}

const MtnMotif mtn_motif_flipbook = { "flipbook", draw_flipbook };

static void
draw_rainbow (const MtnMotifBox *box)
{
  const MtnPosterColor *bows[] = { &box->shade, &box->figure, &box->light,
                                   mtn_motif_shade_or (box, &box->figure), &box->figure };
  double radius = MIN (box->w * 0.62, box->h * 0.80);
  double puff = radius * 0.17;
  double x = box->w * 0.15;
  double y = box->h * (0.16 + 0.08 * mtn_motif_random (box, 0));

  for (guint i = 0; i < G_N_ELEMENTS (bows); i++)
    {
      mtn_path_disc (box->cr, box->w * 0.5, box->h, radius * (1 - 0.2 * i));
      mtn_motif_fill (box, bows[i]);
    }

  mtn_path_disc (box->cr, x, y + puff * 0.3, puff * 0.7);
  mtn_path_disc (box->cr, x + puff, y, puff);
  mtn_path_disc (box->cr, x + puff * 2, y + puff * 0.35, puff * 0.65);
  cairo_rectangle (box->cr, x, y + puff * 0.35, puff * 2, puff * 0.65);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_rainbow = { "rainbow", draw_rainbow };

/* Building blocks; u is the side of one. */
static void
draw_blocks (const MtnMotifBox *box)
{
  cairo_t *cr = box->cr;
  double u = MIN (box->w * 0.27, box->h * 0.29);
  double x = box->w * 0.5 - u * 1.5;
  double y = box->h;

  cairo_rectangle (cr, x, y - u, u, u);
  cairo_rectangle (cr, x + 2 * u, y - u, u, u);
  mtn_path_polygon (cr, x + u * 0.9, y - 2 * u, x + u * 2.1, y - 2 * u, x + u * 1.5, y - 3 * u);
  mtn_motif_fill (box, &box->figure);
  cairo_rectangle (cr, x + u * 0.5, y - 2 * u, u, u);
  mtn_motif_fill (box, &box->light);
  cairo_rectangle (cr, x + u, y - u, u, u);
  cairo_rectangle (cr, x + u * 1.5, y - 2 * u, u, u);
  mtn_path_disc (cr, x + u, y - 1.5 * u, u * 0.28);
  mtn_motif_fill (box, &box->shade);

  mtn_path_segment (cr, x + 1.5 * u, y, u * 0.34, G_PI, 2 * G_PI);
  mtn_path_disc (cr, x + 2 * u, y - 1.5 * u, u * 0.28);
  mtn_path_disc (cr, x + 0.5 * u, y - 0.5 * u, u * 0.24);
  mtn_path_star (cr, x + 2.5 * u, y - 0.5 * u, u * 0.3, u * 0.13, 5, 0);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_blocks = { "blocks", draw_blocks };
