/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-train-window.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-choice.h"
#include "mtn-data-location.h"
#include "mtn-pace.h"
#include "mtn-train-options.h"
#include "mtn-train.h"
#include "mtn-wrapping.h"

#define MLP "mlp"
#define WIDTH 620
#define HEIGHT 680
#define MAX_RANK 4096
#define MAX_THREADS 1024

struct _MtnTrainWindow
{
  AdwWindow parent_instance;

  AdwComboRow *model;
  AdwComboRow *data;
  AdwComboRow *second;
  AdwEntryRow *name;
  AdwPreferencesGroup *network_group;
  AdwExpanderRow *network_more;
  AdwPreferencesGroup *samples_group;
  AdwExpanderRow *samples_more;
  AdwPreferencesGroup *computing_group;
  GtkInfoBar *error_bar;
  GtkLabel *error_label;

  MtnRunStore *runs;
  MtnDataStore *store;
  GPtrArray *paths;    /* (element-type filename): of the data, in the order of the list */
  GPtrArray *sections; /* (element-type GPtrArray of MtnOptionRow) */
  MtnOptionRow *rank;
  MtnOptionRow *threads;
  MtnTrainSection section; /* whose rows are being made */
  guint next_option;
  guint rows_pace;
  gboolean is_named; /* by the person: else the name follows what is chosen */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (MtnTrainWindow, mtn_train_window, ADW_TYPE_WINDOW)

static void
mtn_train_window_dispose (GObject *object)
{
  MtnTrainWindow *self = MTN_TRAIN_WINDOW (object);

  mtn_pace_stop (GTK_WIDGET (self), &self->rows_pace);
  g_clear_object (&self->chooser);
  g_clear_object (&self->runs);
  g_clear_object (&self->store);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_TRAIN_WINDOW);

  G_OBJECT_CLASS (mtn_train_window_parent_class)->dispose (object);
}

static const char *
get_model (MtnTrainWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->model);
  const char *const *models = mtn_train_get_models ();

  return selected < g_strv_length ((GStrv) models) ? models[selected] : models[0];
}

/* (nullable) */
static const char *
get_path (MtnTrainWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->data);

  return selected < self->paths->len ? g_ptr_array_index (self->paths, selected) : NULL;
}

static gboolean
is_network (MtnTrainWindow *self)
{
  return g_str_equal (get_model (self), MLP);
}

/* Says what is wrong; NULL: nothing. */
static void
complain (MtnTrainWindow *self, const char *message)
{
  if (message != NULL)
    gtk_label_set_label (self->error_label, message);
  gtk_info_bar_set_revealed (self->error_bar, message != NULL);
}

static void
update_name (MtnTrainWindow *self)
{
  const char *path = get_path (self);
  const char *title = mtn_train_model_get_title (get_model (self));
  g_autofree char *base = path != NULL ? g_filename_display_basename (path) : NULL;
  /* Translators: a kind of model and a data set */
  g_autofree char *name = base != NULL ? g_strdup_printf (_ ("%s of %s"), title, base) : g_strdup (title);

  if (self->is_named)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  self->is_named = FALSE;
}

static void
name_cb (MtnTrainWindow *self)
{
  self->is_named = *gtk_editable_get_text (GTK_EDITABLE (self->name)) != '\0';
}

static void
model_cb (MtnTrainWindow *self)
{
  const char *model = get_model (self);

  if (self->sections == NULL)
    return;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->model), mtn_train_model_get_description (model));
  gtk_widget_set_visible (GTK_WIDGET (self->network_group), is_network (self));
  gtk_widget_set_visible (GTK_WIDGET (self->second), !is_network (self) && self->paths->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->rank),
                          g_str_equal (model, "blend") || g_str_equal (model, "edlae"));
  complain (self, NULL);
  update_name (self);
}

