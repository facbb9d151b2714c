/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-sample-page.h"

#include <glib/gi18n.h>

#include "mtn-chart-area.h"
#include "mtn-data-row.h"
#include "mtn-figures-explore.h"
#include "mtn-gradual-list.h"
#include "mtn-plot-scale.h"
#include "mtn-table-keys.h"
#include "mtn-table-name.h"
#include "mtn-wrap-box.h"

#define SEED 42
#define CHART_HEIGHT 640
#define TABLE_HEIGHT 360

/* What the worker is given. */
typedef struct
{
  MtnData *data;
  guint person;
  double fraction;
  guint64 seed;
} Wish;

/* What it makes of it. */
typedef struct
{
  MtnExplorationSample *sample;
  MtnFigure *figure;
} Made;

struct _MtnSamplePage
{
  GtkBox parent_instance;

  GtkWidget *person;
  GtkWidget *fraction;
  GtkWidget *seed;
  GtkWidget *message;
  GtkWidget *chart;
  GtkWidget *table;

  MtnData *data;                /* (nullable) */
  MtnExplorationSample *sample; /* (nullable) */
  MtnJob *job;                  /* (nullable) */
  guint row;                    /* of the person */
  gboolean updating;            /* the fields are set by the program */
};

G_DEFINE_FINAL_TYPE (MtnSamplePage, mtn_sample_page, GTK_TYPE_BOX)

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->data);
  g_free (wish);
}

static void
made_free (gpointer data)
{
  Made *made = data;

  g_clear_pointer (&made->sample, mtn_exploration_sample_free);
  g_clear_pointer (&made->figure, mtn_figure_free);
  g_free (made);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Made, made_free)

static gpointer
make_in_thread (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  const MtnExploration *found = mtn_data_get_exploration (wish->data);
  g_autoptr (Made) made = g_new0 (Made, 1);

  made->sample = mtn_exploration_sample_new (found->dataset, wish->person, wish->fraction, wish->seed,
                                             cancellable, error);
  if (made->sample == NULL)
    return NULL;

  made->figure = mtn_figures_explore_sample_of (found, made->sample);
  return g_steal_pointer (&made);
}

/* The table: one film a row. */

static char *
dup_cell (MtnSamplePage *self, guint column, guint index)
{
  const MtnExplorationSample *sample = self->sample;
  const MtnCatalog *catalog = mtn_data_get_dataset (self->data)->catalog;

  switch (column)
    {
    case 0:
      return mtn_movie_dup_label (mtn_catalog_get_movie (catalog, sample->movies[index]));
    case 1:
      return sample->is_hidden[index] ? g_strdup (_ ("hidden"))
                                      : mtn_plot_number ((double) sample->stars[index]);
    default:
      return mtn_plot_number ((double) sample->stars[index]);
    }
}

static guint
get_column (gpointer factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (factory, "mtn-column"));
}

