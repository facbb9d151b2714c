/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-privacy-page.h"

#include <glib/gi18n.h>

#include "mtn-export-everything.h"
#include "mtn-place.h"
#include "mtn-recent.h"
#include "mtn-settings.h"
#include "mtn-wrapping.h"

struct _MtnPrivacyPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *places;
  AdwActionRow *export_row;
  GtkWidget *export_button;
  GtkWidget *progress_row;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;

  GtkWidget *rows[MTN_N_PLACES];
  GtkWidget *sizes[MTN_N_PLACES];
  GtkWidget *buttons[MTN_N_PLACES];
  MtnAppState *state;
  MtnJob *counting; /* (nullable): the latest */
  MtnJob *export;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MtnPrivacyPage, mtn_privacy_page, ADW_TYPE_PREFERENCES_PAGE)

static void
tell (MtnPrivacyPage *self, const char *message)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *title = g_markup_escape_text (message, -1);

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (title));
}

/* What is where. */

typedef struct
{
  MtnTreeCount counts[MTN_N_PLACES];
  char *failures[MTN_N_PLACES]; /* (nullable) each */
} Counts;

static void
counts_free (Counts *counts)
{
  for (guint i = 0; i < MTN_N_PLACES; i++)
    g_free (counts->failures[i]);
  g_free (counts);
}

static gpointer
count_places (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Counts *counts = g_new0 (Counts, 1);

  for (guint i = 0; i < MTN_N_PLACES; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (!mtn_place_count ((MtnPlace) i, &counts->counts[i], &failure))
        counts->failures[i] = g_strdup (failure->message);
    }

  return counts;
}

static void
show_count (MtnPrivacyPage *self, MtnPlace place, const MtnTreeCount *count, const char *failure)
{
  g_autofree char *path = mtn_place_dup_path (place);
  g_autofree char *size = g_format_size (count->n_bytes);
  g_autofree char *text = NULL;
  /* The settings are a file among others: what is opened is the folder that holds it. */
  g_autofree char *folder =
      path != NULL && place == MTN_PLACE_SETTINGS ? g_path_get_dirname (path) : g_strdup (path);

  if (failure != NULL)
    text = g_strdup (failure);
  else if (count->n_files == 0 && count->n_others == 0)
    text = g_strdup (_ ("Empty"));
  else
    {
      /* Translators: what is in a folder; its size stands below */
      g_autofree char *files =
          g_strdup_printf (ngettext ("%u file", "%u files", count->n_files), count->n_files);

      text = g_strconcat (files, "\n", size, NULL);
    }
  gtk_label_set_wrap (GTK_LABEL (self->sizes[place]), failure != NULL);
  gtk_label_set_label (GTK_LABEL (self->sizes[place]), text);
  gtk_widget_set_sensitive (self->buttons[place], folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnPrivacyPage) self = user_data;
  Counts *counts = mtn_job_run_finish (MTN_JOB (source), result, NULL);

  if (counts == NULL)
    return;

  if (MTN_JOB (source) == self->counting)
    {
      for (guint i = 0; i < MTN_N_PLACES; i++)
        show_count (self, (MtnPlace) i, &counts->counts[i], counts->failures[i]);
      g_clear_object (&self->counting);
    }
  counts_free (counts);
}

void
mtn_privacy_page_refresh (MtnPrivacyPage *self)
{
  g_return_if_fail (MTN_IS_PRIVACY_PAGE (self));

  g_clear_object (&self->counting);
  self->counting = mtn_job_new ();
  mtn_job_run_async (self->counting, count_places, NULL, NULL, (GDestroyNotify) counts_free, counted_cb,
                     g_object_ref (self));
}

static void
open_folder_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnPlace place = (MtnPlace) g_variant_get_uint32 (parameter);
  g_autofree char *path = mtn_place_dup_path (place);
  g_autofree char *folder = NULL;
  g_autofree char *uri = NULL;

  if (place >= MTN_N_PLACES || path == NULL)
    return;

  folder = place == MTN_PLACE_SETTINGS ? g_path_get_dirname (path) : g_strdup (path);
  uri = g_filename_to_uri (folder, NULL, NULL);
  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME);
}

static void
add_row (MtnPrivacyPage *self, MtnPlace place)
{
  g_autofree char *path = mtn_place_dup_path (place);
  g_autofree char *shown = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *name = NULL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *size = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("document-open-symbolic");

  /* Translators: instead of the path of a file */
  subtitle = g_strdup_printf ("%s\n%s", mtn_place_get_description (place),
                              shown != NULL ? shown : _ ("Forgotten when Matinee is closed"));
  markup = g_markup_escape_text (subtitle, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mtn_place_get_title (place));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  gtk_widget_add_css_class (size, "dim-label");
  gtk_widget_add_css_class (size, "numeric");
  gtk_label_set_justify (GTK_LABEL (size), GTK_JUSTIFY_RIGHT);
  gtk_label_set_xalign (GTK_LABEL (size), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (size), 20);

  /* Translators: %s is what a folder holds: “Profiles” */
  name = g_strdup_printf (_ ("Open the Folder of “%s”"), mtn_place_get_title (place));
  gtk_widget_set_tooltip_text (button, _ ("Open Folder"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, FALSE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", (guint32) place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "privacy.open-folder");

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), size);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->places, row);
  self->rows[place] = row;
  self->sizes[place] = size;
  self->buttons[place] = button;
}

