/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-table-view.h"

#include <glib/gi18n.h>

#include "mtn-table-keys.h"
#include "mtn-table-name.h"
#include <math.h>

#define NAME_CHARS 30

struct _MtnChartTableView
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *view;
  MtnChartTable *table;
  guint n_pinned;
};

G_DEFINE_FINAL_TYPE (MtnChartTableView, mtn_chart_table_view, GTK_TYPE_WIDGET)

/* A row is its number: an object of 32 bits, so that tables of ten thousand rows are made at once. */

#define MTN_TYPE_CHART_ROW (mtn_chart_row_get_type ())
G_DECLARE_FINAL_TYPE (MtnChartRow, mtn_chart_row, MTN, CHART_ROW, GObject)

struct _MtnChartRow
{
  GObject parent_instance;

  gsize row;
};

G_DEFINE_FINAL_TYPE (MtnChartRow, mtn_chart_row, G_TYPE_OBJECT)

static void
mtn_chart_row_class_init (MtnChartRowClass *klass)
{
}

static void
mtn_chart_row_init (MtnChartRow *self)
{
}

static guint
get_column (gpointer object)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (object), "mtn-column"));
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkWidget *widget = g_object_get_data (user_data, "mtn-view");
  MtnChartTable *table = MTN_CHART_TABLE_VIEW (widget)->table;
  guint column = get_column (user_data);
  gsize x = ((const MtnChartRow *) a)->row, y = ((const MtnChartRow *) b)->row;
  const char *name = mtn_chart_table_get_name (table, x, column);
  double one, other;

  if (name != NULL)
    return g_utf8_collate (name, mtn_chart_table_get_name (table, y, column));

  one = mtn_chart_table_get_value (table, x, column);
  other = mtn_chart_table_get_value (table, y, column);
  if (isnan (one) || isnan (other))
    return isnan (one) - isnan (other);

  return (one > other) - (one < other);
}

/* What is pinned stays on top, whatever the rows are sorted by. */
static int
compare_pinned (gconstpointer a, gconstpointer b, gpointer user_data)
{
  MtnChartTableView *self = user_data;

  return (((const MtnChartRow *) a)->row >= self->n_pinned) -
         (((const MtnChartRow *) b)->row >= self->n_pinned);
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), get_column (factory) == 0 ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label),
                           get_column (factory) == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, MtnChartTableView *self)
{
  MtnChartRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = mtn_chart_table_dup_text (self->table, row->row, get_column (factory));

  gtk_label_set_label (GTK_LABEL (label), text);
  /* Of names as much as tells them apart. */
  if (get_column (factory) == 0)
    gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), NAME_CHARS));
  gtk_label_set_xalign (GTK_LABEL (label),
                        mtn_chart_table_get_name (self->table, row->row, get_column (factory)) != NULL ? 0
                                                                                                       : 1);
  /* Cells and rows are named after C types if nobody names them. */
  set_name (gtk_widget_get_parent (label), *text != '\0' ? text : _ ("nothing"));
  if (get_column (factory) == 0)
    set_name (gtk_widget_get_parent (gtk_widget_get_parent (label)), text);
}

static GtkColumnViewColumn *
make_column (MtnChartTableView *self, guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *result =
      gtk_column_view_column_new (mtn_chart_table_get_title (self->table, column), factory);
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, NULL, NULL));

  g_object_set_data (G_OBJECT (factory), "mtn-column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  /* The sorter is its own data, so that it knows its column and its view. */
  g_object_set_data (G_OBJECT (sorter), "mtn-column", GUINT_TO_POINTER (column));
  g_object_set_data (G_OBJECT (sorter), "mtn-view", self);
  gtk_custom_sorter_set_sort_func (GTK_CUSTOM_SORTER (sorter), compare_rows, sorter, NULL);
  gtk_column_view_column_set_sorter (result, sorter);
  gtk_column_view_column_set_resizable (result, TRUE);
  gtk_column_view_column_set_expand (result, column == 0);
  g_object_unref (sorter);

  return result;
}

static void
append_row (MtnChartTableView *self, GString *text, gsize row)
{
  for (guint c = 0; c < mtn_chart_table_get_n_columns (self->table); c++)
    {
      g_autofree char *cell = mtn_chart_table_dup_text (self->table, row, c);

      g_string_append_printf (text, "%s%s", c > 0 ? "\t" : "", cell);
    }
  g_string_append_c (text, '\n');
}

