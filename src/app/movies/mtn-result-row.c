/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The two buttons of a row do not take the focus, or Tab would walk through all
 * rows: Ctrl+I and the Menu key do the same. */

#include "mtn-result-row.h"

#include <glib/gi18n.h>

#include "mtn-film-actions.h"
#include "mtn-film-menu.h"
#include "mtn-number.h"
#include "mtn-poster-image.h"
#include "mtn-text-scale.h"

/* Fewer ratings than this, and the score is said to be uncertain. */
#define FEW_RATINGS 20

struct _MtnResultRow
{
  GtkListBoxRow parent_instance;

  MtnAppState *state;
  MtnResult *result;
  double offset;
  double opacity;

  MtnPosterImage *poster;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *measures;
  GtkWidget *match;
  GtkProgressBar *bar;
  GtkLabel *score;
  GtkLabel *mean;
  GtkLabel *n_ratings;
  GtkWidget *few;
  GtkLabel *reason;
  GtkWidget *why;
  GtkWidget *more;
};

static MtnFilm *
get_film (MtnFilmHolder *holder)
{
  MtnResultRow *self = MTN_RESULT_ROW (holder);

  return self->result != NULL ? mtn_result_get_film (self->result) : NULL;
}

static MtnAppState *
get_state (MtnFilmHolder *holder)
{
  return MTN_RESULT_ROW (holder)->state;
}

static void
film_holder_init (MtnFilmHolderInterface *iface)
{
  iface->get_film = get_film;
  iface->get_state = get_state;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MtnResultRow,
                               mtn_result_row,
                               GTK_TYPE_LIST_BOX_ROW,
                               G_IMPLEMENT_INTERFACE (MTN_TYPE_FILM_HOLDER, film_holder_init))

static void
more_clicked_cb (MtnResultRow *self)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (self->more, GTK_WIDGET (self), &bounds))
    mtn_film_menu_popup (MTN_FILM_HOLDER (self),
                         &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                          (int) bounds.size.width, (int) bounds.size.height });
}

static void
name_button (GtkWidget *button, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What does not change as long as the row shows this film. */
static void
show_film (MtnResultRow *self, MtnFilm *film)
{
  const MtnMovie *movie = mtn_film_get_movie (film);
  g_autofree char *genres = mtn_film_dup_genres (film);
  g_autofree char *subtitle = NULL;
  g_autofree char *ratings = NULL;
  g_autofree char *mean = NULL;
  g_autofree char *why = NULL;
  g_autofree char *more = NULL;
  g_autofree char *n_ratings = NULL;
  gboolean few = movie->n_ratings < FEW_RATINGS;

  if (movie->year > 0 && *genres != '\0')
    subtitle = g_strdup_printf ("%d\302\240· %s", movie->year, genres);
  else if (movie->year > 0)
    subtitle = g_strdup_printf ("%d", movie->year);
  else
    subtitle = g_steal_pointer (&genres);

  n_ratings = mtn_count_dup_text (movie->n_ratings);
  ratings = g_strdup_printf (few ? ngettext ("only %s rating", "only %s ratings", movie->n_ratings)
                                 : ngettext ("%s rating", "%s ratings", movie->n_ratings),
                             n_ratings);
  /* Translators: mean stars of a film */
  mean = g_strdup_printf (_ ("%.1f ★"), (double) movie->mean_stars);

  mtn_poster_image_set_film (self->poster, film);
  gtk_label_set_label (self->title, movie->title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_label_set_label (self->n_ratings, ratings);
  gtk_label_set_label (self->mean, mean);
  gtk_widget_set_visible (GTK_WIDGET (self->mean), movie->n_ratings > 0);
  gtk_widget_set_visible (self->few, few);

  /* Translators: %s is a film, as in "Why Alien (1979)?" */
  why = g_strdup_printf (_ ("Why %s?"), mtn_film_get_label (film));
  name_button (self->why, why);
  more = g_strdup_printf (_ ("More for %s"), mtn_film_get_label (film));
  name_button (self->more, more);
}

static void
show_score (MtnResultRow *self, gboolean show_match)
{
  double score = CLAMP (mtn_result_get_score (self->result), 0, 1);
  const char *reason = mtn_result_get_reason (self->result);
  MtnFilm *film = mtn_result_get_film (self->result);
  const char *label, *ratings;
  g_autofree char *number = mtn_score_dup_text (score);
  g_autofree char *ordered = g_strconcat (MTN_LEFT_TO_RIGHT_MARK, number, NULL);
  g_autofree char *name = NULL;

  gtk_progress_bar_set_fraction (self->bar, score);
  gtk_label_set_label (self->score, ordered);
  gtk_widget_set_visible (self->match, show_match);
  gtk_widget_set_visible (GTK_WIDGET (self->mean), !show_match && mtn_film_get_movie (film)->n_ratings > 0);

  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), *reason != '\0');

  label = mtn_film_get_label (film);
  ratings = gtk_label_get_label (self->n_ratings);
  if (show_match)
    /* Translators: a film, its score, "507 ratings" */
    name = g_strdup_printf (_ ("%s, match %s, %s"), label, number, ratings);
  else
    name = g_strdup_printf ("%s, %s", label, ratings);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
}