static void
data_cb (MtnTrainWindow *self)
{
  const char *path = self->paths != NULL ? get_path (self) : NULL;
  g_autofree char *shown = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *subtitle =
      g_markup_escape_text (shown != NULL ? shown : _ ("Open a MovieLens folder or archive"), -1);

  if (self->sections == NULL)
    return;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->data), subtitle);
  complain (self, NULL);
  update_name (self);
}

static void
fill_data (MtnTrainWindow *self, guint selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) seconds = gtk_string_list_new (NULL);

  gtk_string_list_append (seconds, _ ("None"));
  for (guint i = 0; i < self->paths->len; i++)
    {
      g_autofree char *base = g_filename_display_basename (g_ptr_array_index (self->paths, i));

      gtk_string_list_append (names, base);
      gtk_string_list_append (seconds, base);
    }
  adw_combo_row_set_model (self->data, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->second, G_LIST_MODEL (seconds));
  adw_combo_row_set_selected (self->data, self->paths->len > 0 ? selected : GTK_INVALID_LIST_POSITION);
  data_cb (self);
  model_cb (self);
}

/* Position of the path, which is added where it was not there. */
static guint
add_path (MtnTrainWindow *self, const char *path)
{
  for (guint i = 0; i < self->paths->len; i++)
    if (g_str_equal (g_ptr_array_index (self->paths, i), path))
      return i;

  g_ptr_array_add (self->paths, g_strdup (path));

  return self->paths->len - 1;
}

static void
chosen_cb (MtnTrainWindow *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file != NULL && g_file_peek_path (file) != NULL)
    fill_data (self, add_path (self, g_file_peek_path (file)));
  g_clear_object (&self->chooser);
}

static void
choose (MtnTrainWindow *self, GtkFileChooserAction action, const char *title)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
open_folder_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Open a MovieLens Folder"));
}

static void
open_archive_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open a MovieLens Archive"));
}

/* What a row means is wrong: it must be seen. */
static void
show_wrong (MtnTrainWindow *self, MtnOptionRow *row)
{
  AdwExpanderRow *expanders[] = { self->network_more, self->samples_more };

  for (guint i = 0; i < G_N_ELEMENTS (expanders); i++)
    if (expanders[i] != NULL && gtk_widget_is_ancestor (GTK_WIDGET (row), GTK_WIDGET (expanders[i])))
      adw_expander_row_set_expanded (expanders[i], TRUE);
  mtn_option_row_set_wrong (row, TRUE);
}

static gboolean
read_spec (MtnTrainWindow *self, MtnRunSpec *spec, MtnOptionRow **wrong, GError **error)
{
  const char *data[3] = { get_path (self), NULL, NULL };
  guint second = adw_combo_row_get_selected (self->second);
  g_autofree char *rank = mtn_option_row_dup_text (self->rank);
  g_autofree char *threads = mtn_option_row_dup_text (self->threads);

  if (gtk_widget_get_visible (GTK_WIDGET (self->second)) && second >= 1 && second <= self->paths->len)
    data[1] = g_ptr_array_index (self->paths, second - 1);
  spec->kind = MTN_RUN_MODEL;
  spec->name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  spec->data = g_strdupv ((char **) data);
  spec->model = g_strdup (get_model (self));
  spec->rank = (guint) g_ascii_strtoull (rank, NULL, 10);
  spec->network.threads = (guint) g_ascii_strtoull (threads, NULL, 10);
  for (guint i = 0; i < MTN_TRAIN_N_SECTIONS; i++)
    if (!mtn_train_options_read (g_ptr_array_index (self->sections, i), &spec->network, wrong, error))
      return FALSE;
  spec->features_chosen = spec->network.features != MTN_NETWORK_FEATURES_DOCUMENTED;

  return mtn_run_spec_check (spec, error);
}

static void
start_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MtnTrainWindow *self = user_data;
  g_auto (MtnRunSpec) spec = MTN_RUN_SPEC_INIT;
  g_autoptr (GError) error = NULL;
  MtnOptionRow *wrong = NULL;

  if (read_spec (self, &spec, &wrong, &error) && mtn_run_store_add (self->runs, &spec, &error) != NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  complain (self, error->message);
  if (wrong != NULL)
    show_wrong (self, wrong);
}