/* Exporting. */

typedef struct
{
  char *path;
  char *settings;
  guint left_out;
} Work;

static void
work_free (Work *work)
{
  g_free (work->path);
  g_free (work->settings);
  g_free (work);
}

/* The result is the number of what was left out, and one. */
static gpointer
do_export (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  if (!mtn_export_everything (work->path, work->settings, &work->left_out, job, cancellable, error))
    return NULL;

  return GUINT_TO_POINTER (work->left_out + 1);
}

static void
show_export (MtnPrivacyPage *self, gboolean is_running)
{
  gboolean had_focus = gtk_widget_has_focus (is_running ? self->export_button : self->cancel_button);

  gtk_widget_set_visible (self->progress_row, is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "privacy.export", !is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "privacy.cancel", is_running);
  gtk_progress_bar_set_fraction (self->progress, 0);
  if (had_focus)
    gtk_widget_grab_focus (is_running ? self->cancel_button : self->export_button);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnPrivacyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer done = mtn_job_run_finish (MTN_JOB (source), result, &error);
  const char *path = g_object_get_data (source, "path");

  g_clear_object (&self->export);
  if (self->state == NULL)
    return;

  show_export (self, FALSE);
  if (done != NULL)
    {
      guint left_out = GPOINTER_TO_UINT (done) - 1;
      g_autofree char *name = g_filename_display_basename (path);
      /* Translators: %s is the name of a file */
      g_autofree char *saved = g_strdup_printf (_ ("Saved as “%s”"), name);
      g_autofree char *links =
          /* Translators: links between files and folders */
          g_strdup_printf (ngettext ("%u link was left out", "%u links were left out", left_out), left_out);
      g_autofree char *message = left_out > 0 ? g_strdup_printf ("%s · %s", saved, links) : g_strdup (saved);

      mtn_recent_add (path, FALSE);
      tell (self, message);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *message = g_strdup_printf (_ ("Nothing was exported: %s"), error->message);

      tell (self, message);
    }
}

static void
fraction_cb (MtnPrivacyPage *self, GParamSpec *pspec, MtnJob *job)
{
  if (job == self->export)
    gtk_progress_bar_set_fraction (self->progress, CLAMP (mtn_job_get_fraction (job), 0, 1));
}

static void
start_export (MtnPrivacyPage *self, const char *path)
{
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (path);
  work->settings = mtn_settings_dup_text (mtn_settings_get_default ());
  mtn_app_state_flush (self->state);

  self->export = mtn_job_new ();
  g_object_set_data_full (G_OBJECT (self->export), "path", g_strdup (path), g_free);
  g_signal_connect_object (self->export, "notify::fraction", G_CALLBACK (fraction_cb), self,
                           G_CONNECT_SWAPPED);
  show_export (self, TRUE);
  mtn_job_run_async (self->export, do_export, work, (GDestroyNotify) work_free, NULL, exported_cb,
                     g_object_ref (self));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  MtnPrivacyPage *self = user_data;
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL && self->export == NULL && self->state != NULL)
    start_export (self, g_file_peek_path (file));
  g_object_unref (dialog);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *file = g_date_time_format (now, "matinee-%Y-%m-%d.zip");
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Export Everything"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnPrivacyPage *self = MTN_PRIVACY_PAGE (widget);

  if (self->export != NULL)
    mtn_job_cancel (self->export);
}

static void
mtn_privacy_page_dispose (GObject *object)
{
  MtnPrivacyPage *self = MTN_PRIVACY_PAGE (object);

  /* What is half exported goes with the window it was asked for in. */
  if (self->export != NULL)
    mtn_job_cancel (self->export);
  g_clear_object (&self->counting);
  g_clear_object (&self->state);
  gtk_widget_dispose_template (GTK_WIDGET (object), MTN_TYPE_PRIVACY_PAGE);

  G_OBJECT_CLASS (mtn_privacy_page_parent_class)->dispose (object);
}

static void
mtn_privacy_page_class_init (MtnPrivacyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_privacy_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-privacy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnPrivacyPage, places);
  gtk_widget_class_bind_template_child (widget_class, MtnPrivacyPage, export_row);
  gtk_widget_class_bind_template_child (widget_class, MtnPrivacyPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, MtnPrivacyPage, progress_row);
  gtk_widget_class_bind_template_child (widget_class, MtnPrivacyPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MtnPrivacyPage, cancel_button);
  gtk_widget_class_install_action (widget_class, "privacy.open-folder", "u", open_folder_cb);
  gtk_widget_class_install_action (widget_class, "privacy.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "privacy.cancel", NULL, cancel_cb);
}

/* The lists of groups have no names of their own. */
static void
name_list (GtkWidget *row, const char *name)
{
  GtkWidget *list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
mtn_privacy_page_init (MtnPrivacyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mtn_wrapping_allow (GTK_WIDGET (self));
  for (guint i = 0; i < MTN_N_PLACES; i++)
    add_row (self, (MtnPlace) i);
  name_list (self->rows[0], _ ("What Is Stored Where"));
  name_list (GTK_WIDGET (self->export_row), _ ("Export and Erase"));
  show_export (self, FALSE);
  mtn_privacy_page_refresh (self);
}

void
mtn_privacy_page_set_state (MtnPrivacyPage *self, MtnAppState *state)
{
  g_return_if_fail (MTN_IS_PRIVACY_PAGE (self));

  g_set_object (&self->state, state);
}
