/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-overview.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mtn-data-card.h"
#include "mtn-figures-explore.h"
#include "mtn-number.h"
#include "mtn-plot-scale.h"
#include "mtn-text-row.h"
#include "mtn-text-scale.h"

struct _MtnDataOverview
{
  GtkBox parent_instance;

  GtkWidget *heading;
  GtkWidget *counts;
  GtkLabel *name;
  GtkLabel *origin;
  GtkMenuButton *open_button;
  GtkLabel *n_people;
  GtkLabel *n_films;
  GtkLabel *n_ratings;
  GtkLabel *sparsity;
  GtkWidget *union_group;
  GtkWidget *tables_group;
  GtkWidget *source_group;
  AdwActionRow *first_set;
  AdwActionRow *second_set;
  AdwActionRow *in_both;
  GtkFlowBox *cards;
  AdwActionRow *people_row;
  AdwActionRow *films_row;
  AdwActionRow *files_row;
  AdwActionRow *location_row;
  AdwActionRow *checksum_row;
  MtnTextRow *licence_row;
  MtnTextRow *warnings_row;

  GtkWidget *taste_card;
  GPtrArray *rest; /* of MtnDataCard, borrowed: the other cards that there are */
  MtnData *data;   /* (nullable) */
  guint n_filled;  /* cards of the rest that have their picture */
  guint tick;
};

G_DEFINE_FINAL_TYPE (MtnDataOverview, mtn_data_overview, GTK_TYPE_BOX)

static void
copy_checksum_cb (MtnDataOverview *self)
{
  if (self->data != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                            mtn_data_get_dataset (self->data)->sha256);
}

static GtkWidget *
add_card (MtnDataOverview *self, const char *name, const char *title)
{
  GtkWidget *card = mtn_data_card_new (name, title);

  gtk_flow_box_append (self->cards, card);
  /* Until there is something on it. */
  gtk_widget_set_visible (gtk_widget_get_parent (card), FALSE);
  /* The card itself is what Tab comes to. */
  gtk_widget_set_focusable (gtk_widget_get_parent (card), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (card)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return card;
}

static void
mtn_data_overview_dispose (GObject *object)
{
  MtnDataOverview *self = MTN_DATA_OVERVIEW (object);

  g_clear_pointer (&self->rest, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_DATA_OVERVIEW);
  g_clear_object (&self->data);

  G_OBJECT_CLASS (mtn_data_overview_parent_class)->dispose (object);
}

static void
mtn_data_overview_class_init (MtnDataOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_data_overview_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-data-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, heading);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, counts);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, name);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, origin);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, open_button);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, n_people);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, n_films);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, n_ratings);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, sparsity);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, union_group);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, tables_group);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, source_group);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, first_set);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, second_set);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, in_both);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, cards);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, people_row);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, films_row);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, files_row);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, location_row);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, checksum_row);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, licence_row);
  gtk_widget_class_bind_template_child (widget_class, MtnDataOverview, warnings_row);
  gtk_widget_class_bind_template_callback (widget_class, copy_checksum_cb);
}

static void
mtn_data_overview_init (MtnDataOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mtn_text_scale_stack (self->heading);
  mtn_text_scale_stack (self->counts);

  self->rest = g_ptr_array_new ();
  self->taste_card = add_card (self, "taste", _ ("Your Taste"));
}

