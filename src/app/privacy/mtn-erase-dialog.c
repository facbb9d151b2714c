/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-erase-dialog.h"

#include <glib/gi18n.h>

#include "mtn-erase.h"
#include "mtn-job.h"

typedef struct
{
  GtkWindow *parent; /* (nullable), weak */
  GObject *owner;    /* weak */
  MtnForgetFunc forget;
  MtnForgetFunc forgotten;
} Erasing;

static Erasing *
erasing_new (GtkWindow *parent, MtnForgetFunc forget, MtnForgetFunc forgotten, GObject *owner)
{
  Erasing *erasing = g_new0 (Erasing, 1);

  g_set_weak_pointer (&erasing->parent, parent);
  g_set_weak_pointer (&erasing->owner, owner);
  erasing->forget = forget;
  erasing->forgotten = forgotten;

  return erasing;
}

static void
erasing_free (Erasing *erasing)
{
  g_clear_weak_pointer (&erasing->parent);
  g_clear_weak_pointer (&erasing->owner);
  g_free (erasing);
}

static gpointer
count_in_thread (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  return mtn_erased_new ();
}

/* @data: what was counted; the result is that */
static gpointer
erase_in_thread (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  MtnErased **erased = data;

  mtn_erase_files (*erased);

  return g_steal_pointer (erased);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Erasing *erasing = user_data;
  g_autoptr (MtnErased) erased = mtn_job_run_finish (MTN_JOB (source), result, NULL);
  g_autofree char *text = mtn_erased_dup_text (erased);

  if (erasing->owner != NULL)
    {
      GtkWidget *dialog = adw_message_dialog_new (erasing->parent,
                                                  erased->failure == NULL ? _ ("Everything Is Erased")
                                                                          : _ ("Not Everything Is Erased"),
                                                  NULL);

      erasing->forgotten (erasing->owner);
      adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), text);
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
      gtk_window_present (GTK_WINDOW (dialog));
    }
  erasing_free (erasing);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Erasing *erasing = user_data;
  MtnErased **erased = g_new (MtnErased *, 1);
  g_autoptr (MtnJob) job = mtn_job_new ();

  *erased = mtn_job_run_finish (MTN_JOB (source), result, NULL);
  mtn_erase_links ();
  if (erasing->owner != NULL)
    erasing->forget (erasing->owner);
  mtn_job_run_async (job, erase_in_thread, erased, g_free, (GDestroyNotify) mtn_erased_free, erased_cb,
                     erasing);
}

static void
response_cb (GtkWidget *dialog, const char *response, gpointer user_data)
{
  Erasing *asked = user_data;
  g_autoptr (MtnJob) job = NULL;

  if (!g_str_equal (response, "erase") || asked->owner == NULL)
    return;

  job = mtn_job_new ();
  mtn_job_run_async (job, count_in_thread, NULL, NULL, (GDestroyNotify) mtn_erased_free, counted_cb,
                     erasing_new (asked->parent, asked->forget, asked->forgotten, asked->owner));
}

static void
closure_free (gpointer data, GClosure *closure)
{
  erasing_free (data);
}

void
mtn_erase_dialog_show (GtkWindow *parent, MtnForgetFunc forget, MtnForgetFunc forgotten, GObject *owner)
{
  GtkWidget *dialog =
      adw_message_dialog_new (parent, _ ("Erase Everything?"),
                              _ ("All profiles, models, trainings, results and settings, and everything else "
                                 "in Matinee’s own folders will be erased. This cannot be undone."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "erase",
                                    _ ("_Erase"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb),
                         erasing_new (parent, forget, forgotten, owner), closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
