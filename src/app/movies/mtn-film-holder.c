/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-film-holder.h"

G_DEFINE_INTERFACE (MtnFilmHolder, mtn_film_holder, GTK_TYPE_WIDGET)

static void
mtn_film_holder_default_init (MtnFilmHolderInterface *iface)
{
}

MtnFilm *
mtn_film_holder_get_film (MtnFilmHolder *self)
{
  g_return_val_if_fail (MTN_IS_FILM_HOLDER (self), NULL);

  return MTN_FILM_HOLDER_GET_IFACE (self)->get_film (self);
}

MtnAppState *
mtn_film_holder_get_state (MtnFilmHolder *self)
{
  g_return_val_if_fail (MTN_IS_FILM_HOLDER (self), NULL);

  return MTN_FILM_HOLDER_GET_IFACE (self)->get_state (self);
}

MtnFilmHolder *
mtn_film_holder_get_focus (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, list))
    return NULL;
  if (MTN_IS_FILM_HOLDER (focus))
    return MTN_FILM_HOLDER (focus);

  /* A grid's focus is on the list item widget around the cell. */
  child = gtk_widget_get_first_child (focus);
  return child != NULL && MTN_IS_FILM_HOLDER (child) ? MTN_FILM_HOLDER (child) : NULL;
}
