/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mtn-data-location.h"
#include "mtn-data-menu.h"
#include "mtn-data-overview.h"
#include "mtn-data-pages.h"
#include "mtn-data-progress.h"
#include "mtn-own-taste.h"
#include "mtn-text-row.h"
#include "mtn-wrapping.h"

struct _MtnDataView
{
  GtkBox parent_instance;

  GtkInfoBar *error_bar;
  GtkLabel *error_label;
  MtnDataProgress *top_progress;
  MtnDataProgress *progress;
  GtkStack *stack;
  GtkBox *recent;

  MtnDataOverview *overview; /* (nullable): it and the pages are made when there is something to show */
  MtnDataPages *pages;       /* (nullable) */

  MtnAppState *state;
  MtnDataStore *store;
  MtnOwnTaste *own_taste;
  char *page;     /* (nullable): its name, where one is open */
  MtnData *shown; /* (nullable): what the overview is about */
};

G_DEFINE_FINAL_TYPE (MtnDataView, mtn_data_view, GTK_TYPE_BOX)

/* Which page. */

static void
update_search (MtnDataView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.search",
                                 self->page != NULL && mtn_data_pages_can_search (self->pages));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "data.back", self->page != NULL);
}

static void
close_page (MtnDataView *self)
{
  g_autofree char *name = g_steal_pointer (&self->page);

  update_search (self);
  if (self->shown == NULL)
    return;

  gtk_stack_set_visible_child_name (self->stack, "overview");
  if (name != NULL)
    mtn_data_overview_focus (self->overview, name);
}

static void
open_page (MtnDataView *self, const char *name)
{
  if (self->shown == NULL)
    return;

  if (self->pages == NULL)
    {
      self->pages = MTN_DATA_PAGES (mtn_data_pages_new (self->own_taste));
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->pages), "page");
    }
  if (!mtn_data_pages_show (self->pages, self->shown, name))
    return;

  g_free (self->page);
  self->page = g_strdup (name);
  gtk_stack_set_visible_child_name (self->stack, "page");
  update_search (self);
  mtn_data_pages_focus (self->pages);
}

static void
taste_cb (MtnDataView *self)
{
  /* The counts of the data set before may still come. */
  if (self->shown == NULL || mtn_own_taste_get_data (self->own_taste) != self->shown)
    return;

  mtn_data_overview_take_taste (self->overview, mtn_own_taste_dup_figure (self->own_taste));
}

/* Opening. */

static void
open_file (MtnDataView *self, GFile *file)
{
  if (g_file_peek_path (file) != NULL)
    mtn_data_store_open (self->store, g_file_peek_path (file));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (MtnDataView) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      open_file (self, file);
    }
  g_object_unref (dialog);
}

static void
choose (MtnDataView *self, gboolean folder)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (folder ? _ ("Open a MovieLens Folder") : _ ("Open a MovieLens Archive"),
                                   window,
                                   folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                          : GTK_FILE_CHOOSER_ACTION_OPEN,
                                   NULL, NULL);

  if (!folder)
    {
      g_autoptr (GtkFileFilter) archives = gtk_file_filter_new ();
      g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

      gtk_file_filter_set_name (archives, _ ("ZIP Archives"));
      gtk_file_filter_add_suffix (archives, "zip");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), archives);
      gtk_file_filter_set_name (all, _ ("All Files"));
      gtk_file_filter_add_pattern (all, "*");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
dropped_cb (MtnDataView *self, const GValue *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

      if (files == NULL)
        return FALSE;
      open_file (self, files->data);
    }
  else if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    open_file (self, g_value_get_object (value));
  else
    return FALSE;

  return TRUE;
}

/* What the store has. */

static void
update_stack (MtnDataView *self)
{
  gboolean loading = mtn_data_store_get_loading (self->store);

  gtk_widget_set_visible (GTK_WIDGET (self->top_progress), loading && self->shown != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), loading);
  if (self->shown == NULL)
    gtk_stack_set_visible_child_name (self->stack, loading ? "loading" : "first");
  else
    gtk_stack_set_visible_child_name (self->stack, self->page != NULL ? "page" : "overview");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "data.close", self->shown != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "data.cancel", loading);
}

static void
update_menu (MtnDataView *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (self->overview == NULL)
    return;

  menu = mtn_data_menu_new (self->store);
  mtn_data_overview_set_menu (self->overview, menu);
}

static void
ensure_overview (MtnDataView *self)
{
  if (self->overview != NULL)
    return;

  self->overview = g_object_new (MTN_TYPE_DATA_OVERVIEW, NULL);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->overview), "overview");
}

static void
data_cb (MtnDataView *self)
{
  MtnData *data = mtn_data_store_get_data (self->store);

  if (self->shown == data)
    return;

  g_set_object (&self->shown, data);
  if (data != NULL)
    {
      ensure_overview (self);
      mtn_data_overview_set_data (self->overview, data);
      /* A page stays open where the new data have what it shows. */
      if (self->page != NULL && !mtn_data_pages_show (self->pages, data, self->page))
        close_page (self);
    }
  else
    {
      close_page (self);
      if (self->pages != NULL)
        mtn_data_pages_stop (self->pages);
    }
  taste_cb (self);
  update_menu (self);
  update_stack (self);
}

static void
error_cb (MtnDataView *self)
{
  g_autofree char *message = NULL;

  g_object_get (self->store, "error-message", &message, NULL);
  if (message != NULL)
    gtk_label_set_label (self->error_label, message);
  gtk_info_bar_set_revealed (self->error_bar, message != NULL);
}