char *
mtn_chart_table_view_dup_text (MtnChartTableView *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (self->view));
  g_autoptr (GtkBitset) chosen = NULL;
  guint n = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
  GString *text = g_string_new (NULL);
  gboolean all;

  if (model == NULL || self->table == NULL)
    return g_string_free (text, FALSE);

  chosen = gtk_selection_model_get_selection (model);
  all = gtk_bitset_is_empty (chosen);
  for (guint c = 0; c < mtn_chart_table_get_n_columns (self->table); c++)
    g_string_append_printf (text, "%s%s", c > 0 ? "\t" : "", mtn_chart_table_get_title (self->table, c));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < n; i++)
    if (all || gtk_bitset_contains (chosen, i))
      {
        g_autoptr (MtnChartRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

        append_row (self, text, row->row);
      }

  return g_string_free (text, FALSE);
}

void
mtn_chart_table_view_copy (MtnChartTableView *self)
{
  g_autofree char *text = mtn_chart_table_view_dup_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static gboolean
copy_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  mtn_chart_table_view_copy (MTN_CHART_TABLE_VIEW (widget));

  return GDK_EVENT_STOP;
}

static void
mtn_chart_table_view_dispose (GObject *object)
{
  MtnChartTableView *self = MTN_CHART_TABLE_VIEW (object);

  if (self->view != NULL)
    gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), NULL);
  self->view = NULL;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->table, mtn_chart_table_free);

  G_OBJECT_CLASS (mtn_chart_table_view_parent_class)->dispose (object);
}

static void
mtn_chart_table_view_class_init (MtnChartTableViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mtn_chart_table_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "charttable");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, NULL);
}

static void
mtn_chart_table_view_init (MtnChartTableView *self)
{
  self->view = gtk_column_view_new (NULL);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  mtn_table_set_name (GTK_COLUMN_VIEW (self->view), _ ("Values"));
  mtn_table_add_keys (GTK_COLUMN_VIEW (self->view));
  gtk_widget_add_css_class (self->view, "data-table");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->view);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
mtn_chart_table_view_new (void)
{
  return g_object_new (MTN_TYPE_CHART_TABLE_VIEW, NULL);
}

void
mtn_chart_table_view_take_table (MtnChartTableView *self, MtnChartTable *table, guint n_pinned)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (self->view);
  GListModel *columns = gtk_column_view_get_columns (view);
  GListStore *rows;
  GtkSorter *sorter;
  GtkSortListModel *sorted;
  GtkSelectionModel *selection;

  g_return_if_fail (MTN_IS_CHART_TABLE_VIEW (self));

  gtk_column_view_set_model (view, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (view, column);
    }
  g_clear_pointer (&self->table, mtn_chart_table_free);
  self->table = table;
  self->n_pinned = n_pinned;
  if (table == NULL)
    return;

  rows = g_list_store_new (MTN_TYPE_CHART_ROW);
  {
    gsize n = mtn_chart_table_get_n_rows (table);
    g_autoptr (GPtrArray) objects = g_ptr_array_new_full (n, g_object_unref);

    for (gsize i = 0; i < n; i++)
      {
        MtnChartRow *row = g_object_new (MTN_TYPE_CHART_ROW, NULL);

        row->row = i;
        g_ptr_array_add (objects, row);
      }
    g_list_store_splice (rows, 0, 0, objects->pdata, objects->len);
  }
  for (guint c = 0; c < mtn_chart_table_get_n_columns (table); c++)
    {
      g_autoptr (GtkColumnViewColumn) column = make_column (self, c);

      gtk_column_view_append_column (view, column);
    }
  sorter = GTK_SORTER (gtk_multi_sorter_new ());
  gtk_multi_sorter_append (GTK_MULTI_SORTER (sorter),
                           GTK_SORTER (gtk_custom_sorter_new (compare_pinned, self, NULL)));
  gtk_multi_sorter_append (GTK_MULTI_SORTER (sorter), g_object_ref (gtk_column_view_get_sorter (view)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (rows), sorter);
  gtk_sort_list_model_set_incremental (sorted, TRUE);
  selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (sorted)));
  gtk_column_view_set_model (view, selection);
  g_object_unref (selection);
}
