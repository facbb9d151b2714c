/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Over a hundred cells exist at a time and a scroll binds dozens of them in a
 * frame, so a cell is four widgets that it lays out itself. What shows when is
 * CSS alone (classes `picked`, `excluded`, the list item's hover and focus):
 * nothing moves or is measured again when a film is picked.
 *
 * The accessible name belongs to the list item widget around the cell:
 * gtk_list_item_set_accessible_label() is GTK 4.12. */

#include "mtn-film-cell.h"

#include <glib/gi18n.h>

#include "mtn-film-actions.h"
#include "mtn-film-menu.h"
#include "mtn-labels.h"
#include "mtn-number.h"
#include "mtn-poster-image.h"
#include "mtn-stars.h"

#define GAP 6
/* What is longer has signs in it that are narrower than a figure. With text of twice the size two cells
 * fit into 360 px. */
#define CAPTION_CHARS 10
#define BADGE_OVERHANG 7

struct _MtnFilmCell
{
  GtkWidget parent_instance;

  MtnAppState *state;
  MtnFilm *film;
  const char *icon; /* the badge's, a literal */

  GtkWidget *poster;
  GtkWidget *badge;
  GtkWidget *caption;
  GtkWidget *stars;
};

static MtnFilm *
get_film (MtnFilmHolder *holder)
{
  return MTN_FILM_CELL (holder)->film;
}

static MtnAppState *
get_state (MtnFilmHolder *holder)
{
  return MTN_FILM_CELL (holder)->state;
}

static void
film_holder_init (MtnFilmHolderInterface *iface)
{
  iface->get_film = get_film;
  iface->get_state = get_state;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MtnFilmCell,
                               mtn_film_cell,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MTN_TYPE_FILM_HOLDER, film_holder_init))

char *
mtn_film_dup_description (MtnFilm *film)
{
  g_autofree const char **names = NULL;
  GString *text;
  double stars;

  g_return_val_if_fail (MTN_IS_FILM (film), NULL);

  text = g_string_new (mtn_film_get_label (film));
  names = mtn_film_dup_genre_names (film);
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? ", " : " · ", mtn_genre_get_label (names[i]));

  stars = mtn_film_get_stars (film);
  if (mtn_film_get_picked (film))
    g_string_append_printf (text, ", %s", stars > 0 ? _ ("rated") : _ ("loved"));
  if (stars > 0)
    {
      g_autofree char *number = g_strdup_printf (stars == (int) stars ? "%.0f" : "%.1f", stars);

      /* Translators: %s is a number from 0.5 to 5 */
      g_string_append (text, ", ");
      g_string_append_printf (text, ngettext ("%s star", "%s stars", stars <= 1 ? 1 : 2), number);
    }
  if (mtn_film_get_excluded (film))
    g_string_append_printf (text, ", %s",
                            mtn_film_get_not_interested (film) ? _ ("not interested") : _ ("seen"));

  return g_string_free (text, FALSE);
}

static void
set_class (MtnFilmCell *self, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
update (MtnFilmCell *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  gboolean picked = mtn_film_get_picked (self->film);
  gboolean excluded = mtn_film_get_excluded (self->film);
  g_autofree char *description = NULL;
  const char *icon;

  set_class (self, "picked", picked);
  set_class (self, "excluded", excluded);
  mtn_stars_set_value (MTN_STARS (self->stars), mtn_film_get_stars (self->film));

  if (picked)
    icon = "matinee-heart-symbolic";
  else if (!excluded)
    icon = "matinee-heart-outline-symbolic";
  else if (mtn_film_get_not_interested (self->film))
    icon = "matinee-not-interested-symbolic";
  else
    icon = "matinee-eye-symbolic";
  /* Setting the same icon again would have the cell measured again. */
  if (icon != self->icon)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->badge), icon);
  self->icon = icon;

  if (item == NULL)
    return;
  description = mtn_film_dup_description (self->film);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_STATE_SELECTED, picked, -1);
}

static void
film_changed_cb (MtnFilm *film, GParamSpec *pspec, MtnFilmCell *self)
{
  update (self);
}

static void
show_verdict (MtnFilmCell *self)
{
  const MtnMovie *movie = mtn_film_get_movie (self->film);
  g_autofree char *n_ratings = mtn_count_dup_text (movie->n_ratings);
  g_autofree char *text = NULL;

  if (movie->n_ratings == 0)
    text = g_strdup (_ ("Not rated"));
  else
    /* Translators: mean stars of a film and the number of people who rated it, as in "4.0 ★ · 507" */
    text = g_strdup_printf (_ ("%.1f ★ · %s"), (double) movie->mean_stars, n_ratings);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->caption), text);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  MtnFilmCell *self = MTN_FILM_CELL (widget);
  g_autofree char *genres = NULL;
  g_autofree char *text = NULL;

  if (self->film == NULL)
    return FALSE;

  genres = mtn_film_dup_genres (self->film);
  text = g_strdup_printf (*genres != '\0' ? "%s\n%s" : "%s", mtn_film_get_label (self->film), genres);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
