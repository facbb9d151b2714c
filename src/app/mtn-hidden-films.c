/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-hidden-films.h"

#include <glib/gi18n.h>

struct _MtnHiddenFilms
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkListBox *list;

  MtnAppState *state;
};

G_DEFINE_FINAL_TYPE (MtnHiddenFilms, mtn_hidden_films, ADW_TYPE_WINDOW)

static void
clicked_cb (GtkWidget *button, MtnFilm *film)
{
  MtnHiddenFilms *self = MTN_HIDDEN_FILMS (gtk_widget_get_root (button));

  /* The row goes with the film: its neighbour must have the focus before. */
  if (!gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_DOWN))
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_UP);
  mtn_app_state_unexclude (self->state, film);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  MtnFilm *film = item;
  gboolean not_interested = mtn_film_get_not_interested (film);
  g_autofree char *title = g_markup_escape_text (mtn_film_get_label (film), -1);
  g_autofree char *name = NULL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Suggest Again"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), not_interested ? _ ("Not interested") : _ ("Seen"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* Translators: for the screen reader; %s is a film like "Toy Story (1995)" */
  name = g_strdup_printf (_ ("Suggest %s Again"), mtn_film_get_label (film));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), film, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);

  return row;
}

static void
films_changed_cb (MtnHiddenFilms *self)
{
  gboolean empty = g_list_model_get_n_items (mtn_app_state_get_exclusions (self->state)) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
}

static void
mtn_hidden_films_dispose (GObject *object)
{
  MtnHiddenFilms *self = MTN_HIDDEN_FILMS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_HIDDEN_FILMS);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (mtn_hidden_films_parent_class)->dispose (object);
}

static void
mtn_hidden_films_class_init (MtnHiddenFilmsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_hidden_films_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-hidden-films.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnHiddenFilms, stack);
  gtk_widget_class_bind_template_child (widget_class, MtnHiddenFilms, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mtn_hidden_films_init (MtnHiddenFilms *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mtn_hidden_films_new (GtkWindow *parent, MtnAppState *state)
{
  MtnHiddenFilms *self = g_object_new (MTN_TYPE_HIDDEN_FILMS, "transient-for", parent, NULL);
  GListModel *films = mtn_app_state_get_exclusions (state);

  self->state = g_object_ref (state);
  gtk_list_box_bind_model (self->list, films, make_row, NULL, NULL);
  g_signal_connect_object (films, "items-changed", G_CALLBACK (films_changed_cb), self, G_CONNECT_SWAPPED);
  films_changed_cb (self);

  return GTK_WIDGET (self);
}
