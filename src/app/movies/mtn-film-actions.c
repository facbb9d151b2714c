/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The keys cannot be class bindings of the holders: in a grid the focus is on
 * the list item widget, which is the cell's parent, and keys travel upwards. So
 * the list listens, finds the focused holder and activates the action there. It
 * listens before the items do, which would take the space bar for a selection. */

#include "mtn-film-actions.h"

#include "mtn-film-menu.h"
#include "mtn-look-up.h"
#include "mtn-similar-window.h"
#include "mtn-why-view.h"

static gboolean
get_both (GtkWidget *widget, MtnFilm **film, MtnAppState **state)
{
  *film = mtn_film_holder_get_film (MTN_FILM_HOLDER (widget));
  *state = mtn_film_holder_get_state (MTN_FILM_HOLDER (widget));

  return *film != NULL && *state != NULL;
}

static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnAppState *state;
  MtnFilm *film;

  if (get_both (widget, &film, &state))
    mtn_app_state_toggle_pick (state, film);
}

static void
rate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int stars = g_variant_get_int32 (parameter);
  MtnAppState *state;
  MtnFilm *film;

  if (!get_both (widget, &film, &state) || stars < 0 || stars > 5)
    return;

  /* No stars means "loved": taking the stars away must not make a pick of a film that was none. */
  if (stars > 0 || mtn_film_get_picked (film))
    mtn_app_state_pick (state, film, stars);
}

static void
exclude (GtkWidget *widget, MtnExcludeReason reason)
{
  MtnAppState *state;
  MtnFilm *film;

  if (!get_both (widget, &film, &state))
    return;

  if (mtn_film_get_excluded (film) &&
      mtn_film_get_not_interested (film) == (reason == MTN_EXCLUDE_NOT_INTERESTED))
    mtn_app_state_unexclude (state, film);
  else
    mtn_app_state_exclude (state, film, reason);
}

static void
seen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  exclude (widget, MTN_EXCLUDE_SEEN);
}

static void
not_interested_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  exclude (widget, MTN_EXCLUDE_NOT_INTERESTED);
}

static void
look_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnFilm *film = mtn_film_holder_get_film (MTN_FILM_HOLDER (widget));

  if (film != NULL)
    mtn_look_up (widget, film, g_variant_get_string (parameter, NULL));
}

static void
similar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnAppState *state;
  MtnFilm *film;

  if (get_both (widget, &film, &state))
    mtn_similar_window_present (widget, state, film);
}

static void
why_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MtnAppState *state;
  MtnFilm *film;

  if (get_both (widget, &film, &state))
    mtn_why_present (widget, state, film);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mtn_film_menu_popup (MTN_FILM_HOLDER (widget), NULL);
}

void
mtn_film_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "film.toggle", NULL, toggle_action);
  gtk_widget_class_install_action (widget_class, "film.rate", "i", rate_action);
  gtk_widget_class_install_action (widget_class, "film.seen", NULL, seen_action);
  gtk_widget_class_install_action (widget_class, "film.not-interested", NULL, not_interested_action);
  gtk_widget_class_install_action (widget_class, "film.similar", NULL, similar_action);
  gtk_widget_class_install_action (widget_class, "film.look-up", "s", look_up_action);
  gtk_widget_class_install_action (widget_class, "film.why", NULL, why_action);
  gtk_widget_class_install_action (widget_class, "film.menu", NULL, menu_action);
}

typedef struct
{
  guint keyval;
  GdkModifierType modifiers;
  const char *action;
  int stars; /* of film.rate, −1: the action takes no parameter */
} Key;

static const Key keys[] = {
  { GDK_KEY_0, 0, "film.rate", 0 },
  { GDK_KEY_1, 0, "film.rate", 1 },
  { GDK_KEY_2, 0, "film.rate", 2 },
  { GDK_KEY_3, 0, "film.rate", 3 },
  { GDK_KEY_4, 0, "film.rate", 4 },
  { GDK_KEY_5, 0, "film.rate", 5 },
  { GDK_KEY_KP_0, 0, "film.rate", 0 },
  { GDK_KEY_KP_1, 0, "film.rate", 1 },
  { GDK_KEY_KP_2, 0, "film.rate", 2 },
  { GDK_KEY_KP_3, 0, "film.rate", 3 },
  { GDK_KEY_KP_4, 0, "film.rate", 4 },
  { GDK_KEY_KP_5, 0, "film.rate", 5 },
  { GDK_KEY_space, 0, "film.toggle", -1 },
  { GDK_KEY_KP_Space, 0, "film.toggle", -1 },
  { GDK_KEY_Return, 0, "film.toggle", -1 },
  { GDK_KEY_KP_Enter, 0, "film.toggle", -1 },
  { GDK_KEY_ISO_Enter, 0, "film.toggle", -1 },
  { GDK_KEY_Delete, 0, "film.not-interested", -1 },
  { GDK_KEY_KP_Delete, 0, "film.not-interested", -1 },
  { GDK_KEY_d, GDK_CONTROL_MASK, "film.seen", -1 },
  { GDK_KEY_i, GDK_CONTROL_MASK, "film.why", -1 },
  { GDK_KEY_l, GDK_CONTROL_MASK, "film.similar", -1 },
  { GDK_KEY_Menu, 0, "film.menu", -1 },
  { GDK_KEY_F10, GDK_SHIFT_MASK, "film.menu", -1 },
};

static gboolean
key_cb (GtkWidget *list, GVariant *args, gpointer user_data)
{
  const Key *key = user_data;
  MtnFilmHolder *holder = mtn_film_holder_get_focus (list);

  if (holder == NULL)
    return FALSE;

  gtk_widget_activate_action_variant (GTK_WIDGET (holder), key->action,
                                      key->stars >= 0 ? g_variant_new_int32 (key->stars) : NULL);
  return TRUE;
}

GtkEventController *
mtn_film_keys_new (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].keyval,
                                                                                    keys[i].modifiers),
                                                            gtk_callback_action_new (key_cb,
                                                                                     (gpointer) &keys[i],
                                                                                     NULL)));

  return controller;
}
