/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-pages.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mtn-chart-area.h"
#include "mtn-data-table.h"
#include "mtn-data-topic.h"
#include "mtn-files-page.h"
#include "mtn-sample-page.h"

/* All topics share a page. */
#define TOPIC "topic"

struct _MtnDataPages
{
  GtkBox parent_instance;

  GtkWidget *back;
  GtkLabel *title;
  GtkLabel *explanation;
  GtkStack *pages;

  /* (nullable): those that were shown */
  GtkWidget *topic;
  GtkWidget *taste;
  GtkWidget *taste_empty;
  GtkWidget *people;
  GtkWidget *films;
  GtkWidget *sample;
  GtkWidget *files;

  MtnOwnTaste *own_taste;
  MtnData *data; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MtnDataPages, mtn_data_pages, GTK_TYPE_BOX)

static const char *
find_title (const char *name)
{
  static const struct
  {
    const char *name;
    const char *title;
  } pages[] = {
    { "taste", N_ ("Your Taste") },
    { "people", N_ ("People") },
    { "films", N_ ("Films") },
    { "sample", N_ ("One Masked Sample") },
    { "files", N_ ("First Lines of the Files") },
  };
  const MtnDataTopic *topic = mtn_data_topic_find (name);

  if (topic != NULL)
    return _ (topic->title);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return _ (pages[i].title);

  return NULL;
}

static const char *
explain (const char *name)
{
  const MtnDataTopic *topic = mtn_data_topic_find (name);

  if (topic != NULL)
    return topic->explanation != NULL ? _ (topic->explanation) : NULL;
  if (g_str_equal (name, "sample"))
    return _ (
        "To learn and to be tested, a model is shown a part of what a person rated and has to find the rest. "
        "Choose whom to look at, how much is hidden, and by which random numbers.");
  if (g_str_equal (name, "people"))
    return _ ("Enter or a double click shows a person as a masked sample.");

  return NULL;
}

static void
update_title (MtnDataPages *self, const char *name)
{
  const char *explanation = explain (name);

  gtk_label_set_label (self->title, find_title (name));
  gtk_label_set_label (self->explanation, explanation != NULL ? explanation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), explanation != NULL);
}

/* The counts of the data set before may still come, or those of this one may still be on their way. */
static void
show_taste (MtnDataPages *self)
{
  const MtnTaste *taste = mtn_own_taste_get_taste (self->own_taste);
  gboolean known = self->data != NULL && mtn_own_taste_get_data (self->own_taste) == self->data;
  gboolean empty = taste == NULL || taste->n_picks == 0;

  if (self->taste == NULL)
    return;

  gtk_widget_set_visible (self->taste, known && !empty);
  gtk_widget_set_visible (self->taste_empty, known && empty);
  mtn_chart_area_set_figure (MTN_CHART_AREA (self->taste),
                             known && !empty ? mtn_own_taste_dup_figure (self->own_taste) : NULL);
}

static void
show_table (MtnDataPages *self, GtkWidget *table, gboolean films)
{
  const MtnExploration *found = mtn_data_get_exploration (self->data);
  const MtnDataColumn *columns;
  guint n;

  columns = films ? mtn_data_column_list_films (&n) : mtn_data_column_list_people (&n);
  /* The second column is how many ratings there are. */
  mtn_data_table_set_data (MTN_DATA_TABLE (table), self->data, columns, n,
                           films ? found->counts.n_movies : found->counts.n_people, 1);
}

static void
person_opened_cb (MtnDataPages *self, guint row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "data.show", "s", "sample");
  mtn_sample_page_show_person (MTN_SAMPLE_PAGE (self->sample), row);
}

static GtkWidget *
make_taste (MtnDataPages *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->taste = mtn_chart_area_new ();
  gtk_widget_set_vexpand (self->taste, TRUE);
  self->taste_empty = g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "matinee-heart-outline-symbolic",
                                    "title", _ ("Nothing Picked Yet"), "description",
                                    _ ("Pick films in the view Movies: here you will see how your taste "
                                       "compares with everyone’s."),
                                    "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), self->taste);
  gtk_box_append (GTK_BOX (box), self->taste_empty);

  return box;
}

static GtkWidget *
make_people (MtnDataPages *self)
{
  self->people = mtn_data_table_new (_ ("People"), _ ("Search numbers and occupations"));
  g_signal_connect_object (self->people, "row-opened", G_CALLBACK (person_opened_cb), self,
                           G_CONNECT_SWAPPED);

  return self->people;
}

