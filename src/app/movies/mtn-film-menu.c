/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The menu is made when it is asked for and goes when it closes: hundreds of
 * cells hold none. It is the holder's child, where its actions are found. */

#include "mtn-film-menu.h"

#include <glib/gi18n.h>

#include "mtn-film-actions.h"

static void
append_rate_item (GMenu *menu, int stars)
{
  g_autofree char *label = NULL;
  g_autofree char *action = g_strdup_printf ("film.rate(%d)", stars);

  if (stars > 0)
    label = g_strdup_printf (ngettext ("%d Star", "%d Stars", (gulong) stars), stars);
  else
    label = g_strdup (_ ("No Stars"));
  g_menu_append (menu, label, action);
}

GMenuModel *
mtn_film_menu_new (MtnFilm *film)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) favourite = g_menu_new ();
  g_autoptr (GMenu) rate = g_menu_new ();
  g_autoptr (GMenu) leave_out = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  g_autoptr (GMenu) look_up = g_menu_new ();
  gboolean excluded, not_interested;

  g_return_val_if_fail (MTN_IS_FILM (film), NULL);

  excluded = mtn_film_get_excluded (film);
  not_interested = excluded && mtn_film_get_not_interested (film);

  g_menu_append (favourite, mtn_film_get_picked (film) ? _ ("Remove From Favorites") : _ ("Add to Favorites"),
                 "film.toggle");
  for (int stars = 5; stars >= (mtn_film_get_picked (film) ? 0 : 1); stars--)
    append_rate_item (rate, stars);
  g_menu_append_submenu (favourite, _ ("Rate"), G_MENU_MODEL (rate));

  g_menu_append (leave_out, excluded && !not_interested ? _ ("Not Seen After All") : _ ("Seen It"),
                 "film.seen");
  g_menu_append (leave_out, not_interested ? _ ("Interested After All") : _ ("Not Interested"),
                 "film.not-interested");

  g_menu_append (more, _ ("More Like This…"), "film.similar");
  g_menu_append (more, _ ("Why This Place?"), "film.why");

  g_menu_append (look_up, "IMDb", "film.look-up('imdb')");
  g_menu_append (look_up, "TMDB", "film.look-up('tmdb')");
  /* Translators: opens the page of a film in the browser */
  g_menu_append_submenu (more, _ ("Look Up on the Web"), G_MENU_MODEL (look_up));

  g_menu_append_section (menu, NULL, G_MENU_MODEL (favourite));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (leave_out));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static gboolean
drop_menu_cb (gpointer user_data)
{
  GtkWidget *popover = user_data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
menu_closed_cb (GtkPopover *popover)
{
  /* Not now: a chosen item closes the menu first and activates its action on the way out. */
  g_idle_add_full (G_PRIORITY_LOW, drop_menu_cb, g_object_ref (popover), g_object_unref);
}

void
mtn_film_menu_popup (MtnFilmHolder *holder, const GdkRectangle *at)
{
  MtnFilm *film = mtn_film_holder_get_film (holder);
  g_autoptr (GMenuModel) model = NULL;
  GtkWidget *popover;

  if (film == NULL)
    return;

  model = mtn_film_menu_new (film);
  popover = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (popover, GTK_WIDGET (holder));
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mtn_film_get_label (film), -1);
  if (at != NULL)
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), at == NULL || at->width > 1);
  if (at != NULL && at->width <= 1)
    gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
popup_at (GtkGesture *gesture, double x, double y)
{
  GtkWidget *holder = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  mtn_film_menu_popup (MTN_FILM_HOLDER (holder), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

/* On release: GTK 4.8 counts a press on the cell and its release on the menu that opened in between, and
 * warns. */
static void
secondary_released_cb (GtkGestureClick *gesture, int n_press, double x, double y)
{
  popup_at (GTK_GESTURE (gesture), x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture, double x, double y)
{
  popup_at (GTK_GESTURE (gesture), x, y);
}

void
mtn_film_menu_attach (MtnFilmHolder *holder)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "released", G_CALLBACK (secondary_released_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (holder), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (holder), GTK_EVENT_CONTROLLER (press));
}
