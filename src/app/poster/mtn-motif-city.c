/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Film-Noir, Crime and Thriller. */

#include "mtn-motif.h"

#include <math.h>

/* A man in a hat before a window. */
static void
draw_blinds (const MtnMotifBox *box)
{
  const guint n_slats = 8;
  cairo_t *cr = box->cr;
  double w = box->w, h = box->h;
  double pitch = h * 1.25 / n_slats;
  double slope = w * (0.16 + 0.12 * mtn_motif_random (box, 0));
  double r = box->s * 0.165;

  for (guint i = 0; i < n_slats; i++)
    {
      double y = i * pitch - h * 0.05;

      mtn_path_polygon (cr, 0, y, w, y - slope, w, y - slope + pitch * 0.56, 0, y + pitch * 0.56);
    }
  mtn_motif_fill (box, mtn_motif_random (box, 1) > 0.4 ? &box->light : &box->figure);

  cairo_translate (cr, w * 0.58, h * 0.56);
  cairo_move_to (cr, -r * 2.5, h * 0.44);
  cairo_curve_to (cr, -r * 2.3, r * 1.3, -r * 0.9, r * 1.5, -r * 0.5, r * 1.1);
  cairo_line_to (cr, r * 0.5, r * 1.1);
  cairo_curve_to (cr, r * 0.9, r * 1.5, r * 2.3, r * 1.3, r * 2.5, h * 0.44);
  mtn_motif_fill (box, &box->panel);
  mtn_path_ellipse (cr, 0, r * 0.224, r * 0.84, r * 1.12, 0);
  mtn_motif_fill (box, &box->panel);

  cairo_translate (cr, 0, -r * 0.48);
  cairo_rotate (cr, -0.12);
  cairo_move_to (cr, -r * 1.75, 0);
  cairo_curve_to (cr, -r, r * 0.42, r, r * 0.42, r * 1.75, 0);
  cairo_curve_to (cr, r, -r * 0.12, -r, -r * 0.12, -r * 1.75, 0);
  mtn_motif_fill (box, &box->panel);
  cairo_move_to (cr, -r * 0.92, 0);
  cairo_curve_to (cr, -r * 0.95, -r * 1.1, -r * 0.5, -r * 1.15, 0, -r * 0.92);
  cairo_curve_to (cr, r * 0.5, -r * 1.15, r * 0.95, -r * 1.1, r * 0.92, 0);
  mtn_motif_fill (box, &box->panel);
}

const MtnMotif mtn_motif_blinds = { "blinds", draw_blinds };

static void
draw_streetlamp (const MtnMotifBox *box)
{
  cairo_t *cr = box->cr;
  double w = box->w, h = box->h;
  double x = w * 0.34, y = h * 0.16;
  double street = h * 0.90;
  double q = h * 0.048;

  mtn_path_polygon (cr, x - w * 0.045, y, x + w * 0.045, y, x + w * 0.44, street, x - w * 0.30, street);
  mtn_motif_fill (box, &box->figure);
  cairo_rectangle (cr, 0, street, w, h);
  mtn_motif_fill (box, &box->shade);
  mtn_path_polygon (cr, x - w * 0.075, y, x + w * 0.075, y, x + w * 0.03, y - h * 0.07, x - w * 0.03,
                    y - h * 0.07);
  mtn_motif_fill (box, &box->light);
  cairo_rectangle (cr, w * 0.10, y - h * 0.07, x - w * 0.10, h * 0.018);
  cairo_rectangle (cr, w * 0.10, y - h * 0.07, w * 0.026, h);
  mtn_motif_fill (box, &box->light);

  cairo_translate (cr, w * 0.50, street);
  mtn_path_disc (cr, 0, -q * 6.1, q * 0.8);
  cairo_rectangle (cr, -q * 1.35, -q * 6.75, q * 2.7, q * 0.38);
  cairo_rectangle (cr, -q * 0.75, -q * 7.5, q * 1.5, q * 0.9);
  mtn_path_polygon (cr, -q * 1.1, -q * 4.6, -q * 0.5, -q * 5.2, q * 0.5, -q * 5.2, q * 1.1, -q * 4.6,
                    q * 1.25, 0, -q * 1.25, 0);
  mtn_motif_fill (box, &box->panel);
}

const MtnMotif mtn_motif_streetlamp = { "streetlamp", draw_streetlamp };

/* A house is at least 0.13 of the box wide, so that this is always enough. */
#define MAX_HOUSES 9