static GtkWidget *
make_page (MtnDataPages *self, const char *page)
{
  if (g_str_equal (page, "taste"))
    return make_taste (self);
  if (g_str_equal (page, "people"))
    return make_people (self);
  if (g_str_equal (page, "films"))
    return self->films = mtn_data_table_new (_ ("Films"), _ ("Search titles and genres"));
  if (g_str_equal (page, "sample"))
    return self->sample = mtn_sample_page_new ();
  if (g_str_equal (page, "files"))
    return self->files = mtn_files_page_new ();

  return self->topic = mtn_chart_area_new ();
}

static void
fill_page (MtnDataPages *self, const char *page)
{
  if (g_str_equal (page, "taste"))
    show_taste (self);
  else if (g_str_equal (page, "people"))
    show_table (self, self->people, FALSE);
  else if (g_str_equal (page, "films"))
    show_table (self, self->films, TRUE);
  else if (g_str_equal (page, "sample"))
    mtn_sample_page_set_data (MTN_SAMPLE_PAGE (self->sample), self->data);
  else if (g_str_equal (page, "files"))
    mtn_files_page_set_data (MTN_FILES_PAGE (self->files), self->data);
}

static void
mtn_data_pages_dispose (GObject *object)
{
  MtnDataPages *self = MTN_DATA_PAGES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_DATA_PAGES);
  g_clear_object (&self->data);
  g_clear_object (&self->own_taste);

  G_OBJECT_CLASS (mtn_data_pages_parent_class)->dispose (object);
}

static void
mtn_data_pages_class_init (MtnDataPagesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_data_pages_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-data-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnDataPages, back);
  gtk_widget_class_bind_template_child (widget_class, MtnDataPages, title);
  gtk_widget_class_bind_template_child (widget_class, MtnDataPages, explanation);
  gtk_widget_class_bind_template_child (widget_class, MtnDataPages, pages);
}

static void
mtn_data_pages_init (MtnDataPages *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mtn_data_pages_new (MtnOwnTaste *own_taste)
{
  MtnDataPages *self;

  g_return_val_if_fail (MTN_IS_OWN_TASTE (own_taste), NULL);

  self = g_object_new (MTN_TYPE_DATA_PAGES, NULL);
  self->own_taste = g_object_ref (own_taste);
  g_signal_connect_object (own_taste, "changed", G_CALLBACK (show_taste), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

gboolean
mtn_data_pages_show (MtnDataPages *self, MtnData *data, const char *name)
{
  const MtnDataTopic *topic = mtn_data_topic_find (name);
  const char *page = topic != NULL ? TOPIC : name;
  MtnFigure *figure = NULL;

  g_return_val_if_fail (MTN_IS_DATA_PAGES (self), FALSE);
  g_return_val_if_fail (MTN_IS_DATA (data), FALSE);

  if (topic != NULL)
    figure = mtn_data_dup_figure (data, topic);
  if (find_title (name) == NULL || (topic != NULL && figure == NULL))
    return FALSE;

  g_set_object (&self->data, data);
  if (gtk_stack_get_child_by_name (self->pages, page) == NULL)
    gtk_stack_add_named (self->pages, make_page (self, page), page);
  if (topic != NULL)
    mtn_chart_area_set_figure (MTN_CHART_AREA (self->topic), figure);
  fill_page (self, page);
  update_title (self, name);
  gtk_stack_set_visible_child_name (self->pages, page);

  return TRUE;
}

void
mtn_data_pages_focus (MtnDataPages *self)
{
  g_return_if_fail (MTN_IS_DATA_PAGES (self));

  gtk_widget_grab_focus (self->back);
}

/* (nullable) */
static GtkWidget *
get_table (MtnDataPages *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->pages);

  return MTN_IS_DATA_TABLE (shown) ? shown : NULL;
}

gboolean
mtn_data_pages_can_search (MtnDataPages *self)
{
  g_return_val_if_fail (MTN_IS_DATA_PAGES (self), FALSE);

  return get_table (self) != NULL;
}

void
mtn_data_pages_search (MtnDataPages *self)
{
  GtkWidget *table;

  g_return_if_fail (MTN_IS_DATA_PAGES (self));

  table = get_table (self);
  if (table != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (mtn_data_table_get_search (MTN_DATA_TABLE (table))));
}

void
mtn_data_pages_stop (MtnDataPages *self)
{
  g_return_if_fail (MTN_IS_DATA_PAGES (self));

  if (self->sample != NULL)
    mtn_sample_page_set_data (MTN_SAMPLE_PAGE (self->sample), NULL);
}
