/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-poster-color.h"

G_BEGIN_DECLS

/**
 * MtnMotifBox:
 *
 * What a motif draws into. The box is clipped, filled with @panel and, for
 * half of the films, mirrored before the motif is called; whatever the motif
 * leaves in the cairo state is undone afterwards. Boxes are 142 to 160 wide
 * and about 60 to 222 high.
 */
typedef struct
{
  cairo_t       *cr;
  double         w, h;   /* the box runs from 0, 0 to w, h */
  double         s;      /* its shorter side */
  guint32        hash;   /* of the film, see mtn_motif_random() */
  MtnPosterColor panel;  /* behind everything */
  MtnPosterColor figure; /* what the motif is about */
  MtnPosterColor light;  /* highlights */
  MtnPosterColor shade;  /* silhouettes and the ground; may equal @panel */
} MtnMotifBox;

typedef struct
{
  const char *name;
  void (*draw) (const MtnMotifBox *box);
} MtnMotif;

extern const MtnMotif mtn_motif_aperture;
extern const MtnMotif mtn_motif_badge;
extern const MtnMotif mtn_motif_bars;
extern const MtnMotif mtn_motif_blinds;
extern const MtnMotif mtn_motif_blocks;
extern const MtnMotif mtn_motif_bounce;
extern const MtnMotif mtn_motif_bowler;
extern const MtnMotif mtn_motif_bowtie;
extern const MtnMotif mtn_motif_burst;
extern const MtnMotif mtn_motif_castle;
extern const MtnMotif mtn_motif_claws;
extern const MtnMotif mtn_motif_compass;
extern const MtnMotif mtn_motif_door;
extern const MtnMotif mtn_motif_drips;
extern const MtnMotif mtn_motif_fingerprint;
extern const MtnMotif mtn_motif_flipbook;
extern const MtnMotif mtn_motif_halftone;
extern const MtnMotif mtn_motif_halves;
extern const MtnMotif mtn_motif_heart;
extern const MtnMotif mtn_motif_jaws;
extern const MtnMotif mtn_motif_keyhole;
extern const MtnMotif mtn_motif_labyrinth;
extern const MtnMotif mtn_motif_matinee;
extern const MtnMotif mtn_motif_mesa;
extern const MtnMotif mtn_motif_moon;
extern const MtnMotif mtn_motif_mountains;
extern const MtnMotif mtn_motif_orbits;
extern const MtnMotif mtn_motif_planet;
extern const MtnMotif mtn_motif_rainbow;
extern const MtnMotif mtn_motif_record;
extern const MtnMotif mtn_motif_ripples;
extern const MtnMotif mtn_motif_roundel;
extern const MtnMotif mtn_motif_saucer;
extern const MtnMotif mtn_motif_searchlights;
extern const MtnMotif mtn_motif_skyline;
extern const MtnMotif mtn_motif_smile;
extern const MtnMotif mtn_motif_speed;
extern const MtnMotif mtn_motif_spider;
extern const MtnMotif mtn_motif_stave;
extern const MtnMotif mtn_motif_steps;
extern const MtnMotif mtn_motif_streetlamp;
extern const MtnMotif mtn_motif_tiles;
extern const MtnMotif mtn_motif_tulip;
extern const MtnMotif mtn_motif_tunnel;
extern const MtnMotif mtn_motif_venn;

/**
 * mtn_motif_random:
 *
 * Returns: the @index-th parameter of the film, in [0, 1); the same on every call
 */
double                mtn_motif_random     (const MtnMotifBox    *box,
                                            guint                 index);
void                  mtn_motif_fill       (const MtnMotifBox    *box,
                                            const MtnPosterColor *color);
void                  mtn_motif_fill_alpha (const MtnMotifBox    *box,
                                            const MtnPosterColor *color,
                                            double                alpha);
void                  mtn_motif_stroke     (const MtnMotifBox    *box,
                                            const MtnPosterColor *color,
                                            double                line_width);

/**
 * mtn_motif_shade_or:
 *
 * Returns: the shade, or @instead where the shade is the colour of the panel
 */
const MtnPosterColor *mtn_motif_shade_or   (const MtnMotifBox    *box,
                                            const MtnPosterColor *instead);

/**
 * mtn_motif_clearest:
 *
 * Returns: the one of @one and @other that stands out more against @behind, @one when equal
 */
const MtnPosterColor *mtn_motif_clearest   (const MtnPosterColor *behind,
                                            const MtnPosterColor *one,
                                            const MtnPosterColor *other);

/* Paths. All of them are closed sub-paths, so that shapes of one colour can be
 * collected and filled at once: cheaper, and without seams where they meet.
 */

void                  mtn_path_disc        (cairo_t              *cr,
                                            double                x,
                                            double                y,
                                            double                radius);
void                  mtn_path_ellipse     (cairo_t              *cr,
                                            double                x,
                                            double                y,
                                            double                radius_x,
                                            double                radius_y,
                                            double                rotation);

/* A ring as a filled shape costs a third of a stroked circle. */
void                  mtn_path_ring        (cairo_t              *cr,
                                            double                x,
                                            double                y,
                                            double                radius,
                                            double                line_width);

/* The part of a disc between two angles, pie-shaped or cut by the chord. */
void                  mtn_path_pie         (cairo_t              *cr,
                                            double                x,
                                            double                y,
                                            double                radius,
                                            double                from,
                                            double                to);
void                  mtn_path_segment     (cairo_t              *cr,
                                            double                x,
                                            double                y,
                                            double                radius,
                                            double                from,
                                            double                to);

/* @points tips, the first one straight up when @rotation is 0. */
void                  mtn_path_star        (cairo_t              *cr,
                                            double                x,
                                            double                y,
                                            double                outer,
                                            double                inner,
                                            guint                 points,
                                            double                rotation);

/* A star of four points with hollow sides: a twinkle. */
void                  mtn_path_spark       (cairo_t              *cr,
                                            double                x,
                                            double                y,
                                            double                radius);
void                  mtn_path_points      (cairo_t              *cr,
                                            const double         *xy,
                                            gsize                 n_points);

/* mtn_path_polygon (cr, x0, y0, x1, y1, …) */
#define mtn_path_polygon(cr, ...)                                                                            \
  mtn_path_points ((cr), (const double[]){ __VA_ARGS__ },                                                    \
                   sizeof ((const double[]){ __VA_ARGS__ }) / (2 * sizeof (double)))

G_END_DECLS
