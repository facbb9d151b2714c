/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* For benchmarks of what holds up a window: the main loop is run turn by turn, and what each costs is
 * measured, turns that draw a frame apart from the others. Processor time of the window's thread alone, so
 * that what else the machine does changes little. */

#pragma once

#include <adwaita.h>
#include <time.h>

#define TURNS_SETTLE_MS 700
#define TURNS_FRAME_MS (1000. / 60)

typedef struct
{
  double longest; /* ms */
  guint n, n_late;
} Turns;

static gboolean turns_is_drawing;
static Turns turns_drawing, turns_other;

static void
turns_paint_cb (void)
{
  turns_is_drawing = TRUE;
}

static gboolean
turns_wake_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

static double
turns_get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return 1000. * (double) now.tv_sec + 1e-6 * (double) now.tv_nsec;
}

/* To be called once the window is realized. */
static void
turns_watch (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "paint", G_CALLBACK (turns_paint_cb), NULL);
}

static void
turns_take (double began)
{
  Turns *turns;
  double ms;

  g_main_context_iteration (NULL, TRUE);
  ms = turns_get_ms () - began;
  turns = turns_is_drawing ? &turns_drawing : &turns_other;
  turns->longest = MAX (turns->longest, ms);
  turns->n++;
  turns->n_late += ms > TURNS_FRAME_MS;
  turns_is_drawing = FALSE;
}

/* @began: before what is measured, so that what it does at once counts as a turn */
static void
turns_settle (const char *what, double began)
{
  gint64 end = g_get_monotonic_time () + TURNS_SETTLE_MS * 1000;
  guint source = g_timeout_add (20, turns_wake_cb, NULL);

  turns_take (began);
  while (g_get_monotonic_time () < end)
    turns_take (turns_get_ms ());
  g_source_remove (source);
  g_print ("%-28s longest turn %6.2f ms (%u of %u longer than a frame), longest with drawing %6.2f ms (%u of "
           "%u)\n",
           what, turns_other.longest, turns_other.n_late, turns_other.n, turns_drawing.longest,
           turns_drawing.n_late, turns_drawing.n);
  turns_drawing = turns_other = (Turns){ 0 };
}
