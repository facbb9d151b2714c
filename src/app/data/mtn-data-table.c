/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-data-table.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "mtn-data-row.h"
#include "mtn-figures-explore.h"
#include "mtn-gradual-list.h"
#include "mtn-table-keys.h"
#include "mtn-table-name.h"
#include "mtn-title.h"

#define WIDE_CHARS 20
/* Sorting is done by then, a little a frame. */
#define SCROLL_DELAY_MS 60

struct _MtnDataTable
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *search;
  GtkWidget *count;
  GtkWidget *scrolled;
  GtkWidget *view;
  GtkFilter *filter;
  GtkSorter *sorter;
  GListModel *shown;       /* (nullable): the rows that answer the search */
  GListModel *sorted;      /* (nullable): the same, sorted */
  GtkSliceListModel *seen; /* (nullable): those of them that there are widgets for */

  MtnData *data; /* (nullable) */
  const MtnDataColumn *columns;
  guint n_columns;
  guint n_rows;
  guint scroll_source;
  gboolean order_changed;
  GtkBitset *chosen; /* rows to be chosen again where they come back, by their index in the data */
  char *wanted;      /* what is searched for, folded */
};

G_DEFINE_FINAL_TYPE (MtnDataTable, mtn_data_table, GTK_TYPE_WIDGET)

enum
{
  ROW_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a column needs to know besides the row; lives as long as its sorter. */
typedef struct
{
  const MtnExploration *data;
  const MtnDataColumn *column;
} Sorting;

static char *
dup_text (MtnDataTable *self, guint column, guint row)
{
  return self->columns[column].dup_text (mtn_data_get_exploration (self->data), row);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Sorting *sorting = user_data;
  guint i = mtn_data_row_get_index ((gpointer) a);
  guint k = mtn_data_row_get_index ((gpointer) b);

  if (sorting->column->get_value != NULL)
    {
      double x = sorting->column->get_value (sorting->data, i);
      double y = sorting->column->get_value (sorting->data, k);

      if (isnan (x) || isnan (y))
        return isnan (x) - isnan (y);
      return (x > y) - (x < y);
    }
  else
    {
      g_autofree char *x = sorting->column->dup_text (sorting->data, i);
      g_autofree char *y = sorting->column->dup_text (sorting->data, k);

      return g_utf8_collate (x, y);
    }
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  MtnDataTable *self = user_data;
  guint row = mtn_data_row_get_index (item);

  if (*self->wanted == '\0')
    return TRUE;

  for (guint c = 0; c < self->n_columns; c++)
    {
      g_autofree char *text = NULL;
      g_autofree char *folded = NULL;

      /* Numbers that are counts are not looked for: "50" would find too many. */
      if (self->columns[c].get_value != NULL && c != 0)
        continue;
      text = dup_text (self, c, row);
      folded = mtn_title_fold (text);
      if (strstr (folded, self->wanted) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
update_count (MtnDataTable *self)
{
  g_autofree char *all = mtn_figures_explore_dup_number (self->n_rows);
  guint n = self->shown != NULL ? g_list_model_get_n_items (self->shown) : 0;
  g_autofree char *shown = mtn_figures_explore_dup_number (n);
  /* Translators: how many rows of a table are shown */
  g_autofree char *text = n < self->n_rows ? g_strdup_printf (_ ("%s of %s"), shown, all) : g_strdup (all);

  gtk_label_set_label (GTK_LABEL (self->count), text);
}

/* The list keeps what was on top in its place, wherever that goes: who sorts wants to see what comes first.
 */
static gboolean
scroll_to_top_cb (gpointer user_data)
{
  MtnDataTable *self = user_data;

  self->scroll_source = 0;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);

  return G_SOURCE_REMOVE;
}

/* Both what is searched for and the order: the last wish is all that is carried out. */
static void
apply (gpointer data)
{
  MtnDataTable *self = data;
  g_autofree char *wanted = mtn_title_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  if (g_strcmp0 (wanted, self->wanted) != 0)
    {
      g_free (self->wanted);
      self->wanted = g_steal_pointer (&wanted);
      gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
    }
  if (self->order_changed)
    {
      self->order_changed = FALSE;
      gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
      if (self->scroll_source == 0)
        self->scroll_source = g_timeout_add (SCROLL_DELAY_MS, scroll_to_top_cb, self);
    }
}

/* Rows go and come back when others are looked for, and in another order. */
static void
remember_chosen (MtnDataTable *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (self->view));
  g_autoptr (GtkBitset) selection = gtk_selection_model_get_selection (model);
  GtkBitsetIter iter;
  guint position;

  /* Those of the change before that are still on their way are not forgotten. */
  if (gtk_slice_list_model_get_size (self->seen) == G_MAXUINT)
    gtk_bitset_remove_all (self->chosen);
  if (gtk_bitset_iter_init_first (&iter, selection, &position))
    do
      {
        g_autoptr (MtnDataRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);

        gtk_bitset_add (self->chosen, mtn_data_row_get_index (row));
      }
    while (gtk_bitset_iter_next (&iter, &position));
}

static void
rows_came_cb (MtnDataTable *self, guint position, guint removed, guint added, GListModel *rows)
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (self->view));