static void
error_response_cb (MtnDataView *self)
{
  mtn_data_store_dismiss_error (self->store);
}

/* What was opened before: in the menu, and as buttons of the first page. */
static void
recent_cb (MtnDataView *self)
{
  g_auto (GStrv) recent = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->recent))) != NULL)
    gtk_box_remove (self->recent, child);

  g_object_get (self->store, "recent", &recent, NULL);
  for (guint i = 0; recent[i] != NULL; i++)
    {
      g_autofree char *name = mtn_data_location_dup_name (recent[i]);
      g_autofree char *label = g_strdup_printf (_ ("Open “%s” Again"), name);
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "data.open-recent");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", recent[i]);
      gtk_widget_set_tooltip_text (button, recent[i]);
      gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      mtn_wrapping_allow (button);
      /* The name of a folder may be one long word. */
      gtk_label_set_wrap_mode (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (self->recent, button);
    }
  update_menu (self);
}

static void
map_cb (MtnDataView *self)
{
  mtn_data_store_ensure (self->store);
  mtn_own_taste_set_active (self->own_taste, TRUE);
}

static void
unmap_cb (MtnDataView *self)
{
  if (self->own_taste != NULL)
    mtn_own_taste_set_active (self->own_taste, FALSE);
}

/* Actions. */

static void
open_folder_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose (MTN_DATA_VIEW (widget), TRUE);
}

static void
open_archive_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose (MTN_DATA_VIEW (widget), FALSE);
}

static void
open_recent_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mtn_data_store_open (MTN_DATA_VIEW (widget)->store, g_variant_get_string (parameter, NULL));
}

/* Looks at another data set as one with the one that is open, as training does with two. */
static void
add_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MtnDataView *self = MTN_DATA_VIEW (widget);
  const char *path = g_variant_get_string (parameter, NULL);
  g_autofree char *both = NULL;

  if (!mtn_data_menu_can_add (self->store, path))
    return;

  both = mtn_data_location_new (mtn_data_store_get_location (self->store), path);
  mtn_data_store_open (self->store, both);
}

static void
close_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_object_set (MTN_DATA_VIEW (widget)->store, "location", "", NULL);
}

static void
cancel_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mtn_data_store_cancel (MTN_DATA_VIEW (widget)->store);
}

static void
show_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *name = g_variant_get_string (parameter, NULL);

  if (g_str_equal (name, "overview"))
    close_page (MTN_DATA_VIEW (widget));
  else
    open_page (MTN_DATA_VIEW (widget), name);
}

static void
back_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  close_page (MTN_DATA_VIEW (widget));
}

static void
search_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mtn_data_pages_search (MTN_DATA_VIEW (widget)->pages);
}

static void
mtn_data_view_dispose (GObject *object)
{
  MtnDataView *self = MTN_DATA_VIEW (object);

  g_clear_object (&self->own_taste);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_DATA_VIEW);
  g_clear_object (&self->shown);
  g_clear_object (&self->store);
  g_clear_object (&self->state);
  g_clear_pointer (&self->page, g_free);

  G_OBJECT_CLASS (mtn_data_view_parent_class)->dispose (object);
}

static void
mtn_data_view_class_init (MtnDataViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_data_view_dispose;

  g_type_ensure (MTN_TYPE_DATA_PROGRESS);
  g_type_ensure (MTN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-data-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnDataView, error_bar);
  gtk_widget_class_bind_template_child (widget_class, MtnDataView, error_label);
  gtk_widget_class_bind_template_child (widget_class, MtnDataView, top_progress);
  gtk_widget_class_bind_template_child (widget_class, MtnDataView, progress);
  gtk_widget_class_bind_template_child (widget_class, MtnDataView, stack);
  gtk_widget_class_bind_template_child (widget_class, MtnDataView, recent);
  gtk_widget_class_bind_template_callback (widget_class, error_response_cb);

  gtk_widget_class_install_action (widget_class, "data.open-folder", NULL, open_folder_action);
  gtk_widget_class_install_action (widget_class, "data.open-archive", NULL, open_archive_action);
  gtk_widget_class_install_action (widget_class, "data.open-recent", "s", open_recent_action);
  gtk_widget_class_install_action (widget_class, "data.add", "s", add_action);
  gtk_widget_class_install_action (widget_class, "data.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "data.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "data.show", "s", show_action);
  gtk_widget_class_install_action (widget_class, "data.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "view.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "view.open", NULL, open_folder_action);
  gtk_widget_class_install_action (widget_class, "view.open-archive", NULL, open_archive_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "data.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "data.back", NULL);
}

static void
mtn_data_view_init (MtnDataView *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  mtn_wrapping_ease (GTK_WIDGET (self->stack));
  mtn_wrapping_allow (GTK_WIDGET (self->stack));

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
mtn_data_view_set_up (MtnDataView *self, MtnAppState *state, MtnDataStore *store)
{
  g_return_if_fail (MTN_IS_DATA_VIEW (self));
  g_return_if_fail (MTN_IS_APP_STATE (state));
  g_return_if_fail (MTN_IS_DATA_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->state = g_object_ref (state);
  self->store = g_object_ref (store);
  self->own_taste = mtn_own_taste_new (state, store);
  mtn_data_progress_set_store (self->progress, store);
  mtn_data_progress_set_store (self->top_progress, store);

  g_signal_connect_object (store, "notify::data", G_CALLBACK (data_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::loading", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::error-message", G_CALLBACK (error_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::recent", G_CALLBACK (recent_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->own_taste, "changed", G_CALLBACK (taste_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);

  data_cb (self);
  recent_cb (self);
  update_search (self);
  update_stack (self);
}
