/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The time for one poster of 160 by 240, over all motifs and layouts, each with
 * titles not drawn before: median and maximum of the processor's time. The goal
 * is 0.3 ms; posters are drawn while a grid scrolls.
 */

#include <glib.h>
#include <stdlib.h>
#include <time.h>

#include "mtn-poster-private.h"

#define N_ROUNDS 9

static const char *const titles[] = { "Star Wars",
                                      "The Silence of the Lambs",
                                      "Fargo",
                                      "Raiders of the Lost Ark",
                                      "2001: A Space Odyssey",
                                      "Titanic",
                                      "When Harry Met Sally...",
                                      "Monty Python and the Holy Grail",
                                      "Dr. Strangelove" };

static double
get_milliseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int
compare_doubles (const void *one, const void *other)
{
  double a = *(const double *) one, b = *(const double *) other;

  return (a > b) - (a < b);
}

/* The median of several titles, since a first time includes rasterising glyphs. */
static double
measure (MtnPosterPainter *painter, cairo_t *cr, MtnPosterStyle *style)
{
  double times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double start = get_milliseconds ();

      mtn_poster_painter_draw_styled (painter, cr, style, titles[i % G_N_ELEMENTS (titles)], 1990 + i, 160,
                                      240);
      times[i] = get_milliseconds () - start;
    }
  qsort (times, N_ROUNDS, sizeof *times, compare_doubles);

  return times[N_ROUNDS / 2];
}

int
main (void)
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 160, 240);
  cairo_t *cr = cairo_create (surface);
  guint n_genres;
  const MtnPosterGenre *genres = mtn_poster_get_genres (&n_genres);
  double worst = 0;
  const char *worst_motif = NULL;
  guint worst_layout = 0;

  for (guint i = 0; i < n_genres; i++)
    for (guint j = 0; genres[i].motifs[j] != NULL; j++)
      for (guint layout = 0; layout < MTN_POSTER_N_LAYOUTS; layout++)
        {
          const char *names[] = { genres[i].name, NULL };
          MtnPosterStyle style;
          double time;

          mtn_poster_style_init (&style, genres[i].motifs[j]->name, 2000, names);
          style.motif = genres[i].motifs[j];
          style.layout = layout;
          time = measure (painter, cr, &style);
          g_array_append_val (all, time);
          if (time > worst)
            {
              worst = time;
              worst_motif = style.motif->name;
              worst_layout = layout;
            }
        }
  qsort (all->data, all->len, sizeof (double), compare_doubles);
  g_print ("%u posters: median %.3f ms, maximum %.3f ms (%s in layout %u)\n", all->len,
           g_array_index (all, double, all->len / 2), worst, worst_motif, worst_layout);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return 0;
}