static MtnOptionRow *
add_own_row (MtnTrainWindow *self, const MtnNetworkOption *option, const char *title, guint value)
{
  GtkWidget *row = mtn_option_row_new (option, title, NULL);
  g_autofree char *text = g_strdup_printf ("%u", value);

  mtn_option_row_set_text (MTN_OPTION_ROW (row), text);
  adw_preferences_group_add (self->computing_group, row);

  return MTN_OPTION_ROW (row);
}

/* What is seldom changed folds away. */
static AdwExpanderRow *
add_expander (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);

  return ADW_EXPANDER_ROW (row);
}

static void
place_row (MtnTrainWindow *self, MtnTrainSection section, GtkWidget *row)
{
  switch (section)
    {
    case MTN_TRAIN_SECTION_SAMPLES:
      adw_preferences_group_add (self->samples_group, row);
      break;
    case MTN_TRAIN_SECTION_SAMPLES_MORE:
      if (self->samples_more == NULL)
        self->samples_more = add_expander (self->samples_group, _ ("More of the Samples"));
      adw_expander_row_add_row (self->samples_more, row);
      break;
    case MTN_TRAIN_SECTION_NETWORK:
      adw_preferences_group_add (self->network_group, row);
      break;
    case MTN_TRAIN_SECTION_NETWORK_MORE:
      if (self->network_more == NULL)
        self->network_more = add_expander (self->network_group, _ ("More of the Network"));
      adw_expander_row_add_row (self->network_more, row);
      break;
    case MTN_TRAIN_SECTION_COMPUTING:
    case MTN_TRAIN_N_SECTIONS:
    default:
      adw_preferences_group_add (self->computing_group, row);
    }
}

/* What comes first is seen first, and laid out before the rest is. */
static void
show_groups (MtnTrainWindow *self, MtnTrainSection section)
{
  if (section >= MTN_TRAIN_SECTION_SAMPLES)
    gtk_widget_set_visible (GTK_WIDGET (self->samples_group), TRUE);
  if (section >= MTN_TRAIN_SECTION_COMPUTING)
    gtk_widget_set_visible (GTK_WIDGET (self->computing_group), TRUE);
}

/* The window is there before its rows are, which show defaults: whoever is quicker gets these. */
static gboolean
make_row_cb (gpointer user_data)
{
  MtnTrainWindow *self = user_data;
  const MtnRunSpec defaults = MTN_RUN_SPEC_INIT;
  MtnTrainSection section = self->section;
  g_autoptr (MtnOptionRow) row = NULL;
  GPtrArray *rows;

  if (section == MTN_TRAIN_N_SECTIONS)
    {
      self->rows_pace = 0;
      return FALSE;
    }

  show_groups (self, section);
  row = mtn_train_options_make_next (section, &self->next_option);
  if (row == NULL)
    {
      self->section++;
      self->next_option = 0;
      return TRUE;
    }

  rows = g_ptr_array_index (self->sections, section);
  g_ptr_array_add (rows, g_object_ref (row));
  mtn_train_options_show (row, &defaults.network);
  place_row (self, section, GTK_WIDGET (row));

  return TRUE;
}

static void
add_rows (MtnTrainWindow *self)
{
  const MtnRunSpec defaults = MTN_RUN_SPEC_INIT;
  const MtnNetworkOption rank = {
    "rank", _ ("Size of the shared eigenbasis (default: 160)"), MTN_NETWORK_OPTION_WHOLE, 1, MAX_RANK, NULL
  };
  const MtnNetworkOption threads = {
    "threads",
    _ ("At most; 0: as many as there are processors. The result is the same"),
    MTN_NETWORK_OPTION_WHOLE,
    0,
    MAX_THREADS,
    NULL
  };

  self->rank = add_own_row (self, &rank, _ ("Rank"), defaults.rank);
  self->threads = add_own_row (self, &threads, _ ("Threads"), 0);
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < MTN_TRAIN_N_SECTIONS; i++)
    g_ptr_array_add (self->sections, g_ptr_array_new_with_free_func (g_object_unref));
  self->rows_pace = mtn_pace_start (GTK_WIDGET (self), make_row_cb, self);
}

