/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* War and Western. */

#include "mtn-motif.h"

#include <math.h>

static void
draw_searchlights (const MtnMotifBox *box)
{
  const struct
  {
    double foot, head, alpha;
    const MtnPosterColor *color;
  } beams[] = { { 0.14, 0.62, 0.75, &box->light },
                { 0.86, 0.30, 0.90, &box->figure },
                { 0.50, 0.78, 0.45, &box->light } };
  cairo_t *cr = box->cr;
  double w = box->w, h = box->h;

  for (guint i = 0; i < G_N_ELEMENTS (beams); i++)
    {
      double foot = w * beams[i].foot;
      double head = w * (beams[i].head + 0.2 * (mtn_motif_random (box, i) - 0.5));

      mtn_path_polygon (cr, foot - 2, h * 0.9, foot + 2, h * 0.9, head + w * 0.13, -4, head - w * 0.13, -4);
      mtn_motif_fill_alpha (box, beams[i].color, beams[i].alpha);
    }

  for (guint i = 0; i < 3; i++)
    {
      double x = w * (0.36 + 0.15 * i), y = h * (i % 2 ? 0.33 : 0.24);
      double q = w * 0.055;

      mtn_path_polygon (cr, x - q, y + q * 0.5, x, y - q * 0.5, x + q, y + q * 0.5, x, y + q * 0.12);
    }
  mtn_path_polygon (cr, 0, h * 0.88, w * 0.24, h * 0.84, w * 0.5, h * 0.89, w * 0.78, h * 0.83, w, h * 0.87,
                    w, h, 0, h);
  mtn_motif_fill (box, &box->shade);
}

const MtnMotif mtn_motif_searchlights = { "searchlights", draw_searchlights };

/* A target, cut in two and out of true. */
static void
draw_roundel (const MtnMotifBox *box)
{
  const struct
  {
    double radius;
    const MtnPosterColor *color;
  } discs[] = { { 0.44, &box->shade }, { 0.32, &box->light }, { 0.18, &box->figure } };

  cairo_translate (box->cr, box->w * 0.5, box->h * 0.5);
  cairo_rotate (box->cr, -0.55);
  for (int side = -1; side <= 1; side += 2)
    for (guint i = 0; i < G_N_ELEMENTS (discs); i++)
      {
        double middle = side * box->s * 0.075;
        double r = box->s * discs[i].radius;
        /* Both halves are drawn a little apart but cut along one line. */
        double chord = asin (box->s * 0.025 / r);

        if (side > 0)
          mtn_path_segment (box->cr, middle, box->s * 0.025, r, -chord, G_PI + chord);
        else
          mtn_path_segment (box->cr, middle, -box->s * 0.025, r, G_PI - chord, 2 * G_PI + chord);
        mtn_motif_fill (box, discs[i].color);
      }
}

const MtnMotif mtn_motif_roundel = { "roundel", draw_roundel };

static void
draw_mesa (const MtnMotifBox *box)
{
  cairo_t *cr = box->cr;
  double w = box->w, h = box->h;
  double y = h * 0.50;
  double r = box->s * 0.36;
  double plain = h * 0.80;
  double x = w * 0.66, arm = w * 0.038;

  mtn_path_disc (cr, w * (0.36 + 0.28 * mtn_motif_random (box, 0)), y, r);
  mtn_motif_fill (box, &box->figure);
  for (guint i = 0; i < 3; i++)
    cairo_rectangle (cr, 0, y + r * (0.08 + 0.25 * i), w, r * (0.05 + 0.035 * i));
  mtn_motif_fill (box, &box->panel);

  mtn_path_polygon (cr, -2, plain, -2, h * 0.52, w * 0.14, h * 0.52, w * 0.18, h * 0.60, w * 0.22, h * 0.60,
                    w * 0.30, plain);
  mtn_path_polygon (cr, w * 0.80, plain, w * 0.86, h * 0.66, w + 2, h * 0.66, w + 2, plain);
  cairo_rectangle (cr, 0, plain, w, h);
  mtn_motif_fill (box, &box->shade);

  /* The cactus. */
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, x, plain + 4);
  cairo_line_to (cr, x, h * 0.44);
  cairo_move_to (cr, x, h * 0.68);
  cairo_line_to (cr, x - arm * 2.1, h * 0.68);
  cairo_line_to (cr, x - arm * 2.1, h * 0.56);
  cairo_move_to (cr, x, h * 0.63);
  cairo_line_to (cr, x + arm * 2, h * 0.63);
  cairo_line_to (cr, x + arm * 2, h * 0.52);
  mtn_motif_stroke (box, &box->shade, arm);
}

const MtnMotif mtn_motif_mesa = { "mesa", draw_mesa };

#define N_CORNERS 10

static void
draw_badge (const MtnMotifBox *box)
{
  cairo_t *cr = box->cr;
  double outer = box->s * 0.46;
  double inner = outer * 0.42;
  double turn = (mtn_motif_random (box, 0) - 0.5) * 0.4;
  double corners[N_CORNERS + 1][2]; /* tips are even */

  for (guint i = 0; i <= N_CORNERS; i++)
    {
      double angle = turn + G_PI * i / 5 - G_PI / 2;

      corners[i][0] = (i % 2 ? inner : outer) * cos (angle);
      corners[i][1] = (i % 2 ? inner : outer) * sin (angle);
    }

  cairo_translate (cr, box->w * 0.5, box->h * 0.53);
  mtn_path_points (cr, &corners[0][0], N_CORNERS);
  mtn_motif_fill (box, &box->figure);
  for (guint i = 0; i < N_CORNERS; i += 2)
    mtn_path_polygon (cr, 0, 0, corners[i][0], corners[i][1], corners[i + 1][0], corners[i + 1][1]);
  mtn_motif_fill (box, &box->shade);
  for (guint i = 0; i < N_CORNERS; i += 2)
    mtn_path_disc (cr, corners[i][0], corners[i][1], outer * 0.075);
  mtn_motif_fill (box, &box->light);
  mtn_path_disc (cr, 0, 0, outer * 0.15);
  mtn_motif_fill (box, &box->panel);
}

const MtnMotif mtn_motif_badge = { "badge", draw_badge };