static void
set_up_cell_cb (MtnSamplePage *self, GtkListItem *item, GtkSignalListItemFactory *factory)
{
  gboolean first = get_column (factory) == 0;
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", first ? 0.0 : 1.0, "ellipsize",
                                   first ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE, NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (MtnSamplePage *self, GtkListItem *item, GtkSignalListItemFactory *factory)
{
  guint index = mtn_data_row_get_index (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = NULL;

  /* A row of the sample before may still be asked for while it is being replaced. */
  if (self->sample == NULL || index >= self->sample->n)
    return;

  text = dup_cell (self, get_column (factory), index);
  gtk_label_set_label (GTK_LABEL (label), text);
  if (self->sample->is_hidden[index] && get_column (factory) == 1)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
}

static int
compare_cells (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkSorter *sorter = user_data;
  MtnSamplePage *self = g_object_get_data (G_OBJECT (sorter), "mtn-page");
  guint i = mtn_data_row_get_index ((gpointer) a), k = mtn_data_row_get_index ((gpointer) b);
  guint column = get_column (sorter);
  double x, y;

  if (self->sample == NULL || i >= self->sample->n || k >= self->sample->n)
    return 0;
  if (column == 0)
    {
      g_autofree char *one = dup_cell (self, 0, i);
      g_autofree char *other = dup_cell (self, 0, k);

      return g_utf8_collate (one, other);
    }

  x = column == 1 && self->sample->is_hidden[i] ? 0 : (double) self->sample->stars[i];
  y = column == 1 && self->sample->is_hidden[k] ? 0 : (double) self->sample->stars[k];
  return (x > y) - (x < y);
}

static void
add_column (MtnSamplePage *self, guint index, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  g_object_set_data (G_OBJECT (factory), "mtn-column", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (sorter), "mtn-column", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (sorter), "mtn-page", self);
  gtk_custom_sorter_set_sort_func (GTK_CUSTOM_SORTER (sorter), compare_cells, sorter, NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cell_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cell_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_expand (column, index == 0);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->table), column);
}

static void
show_table (MtnSamplePage *self)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (self->table);
  g_autoptr (GtkSelectionModel) selection = NULL;
  GListModel *sorted;

  gtk_column_view_set_model (view, NULL);
  if (self->sample == NULL)
    return;

  sorted = G_LIST_MODEL (gtk_sort_list_model_new (mtn_data_row_list (self->sample->n),
                                                  g_object_ref (gtk_column_view_get_sorter (view))));
  selection = GTK_SELECTION_MODEL (
      gtk_single_selection_new (G_LIST_MODEL (mtn_gradual_list_new (sorted, self->table))));
  gtk_column_view_set_model (view, selection);
}

/* @made: (nullable), emptied */
static void
show_sample (MtnSamplePage *self, Made *made, const char *message)
{
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->table), NULL);
  g_clear_pointer (&self->sample, mtn_exploration_sample_free);
  if (made != NULL)
    self->sample = g_steal_pointer (&made->sample);
  mtn_chart_area_set_figure (MTN_CHART_AREA (self->chart),
                             made != NULL ? g_steal_pointer (&made->figure) : NULL);
  show_table (self);
  gtk_widget_set_visible (self->chart, made != NULL);
  gtk_widget_set_visible (self->message, message != NULL);
  gtk_label_set_label (GTK_LABEL (self->message), message != NULL ? message : "");
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnSamplePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Made) made = mtn_job_run_finish (MTN_JOB (source), result, &error);

  if (self->job != MTN_JOB (source))
    return;

  g_clear_object (&self->job);
  show_sample (self, made, error != NULL ? error->message : NULL);
}

static void
stop (MtnSamplePage *self)
{
  if (self->job != NULL)
    mtn_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
request (MtnSamplePage *self)
{
  Wish *wish;

  if (self->data == NULL || self->updating)
    return;

  stop (self);
  wish = g_new0 (Wish, 1);
  wish->data = g_object_ref (self->data);
  wish->person = self->row;
  wish->fraction = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->fraction)) / 100;
  wish->seed = (guint64) gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->seed));
  self->job = mtn_job_new ();
  mtn_job_run_async (self->job, make_in_thread, wish, wish_free, made_free, made_cb, g_object_ref (self));
}

/* The row of the person with that id, or of the next one with a rating in the direction of @step. */
static guint
find_person (const MtnDataset *dataset, int id, int step)
{
  guint n = dataset->ratings->n_people;
  guint at = 0;

  while (at < n && dataset->people[at].id < id)
    at++;
  if (step < 0 && (at == n || dataset->people[at].id > id))
    at = at > 0 ? at - 1 : 0;

  return MIN (at, n - 1);
}

static void
set_person (MtnSamplePage *self, guint row)
{
  self->row = row;
  self->updating = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->person),
                             mtn_data_get_dataset (self->data)->people[row].id);
  self->updating = FALSE;
}

static void
person_changed_cb (MtnSamplePage *self)
{
  const MtnDataset *dataset;
  int id, before;

  if (self->data == NULL || self->updating)
    return;

  dataset = mtn_data_get_dataset (self->data);
  id = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->person));
  before = dataset->people[self->row].id;
  set_person (self, find_person (dataset, id, id < before ? -1 : 1));
  request (self);
}

static void
seed_clicked_cb (MtnSamplePage *self)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->seed), g_random_int ());
}