static void
fill_models (MtnTrainWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (const char *const *model = mtn_train_get_models (); *model != NULL; model++)
    gtk_string_list_append (names, mtn_train_model_get_title (*model));
  adw_combo_row_set_model (self->model, G_LIST_MODEL (names));
}

/* Of two sets that were looked at as one either can be chosen. */
static void
add_paths (MtnTrainWindow *self, const char *location)
{
  g_auto (GStrv) paths = mtn_data_location_dup_paths (location);

  for (char **path = paths; *path != NULL; path++)
    add_path (self, *path);
}

/* What is looked at as one is trained on as one; "None" comes first. */
static void
choose_second (MtnTrainWindow *self)
{
  g_auto (GStrv) paths = mtn_data_location_dup_paths (mtn_data_store_get_location (self->store));

  if (g_strv_length (paths) == 2)
    adw_combo_row_set_selected (self->second, 1 + add_path (self, paths[1]));
}

static void
fill_paths (MtnTrainWindow *self)
{
  const char *location = mtn_data_store_get_location (self->store);
  g_auto (GStrv) recent = NULL;

  add_paths (self, location);
  g_object_get (self->store, "recent", &recent, NULL);
  for (guint i = 0; recent != NULL && recent[i] != NULL; i++)
    add_paths (self, recent[i]);
}

static void
mtn_train_window_class_init (MtnTrainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_train_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-train-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnTrainWindow, model);
  gtk_widget_class_bind_template_child (widget_class, MtnTrainWindow, data);
  gtk_widget_class_bind_template_child (widget_class, MtnTrainWindow, second);
  gtk_widget_class_bind_template_child (widget_class, MtnTrainWindow, name);
  gtk_widget_class_bind_template_child (widget_class, MtnTrainWindow, network_group);
  gtk_widget_class_bind_template_child (widget_class, MtnTrainWindow, samples_group);
  gtk_widget_class_bind_template_child (widget_class, MtnTrainWindow, computing_group);
  gtk_widget_class_bind_template_child (widget_class, MtnTrainWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, MtnTrainWindow, error_label);
  gtk_widget_class_bind_template_callback (widget_class, model_cb);
  gtk_widget_class_bind_template_callback (widget_class, data_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
}

static void
mtn_train_window_init (MtnTrainWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "start", .activate = start_cb },
    { .name = "open-folder", .activate = open_folder_cb },
    { .name = "open-archive", .activate = open_archive_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->paths = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  mtn_wrapping_ease (GTK_WIDGET (self->model));
  mtn_wrapping_ease (GTK_WIDGET (self->second));
  mtn_wrapping_ease (GTK_WIDGET (self->samples_group));
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "train", G_ACTION_GROUP (group));
}

GtkWidget *
mtn_train_window_new (GtkWindow *parent, MtnRunStore *runs, MtnDataStore *data)
{
  MtnTrainWindow *self = g_object_new (MTN_TYPE_TRAIN_WINDOW, "transient-for", parent, NULL);

  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent))),
                                 HEIGHT);
  self->runs = g_object_ref (runs);
  self->store = g_object_ref (data);
  fill_models (self);
  mtn_choice_set_up (GTK_WIDGET (self->model), _ ("Kind of Model"), NULL);
  fill_paths (self);
  add_rows (self);
  fill_data (self, 0);
  choose_second (self);
  mtn_choice_set_up (GTK_WIDGET (self->data), _ ("Data"), NULL);
  mtn_choice_set_up (GTK_WIDGET (self->second), _ ("And a Later Set"), NULL);

  return GTK_WIDGET (self);
}
