/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-picker.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mtn-choice.h"
#include "mtn-film-actions.h"
#include "mtn-film-cell.h"
#include "mtn-film-filter-model.h"
#include "mtn-labels.h"
#include "mtn-number.h"
#include "mtn-poster-cache.h"
#include "mtn-search-keys.h"
#include "mtn-tab-stop.h"
#include "mtn-wrap-box.h"

#define MIN_COLUMNS 2
#define MAX_COLUMNS 16

struct _MtnPicker
{
  GtkBox parent_instance;

  MtnAppState *state;
  MtnFilmFilterModel *model;
  gboolean show_heading;

  GArray *genre_bits; /* of the entries of the genre drop-down, 0 first */
  GArray *decades;    /* likewise */
  GtkEventController *window_keys;
  guint columns_source;

  GtkWidget *heading;
  GtkLabel *count;
  GtkSearchEntry *search;
  GtkDropDown *genre;
  GtkDropDown *decade;
  GtkDropDown *sort;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkGridView *grid;
  AdwStatusPage *nothing;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_SHOW_HEADING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MtnPicker, mtn_picker, GTK_TYPE_BOX)

static GArray *
search_state (const char *text, gpointer user_data)
{
  MtnPicker *self = user_data;

  return self->state != NULL ? mtn_app_state_search (self->state, text) : NULL;
}

static guint
n_films (MtnPicker *self)
{
  GListModel *films = self->state != NULL ? mtn_app_state_get_films (self->state) : NULL;

  return films != NULL ? g_list_model_get_n_items (films) : 0;
}

static void
describe_nothing (MtnPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean filtered =
      gtk_drop_down_get_selected (self->genre) != 0 || gtk_drop_down_get_selected (self->decade) != 0;
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *quoted = g_markup_escape_text (stripped, -1);
  g_autofree char *description = NULL;

  if (*stripped == '\0')
    description = g_strdup (_ ("No film is of this genre and decade."));
  else if (filtered)
    description = g_strdup_printf (_ ("No film of this genre and decade answers “%s”."), quoted);
  else
    description = g_strdup_printf (_ ("No film answers “%s”."), quoted);
  adw_status_page_set_description (self->nothing, description);
}

static void
update_count (MtnPicker *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint all = n_films (self);
  g_autofree char *n_shown = mtn_count_dup_text (shown);
  g_autofree char *n_all = mtn_count_dup_text (all);
  g_autofree char *text = NULL;

  if (shown == all)
    text = g_strdup_printf (ngettext ("%s film", "%s films", all), n_all);
  else
    /* Translators: films that answer the search, of all films */
    text = g_strdup_printf (ngettext ("%s of %s film", "%s of %s films", all), n_shown, n_all);
  gtk_label_set_label (self->count, text);

  if (shown == 0 && all > 0)
    describe_nothing (self);
  gtk_stack_set_visible_child_name (self->stack, shown > 0 || all == 0 ? "grid" : "nothing");
}

static void
begin_at_top (MtnPicker *self)
{
  /* By the action: the adjustment alone would be put back to where the grid had its anchor. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->grid), "list.scroll-to-item", "u", 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

/* GTK 4.8 keeps widgets for 30 rows of `max-columns` films, however few columns
 * there are. Allowing no more than fit saves the half of all cells, which is
 * what a keystroke has to bind and lay out anew. */
static gboolean
limit_columns_cb (gpointer user_data)
{
  MtnPicker *self = user_data;
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->grid));
  double width = gtk_adjustment_get_page_size (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->grid)));
  int item_width;

  self->columns_source = 0;
  if (item == NULL)
    return G_SOURCE_REMOVE;

  gtk_widget_measure (item, GTK_ORIENTATION_HORIZONTAL, -1, &item_width, NULL, NULL, NULL);
  gtk_grid_view_set_max_columns (self->grid,
                                 (guint) CLAMP (width / MAX (1, item_width), MIN_COLUMNS, MAX_COLUMNS));
  return G_SOURCE_REMOVE;
}

static void
width_changed_cb (MtnPicker *self)
{
  /* Not while sizes are given. */
  if (self->columns_source == 0)
    self->columns_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, limit_columns_cb, self, NULL);
}