  for (guint i = position; model != NULL && i < position + added && !gtk_bitset_is_empty (self->chosen); i++)
    {
      g_autoptr (MtnDataRow) row = g_list_model_get_item (rows, i);

      if (row != NULL && gtk_bitset_contains (self->chosen, mtn_data_row_get_index (row)))
        gtk_selection_model_select_item (model, i, FALSE);
    }
}

static void
search_changed_cb (MtnDataTable *self)
{
  if (self->seen == NULL)
    return;

  remember_chosen (self);
  mtn_gradual_list_change (self->seen, apply, self);
}

static void
sorter_changed_cb (MtnDataTable *self)
{
  if (self->seen == NULL)
    return;

  self->order_changed = TRUE;
  remember_chosen (self);
  mtn_gradual_list_change (self->seen, apply, self);
}

/* As the headings say, from when apply() is called. */
static int
compare_by_headings (gconstpointer a, gconstpointer b, gpointer user_data)
{
  MtnDataTable *self = user_data;

  return gtk_sorter_compare (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), (gpointer) a,
                             (gpointer) b);
}

static void
activated_cb (MtnDataTable *self, guint position)
{
  g_autoptr (MtnDataRow) row =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (self->view))),
                             position);

  if (row != NULL)
    g_signal_emit (self, signals[ROW_OPENED], 0, mtn_data_row_get_index (row));
}

static guint
get_column (gpointer factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (factory, "mtn-column"));
}

static void
set_up_cb (MtnDataTable *self, GtkListItem *item, GtkSignalListItemFactory *factory)
{
  gboolean is_number = self->columns[get_column (factory)].get_value != NULL;
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", is_number ? 1.0 : 0.0, "ellipsize",
                                   is_number ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END, NULL);

  /* What takes the rest of the room is still to be read where there is none. */
  if (self->columns[get_column (factory)].wide)
    gtk_label_set_width_chars (GTK_LABEL (label), WIDE_CHARS);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (MtnDataTable *self, GtkListItem *item, GtkSignalListItemFactory *factory)
{
  g_autofree char *text =
      dup_text (self, get_column (factory), mtn_data_row_get_index (gtk_list_item_get_item (item)));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static GtkColumnViewColumn *
make_column (MtnDataTable *self, guint index)
{
  const MtnDataColumn *column = &self->columns[index];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *result = gtk_column_view_column_new (_ (column->title), factory);
  Sorting *sorting = g_new (Sorting, 1);
  g_autoptr (GtkSorter) sorter = NULL;

  sorting->data = mtn_data_get_exploration (self->data);
  sorting->column = column;
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, sorting, g_free));

  g_object_set_data (G_OBJECT (factory), "mtn-column", GUINT_TO_POINTER (index));
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_column_set_sorter (result, sorter);
  gtk_column_view_column_set_resizable (result, TRUE);
  gtk_column_view_column_set_expand (result, column->wide);

  return result;
}

static void
copy (MtnDataTable *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (self->view));
  g_autoptr (GtkBitset) chosen = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean all;

  if (model == NULL)
    return;

  chosen = gtk_selection_model_get_selection (model);
  all = gtk_bitset_is_empty (chosen);
  for (guint c = 0; c < self->n_columns; c++)
    g_string_append_printf (text, "%s%s", c > 0 ? "\t" : "", _ (self->columns[c].title));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < g_list_model_get_n_items (self->sorted); i++)
    {
      g_autoptr (MtnDataRow) row = g_list_model_get_item (self->sorted, i);

      if (!all && !gtk_bitset_contains (chosen, i))
        continue;
      for (guint c = 0; c < self->n_columns; c++)
        {
          g_autofree char *cell = dup_text (self, c, mtn_data_row_get_index (row));

          g_string_append_printf (text, "%s%s", c > 0 ? "\t" : "", cell);
        }
      g_string_append_c (text, '\n');
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

static gboolean
copy_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  copy (MTN_DATA_TABLE (widget));

  return GDK_EVENT_STOP;
}

