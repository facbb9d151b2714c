/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Drama, and films without a genre. */

#include "mtn-motif.h"

#include <math.h>

static void
draw_venn (const MtnMotifBox *box)
{
  double r = box->s * 0.32;
  double distance = r * (0.50 + 0.2 * mtn_motif_random (box, 1));
  double opening = acos (distance / r);

  cairo_translate (box->cr, box->w * 0.5, box->h * 0.5);
  cairo_rotate (box->cr, (mtn_motif_random (box, 0) - 0.5) * 1.6);
  mtn_path_disc (box->cr, -distance, 0, r);
  mtn_motif_fill (box, &box->figure);
  mtn_path_disc (box->cr, distance, 0, r);
  mtn_motif_fill (box, &box->shade);
  cairo_arc (box->cr, -distance, 0, r, -opening, opening);
  cairo_arc (box->cr, distance, 0, r, G_PI - opening, G_PI + opening);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_venn = { "venn", draw_venn };

/* Quarter discs in a grid; some tiles stay empty. */
static void
draw_tiles (const MtnMotifBox *box)
{
  static const double quarters[] = { 0, G_PI / 2, -G_PI / 2, G_PI };
  const MtnPosterColor *colors[] = { &box->shade, &box->figure, &box->light };
  const guint n_columns = 3;
  double side = box->w / n_columns;
  guint n_rows = MAX (2, (guint) rint (box->h / side));

  cairo_scale (box->cr, 1, box->h / (n_rows * side));
  for (guint color = 0; color < G_N_ELEMENTS (colors); color++)
    {
      for (guint i = 0; i < n_rows * n_columns; i++)
        {
          guint corner = mtn_motif_random (box, i) * 4;

          if ((guint) (mtn_motif_random (box, i + 50) * 3.4) == color)
            mtn_path_pie (box->cr, (i % n_columns + corner % 2) * side, (i / n_columns + corner / 2) * side,
                          side, quarters[corner], quarters[corner] + G_PI / 2);
        }
      mtn_motif_fill (box, colors[color]);
    }
}

const MtnMotif mtn_motif_tiles = { "tiles", draw_tiles };

/* An open door throws light into a dark room, and somebody's shadow. */
static void
draw_door (const MtnMotifBox *box)
{
  cairo_t *cr = box->cr;
  double w = box->w, h = box->h;
  double x = w * 0.54, y = h * 0.12;
  double width = w * 0.20, height = h * 0.52;
  double q = h * 0.05;

  cairo_rectangle (cr, 0, y + height, w, h);
  mtn_motif_fill (box, &box->shade);
  mtn_path_polygon (cr, x, y + height, x + width, y + height, x + width - w * 0.12, h, x - w * 0.62, h);
  mtn_motif_fill (box, &box->figure);
  cairo_rectangle (cr, x, y, width, height);
  mtn_motif_fill (box, &box->light);
  mtn_path_polygon (cr, x + width, y, x + width * 1.75, y - h * 0.06, x + width * 1.75, y + height + h * 0.09,
                    x + width, y + height);
  mtn_motif_fill (box, mtn_motif_shade_or (box, &box->figure));

  if (mtn_motif_random (box, 0) <= 0.35)
    return;

  cairo_translate (cr, x + width * 0.42, y + height);
  mtn_path_disc (cr, 0, -q * 4.9, q * 0.8);
  cairo_move_to (cr, -q, q * 0.1);
  cairo_line_to (cr, -q * 0.9, -q * 3.2);
  cairo_curve_to (cr, -q * 0.6, -q * 4.1, q * 0.6, -q * 4.1, q * 0.9, -q * 3.2);
  cairo_line_to (cr, q, q * 0.1);
  cairo_close_path (cr);
  mtn_path_polygon (cr, -q, 0, q, 0, -q * 4.5, h * 0.27, -q * 7.0, h * 0.27);
  mtn_motif_fill (box, &box->panel);
}

const MtnMotif mtn_motif_door = { "door", draw_door };

static void
draw_halves (const MtnMotifBox *box)
{
  static const double turns[] = { 0, G_PI / 2, G_PI / 4 };
  double r = box->s * 0.42;
  double slip = r * (0.25 + 0.35 * mtn_motif_random (box, 0));

  cairo_translate (box->cr, box->w * 0.5, box->h * 0.5);
  cairo_rotate (box->cr, turns[(guint) (mtn_motif_random (box, 1) * G_N_ELEMENTS (turns))]);
  mtn_path_segment (box->cr, 0, -slip / 2, r, G_PI / 2, 1.5 * G_PI);
  mtn_motif_fill (box, &box->figure);
  mtn_path_segment (box->cr, 0, slip / 2, r, -G_PI / 2, G_PI / 2);
  mtn_motif_fill (box, &box->shade);
  mtn_path_disc (box->cr, r * 0.42, slip / 2, r * 0.17);
  mtn_motif_fill (box, &box->light);
  mtn_path_disc (box->cr, -r * 0.42, -slip / 2, r * 0.17);
  mtn_motif_fill (box, &box->panel);
}

const MtnMotif mtn_motif_halves = { "halves", draw_halves };

static void
draw_steps (const MtnMotifBox *box)
{
  const guint n_steps = 5;
  cairo_t *cr = box->cr;
  double w = box->w, h = box->h;
  double rise = h * 0.145, going = w / n_steps;
  guint climber = 1 + (guint) (mtn_motif_random (box, 0) * 3);
  double q = h * 0.042;

  mtn_path_disc (cr, w * 0.30, h * 0.34, box->s * 0.21);
  mtn_motif_fill (box, &box->figure);

  cairo_move_to (cr, w, h);
  cairo_line_to (cr, 0, h);
  for (guint i = 0; i < n_steps; i++)
    {
      cairo_line_to (cr, going * i, h - rise * (i + 0.6));
      cairo_line_to (cr, going * (i + 1), h - rise * (i + 0.6));
    }
  mtn_motif_fill (box, &box->shade);
  for (guint i = 0; i < n_steps; i++)
    cairo_rectangle (cr, going * i, h - rise * (i + 0.6), going + 0.3, h * 0.022);
  mtn_motif_fill (box, &box->light);

  cairo_translate (cr, going * (climber + 0.5), h - rise * (climber + 0.6));
  mtn_path_disc (cr, 0, -q * 4.7, q * 0.8);
  mtn_path_polygon (cr, -q * 0.95, 0, -q * 0.7, -q * 3.6, q * 0.7, -q * 3.6, q * 0.95, 0);
  mtn_motif_fill (box, mtn_motif_shade_or (box, &box->light));
}

const MtnMotif mtn_motif_steps = { "steps", draw_steps };

/* The sun of the application's icon. */
static void
draw_matinee (const MtnMotifBox *box)
{
  const guint n_rays = 9;
  const double half = 0.085;
  double r = box->s * 0.34;

  cairo_translate (box->cr, box->w * 0.5, box->h * 0.96);
  for (guint i = 0; i < n_rays; i++)
    {
      double angle = G_PI + G_PI * (i + 0.5) / n_rays;
      double a = angle - half, b = angle + half;

      mtn_path_polygon (box->cr, r * 1.2 * cos (a), r * 1.2 * sin (a), box->s * cos (a), box->s * sin (a),
                        box->s * cos (b), box->s * sin (b), r * 1.2 * cos (b), r * 1.2 * sin (b));
    }
  mtn_motif_fill (box, &box->shade);
  mtn_path_disc (box->cr, 0, 0, r);
  mtn_motif_fill (box, &box->figure);
}

const MtnMotif mtn_motif_matinee = { "matinee", draw_matinee };