static void
mtn_sample_page_dispose (GObject *object)
{
  MtnSamplePage *self = MTN_SAMPLE_PAGE (object);

  stop (self);
  if (self->table != NULL)
    gtk_column_view_set_model (GTK_COLUMN_VIEW (self->table), NULL);
  self->table = NULL;
  g_clear_pointer (&self->sample, mtn_exploration_sample_free);
  g_clear_object (&self->data);

  G_OBJECT_CLASS (mtn_sample_page_parent_class)->dispose (object);
}

static void
mtn_sample_page_class_init (MtnSamplePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mtn_sample_page_dispose;
}

static GtkWidget *
add_field (GtkWidget *bar, const char *title, const char *tooltip, double min, double max, double step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (title);
  GtkWidget *spin = gtk_spin_button_new_with_range (min, max, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), 0);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_update_policy (GTK_SPIN_BUTTON (spin), GTK_UPDATE_IF_VALID);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), spin);
  gtk_widget_set_tooltip_text (spin, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), spin);
  mtn_wrap_box_append (MTN_WRAP_BOX (bar), box);

  return spin;
}

static void
mtn_sample_page_init (MtnSamplePage *self)
{
  GtkWidget *bar = mtn_wrap_box_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("New Seed"));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *frame = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);

  self->person = add_field (bar, _ ("_Person"), _ ("Whom to look at, by the data set’s number"), 1, 1, 1);
  self->fraction =
      add_field (bar, _ ("_Hidden, in %"), _ ("The share of the person’s films that is hidden"), 0, 99, 10);
  self->seed = add_field (bar, _ ("_Seed"), _ ("Where the random numbers begin that choose what is hidden"),
                          0, G_MAXUINT32, 1);
  mtn_wrap_box_append (MTN_WRAP_BOX (bar), button);
  mtn_wrap_box_set_wide (MTN_WRAP_BOX (bar), TRUE);
  g_signal_connect_object (self->person, "value-changed", G_CALLBACK (person_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fraction, "value-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->seed, "value-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (seed_clicked_cb), self, G_CONNECT_SWAPPED);

  self->message = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, NULL);
  self->chart = mtn_chart_area_new ();
  gtk_widget_set_size_request (self->chart, -1, CHART_HEIGHT);

  self->table = gtk_column_view_new (NULL);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->table), TRUE);
  gtk_widget_add_css_class (self->table, "data-table");
  mtn_table_set_name (GTK_COLUMN_VIEW (self->table), _ ("The person’s films"));
  mtn_table_add_keys (GTK_COLUMN_VIEW (self->table));
  add_column (self, 0, _ ("Film"));
  add_column (self, 1, _ ("Shown"));
  add_column (self, 2, _ ("Truth"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), self->table);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), TABLE_HEIGHT);
  gtk_widget_add_css_class (frame, "card");

  gtk_box_append (GTK_BOX (body), self->message);
  gtk_box_append (GTK_BOX (body), self->chart);
  gtk_box_append (GTK_BOX (body), frame);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), body);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), bar);
  gtk_box_append (GTK_BOX (self), scrolled);
}

GtkWidget *
mtn_sample_page_new (void)
{
  return g_object_new (MTN_TYPE_SAMPLE_PAGE, NULL);
}

void
mtn_sample_page_set_data (MtnSamplePage *self, MtnData *data)
{
  const MtnExploration *found;
  const MtnPerson *people;

  g_return_if_fail (MTN_IS_SAMPLE_PAGE (self));

  stop (self);
  show_sample (self, NULL, NULL);
  g_set_object (&self->data, data);
  if (data == NULL)
    return;

  found = mtn_data_get_exploration (data);
  people = found->dataset->people;
  if (found->counts.n_people == 0)
    return;
  self->updating = TRUE;
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (self->person), people[0].id,
                             people[found->counts.n_people - 1].id);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->fraction), 100 * found->sample.fraction);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->seed), SEED);
  set_person (self, found->sample.person);
  self->updating = FALSE;
  request (self);
}

void
mtn_sample_page_show_person (MtnSamplePage *self, guint row)
{
  g_return_if_fail (MTN_IS_SAMPLE_PAGE (self));
  g_return_if_fail (self->data != NULL);

  if (row >= mtn_data_get_dataset (self->data)->ratings->n_people)
    return;
  set_person (self, row);
  request (self);
}
