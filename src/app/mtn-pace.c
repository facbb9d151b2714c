/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-pace.h"

/* Of a frame, in µs. What is made there must be styled, laid out and drawn in the same frame too, which takes
 * several times as long. */
#define BUDGET 400

typedef struct
{
  MtnPaceFunc step;
  gpointer user_data;
} Pace;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  static gint64 frame, spent;
  const Pace *pace = user_data;
  gint64 began = g_get_monotonic_time ();

  if (gdk_frame_clock_get_frame_counter (clock) != frame)
    {
      frame = gdk_frame_clock_get_frame_counter (clock);
      spent = 0;
    }
  while (spent < BUDGET)
    {
      gint64 now;

      if (!pace->step (pace->user_data))
        return G_SOURCE_REMOVE;
      now = g_get_monotonic_time ();
      spent += now - began;
      began = now;
    }

  return G_SOURCE_CONTINUE;
}

guint
mtn_pace_start (GtkWidget *widget, MtnPaceFunc step, gpointer user_data)
{
  Pace *pace = g_new (Pace, 1);

  *pace = (Pace){ step, user_data };

  return gtk_widget_add_tick_callback (widget, tick_cb, pace, g_free);
}

void
mtn_pace_stop (GtkWidget *widget, guint *id)
{
  if (*id != 0)
    gtk_widget_remove_tick_callback (widget, *id);
  *id = 0;
}