static void
search_changed_cb (MtnPicker *self)
{
  mtn_film_filter_model_set_text (self->model, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  update_count (self);
  begin_at_top (self);
}

static void
choice_changed_cb (MtnPicker *self)
{
  guint genre = gtk_drop_down_get_selected (self->genre);
  guint decade = gtk_drop_down_get_selected (self->decade);
  guint sort = gtk_drop_down_get_selected (self->sort);

  if (genre < self->genre_bits->len)
    mtn_film_filter_model_set_genres (self->model, g_array_index (self->genre_bits, guint32, genre));
  if (decade < self->decades->len)
    mtn_film_filter_model_set_decade (self->model, g_array_index (self->decades, int, decade));
  if (sort != GTK_INVALID_LIST_POSITION)
    mtn_film_filter_model_set_sort (self->model, sort);
  update_count (self);
  begin_at_top (self);
}

static void
focus_grid_cb (MtnPicker *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_widget_child_focus (GTK_WIDGET (self->grid), GTK_DIR_TAB_FORWARD);
}

static void
search_stopped_cb (MtnPicker *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    focus_grid_cb (self);
}

static void
clear_clicked_cb (MtnPicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->genre, 0);
  gtk_drop_down_set_selected (self->decade, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static gboolean
search_key_cb (MtnPicker *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  focus_grid_cb (self);
  return GDK_EVENT_STOP;
}

static void
set_up_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, MtnPicker *self)
{
  gtk_list_item_set_child (item, mtn_film_cell_new (self->state));
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, MtnPicker *self)
{
  mtn_film_cell_set_film (MTN_FILM_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, MtnPicker *self)
{
  mtn_film_cell_set_film (MTN_FILM_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
activated_cb (MtnPicker *self, guint position)
{
  g_autoptr (MtnFilm) film = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (film != NULL && self->state != NULL)
    mtn_app_state_toggle_pick (self->state, film);
}

static void
list_genres (MtnPicker *self, MtnCatalog *catalog)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *const *genres = mtn_catalog_get_genres (catalog);
  guint32 bits = 0;

  g_array_set_size (self->genre_bits, 0);
  gtk_string_list_append (names, _ ("Any Genre"));
  g_array_append_val (self->genre_bits, bits);
  for (guint i = 0; genres[i] != NULL; i++)
    if (mtn_genre_is_real (genres[i]))
      {
        bits = 1u << i;
        gtk_string_list_append (names, mtn_genre_get_label (genres[i]));
        g_array_append_val (self->genre_bits, bits);
      }
  gtk_drop_down_set_model (self->genre, G_LIST_MODEL (names));
}

static void
list_decades (MtnPicker *self, GListModel *films)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gboolean seen[300] = { 0 };
  int none = 0;

  for (guint i = 0; i < g_list_model_get_n_items (films); i++)
    {
      g_autoptr (MtnFilm) film = g_list_model_get_item (films, i);
      int year = mtn_film_get_movie (film)->year;

      if (year > 0 && year / 10 < (int) G_N_ELEMENTS (seen))
        seen[year / 10] = TRUE;
    }

  g_array_set_size (self->decades, 0);
  gtk_string_list_append (names, _ ("Any Decade"));
  g_array_append_val (self->decades, none);
  for (int i = G_N_ELEMENTS (seen) - 1; i > 0; i--)
    if (seen[i])
      {
        int decade = i * 10;
        /* Translators: a decade, as in "1990s" */
        g_autofree char *name = g_strdup_printf (_ ("%ds"), decade);

        gtk_string_list_append (names, name);
        g_array_append_val (self->decades, decade);
      }
  gtk_drop_down_set_model (self->decade, G_LIST_MODEL (names));
}

static void
status_changed_cb (MtnPicker *self)
{
  MtnCatalog *catalog = self->state != NULL ? mtn_app_state_get_catalog (self->state) : NULL;
  GListModel *films = self->state != NULL ? mtn_app_state_get_films (self->state) : NULL;
  gboolean ready = catalog != NULL && films != NULL;

  mtn_poster_cache_clear (mtn_poster_cache_get_default ());
  if (ready)
    {
      list_genres (self, catalog);
      list_decades (self, films);
    }
  mtn_film_filter_model_set_films (self->model, ready ? films : NULL);
  update_count (self);
}

static void
mtn_picker_root (GtkWidget *widget)
{
  MtnPicker *self = MTN_PICKER (widget);

  GTK_WIDGET_CLASS (mtn_picker_parent_class)->root (widget);

  self->window_keys = mtn_search_keys_new (self->search);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (widget)), self->window_keys);
}

static void
mtn_picker_unroot (GtkWidget *widget)
{
  MtnPicker *self = MTN_PICKER (widget);

  gtk_widget_remove_controller (GTK_WIDGET (gtk_widget_get_root (widget)), self->window_keys);
  self->window_keys = NULL;

  GTK_WIDGET_CLASS (mtn_picker_parent_class)->unroot (widget);
}

static void
mtn_picker_dispose (GObject *object)
{
  MtnPicker *self = MTN_PICKER (object);

  g_clear_handle_id (&self->columns_source, g_source_remove);
  if (self->grid != NULL)
    gtk_grid_view_set_model (self->grid, NULL);
  mtn_picker_set_state (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_PICKER);

  G_OBJECT_CLASS (mtn_picker_parent_class)->dispose (object);
}

