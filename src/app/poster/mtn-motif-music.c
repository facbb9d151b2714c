/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Musical and Documentary. */

#include "mtn-motif.h"

#include <math.h>

typedef struct
{
  double height;
  double frequency;
  double phase;
} Wave;

static double
wave_at (const Wave *wave, double x)
{
  return wave->height * sin (wave->frequency * x + wave->phase);
}

static double
wave_slope_at (const Wave *wave, double x)
{
  return wave->height * wave->frequency * cos (wave->frequency * x + wave->phase);
}

/* A few cubic pieces with the sine's own slopes at their ends are as good as the sine. */
static void
add_wave (cairo_t *cr, const Wave *wave, double from, double to, double y)
{
  const guint n_pieces = 4;
  double third = (to - from) / n_pieces / 3;

  cairo_move_to (cr, from, y + wave_at (wave, from));
  for (guint i = 0; i < n_pieces; i++)
    {
      double a = from + 3 * third * i;
      double b = a + 3 * third;

      cairo_curve_to (cr, a + third, y + wave_at (wave, a) + third * wave_slope_at (wave, a), b - third,
                      y + wave_at (wave, b) - third * wave_slope_at (wave, b), b, y + wave_at (wave, b));
    }
}

static void
draw_stave (const MtnMotifBox *box)
{
  const struct
  {
    double x, line;
    const MtnPosterColor *color;
  } notes[] = { { 0.20, 3, &box->figure }, { 0.50, 1, &box->light }, { 0.80, 2.5, &box->figure } };
  Wave wave = { box->h * 0.13, 2 * G_PI / box->w * 0.9, 0.6 + mtn_motif_random (box, 0) };
  double top = box->h * 0.30;
  double gap = box->h * 0.088;
  double radius = gap * 0.95;

  for (guint i = 0; i < 5; i++)
    add_wave (box->cr, &wave, -4, box->w + 4, top + i * gap);
  mtn_motif_stroke (box, &box->shade, box->h * 0.017);

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      double x = box->w * notes[i].x;
      double y = top + notes[i].line * gap + wave_at (&wave, x);

      cairo_rectangle (box->cr, x + radius * 0.72, y - box->h * 0.34, radius * 0.3, box->h * 0.34);
      mtn_path_ellipse (box->cr, x, y, radius * 1.15, radius * 0.88, -0.35);
      mtn_motif_fill (box, notes[i].color);
    }
}

const MtnMotif mtn_motif_stave = { "stave", draw_stave };

static void
draw_record (const MtnMotifBox *box)
{
  static const double grooves[] = { 0.87, 0.74, 0.61, 0.49 };
  double x = box->w * (0.60 + 0.1 * mtn_motif_random (box, 0));
  double y = box->h * 0.54;
  double radius = box->s * 0.56;
  double turn = mtn_motif_random (box, 1);

  mtn_path_disc (box->cr, x, y, radius);
  mtn_motif_fill (box, &box->shade);
  for (guint i = 0; i < G_N_ELEMENTS (grooves); i++)
    mtn_path_ring (box->cr, x, y, radius * grooves[i], radius * 0.014);
  mtn_motif_fill (box, &box->panel);
  mtn_path_disc (box->cr, x, y, radius * 0.38);
  mtn_motif_fill (box, &box->figure);
  mtn_path_pie (box->cr, x, y, radius * 0.38, turn - 2.4, turn - 0.8);
  mtn_motif_fill (box, &box->light);
  mtn_path_disc (box->cr, x, y, radius * 0.055);
  mtn_motif_fill (box, &box->panel);
}

const MtnMotif mtn_motif_record = { "record", draw_record };

#define N_BLADES 7

static void
draw_aperture (const MtnMotifBox *box)
{
  double radius = box->s * 0.45;
  double hole = radius * (0.36 + 0.12 * mtn_motif_random (box, 1));
  double turn = mtn_motif_random (box, 0);
  double corners[N_BLADES + 1][2];
  double half_side = hole * sin (G_PI / N_BLADES);
  double inner = hole * cos (G_PI / N_BLADES);
  /* The side of the hole, prolonged until it meets the rim. */
  double blade = (sqrt (radius * radius - inner * inner) + half_side) / (2 * half_side);

  for (guint i = 0; i <= N_BLADES; i++)
    {
      corners[i][0] = hole * cos (turn + i * 2 * G_PI / N_BLADES);
      corners[i][1] = hole * sin (turn + i * 2 * G_PI / N_BLADES);
    }

  cairo_translate (box->cr, box->w * 0.5, box->h * 0.52);
  mtn_path_disc (box->cr, 0, 0, radius);
  mtn_motif_fill (box, &box->shade);
  mtn_path_points (box->cr, &corners[0][0], N_BLADES);
  mtn_motif_fill (box, &box->figure);

  for (guint i = 0; i < N_BLADES; i++)
    {
      double *a = corners[i], *b = corners[i + 1];

      cairo_move_to (box->cr, a[0], a[1]);
      cairo_line_to (box->cr, a[0] + blade * (b[0] - a[0]), a[1] + blade * (b[1] - a[1]));
    }
  mtn_motif_stroke (box, &box->panel, radius * 0.035);
  mtn_path_ring (box->cr, 0, 0, radius * 1.07, radius * 0.05);
  mtn_motif_fill (box, &box->light);
}

const MtnMotif mtn_motif_aperture = { "aperture", draw_aperture };

/* Dots that shrink with the distance from one of them. */
static void
draw_halftone (const MtnMotifBox *box)
{
  const guint n_columns = 7;
  double pitch = box->w / n_columns;
  guint n_rows = (guint) (box->h / pitch) + 1;
  double x = box->w * (0.25 + 0.5 * mtn_motif_random (box, 0));
  double y = box->h * 0.45;

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        double dot_x = (column + 0.5) * pitch;
        double dot_y = (row + 0.5) * pitch;
        double distance = hypot (dot_x - x, dot_y - y) / MAX (box->w, box->h);

        mtn_path_disc (box->cr, dot_x, dot_y, pitch * MAX (0.07, 0.50 - 0.62 * distance));
      }
  mtn_motif_fill (box, &box->shade);

  mtn_path_disc (box->cr, (rint (x / pitch - 0.5) + 0.5) * pitch, (rint (y / pitch - 0.5) + 0.5) * pitch,
                 pitch * 0.5);
  mtn_motif_fill (box, &box->figure);
}

const MtnMotif mtn_motif_halftone = { "halftone", draw_halftone };