rated_cb (MtnStars *stars, int value, MtnFilmCell *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "film.rate", "i", value);
}

static GtkSizeRequestMode
mtn_film_cell_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
line_height (MtnFilmCell *self)
{
  int caption, stars;

  gtk_widget_measure (self->caption, GTK_ORIENTATION_VERTICAL, -1, &caption, NULL, NULL, NULL);
  gtk_widget_measure (self->stars, GTK_ORIENTATION_VERTICAL, -1, &stars, NULL, NULL, NULL);
  return MAX (caption, stars);
}

static void
mtn_film_cell_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  MtnFilmCell *self = MTN_FILM_CELL (widget);

  gtk_widget_measure (self->poster, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      int below = GAP + line_height (self);

      *minimum += below;
      *natural += below;
    }
  else
    {
      /* With large text the caption asks for more than the poster. */
      int caption;

      gtk_widget_measure (self->caption, orientation, -1, &caption, NULL, NULL, NULL);
      *minimum = MAX (*minimum, caption);
      *natural = MAX (*natural, caption);
    }
}

static void
allocate_child (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
mtn_film_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MtnFilmCell *self = MTN_FILM_CELL (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int line = line_height (self);
  int poster_height = MAX (0, height - GAP - line);
  int badge, unused, stars_width;

  allocate_child (self->poster, 0, 0, width, poster_height);

  gtk_widget_measure (self->badge, GTK_ORIENTATION_HORIZONTAL, -1, &unused, &badge, NULL, NULL);
  allocate_child (self->badge, rtl ? -BADGE_OVERHANG : width - badge + BADGE_OVERHANG, -BADGE_OVERHANG, badge,
                  badge);

  allocate_child (self->caption, 0, height - line, width, line);
  gtk_widget_measure (self->stars, GTK_ORIENTATION_HORIZONTAL, -1, &unused, &stars_width, NULL, NULL);
  stars_width = MIN (stars_width, width);
  allocate_child (self->stars, (width - stars_width) / 2, height - line, stars_width, line);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
mtn_film_cell_dispose (GObject *object)
{
  MtnFilmCell *self = MTN_FILM_CELL (object);
  GtkWidget *child;

  mtn_film_cell_set_film (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mtn_film_cell_parent_class)->dispose (object);
}

static void
mtn_film_cell_class_init (MtnFilmCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_film_cell_dispose;
  widget_class->get_request_mode = mtn_film_cell_get_request_mode;
  widget_class->measure = mtn_film_cell_measure;
  widget_class->size_allocate = mtn_film_cell_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "filmcell");
  /* Not "presentation", which would hide the menu below it as well. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  mtn_film_actions_install (widget_class);
}

static void
mtn_film_cell_init (MtnFilmCell *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->poster = mtn_poster_image_new ();
  gtk_widget_set_parent (self->poster, widget);

  self->badge = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_image_set_pixel_size (GTK_IMAGE (self->badge), 12);
  gtk_widget_add_css_class (self->badge, "badge");
  gtk_widget_set_parent (self->badge, widget);

  self->caption = gtk_inscription_new (NULL);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (self->caption), 0.5f);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->caption), CAPTION_CHARS);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->caption), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->caption, "caption");
  gtk_widget_add_css_class (self->caption, "dim-label");
  gtk_widget_add_css_class (self->caption, "numeric");
  gtk_widget_set_parent (self->caption, widget);

  self->stars = mtn_stars_new ();
  g_signal_connect (self->stars, "rated", G_CALLBACK (rated_cb), self);
  gtk_widget_set_parent (self->stars, widget);

  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  mtn_film_menu_attach (MTN_FILM_HOLDER (self));
}

GtkWidget *
mtn_film_cell_new (MtnAppState *state)
{
  MtnFilmCell *self = g_object_new (MTN_TYPE_FILM_CELL, NULL);

  self->state = state;
  return GTK_WIDGET (self);
}

void
mtn_film_cell_set_film (MtnFilmCell *self, MtnFilm *film)
{
  g_return_if_fail (MTN_IS_FILM_CELL (self));
  g_return_if_fail (film == NULL || MTN_IS_FILM (film));

  if (self->film == film)
    return;

  if (self->film != NULL)
    g_signal_handlers_disconnect_by_func (self->film, film_changed_cb, self);
  g_set_object (&self->film, film);
  if (self->poster != NULL && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    mtn_poster_image_set_film (MTN_POSTER_IMAGE (self->poster), film);
  if (film == NULL)
    return;

  g_signal_connect (film, "notify", G_CALLBACK (film_changed_cb), self);
  show_verdict (self);
  update (self);
}
