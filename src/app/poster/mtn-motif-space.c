/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Sci-Fi. */

#include "mtn-motif.h"

#include <math.h>

static void
add_stars (const MtnMotifBox *box, guint n_stars, double height, double spread)
{
  for (guint i = 0; i < n_stars; i++)
    mtn_path_disc (box->cr, box->w * mtn_motif_random (box, i + 20), height * mtn_motif_random (box, i + 40),
                   0.5 + spread * mtn_motif_random (box, i + 60));
}

/* The rings, from the point of view of the planet at the origin: the far half
 * goes behind it and the near half before it.
 */
static void
draw_rings (const MtnMotifBox *box, double radius, double tilt, double from)
{
  const struct
  {
    double radius, width;
    const MtnPosterColor *color;
  } rings[] = { { 1.72, 0.075, &box->light }, { 1.45, 0.10, mtn_motif_shade_or (box, &box->light) } };

  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      cairo_save (box->cr);
      cairo_rotate (box->cr, tilt);
      cairo_scale (box->cr, 1, 0.30);
      cairo_new_sub_path (box->cr);
      cairo_arc (box->cr, 0, 0, radius * rings[i].radius, from, from + G_PI);
      cairo_restore (box->cr);
      mtn_motif_stroke (box, rings[i].color, radius * rings[i].width);
    }
}

static void
draw_planet (const MtnMotifBox *box)
{
  double radius = box->s * 0.27;
  double tilt = -0.45 + 0.25 * mtn_motif_random (box, 2);
  double dusk = tilt - 0.9;

  add_stars (box, 16, box->h, 1.1);
  mtn_motif_fill (box, &box->light);

  cairo_translate (box->cr, box->w * (0.46 + 0.1 * mtn_motif_random (box, 0)),
                   box->h * (0.47 + 0.1 * mtn_motif_random (box, 1)));
  draw_rings (box, radius, tilt, G_PI);
  mtn_path_disc (box->cr, 0, 0, radius);
  mtn_motif_fill (box, &box->figure);
  cairo_arc (box->cr, 0, 0, radius, dusk, tilt + 2.0);
  cairo_curve_to (box->cr, radius * 0.1, radius * 0.75, radius * 0.55, radius * -0.1, radius * cos (dusk),
                  radius * sin (dusk));
  mtn_motif_fill_alpha (box, &box->shade, 0.35);
  draw_rings (box, radius, tilt, 0);
}

const MtnMotif mtn_motif_planet = { "planet", draw_planet };

/* The sun is in the lower left corner. */
static void
draw_orbits (const MtnMotifBox *box)
{
  static const double sizes[] = { 0.030, 0.055, 0.04, 0.07 };
  double w = box->w, h = box->h;
  double diagonal = hypot (w, h);

  add_stars (box, 14, h, 0.9);
  mtn_motif_fill (box, &box->light);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    mtn_path_ring (box->cr, 0, h, diagonal * (0.34 + 0.17 * i), diagonal * 0.011);
  mtn_motif_fill (box, &box->shade);
  mtn_path_disc (box->cr, 0, h, diagonal * 0.22);
  mtn_motif_fill (box, &box->figure);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double orbit = diagonal * (0.34 + 0.17 * i);
      double angle = 0.25 + 1.05 * mtn_motif_random (box, i + 3);
      double x = CLAMP (orbit * cos (angle), w * 0.12, w * 0.88);
      double y = h - sqrt (MAX (orbit * orbit - x * x, 0));

      /* Slide along the orbit until the planet is in the picture. */
      if (y < h * 0.1)
        {
          y = h * 0.12;
          x = sqrt (MAX (orbit * orbit - (h - y) * (h - y), 0));
        }
      mtn_path_disc (box->cr, x, y, diagonal * sizes[i]);
      mtn_motif_fill (box, i % 2 ? &box->figure : &box->light);
    }
}

const MtnMotif mtn_motif_orbits = { "orbits", draw_orbits };

static void
draw_saucer (const MtnMotifBox *box)
{
  static const double windows[] = { -0.75, -0.25, 0.25, 0.75 };
  cairo_t *cr = box->cr;
  double w = box->w, h = box->h;
  double x = w * (0.46 + 0.08 * mtn_motif_random (box, 0));
  double y = h * (0.30 + 0.06 * mtn_motif_random (box, 1));
  double q = w * 0.25;

  add_stars (box, 12, h * 0.8, 1.0);
  mtn_motif_fill (box, &box->light);

  mtn_path_polygon (cr, x - q * 0.42, y, x + q * 0.42, y, x + w * 0.36, h * 0.92, x - w * 0.36, h * 0.92);
  mtn_motif_fill (box, &box->figure);
  cairo_move_to (cr, 0, h);
  cairo_line_to (cr, 0, h * 0.90);
  cairo_curve_to (cr, w * 0.3, h * 0.83, w * 0.7, h * 0.83, w, h * 0.90);
  cairo_line_to (cr, w, h);
  mtn_motif_fill (box, &box->shade);

  mtn_path_segment (cr, x, y - q * 0.12, q * 0.48, G_PI, 2 * G_PI);
  mtn_motif_fill (box, &box->figure);
  mtn_path_ellipse (cr, x, y, q * 1.25, q * 0.3125, 0);
  mtn_motif_fill (box, &box->light);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    mtn_path_disc (cr, x + windows[i] * q, y + q * 0.02, q * 0.075);
  mtn_motif_fill (box, mtn_poster_color_equal (&box->shade, &box->light) ? &box->panel : &box->shade);

  /* Somebody stands in the beam. */
  cairo_rectangle (cr, x - w * 0.010, h * 0.79, w * 0.020, h * 0.075);
  mtn_path_disc (cr, x, h * 0.775, w * 0.019);
  mtn_motif_fill (box, &box->panel);
}

const MtnMotif mtn_motif_saucer = { "saucer", draw_saucer };