static void
mtn_data_table_dispose (GObject *object)
{
  MtnDataTable *self = MTN_DATA_TABLE (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  if (self->view != NULL)
    gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), NULL);
  self->view = NULL;
  g_clear_object (&self->shown);
  g_clear_object (&self->sorted);
  g_clear_object (&self->seen);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->data);
  g_clear_pointer (&self->chosen, gtk_bitset_unref);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (mtn_data_table_parent_class)->dispose (object);
}

static void
mtn_data_table_class_init (MtnDataTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_data_table_dispose;

  signals[ROW_OPENED] = g_signal_new ("row-opened", MTN_TYPE_DATA_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "datatable");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, NULL);
}

static void
mtn_data_table_init (MtnDataTable *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->wanted = g_strdup ("");
  self->chosen = gtk_bitset_new_empty ();
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_by_headings, self, NULL));
  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), 0);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_box_append (GTK_BOX (head), self->search);
  gtk_box_append (GTK_BOX (head), self->count);

  self->scrolled = gtk_scrolled_window_new ();
  self->view = gtk_column_view_new (NULL);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  gtk_widget_add_css_class (self->view, "data-table");
  g_signal_connect_object (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->view);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_add_css_class (self->scrolled, "card");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->scrolled);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
mtn_data_table_new (const char *label, const char *search)
{
  MtnDataTable *self = g_object_new (MTN_TYPE_DATA_TABLE, NULL);

  mtn_table_set_name (GTK_COLUMN_VIEW (self->view), label);
  mtn_table_add_keys (GTK_COLUMN_VIEW (self->view));
  g_object_set (self->search, "placeholder-text", search, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, search, -1);

  return GTK_WIDGET (self);
}

void
mtn_data_table_set_data (MtnDataTable *self,
                         MtnData *data,
                         const MtnDataColumn *columns,
                         guint n_columns,
                         guint n_rows,
                         guint first)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (self->view);
  GListModel *before = gtk_column_view_get_columns (view);
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  g_return_if_fail (MTN_IS_DATA_TABLE (self));

  gtk_column_view_set_model (view, NULL);
  gtk_column_view_sort_by_column (view, NULL, GTK_SORT_ASCENDING);
  while (g_list_model_get_n_items (before) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (before, 0);

      gtk_column_view_remove_column (view, column);
    }
  g_clear_object (&self->shown);
  g_clear_object (&self->sorted);
  g_clear_object (&self->seen);
  gtk_bitset_remove_all (self->chosen);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_free (self->wanted);
  self->wanted = g_strdup ("");
  g_set_object (&self->data, data);
  self->columns = columns;
  self->n_columns = n_columns;
  self->n_rows = n_rows;

  for (guint c = 0; c < n_columns; c++)
    {
      g_autoptr (GtkColumnViewColumn) column = make_column (self, c);

      gtk_column_view_append_column (view, column);
      if (columns[c].is_there != NULL)
        gtk_column_view_column_set_visible (column, columns[c].is_there (mtn_data_get_exploration (data)));
      if (c == first)
        gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
    }

  /* Sorted a little at a time, so that a table of a hundred thousand rows holds up nothing. */
  filtered = gtk_filter_list_model_new (mtn_data_row_list (n_rows), g_object_ref (self->filter));
  gtk_filter_list_model_set_incremental (filtered, TRUE);
  self->shown = g_object_ref (G_LIST_MODEL (filtered));
  g_signal_connect_object (filtered, "items-changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), g_object_ref (self->sorter));
  gtk_sort_list_model_set_incremental (sorted, TRUE);
  self->sorted = g_object_ref (G_LIST_MODEL (sorted));
  self->seen = mtn_gradual_list_new (G_LIST_MODEL (sorted), self->view);
  selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->seen))));
  gtk_column_view_set_model (view, selection);
  /* After the selection has followed. */
  g_signal_connect_object (self->seen, "items-changed", G_CALLBACK (rows_came_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_count (self);
}

GtkSearchEntry *
mtn_data_table_get_search (MtnDataTable *self)
{
  g_return_val_if_fail (MTN_IS_DATA_TABLE (self), NULL);

  return GTK_SEARCH_ENTRY (self->search);
}