static void
mtn_result_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MtnResultRow *self = MTN_RESULT_ROW (widget);

  if (self->offset == 0 && self->opacity >= 1)
    {
      GTK_WIDGET_CLASS (mtn_result_row_parent_class)->snapshot (widget, snapshot);
      return;
    }

  gtk_snapshot_push_opacity (snapshot, self->opacity);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) self->offset));
  GTK_WIDGET_CLASS (mtn_result_row_parent_class)->snapshot (widget, snapshot);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
mtn_result_row_dispose (GObject *object)
{
  MtnResultRow *self = MTN_RESULT_ROW (object);

  g_clear_object (&self->result);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_RESULT_ROW);

  G_OBJECT_CLASS (mtn_result_row_parent_class)->dispose (object);
}

static void
mtn_result_row_class_init (MtnResultRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_result_row_dispose;
  widget_class->snapshot = mtn_result_row_snapshot;

  g_type_ensure (MTN_TYPE_POSTER_IMAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-result-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, poster);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, title);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, measures);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, match);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, bar);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, score);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, mean);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, n_ratings);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, few);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, reason);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, why);
  gtk_widget_class_bind_template_child (widget_class, MtnResultRow, more);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  mtn_film_actions_install (widget_class);
}

static void
mtn_result_row_init (MtnResultRow *self)
{
  self->opacity = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  mtn_text_scale_stack (self->measures);
  mtn_film_menu_attach (MTN_FILM_HOLDER (self));
}

GtkWidget *
mtn_result_row_new (MtnAppState *state)
{
  MtnResultRow *self = g_object_new (MTN_TYPE_RESULT_ROW, NULL);

  self->state = state;
  return GTK_WIDGET (self);
}

void
mtn_result_row_set_result (MtnResultRow *self, MtnResult *result, gboolean show_match)
{
  MtnFilm *film;

  g_return_if_fail (MTN_IS_RESULT_ROW (self));
  g_return_if_fail (MTN_IS_RESULT (result));

  film = mtn_result_get_film (result);
  if (film != mtn_poster_image_get_film (self->poster))
    show_film (self, film);
  g_set_object (&self->result, result);
  show_score (self, show_match);
}

MtnResult *
mtn_result_row_get_result (MtnResultRow *self)
{
  g_return_val_if_fail (MTN_IS_RESULT_ROW (self), NULL);

  return self->result;
}

void
mtn_result_row_set_motion (MtnResultRow *self, double offset, double opacity)
{
  g_return_if_fail (MTN_IS_RESULT_ROW (self));

  if (self->offset == offset && self->opacity == opacity)
    return;

  self->offset = offset;
  self->opacity = opacity;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
