/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-nearest-films.h"

#include <glib/gi18n.h>

#include "mtn-number.h"
#include "mtn-pace.h"

#define N_FILMS 10

struct _MtnNearestFilms
{
  AdwBin parent_instance;

  GtkEditable *entry;
  GtkLabel *caption;
  GtkListBox *list;

  MtnSession *session;       /* (nullable) */
  GCancellable *cancellable; /* (nullable): of the latest request */
  MtnRecommendations *found; /* (nullable) */
  guint n_shown;
  guint pace;
};

G_DEFINE_FINAL_TYPE (MtnNearestFilms, mtn_nearest_films, ADW_TYPE_BIN)

static MtnCatalog *
get_catalog (MtnNearestFilms *self)
{
  return mtn_checkpoint_get_catalog (mtn_session_get_checkpoint (self->session));
}

static void
add_row (MtnNearestFilms *self, const MtnRecommendation *item)
{
  g_autofree char *label = mtn_movie_dup_label (mtn_catalog_get_movie (get_catalog (self), item->movie));
  g_autofree char *number = mtn_score_dup_text ((double) item->score);
  g_autofree char *shown = g_strconcat (MTN_LEFT_TO_RIGHT_MARK, number, NULL);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *score = gtk_label_new (shown);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_widget_add_css_class (score, "numeric");
  gtk_widget_add_css_class (score, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), score);
  gtk_list_box_append (self->list, row);
}

static void
forget (MtnNearestFilms *self)
{
  mtn_pace_stop (GTK_WIDGET (self), &self->pace);
  g_clear_pointer (&self->found, mtn_recommendations_free);
  self->n_shown = 0;
}

static void
clear (MtnNearestFilms *self)
{
  GtkListBoxRow *row;

  forget (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
}

static gboolean
step_cb (gpointer user_data)
{
  MtnNearestFilms *self = user_data;

  if (self->n_shown == self->found->items->len)
    {
      self->pace = 0;
      return FALSE;
    }

  add_row (self, &g_array_index (self->found->items, MtnRecommendation, self->n_shown++));

  return TRUE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnNearestFilms) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnRecommendations) found = mtn_session_similar_finish (MTN_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;
  if (found == NULL)
    {
      gtk_label_set_label (self->caption, error->message);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->list), found->items->len > 0);
  self->found = g_steal_pointer (&found);
  self->pace = mtn_pace_start (GTK_WIDGET (self), step_cb, self);
}

static void
search_changed_cb (MtnNearestFilms *self)
{
  g_autoptr (GArray) films = NULL;
  g_autofree char *label = NULL;
  g_autofree char *caption = NULL;
  guint movie;

  clear (self);
  if (self->session == NULL)
    return;

  films = mtn_title_index_search (mtn_session_get_title_index (self->session),
                                  gtk_editable_get_text (self->entry), 1);
  if (films->len == 0)
    {
      gtk_label_set_label (self->caption, _ ("The model knows no film of that name."));
      return;
    }

  movie = g_array_index (films, guint, 0);
  label = mtn_movie_dup_label (mtn_catalog_get_movie (get_catalog (self), movie));
  /* Translators: %s is a film with its year */
  caption = g_strdup_printf (_ ("Nearest to %s, for somebody of whom nothing else is known"), label);
  gtk_label_set_label (self->caption, caption);
  self->cancellable = g_cancellable_new ();
  mtn_session_similar_async (self->session, movie, N_FILMS, self->cancellable, found_cb, g_object_ref (self));
}

static void
mtn_nearest_films_dispose (GObject *object)
{
  MtnNearestFilms *self = MTN_NEAREST_FILMS (object);

  forget (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mtn_nearest_films_parent_class)->dispose (object);
}

static void
mtn_nearest_films_class_init (MtnNearestFilmsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_nearest_films_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-nearest-films.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnNearestFilms, entry);
  gtk_widget_class_bind_template_child (widget_class, MtnNearestFilms, caption);
  gtk_widget_class_bind_template_child (widget_class, MtnNearestFilms, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
mtn_nearest_films_init (MtnNearestFilms *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mtn_nearest_films_set_session (MtnNearestFilms *self, MtnSession *session)
{
  g_return_if_fail (MTN_IS_NEAREST_FILMS (self));
  g_return_if_fail (session == NULL || MTN_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;

  gtk_editable_set_text (self->entry, "");
  search_changed_cb (self);
}