/* A screen reader says the number with what it is of. */
static void
set_count (GtkLabel *label, const char *text)
{
  GtkWidget *child = gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_FLOW_BOX_CHILD);
  GtkWidget *unit = gtk_widget_get_next_sibling (GTK_WIDGET (label));
  g_autofree char *whole = g_strjoin (" ", text, gtk_label_get_text (GTK_LABEL (unit)), NULL);

  gtk_label_set_label (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

static void
set_number (GtkLabel *label, double value)
{
  g_autofree char *text = mtn_figures_explore_dup_number (value);

  set_count (label, text);
}

static void
set_subtitle (AdwActionRow *row, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (row, escaped);
}

static void
show_origin (MtnDataOverview *self, const MtnExploration *found)
{
  g_autofree char *times = NULL;
  g_autofree char *text = NULL;

  if (found->time.n_months > 0)
    {
      g_autoptr (GDateTime) first = g_date_time_new_from_unix_utc (found->time.first);
      g_autoptr (GDateTime) last = g_date_time_new_from_unix_utc (found->time.last);

      if (first != NULL && last != NULL)
        {
          /* xgettext:no-c-format */
          /* Translators: month and year in "September 1997 to April 1998", as g_date_time_format() takes it
           */
          const char *format = C_ ("date", "%B %Y");
          g_autofree char *from = g_date_time_format (first, format);
          g_autofree char *to = g_date_time_format (last, format);

          /* Translators: two months, "September 1997" */
          times = g_strdup_printf (_ ("%s to %s"), from, to);
        }
    }
  text = g_strjoin (" · ", _ ("GroupLens Research, University of Minnesota"), times, NULL);
  gtk_label_set_label (self->origin, text);
}

static void
show_union (MtnDataOverview *self, const MtnExploration *found)
{
  const MtnExplorationUnion *both = &found->both;
  AdwActionRow *rows[] = { self->first_set, self->second_set };
  g_auto (GStrv) names = g_strsplit (found->dataset->name, " + ", 2);
  g_autofree char *n_in_both = mtn_count_dup_text (both->n_in_both);
  g_autofree char *films = NULL;

  gtk_widget_set_visible (self->union_group, both->is_there);
  if (!both->is_there)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *people = mtn_count_dup_text (both->n_people[i]);
      g_autofree char *movies = mtn_count_dup_text (both->n_movies[i]);
      g_autofree char *ratings = mtn_count_dup_text (both->n_ratings[i]);
      g_autofree char *text =
          g_strdup_printf (_ ("%s people, %s films, %s ratings"), people, movies, ratings);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows[i]), names[i]);
      set_subtitle (rows[i], text);
    }
  films = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s film, found by title and year",
                                        "%s films, found by title and year", both->n_in_both),
                           n_in_both);
  set_subtitle (self->in_both, films);
}

static void
show_source (MtnDataOverview *self, const MtnDataset *dataset)
{
  g_autofree char *location = g_filename_display_name (dataset->source);
  g_autofree char *warnings = g_strjoinv ("\n", dataset->warnings);

  set_subtitle (self->location_row, location);
  set_subtitle (self->checksum_row, dataset->sha256);
  mtn_text_row_set_text (self->licence_row, dataset->licence);
  mtn_text_row_set_text (self->warnings_row, warnings);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings_row), *warnings != '\0');
}

static void
show_rows (MtnDataOverview *self, const MtnExploration *found)
{
  g_autofree char *people = mtn_figures_explore_dup_number (found->counts.n_people);
  g_autofree char *films = mtn_figures_explore_dup_number (found->counts.n_movies);
  g_autofree char *median_person = mtn_plot_number (found->tail.people.median);
  g_autofree char *median_film = mtn_plot_number (found->tail.movies.median);
  /* Translators: a number of people or films, and the median of their ratings */
  g_autofree char *about_people =
      g_strdup_printf (_ ("%s, with %s ratings in the median"), people, median_person);
  g_autofree char *about_films =
      g_strdup_printf (_ ("%s, with %s ratings in the median"), films, median_film);

  set_subtitle (self->people_row, about_people);
  set_subtitle (self->films_row, about_films);
  gtk_widget_set_visible (GTK_WIDGET (self->files_row), found->heads->len > 0);
}

