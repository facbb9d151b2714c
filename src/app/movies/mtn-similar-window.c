/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-similar-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mtn-poster-image.h"
#include "mtn-result.h"
#include "mtn-sheet.h"

#define POSTER_WIDTH 40

typedef struct
{
  MtnAppState *state;
  GtkWindow *window; /* the request's reference */
  GtkListBox *list;
  GtkStack *stack;
  GCancellable *cancellable;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->state);
  g_object_unref (request->window);
  g_object_unref (request->cancellable);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
heart_changed (MtnFilm *film, GtkWidget *button)
{
  gboolean picked = mtn_film_get_picked (film);
  g_autofree char *name =
      g_strdup_printf (picked ? _ ("Remove %s From Favorites") : _ ("Add %s to Favorites"),
                       mtn_film_get_label (film));

  gtk_button_set_icon_name (GTK_BUTTON (button),
                            picked ? "matinee-heart-symbolic" : "matinee-heart-outline-symbolic");
  if (picked)
    gtk_widget_add_css_class (button, "accent");
  else
    gtk_widget_remove_css_class (button, "accent");
  gtk_widget_set_tooltip_text (button, picked ? _ ("Remove From Favorites") : _ ("Add to Favorites"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
                               picked ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
picked_changed_cb (MtnFilm *film, GParamSpec *pspec, GtkWidget *button)
{
  heart_changed (film, button);
}

static void
heart_clicked_cb (GtkWidget *button, MtnAppState *state)
{
  mtn_app_state_toggle_pick (state, g_object_get_data (G_OBJECT (button), "film"));
}

static GtkWidget *
row_new (MtnAppState *state, MtnFilm *film)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *poster = mtn_poster_image_new ();
  GtkWidget *heart = gtk_button_new ();
  g_autofree char *genres = mtn_film_dup_genres (film);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mtn_film_get_label (film));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), genres);

  mtn_poster_image_set_min_width (MTN_POSTER_IMAGE (poster), POSTER_WIDTH);
  mtn_poster_image_set_film (MTN_POSTER_IMAGE (poster), film);
  gtk_widget_add_css_class (poster, "small");
  gtk_widget_set_valign (poster, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (poster, 6);
  gtk_widget_set_margin_bottom (poster, 6);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), poster);

  gtk_widget_set_valign (heart, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (heart, FALSE);
  gtk_widget_add_css_class (heart, "flat");
  gtk_widget_add_css_class (heart, "circular");
  g_object_set_data_full (G_OBJECT (heart), "film", g_object_ref (film), g_object_unref);
  g_signal_connect_object (heart, "clicked", G_CALLBACK (heart_clicked_cb), state, 0);
  g_signal_connect_object (film, "notify::picked", G_CALLBACK (picked_changed_cb), heart, 0);
  heart_changed (film, heart);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), heart);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), heart);
  /* The row has made its title the name of the button, which has a better one. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (heart), GTK_ACCESSIBLE_RELATION_LABELLED_BY);

  return row;
}

static void
show_message (GtkStack *stack, const char *title, const char *description)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "system-search-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_widget_add_css_class (page, "compact");
  gtk_stack_add_named (stack, page, "message");
  gtk_stack_set_visible_child (stack, page);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) films = mtn_app_state_similar_finish (MTN_APP_STATE (source), result, &error);

  if (g_cancellable_is_cancelled (request->cancellable))
    return;

  if (films == NULL)
    {
      g_autofree char *message = g_markup_escape_text (error->message, -1);

      show_message (request->stack, _ ("That Did Not Work"), message);
      return;
    }
  if (g_list_model_get_n_items (films) == 0)
    {
      show_message (request->stack, _ ("No Film Is Like It"), NULL);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (films); i++)
    {
      g_autoptr (MtnResult) item = g_list_model_get_item (films, i);

      gtk_list_box_append (request->list, row_new (request->state, mtn_result_get_film (item)));
    }
  gtk_stack_set_visible_child_name (request->stack, "list");
}

void
mtn_similar_window_present (GtkWidget *anchor, MtnAppState *state, MtnFilm *film)
{
  Request *request;
  GtkWidget *list, *stack, *spinner;
  GtkWindow *window;
  g_autofree char *title = NULL;

  g_return_if_fail (GTK_IS_WIDGET (anchor));
  g_return_if_fail (MTN_IS_APP_STATE (state));
  g_return_if_fail (MTN_IS_FILM (film));

  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_widget_set_margin_top (list, 12);
  gtk_widget_set_margin_bottom (list, 18);
  gtk_widget_set_margin_start (list, 12);
  gtk_widget_set_margin_end (list, 12);

  spinner = gtk_spinner_new ();
  gtk_spinner_start (GTK_SPINNER (spinner));
  stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (stack), spinner, "spinner");
  gtk_stack_add_named (GTK_STACK (stack), list, "list");

  title = g_strdup_printf (_ ("More Like “%s”"), mtn_film_get_movie (film)->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  window = mtn_sheet_window_new (anchor, stack, title);
  gtk_window_set_default_size (window, mtn_sheet_is_narrow (anchor) ? 340 : 400, 560);

  request = g_new0 (Request, 1);
  request->state = g_object_ref (state);
  request->window = g_object_ref (window);
  request->list = GTK_LIST_BOX (list);
  request->stack = GTK_STACK (stack);
  request->cancellable = g_cancellable_new ();
  g_signal_connect_object (window, "destroy", G_CALLBACK (g_cancellable_cancel), request->cancellable,
                           G_CONNECT_SWAPPED);
  mtn_app_state_similar_async (state, film, request->cancellable, found_cb, request);

  gtk_window_present (window);
}
