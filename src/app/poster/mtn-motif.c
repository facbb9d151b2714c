/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What all motifs share: parameters from the film's hash, paint, and paths. */

#include "mtn-motif.h"

#include "mtn-poster-style.h"

#include <math.h>

/* Salts below this choose palette, layout and the like. */
#define FIRST_SALT 64

double
mtn_motif_random (const MtnMotifBox *box, guint index)
{
  return mtn_poster_mix (box->hash, FIRST_SALT + index) / 4294967296.0;
}

void
mtn_motif_fill (const MtnMotifBox *box, const MtnPosterColor *color)
{
  mtn_poster_color_set (color, box->cr);
  cairo_fill (box->cr);
}

void
mtn_motif_fill_alpha (const MtnMotifBox *box, const MtnPosterColor *color, double alpha)
{
  cairo_set_source_rgba (box->cr, color->red, color->green, color->blue, alpha);
  cairo_fill (box->cr);
}

void
mtn_motif_stroke (const MtnMotifBox *box, const MtnPosterColor *color, double line_width)
{
  mtn_poster_color_set (color, box->cr);
  cairo_set_line_width (box->cr, line_width);
  cairo_stroke (box->cr);
}

const MtnPosterColor *
mtn_motif_shade_or (const MtnMotifBox *box, const MtnPosterColor *instead)
{
  return mtn_poster_color_equal (&box->shade, &box->panel) ? instead : &box->shade;
}

const MtnPosterColor *
mtn_motif_clearest (const MtnPosterColor *behind, const MtnPosterColor *one, const MtnPosterColor *other)
{
  return mtn_poster_color_contrast (other, behind) > mtn_poster_color_contrast (one, behind) ? other : one;
}

void
mtn_path_disc (cairo_t *cr, double x, double y, double radius)
{
  mtn_path_segment (cr, x, y, radius, 0, 2 * G_PI);
}

void
mtn_path_ellipse (cairo_t *cr, double x, double y, double radius_x, double radius_y, double rotation)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, rotation);
  cairo_scale (cr, radius_x, radius_y);
  mtn_path_disc (cr, 0, 0, 1);
  cairo_restore (cr);
}

void
mtn_path_ring (cairo_t *cr, double x, double y, double radius, double line_width)
{
  mtn_path_disc (cr, x, y, radius + line_width / 2);
  cairo_new_sub_path (cr);
  cairo_arc_negative (cr, x, y, radius - line_width / 2, 2 * G_PI, 0);
  cairo_close_path (cr);
}

void
mtn_path_pie (cairo_t *cr, double x, double y, double radius, double from, double to)
{
  cairo_move_to (cr, x, y);
  cairo_arc (cr, x, y, radius, from, to);
  cairo_close_path (cr);
}

void
mtn_path_segment (cairo_t *cr, double x, double y, double radius, double from, double to)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, from, to);
  cairo_close_path (cr);
}

void
mtn_path_star (cairo_t *cr, double x, double y, double outer, double inner, guint points, double rotation)
{
  cairo_new_sub_path (cr);
  for (guint i = 0; i < 2 * points; i++)
    {
      double angle = rotation + G_PI * i / points - G_PI / 2;
      double radius = i % 2 ? inner : outer;

      cairo_line_to (cr, x + radius * cos (angle), y + radius * sin (angle));
    }
  cairo_close_path (cr);
}

void
mtn_path_spark (cairo_t *cr, double x, double y, double radius)
{
  static const double tips[][2] = { { 0, -1 }, { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };
  double waist = 0.12 * radius;

  cairo_move_to (cr, x, y - radius);
  for (guint i = 1; i < G_N_ELEMENTS (tips); i++)
    cairo_curve_to (cr, x + tips[i - 1][0] * waist, y + tips[i - 1][1] * waist, x + tips[i][0] * waist,
                    y + tips[i][1] * waist, x + tips[i][0] * radius, y + tips[i][1] * radius);
  cairo_close_path (cr);
}

void
mtn_path_points (cairo_t *cr, const double *xy, gsize n_points)
{
  cairo_new_sub_path (cr);
  for (gsize i = 0; i < n_points; i++)
    cairo_line_to (cr, xy[2 * i], xy[2 * i + 1]);
  cairo_close_path (cr);
}