static void
mtn_picker_finalize (GObject *object)
{
  MtnPicker *self = MTN_PICKER (object);

  g_clear_object (&self->model);
  g_array_unref (self->genre_bits);
  g_array_unref (self->decades);

  G_OBJECT_CLASS (mtn_picker_parent_class)->finalize (object);
}

static void
mtn_picker_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnPicker *self = MTN_PICKER (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, self->state);
      break;
    case PROP_SHOW_HEADING:
      g_value_set_boolean (value, self->show_heading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_picker_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnPicker *self = MTN_PICKER (object);

  switch (prop_id)
    {
    case PROP_STATE:
      mtn_picker_set_state (self, g_value_get_object (value));
      break;
    case PROP_SHOW_HEADING:
      mtn_picker_set_show_heading (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_picker_class_init (MtnPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mtn_picker_dispose;
  object_class->finalize = mtn_picker_finalize;
  object_class->get_property = mtn_picker_get_property;
  object_class->set_property = mtn_picker_set_property;
  widget_class->root = mtn_picker_root;
  widget_class->unroot = mtn_picker_unroot;

  properties[PROP_STATE] = g_param_spec_object ("state", NULL, NULL, MTN_TYPE_APP_STATE, flags);
  properties[PROP_SHOW_HEADING] = g_param_spec_boolean ("show-heading", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MTN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnPicker, heading);
  gtk_widget_class_bind_template_child (widget_class, MtnPicker, count);
  gtk_widget_class_bind_template_child (widget_class, MtnPicker, search);
  gtk_widget_class_bind_template_child (widget_class, MtnPicker, genre);
  gtk_widget_class_bind_template_child (widget_class, MtnPicker, decade);
  gtk_widget_class_bind_template_child (widget_class, MtnPicker, sort);
  gtk_widget_class_bind_template_child (widget_class, MtnPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, MtnPicker, scrolled);
  gtk_widget_class_bind_template_child (widget_class, MtnPicker, grid);
  gtk_widget_class_bind_template_child (widget_class, MtnPicker, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_grid_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
mtn_picker_init (MtnPicker *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->show_heading = TRUE;
  self->genre_bits = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->decades = g_array_new (FALSE, FALSE, sizeof (int));
  self->model = mtn_film_filter_model_new (search_state, self);

  gtk_widget_init_template (GTK_WIDGET (self));

  mtn_choice_set_up (GTK_WIDGET (self->genre), _ ("Genre"), _ ("Genre"));
  mtn_choice_set_up (GTK_WIDGET (self->decade), _ ("Decade"), _ ("Decade"));
  mtn_choice_set_up (GTK_WIDGET (self->sort), _ ("Order"), NULL);

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), self);
  gtk_grid_view_set_factory (self->grid, factory);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model))));
  gtk_grid_view_set_model (self->grid, selection);

  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled), "notify::page-size",
                           G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_add_controller (GTK_WIDGET (self->grid), mtn_film_keys_new ());
  mtn_tab_stop_attach (GTK_WIDGET (self->grid));
}

MtnAppState *
mtn_picker_get_state (MtnPicker *self)
{
  g_return_val_if_fail (MTN_IS_PICKER (self), NULL);

  return self->state;
}

void
mtn_picker_set_state (MtnPicker *self, MtnAppState *state)
{
  g_return_if_fail (MTN_IS_PICKER (self));
  g_return_if_fail (state == NULL || MTN_IS_APP_STATE (state));

  if (self->state == state)
    return;

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_func (self->state, status_changed_cb, self);
  /* The cells that know the old state go first. */
  mtn_film_filter_model_set_films (self->model, NULL);
  g_set_object (&self->state, state);
  if (state != NULL)
    {
      g_signal_connect_swapped (state, "notify::status", G_CALLBACK (status_changed_cb), self);
      status_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

gboolean
mtn_picker_get_show_heading (MtnPicker *self)
{
  g_return_val_if_fail (MTN_IS_PICKER (self), FALSE);

  return self->show_heading;
}

void
mtn_picker_set_show_heading (MtnPicker *self, gboolean show_heading)
{
  g_return_if_fail (MTN_IS_PICKER (self));

  show_heading = !!show_heading;
  if (self->show_heading == show_heading)
    return;

  self->show_heading = show_heading;
  gtk_widget_set_visible (self->heading, show_heading);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_HEADING]);
}

void
mtn_picker_focus_search (MtnPicker *self)
{
  g_return_if_fail (MTN_IS_PICKER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
