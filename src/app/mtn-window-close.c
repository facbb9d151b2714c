/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Closing the window while there is work: what becomes of it is asked. */

#include "mtn-window-private.h"

#include <glib/gi18n.h>

#include "mtn-application.h"

static MtnApplication *
get_application (void)
{
  return MTN_APPLICATION (g_application_get_default ());
}

static MtnRunStore *
get_store (void)
{
  return mtn_application_get_run_store (get_application ());
}

static gboolean
close_idle_cb (gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));

  return G_SOURCE_REMOVE;
}

/* Not while a question is closing: it looks at its parent. */
static void
close_soon (MtnWindow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, close_idle_cb, g_object_ref (self), g_object_unref);
}

static GtkWidget *
dialog_new (MtnWindow *self, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);

  return dialog;
}

/* What was running has stopped: the one thing that a person must know before the window is gone. */
static void
stopped_cb (MtnWindow *self, MtnRun *run)
{
  GtkWidget *dialog;
  g_autofree char *body = NULL;

  g_signal_handlers_disconnect_by_func (get_store (), stopped_cb, self);
  if (mtn_run_get_failure (run) == NULL)
    {
      close_soon (self);
      return;
    }

  body =
      g_strdup_printf (_ ("How far “%s” got could not be saved: it goes on from what was saved before. %s"),
                       mtn_run_get_name (run), mtn_run_get_failure (run));
  dialog = dialog_new (self, _ ("The Training Could Not Be Saved"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_soon), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
response_cb (MtnWindow *self, const char *response)
{
  if (g_str_equal (response, "stop"))
    {
      mtn_evaluator_cancel (mtn_application_get_evaluator (get_application ()));
      mtn_run_store_suspend (get_store ());
      if (mtn_run_store_is_working (get_store ()))
        {
          g_signal_connect_object (get_store (), "stopped", G_CALLBACK (stopped_cb), self, G_CONNECT_SWAPPED);
          return;
        }
    }
  else if (g_str_equal (response, "background"))
    mtn_application_work_on (get_application ());
  else
    return;

  close_soon (self);
}

/* Whether all that is trained or waits goes on where it was. */
static gboolean
can_pause (void)
{
  GListModel *runs = G_LIST_MODEL (get_store ());

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (MtnRun) run = g_list_model_get_item (runs, i);

      if (mtn_run_get_state (run) == MTN_RUN_RUNNING && !mtn_run_spec_has_epochs (mtn_run_get_spec (run)))
        return FALSE;
    }

  return TRUE;
}

gboolean
mtn_window_ask_to_close (MtnWindow *self)
{
  gboolean trains = mtn_run_store_get_n_active (get_store ()) > 0;
  gboolean evaluates = mtn_evaluator_get_running (mtn_application_get_evaluator (get_application ()));
  gboolean loses = evaluates || !can_pause ();
  g_autoptr (GString) body = g_string_new (NULL);
  GtkWidget *dialog;

  if ((!trains && !evaluates) || mtn_application_get_works_on (get_application ()))
    return FALSE;

  if (trains && can_pause ())
    g_string_append (body, _ ("The training can be paused, and goes on where it was the next time."));
  else if (trains)
    g_string_append (body,
                     _ ("This kind of training cannot be paused: stopped, it begins anew the next time."));
  if (evaluates)
    g_string_append_printf (body, "%s%s", trains ? " " : "",
                            _ ("An evaluation that is stopped has to be asked for again; those that are "
                               "finished are kept."));
  g_string_append_printf (body, " %s",
                          _ ("Without the window it goes on to its end, and you are told when it is done."));

  dialog = dialog_new (self,
                       trains && evaluates ? _ ("A Training and an Evaluation Are Under Way")
                       : trains            ? _ ("A Training Is Under Way")
                                           : _ ("An Evaluation Is Under Way"),
                       body->str);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "background",
                                    _ ("Go On in the _Background"), "stop",
                                    loses ? _ ("_Stop and Close") : _ ("_Pause and Close"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stop",
                                              loses ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), loses ? "background" : "stop");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return TRUE;
}
