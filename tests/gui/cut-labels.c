/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Loaded before the program (LD_PRELOAD), it lets a test ask what a person sees and a screen reader does not:
 * on SIGUSR1 it writes the labels that are cut off with dots, a line each, to the file $MTN_CUT_LABELS, and
 * after them a line with the direction of text.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>

#include <glib-unix.h>
#include <gtk/gtk.h>

int g_application_run (GApplication *application, int argc, char **argv);

static void
look (GtkWidget *widget, GString *out)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_LABEL (widget) && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    {
      g_autofree char *line = g_strdelimit (g_strdup (gtk_label_get_text (GTK_LABEL (widget))), "\n", ' ');

      g_string_append_printf (out, "%s\n", line);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look (child, out);
}

static gboolean
asked_cb (gpointer data)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  const char *path = g_getenv ("MTN_CUT_LABELS");

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      look (window, out);
    }
  g_string_append (out, gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? "rtl\n" : "ltr\n");
  if (path != NULL)
    g_file_set_contents (path, out->str, (gssize) out->len, NULL);

  return G_SOURCE_CONTINUE;
}

G_MODULE_EXPORT int
g_application_run (GApplication *application, int argc, char **argv)
{
  int (*run) (GApplication *, int, char **) = NULL;

  *(void **) &run = dlsym (RTLD_NEXT, "g_application_run");
  g_unix_signal_add (SIGUSR1, asked_cb, NULL);

  return run (application, argc, argv);
}
