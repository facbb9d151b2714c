/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-export.h"

#include <glib/gi18n.h>

#include "mtn-file.h"
#include "mtn-recent.h"

/* Of an image on the clipboard: sharp in a document. */
#define CLIPBOARD_SCALE 2

static const struct
{
  const char *name;
  const char *suffix;
  MtnChartExport export;
} formats[] = {
  { "svg", "svg", { MTN_CHART_FORMAT_SVG, 1 } },  { "png", "png", { MTN_CHART_FORMAT_PNG, 1 } },
  { "png2", "png", { MTN_CHART_FORMAT_PNG, 2 } }, { "png4", "png", { MTN_CHART_FORMAT_PNG, 4 } },
  { "pdf", "pdf", { MTN_CHART_FORMAT_PDF, 1 } },  { "csv", "csv", { MTN_CHART_FORMAT_CSV, 1 } },
};

gboolean
mtn_chart_export_parse (const char *name, MtnChartExport *export)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (name, formats[i].name))
      {
        *export = formats[i].export;
        return TRUE;
      }

  return FALSE;
}

typedef struct
{
  MtnFigure *figure;
  MtnPlotTheme theme;
  MtnChartExport export;
  char *path; /* (nullable): where the bytes go */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  mtn_figure_free (work->figure);
  g_free (work->path);
  g_free (work);
}

static GBytes *
render (const Work *work, GError **error)
{
  switch (work->export.format)
    {
    case MTN_CHART_FORMAT_SVG:
      return mtn_figure_to_svg (work->figure, &work->theme, error);
    case MTN_CHART_FORMAT_PNG:
      return mtn_figure_to_png (work->figure, &work->theme, work->export.scale, error);
    case MTN_CHART_FORMAT_PDF:
      return mtn_figure_to_pdf (work->figure, &work->theme, error);
    case MTN_CHART_FORMAT_CSV:
    default:
      return mtn_figure_to_csv (work->figure);
    }
}

static void
render_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;
  GBytes *bytes = render (work, &error);

  if (bytes != NULL && work->path != NULL &&
      !mtn_file_replace_bytes (work->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error))
    g_clear_pointer (&bytes, g_bytes_unref);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
mtn_chart_export_render_async (MtnFigure *figure,
                               const MtnPlotTheme *theme,
                               const MtnChartExport *export,
                               const char *path,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->figure = mtn_figure_copy (figure);
  work->theme = *theme;
  work->export = *export;
  work->path = g_strdup (path);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, render_in_thread);
}

GBytes *
mtn_chart_export_render_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Saving. */

typedef struct
{
  GtkWidget *parent;
  MtnFigure *figure;
  MtnPlotTheme theme;
  MtnChartExport export;
  MtnChartExportDone done;
  char *path;
  GPtrArray *forms; /* (nullable) of GBytes: what is to be copied */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->parent);
  mtn_figure_free (save->figure);
  g_free (save->path);
  g_clear_pointer (&save->forms, g_ptr_array_unref);
  g_free (save);
}

static void
tell (const Save *save, const GError *error)
{
  if (save->done != NULL)
    save->done (save->parent, error == NULL ? save->path : NULL, error);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mtn_chart_export_render_finish (result, &error);

  if (error == NULL && save->path != NULL)
    mtn_recent_add (save->path, FALSE);
  tell (save, error);
  save_free (save);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  save->path = file != NULL ? g_file_get_path (file) : NULL;
  if (save->path == NULL)
    {
      save_free (save);
      return;
    }

  mtn_chart_export_render_async (save->figure, &save->theme, &save->export, save->path, rendered_cb, save);
}

/* "Loss per Epoch" becomes "loss-per-epoch.svg". */
static char *
dup_file_name (MtnFigure *figure, const MtnChartExport *export)
{
  const char *title = mtn_figure_get_title (figure);
  GString *name = g_string_new (NULL);
  const char *suffix = "svg";

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].export.format == export->format)
      suffix = formats[i].suffix;
  for (const char *c = title != NULL ? title : ""; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_unichar_tolower (g_utf8_get_char (c));

      if (g_unichar_isalnum (letter))
        g_string_append_unichar (name, letter);
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  if (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, _ ("chart"));
  g_string_append_printf (name, ".%s", suffix);

  return g_string_free (name, FALSE);
}

void
mtn_chart_export_save (GtkWidget *parent,
                       MtnFigure *figure,
                       const MtnPlotTheme *theme,
                       const MtnChartExport *export,
                       MtnChartExportDone done)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Export Chart"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  g_autofree char *name = dup_file_name (figure, export);
  Save *save = g_new0 (Save, 1);

  save->parent = g_object_ref (parent);
  save->figure = mtn_figure_copy (figure);
  save->theme = *theme;
  save->export = *export;
  save->done = done;

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), save);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Copying. */

/* One form after the other is drawn; the last one fills the clipboard. */
static const MtnChartExport copied[] = {
  { MTN_CHART_FORMAT_PNG, CLIPBOARD_SCALE },
  { MTN_CHART_FORMAT_SVG, 1 },
  { MTN_CHART_FORMAT_CSV, 1 },
};

static const char *const copied_types[] = { "image/png", "image/svg+xml", "text/plain;charset=utf-8" };

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = mtn_chart_export_render_finish (result, &error);

  if (bytes != NULL)
    {
      g_ptr_array_add (save->forms, bytes);
      if (save->forms->len < G_N_ELEMENTS (copied))
        {
          mtn_chart_export_render_async (save->figure, &save->theme, &copied[save->forms->len], NULL,
                                         copied_cb, save);
          return;
        }
    }
  if (error == NULL)
    {
      GdkContentProvider *kinds[G_N_ELEMENTS (copied)];
      g_autoptr (GdkContentProvider) all = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
        kinds[i] = gdk_content_provider_new_for_bytes (copied_types[i], g_ptr_array_index (save->forms, i));
      all = gdk_content_provider_new_union (kinds, G_N_ELEMENTS (kinds));
      gdk_clipboard_set_content (gtk_widget_get_clipboard (save->parent), all);
      save->path = g_strdup ("");
    }
  tell (save, error);
  save_free (save);
}

void
mtn_chart_export_copy (GtkWidget *parent,
                       MtnFigure *figure,
                       const MtnPlotTheme *theme,
                       MtnChartExportDone done)
{
  Save *save = g_new0 (Save, 1);

  save->parent = g_object_ref (parent);
  save->figure = mtn_figure_copy (figure);
  save->theme = *theme;
  save->done = done;
  save->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  mtn_chart_export_render_async (save->figure, theme, &copied[0], NULL, copied_cb, save);
}
