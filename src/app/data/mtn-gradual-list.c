/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-gradual-list.h"

/* Nothing, as what is around the rows is new too; a screen of rows, then as many more a frame, and fewer a
 * frame, as are made and let go in its time. */
#define N_FIRST 18
#define N_STEP 12
#define N_STEP_BACK 24
/* GtkColumnView makes widgets for so many rows at most: what comes after is but numbers. */
#define N_WIDGETS 210

typedef struct
{
  GtkWidget *view; /* borrowed: it has the tick */
  guint tick;
  gboolean begun;            /* the frame in which there are no rows is over */
  MtnGradualListFunc change; /* (nullable): to be called when few rows are left */
  gpointer data;
} State;

static GQuark
state_quark (void)
{
  return g_quark_from_static_string ("mtn-gradual-list-state");
}

static State *
get_state (GtkSliceListModel *self)
{
  return g_object_get_qdata (G_OBJECT (self), state_quark ());
}

/* What is sorted or looked through a little at a time is not yet in its place. */
static gboolean
is_pending (GListModel *model)
{
  if (GTK_IS_SORT_LIST_MODEL (model))
    return gtk_sort_list_model_get_pending (GTK_SORT_LIST_MODEL (model)) > 0 ||
           is_pending (gtk_sort_list_model_get_model (GTK_SORT_LIST_MODEL (model)));

  return GTK_IS_FILTER_LIST_MODEL (model) &&
         gtk_filter_list_model_get_pending (GTK_FILTER_LIST_MODEL (model)) > 0;
}

/* Rows that there are beyond those kept for a moment. */
static guint
count_shown (GtkSliceListModel *self)
{
  return MIN (g_list_model_get_n_items (G_LIST_MODEL (self)), N_WIDGETS);
}

static void
finish_change (GtkSliceListModel *self, State *state)
{
  MtnGradualListFunc change = g_steal_pointer (&state->change);

  gtk_slice_list_model_set_size (self, N_FIRST);
  change (state->data);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GtkSliceListModel *self = user_data;
  State *state = get_state (self);
  guint size = gtk_slice_list_model_get_size (self);

  if (state->change != NULL)
    {
      guint n = count_shown (self);

      if (n > N_FIRST + N_STEP_BACK)
        gtk_slice_list_model_set_size (self, n - N_STEP_BACK);
      else
        finish_change (self, state);
      return G_SOURCE_CONTINUE;
    }
  if (!state->begun || is_pending (gtk_slice_list_model_get_model (self)))
    {
      state->begun = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (size < N_WIDGETS)
    {
      gtk_slice_list_model_set_size (self, MAX (size + N_STEP, N_FIRST));
      return G_SOURCE_CONTINUE;
    }

  state->tick = 0;
  gtk_slice_list_model_set_size (self, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

static void
start (GtkSliceListModel *self)
{
  State *state = get_state (self);

  if (state->tick == 0)
    state->tick = gtk_widget_add_tick_callback (state->view, tick_cb, g_object_ref (self), g_object_unref);
}

GtkSliceListModel *
mtn_gradual_list_new (GListModel *model, GtkWidget *view)
{
  GtkSliceListModel *self = gtk_slice_list_model_new (model, 0, 0);
  State *state = g_new0 (State, 1);

  state->view = view;
  g_object_set_qdata_full (G_OBJECT (self), state_quark (), state, g_free);
  start (self);

  return self;
}

void
mtn_gradual_list_change (GtkSliceListModel *self, MtnGradualListFunc change, gpointer data)
{
  State *state;

  g_return_if_fail (GTK_IS_SLICE_LIST_MODEL (self));
  g_return_if_fail (change != NULL);

  state = get_state (self);
  state->change = change;
  state->data = data;
  /* Rows that are being sorted must not be asked for by two orders. */
  if (!gtk_widget_get_mapped (state->view) || is_pending (gtk_slice_list_model_get_model (self)))
    finish_change (self, state);
  start (self);
}