static void
draw_skyline (const MtnMotifBox *box)
{
  struct
  {
    double x, top, width;
  } houses[MAX_HOUSES] = { 0 };
  cairo_t *cr = box->cr;
  double w = box->w, h = box->h;
  double pane = w * 0.022;
  guint n_houses = 0;
  guint tallest = 1;

  mtn_path_disc (cr, w * (0.62 + 0.1 * mtn_motif_random (box, 0)), h * 0.34, box->s * 0.22);
  mtn_motif_fill (box, &box->figure);

  for (double x = -2; x < w && n_houses < MAX_HOUSES; x += houses[n_houses++].width)
    {
      houses[n_houses].x = x;
      houses[n_houses].width = w * (0.13 + 0.08 * mtn_motif_random (box, n_houses + 3));
      houses[n_houses].top = h * (1 - (0.30 + 0.44 * mtn_motif_random (box, n_houses + 13)));
      cairo_rectangle (cr, x, houses[n_houses].top, houses[n_houses].width + 0.4, h);
    }
  /* An aerial on the tallest house that is wholly in the picture. */
  for (guint i = 2; i + 1 < n_houses; i++)
    if (houses[i].top < houses[tallest].top)
      tallest = i;
  cairo_rectangle (cr, houses[tallest].x + houses[tallest].width * 0.46, houses[tallest].top - h * 0.13,
                   houses[tallest].width * 0.08, h * 0.14);
  mtn_motif_fill (box, &box->shade);

  for (guint i = 0; i < n_houses; i++)
    for (guint row = 0; row < 5; row++)
      for (guint column = 0; column < 2; column++)
        if (mtn_motif_random (box, i * 10 + row * 2 + column + 100) > 0.62)
          cairo_rectangle (cr, houses[i].x + houses[i].width * (0.26 + 0.34 * column),
                           houses[i].top + h * (0.06 + 0.085 * row), pane, pane * 1.6);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_skyline = { "skyline", draw_skyline };

static void
draw_fingerprint (const MtnMotifBox *box)
{
  const guint n_ridges = 7;
  double gap = box->s * 0.062;

  cairo_translate (box->cr, box->w * 0.5, box->h * 0.5);
  cairo_set_line_cap (box->cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < n_ridges; i++)
    {
      double r = gap * (i + 0.4);
      double length = box->s * 0.42 - r * 0.42;

      cairo_move_to (box->cr, -r, length - box->s * 0.10 * mtn_motif_random (box, i));
      cairo_arc (box->cr, 0, 0, r, G_PI, 2 * G_PI);
      cairo_line_to (box->cr, r, length - box->s * 0.10 * mtn_motif_random (box, i + 9));
      mtn_motif_stroke (box, i == 0 ? &box->light : i == 2 ? &box->figure : &box->shade, gap * 0.56);
    }
}

const MtnMotif mtn_motif_fingerprint = { "fingerprint", draw_fingerprint };

static void
draw_bars (const MtnMotifBox *box)
{
  const guint n_bars = 6;
  double pitch = box->w / n_bars;
  guint marked = 1 + (guint) (mtn_motif_random (box, 30) * 4);

  for (guint i = 0; i < n_bars; i++)
    {
      double length = i == marked ? box->h * 0.62 : box->h * (0.30 + 0.55 * mtn_motif_random (box, i));
      double cut = (mtn_motif_random (box, i + 9) - 0.5) * pitch * 0.9;
      double lean = (mtn_motif_random (box, i + 19) - 0.5) * pitch * 0.35;

      mtn_path_polygon (box->cr, (i + 0.10) * pitch, -1, (i + 0.90) * pitch, -1, (i + 0.86) * pitch + lean,
                        length + cut, (i + 0.14) * pitch + lean, length - cut);
      mtn_motif_fill (box, i == marked ? &box->figure : &box->shade);
    }
  mtn_path_disc (box->cr, (marked + 0.5) * pitch, box->h * 0.78, pitch * 0.36);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_bars = { "bars", draw_bars };

/* Nested discs that drift to one side. By the even-odd rule one fill leaves
 * every other ring to the panel.
 */
static void
draw_tunnel (const MtnMotifBox *box)
{
  const guint n_discs = 9;
  double reach = MAX (box->w, box->h) * 0.62;
  double turn = 2 * G_PI * mtn_motif_random (box, 0);
  double drift_x = reach * 0.18 / n_discs * cos (turn);
  double drift_y = reach * 0.18 / n_discs * sin (turn);

  mtn_poster_color_set (&box->shade, box->cr);
  cairo_paint (box->cr);
  cairo_translate (box->cr, box->w * 0.5, box->h * 0.5);
  mtn_path_disc (box->cr, 0, 0, reach);
  mtn_motif_fill (box, &box->panel);

  cairo_set_fill_rule (box->cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 1; i + 1 < n_discs; i++)
    mtn_path_disc (box->cr, i * drift_x, i * drift_y, reach * (n_discs - i) / n_discs);
  mtn_motif_fill (box, &box->figure);
  mtn_path_disc (box->cr, (n_discs - 1) * drift_x, (n_discs - 1) * drift_y, reach / n_discs);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_tunnel = { "tunnel", draw_tunnel };
