/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-window-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-file.h"
#include "mtn-list-export.h"
#include "mtn-recent.h"

/* In a portal's dialog the name that is asked for need not have the suffix of the filter that was chosen. */
static MtnListFormat
find_format (GtkFileChooser *chooser, const char *path)
{
  const char *choice = gtk_file_chooser_get_choice (chooser, "format");
  MtnListFormat format = MTN_LIST_CSV;

  if (!mtn_list_format_of_name (path, &format) && choice != NULL)
    for (guint i = 0; i < MTN_N_LIST_FORMATS; i++)
      if (g_str_equal (choice, mtn_list_format_get_suffix ((MtnListFormat) i)))
        format = (MtnListFormat) i;

  return format;
}

static void
tell (MtnWindow *self, const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *message = NULL;
  g_autofree char *title = NULL;

  /* Translators: %s is the name of a file */
  message = error == NULL ? g_strdup_printf (_ ("Saved as “%s”"), name)
                          : g_strdup_printf (_ ("The list was not saved: %s"), error->message);
  title = g_markup_escape_text (message, -1);
  if (error == NULL)
    mtn_recent_add (path, FALSE);
  mtn_window_add_toast (self, adw_toast_new (title));
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *path = g_object_get_data (G_OBJECT (task), "path");
  GError *error = NULL;

  if (mtn_file_replace_bytes (path, data, strlen (data), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  tell (MTN_WINDOW (source), g_object_get_data (G_OBJECT (result), "path"), error);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  MtnWindow *self = user_data;
  MtnAppState *state = mtn_window_get_state (self);
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    {
      MtnListFormat format = find_format (GTK_FILE_CHOOSER (dialog), path);
      g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);
      g_autofree char *profile = NULL;
      g_autofree char *heading = NULL;

      g_object_get (state, "profile-name", &profile, NULL);
      /* Translators: the heading of an exported list; %s is the name of a profile */
      heading = g_strdup_printf (_ ("Films for %s"), profile);
      g_task_set_task_data (task, mtn_list_export (mtn_app_state_get_results (state), heading, format),
                            g_free);
      g_object_set_data_full (G_OBJECT (task), "path", g_steal_pointer (&path), g_free);
      g_task_run_in_thread (task, write_in_thread);
    }
  g_object_unref (dialog);
}

void
mtn_window_export_list (MtnWindow *self)
{
  const char *const names[] = { _ ("Table for Letterboxd (CSV)"), _ ("Web Page (HTML)"), _ ("Plain Text") };
  const char *ids[MTN_N_LIST_FORMATS + 1] = { NULL };
  const char *labels[MTN_N_LIST_FORMATS + 1] = { NULL };
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Export List"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                   _ ("_Export"), NULL);

  for (guint i = 0; i < MTN_N_LIST_FORMATS; i++)
    {
      ids[i] = mtn_list_format_get_suffix ((MtnListFormat) i);
      labels[i] = names[i];
    }
  /* The end of the name decides; this is for names without one. */
  gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (dialog), "format", _ ("Format"), ids, labels);
  gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (dialog), "format", ids[MTN_LIST_CSV]);
  /* Translators: the name that is proposed for an exported list; keep .csv */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("films-for-you.csv"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);

  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