/* The sample goes before the topic that comes last, how samples are split. */
static void
fill_card (MtnDataOverview *self, guint i)
{
  guint n_topics;
  const MtnDataTopic *topics = mtn_data_topics (&n_topics);
  guint sample = n_topics - 1;
  const MtnDataTopic *topic = i == sample ? NULL : &topics[MIN (i, sample)];

  if (i == self->rest->len)
    g_ptr_array_add (self->rest, topic != NULL ? add_card (self, topic->name, _ (topic->title))
                                               : add_card (self, "sample", _ ("One Masked Sample")));
  if (topic != NULL)
    mtn_data_card_take (g_ptr_array_index (self->rest, i), mtn_data_dup_preview (self->data, topic),
                        mtn_data_get_caption (self->data, topic));
  else
    mtn_data_card_take (g_ptr_array_index (self->rest, i), mtn_data_dup_sample_preview (self->data),
                        _ ("What a model is shown of one person, beside the truth."));
}

/* One a frame: to make, lay out and draw all of them takes longer. Then what is below them. */
static gboolean
fill_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  MtnDataOverview *self = MTN_DATA_OVERVIEW (widget);
  guint n_topics;

  mtn_data_topics (&n_topics);
  if (self->n_filled <= n_topics)
    {
      fill_card (self, self->n_filled++);
      return G_SOURCE_CONTINUE;
    }
  if (!gtk_widget_get_visible (self->tables_group))
    {
      gtk_widget_set_visible (self->tables_group, TRUE);
      return G_SOURCE_CONTINUE;
    }

  gtk_widget_set_visible (self->source_group, TRUE);
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

void
mtn_data_overview_set_data (MtnDataOverview *self, MtnData *data)
{
  const MtnExploration *found;
  g_autofree char *empty = NULL;
  g_autofree char *percent = NULL;
  g_autofree char *marked = NULL;

  g_return_if_fail (MTN_IS_DATA_OVERVIEW (self));
  g_return_if_fail (MTN_IS_DATA (data));

  g_set_object (&self->data, data);
  found = mtn_data_get_exploration (data);
  gtk_label_set_label (self->name, found->dataset->name);
  show_origin (self, found);
  set_number (self->n_people, found->counts.n_people);
  set_number (self->n_films, found->counts.n_movies);
  set_number (self->n_ratings, found->counts.n_ratings);
  empty = mtn_plot_number_fixed (100 * found->counts.sparsity, 2);
  /* Translators: a percentage */
  percent = g_strdup_printf (_ ("%s %%"), empty);
  marked = g_strconcat (MTN_LEFT_TO_RIGHT_MARK, percent, NULL);
  set_count (self->sparsity, marked);

  self->n_filled = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_cb, NULL, NULL);
  show_union (self, found);
  show_rows (self, found);
  show_source (self, found->dataset);
}

void
mtn_data_overview_take_taste (MtnDataOverview *self, MtnFigure *figure)
{
  g_return_if_fail (MTN_IS_DATA_OVERVIEW (self));

  mtn_data_card_take (MTN_DATA_CARD (self->taste_card),
                      figure != NULL ? mtn_data_topic_make_preview (figure, 0) : NULL,
                      _ ("Your films against everyone’s ratings."));
}

void
mtn_data_overview_set_menu (MtnDataOverview *self, GMenuModel *menu)
{
  g_return_if_fail (MTN_IS_DATA_OVERVIEW (self));

  gtk_menu_button_set_menu_model (self->open_button, menu);
}

void
mtn_data_overview_focus (MtnDataOverview *self, const char *name)
{
  GtkWidget *rows[] = { GTK_WIDGET (self->people_row), GTK_WIDGET (self->films_row),
                        GTK_WIDGET (self->files_row) };

  g_return_if_fail (MTN_IS_DATA_OVERVIEW (self));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *card = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));

      if (g_str_equal (mtn_data_card_get_name (MTN_DATA_CARD (card)), name))
        gtk_widget_grab_focus (card);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (name));
      GVariant *own = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (rows[i]));

      if (own != NULL && g_variant_equal (own, target))
        gtk_widget_grab_focus (rows[i]);
    }
}
