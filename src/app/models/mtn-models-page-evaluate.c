/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Evaluations: asked for here, shown as a row above the list while they run. */

#include "mtn-models-page-private.h"

#include <glib/gi18n.h>

#include "mtn-evaluate-dialog.h"
#include "mtn-window.h"

static void
progress_cb (MtnModelsPage *self)
{
  gboolean running;
  double fraction;
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;

  g_object_get (self->evaluator, "running", &running, "title", &title, "fraction", &fraction, "message",
                &message, NULL);
  gtk_widget_set_visible (self->evaluation_box, running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "models.cancel-evaluation", running);
  if (!running)
    return;

  gtk_label_set_label (self->evaluation_title, title);
  gtk_label_set_label (self->evaluation_message, message != NULL ? message : _ ("Reading the model"));
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->evaluation_bar, fraction);
  else
    gtk_progress_bar_pulse (self->evaluation_bar);
}

static void
running_cb (MtnModelsPage *self)
{
  progress_cb (self);
  mtn_models_page_update_actions (self);
}

static void
finished_cb (MtnModelsPage *self, const char *words)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;
  g_autofree char *escaped = NULL;

  g_object_get (self->evaluator, "title", &title, NULL);
  message = g_strdup_printf (_ ("“%s” is evaluated"), title);
  escaped = g_markup_escape_text (message, -1);
  mtn_models_page_add_toast (self, adw_toast_new (escaped));
  mtn_model_store_refresh (self->models);
  if (MTN_IS_WINDOW (root))
    {
      mtn_window_call_attention (MTN_WINDOW (root), "charts");
      mtn_window_call_attention (MTN_WINDOW (root), "models");
    }
}

static void
failed_cb (MtnModelsPage *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  mtn_models_page_add_toast (self, adw_toast_new (escaped));
}

void
mtn_models_page_set_evaluator (MtnModelsPage *self, MtnEvaluator *evaluator)
{
  self->evaluator = g_object_ref (evaluator);
  g_signal_connect_object (evaluator, "notify::running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (evaluator, "notify::fraction", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (evaluator, "notify::message", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (evaluator, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (evaluator, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  running_cb (self);
}

static void
asked_cb (const MtnEvaluatorOptions *options, gpointer user_data)
{
  MtnModelsPage *self = user_data;
  MtnData *data = mtn_data_store_get_data (self->data);
  MtnEvaluatorOptions asked = *options;
  MtnModelItem *items[2];
  int engine;

  if (data == NULL || self->to_evaluate->len == 0 || mtn_evaluator_get_running (self->evaluator))
    return;

  g_object_get (self->state, "engine-kind", &engine, NULL);
  asked.engine = (MtnEngineKind) engine;
  for (guint i = 0; i < self->to_evaluate->len; i++)
    items[i] = g_ptr_array_index (self->to_evaluate, i);
  mtn_evaluator_start (self->evaluator, items, self->to_evaluate->len, data,
                       mtn_data_store_get_location (self->data), &asked);
}

/* The data set that was open last is only read once somebody needs it. */
static void
ask (MtnModelsPage *self)
{
  const MtnDataset *dataset = mtn_data_store_get_dataset (self->data);
  g_autofree char *names = NULL;
  MtnModelItem *first = g_ptr_array_index (self->to_evaluate, 0);

  if (self->to_evaluate->len > 1)
    names = g_strdup_printf (_ ("%s and %s"), mtn_model_item_get_name (first),
                             mtn_model_item_get_name (g_ptr_array_index (self->to_evaluate, 1)));
  mtn_evaluate_dialog_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           names != NULL ? names : mtn_model_item_get_name (first),
                           dataset != NULL ? dataset->name : NULL, asked_cb, self);
}

static void
data_read_cb (MtnModelsPage *self)
{
  if (mtn_data_store_get_loading (self->data))
    return;

  g_signal_handlers_disconnect_by_func (self->data, data_read_cb, self);
  if (self->to_evaluate->len > 0)
    ask (self);
}

void
mtn_models_page_evaluate (MtnModelsPage *self, MtnModelItem *item, MtnModelItem *other)
{
  if (mtn_evaluator_get_running (self->evaluator))
    return;

  g_ptr_array_set_size (self->to_evaluate, 0);
  g_ptr_array_add (self->to_evaluate, g_object_ref (item));
  if (other != NULL)
    g_ptr_array_add (self->to_evaluate, g_object_ref (other));

  mtn_data_store_ensure (self->data);
  g_signal_handlers_disconnect_by_func (self->data, data_read_cb, self);
  if (mtn_data_store_get_data (self->data) == NULL && mtn_data_store_get_loading (self->data))
    g_signal_connect_object (self->data, "notify::loading", G_CALLBACK (data_read_cb), self,
                             G_CONNECT_SWAPPED);
  else
    ask (self);
}
