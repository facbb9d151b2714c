/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-table.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "mtn-csv.h"
#include "mtn-plot-scale.h"

struct _MtnChartTable
{
  GPtrArray *titles;
  GPtrArray *texts; /* of char *[n_rows + 1], NULL where a column holds numbers */
  gsize n_rows;
  GPtrArray *columns; /* of double[n_rows] */
  gboolean is_time;
};

/* The same x may come twice in a series: points of a scatter. The second one has a row of its own. */
typedef struct
{
  double x;
  gsize occurrence;
} Key;

typedef struct
{
  double x;
  gsize i;
} Place;

static int
compare_doubles (double x, double y)
{
  return (x > y) - (x < y);
}

static int
compare_keys (const void *a, const void *b)
{
  const Key *one = a, *other = b;
  int order = compare_doubles (one->x, other->x);

  return order != 0 ? order : (one->occurrence > other->occurrence) - (one->occurrence < other->occurrence);
}

static int
compare_places (const void *a, const void *b)
{
  const Place *one = a, *other = b;
  int order = compare_doubles (one->x, other->x);

  return order != 0 ? order : (one->i > other->i) - (one->i < other->i);
}

static double *
add_column (MtnChartTable *self, char *title)
{
  double *values = g_new (double, MAX (self->n_rows, 1));

  for (gsize i = 0; i < self->n_rows; i++)
    values[i] = NAN;
  g_ptr_array_add (self->titles, title);
  g_ptr_array_add (self->columns, values);
  g_ptr_array_add (self->texts, NULL);

  return values;
}

static char *
dup_axis_title (const MtnChartAxis *axis, const char *otherwise)
{
  if (axis->name != NULL && axis->unit != NULL)
    return g_strdup_printf ("%s (%s)", axis->name, axis->unit);

  return g_strdup (axis->name != NULL ? axis->name : axis->unit != NULL ? axis->unit : otherwise);
}

static char *
dup_series_title (const MtnChart *chart, const MtnChartSeries *series)
{
  if (series->name != NULL)
    return g_strdup (series->name);

  return dup_axis_title (&chart->y, chart->title != NULL ? chart->title : _ ("Value"));
}

/* Where each point of a series comes in the order of its x, without those that have none. */
static Place *
sort_points (const MtnChartSeries *series, gsize *n)
{
  Place *places = g_new (Place, MAX (series->n, 1));

  *n = 0;
  for (gsize i = 0; i < series->n; i++)
    if (!isnan (series->x[i]))
      places[(*n)++] = (Place){ series->x[i], i };
  qsort (places, *n, sizeof *places, compare_places);

  return places;
}

/* Rings around points of other series: what they say stands there already. */
static gboolean
is_mark (const MtnChart *chart, const MtnChartSeries *series)
{
  if (series->kind != MTN_SERIES_POINTS || series->name != NULL)
    return FALSE;
  for (guint s = 0; s < chart->series->len; s++)
    if (((const MtnChartSeries *) g_ptr_array_index (chart->series, s))->name != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
has_points (const MtnChart *chart, const MtnChartSeries *series)
{
  return !series->hidden && series->kind != MTN_SERIES_HEAT && series->kind != MTN_SERIES_REFERENCE &&
         series->kind != MTN_SERIES_EVENT && !is_mark (chart, series);
}

static Key *
find_keys (const MtnChart *chart, gsize *n)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  gsize kept = 0;
  Key *found;

  for (guint s = 0; s < chart->series->len; s++)
    {
      const MtnChartSeries *series = g_ptr_array_index (chart->series, s);
      g_autofree Place *places = NULL;
      gsize n_places;
      Key key = { NAN, 0 };

      if (!has_points (chart, series))
        continue;
      places = sort_points (series, &n_places);
      for (gsize i = 0; i < n_places; i++)
        {
          key = (Key){ places[i].x, places[i].x == key.x ? key.occurrence + 1 : 0 };
          g_array_append_val (keys, key);
        }
    }

  found = (Key *) keys->data;
  if (keys->len > 0)
    qsort (found, keys->len, sizeof *found, compare_keys);
  for (gsize i = 0; i < keys->len; i++)
    if (kept == 0 || compare_keys (&found[i], &found[kept - 1]) != 0)
      found[kept++] = found[i];
  *n = kept;

  return (Key *) g_array_free (g_steal_pointer (&keys), FALSE);
}

static void
fill (MtnChartTable *self, const Key *keys, const MtnChartSeries *series, const double *from, double *into)
{
  gsize n;
  g_autofree Place *places = sort_points (series, &n);
  Key key = { NAN, 0 };

  for (gsize i = 0; i < n; i++)
    {
      const Key *found;

      key = (Key){ places[i].x, places[i].x == key.x ? key.occurrence + 1 : 0 };
      found = bsearch (&key, keys, self->n_rows, sizeof *keys, compare_keys);
      /* Of bars that share a column only one has a value here. */
      if (found != NULL && !isnan (from[places[i].i]))
        into[found - keys] = from[places[i].i];
    }
}

/* A new column, but one for all bars without a name that stand in each other's places. */
static double *
get_column (MtnChartTable *self, const MtnChart *chart, const MtnChartSeries *series, char *title)
{
  gboolean is_shared =
      series->kind == MTN_SERIES_BAR && series->name == NULL && chart->bars == MTN_BARS_OVERLAID;

  for (guint c = 1; is_shared && c < self->titles->len; c++)
    if (g_str_equal (g_ptr_array_index (self->titles, c), title))
      {
        g_free (title);
        return g_ptr_array_index (self->columns, c);
      }

  return add_column (self, title);
}

static void
add_series (MtnChartTable *self, const MtnChart *chart, const Key *keys, const MtnChartSeries *series)
{
  g_autofree char *title = dup_series_title (chart, series);

  if (series->kind == MTN_SERIES_HISTOGRAM)
    fill (self, keys, series, series->x + 1, add_column (self, g_strdup (_ ("To"))));
  if (series->raw != NULL)
    {
      g_autofree char *weight = mtn_plot_number_fixed (chart->smoothing, 2);

      fill (self, keys, series, series->raw, add_column (self, g_strdup (title)));
      fill (self, keys, series, series->y,
            add_column (self, g_strdup_printf (_ ("%s, smoothed %s"), title, weight)));
      return;
    }
  fill (self, keys, series, series->y, get_column (self, chart, series, g_strdup (title)));
  if (series->low != NULL && series->high != NULL)
    {
      fill (self, keys, series, series->low,
            get_column (self, chart, series, g_strdup_printf (_ ("%s, low"), title)));
      fill (self, keys, series, series->high,
            get_column (self, chart, series, g_strdup_printf (_ ("%s, high"), title)));
    }
}

static void
name_rows (MtnChartTable *self, const MtnChartAxis *axis, const double *places)
{
  guint n = axis->categories != NULL ? g_strv_length (axis->categories) : 0;
  char **names = g_new0 (char *, self->n_rows + 1);

  for (gsize i = 0; i < self->n_rows; i++)
    names[i] = places[i] >= 0 && places[i] < n ? g_strdup (axis->categories[(gsize) places[i]])
                                               : mtn_plot_number (places[i]);
  g_ptr_array_index (self->texts, 0) = names;
}

static void
build_points (MtnChartTable *self, const MtnChart *chart)
{
  g_autofree Key *keys = find_keys (chart, &self->n_rows);
  double *x = add_column (self, dup_axis_title (&chart->x, _ ("Place")));

  for (gsize i = 0; i < self->n_rows; i++)
    x[i] = keys[i].x;
  if (chart->x.scale == MTN_SCALE_CATEGORY)
    name_rows (self, &chart->x, x);
  for (guint s = 0; s < chart->series->len; s++)
    {
      const MtnChartSeries *series = g_ptr_array_index (chart->series, s);

      if (has_points (chart, series))
        add_series (self, chart, keys, series);
      else if (series->kind == MTN_SERIES_REFERENCE && !series->hidden)
        {
          double *values = add_column (self, dup_series_title (chart, series));

          for (gsize i = 0; i < self->n_rows; i++)
            values[i] = series->y[0];
        }
    }
}

static void
build_heat (MtnChartTable *self, const MtnChart *chart, const MtnChartSeries *series)
{
  guint n = chart->x.categories != NULL ? g_strv_length (chart->x.categories) : 0;
  double *rows;

  self->n_rows = series->columns > 0 ? series->n / series->columns : 0;
  rows = add_column (self, dup_axis_title (&chart->y, _ ("Row")));
  for (gsize i = 0; i < self->n_rows; i++)
    rows[i] = i;
  name_rows (self, &chart->y, rows);
  for (gsize c = 0; c < series->columns; c++)
    {
      double *values = add_column (self, c < n ? g_strdup (chart->x.categories[c])
                                               : g_strdup_printf ("%u", (guint) c + 1));

      for (gsize i = 0; i < self->n_rows; i++)
        values[i] = series->y[i * series->columns + c];
    }
}

MtnChartTable *
mtn_chart_table_new_empty (gsize n_rows)
{
  MtnChartTable *self = g_new0 (MtnChartTable, 1);

  self->n_rows = n_rows;
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  return self;
}

void
mtn_chart_table_add_numbers (MtnChartTable *self, const char *title, const double *values)
{
  double *column = add_column (self, g_strdup (title));

  for (gsize i = 0; i < self->n_rows; i++)
    column[i] = values[i];
}

void
mtn_chart_table_add_texts (MtnChartTable *self, const char *title, const char *const *texts)
{
  char **copy = g_new0 (char *, self->n_rows + 1);

  add_column (self, g_strdup (title));
  for (gsize i = 0; i < self->n_rows; i++)
    copy[i] = g_strdup (texts[i] != NULL ? texts[i] : "");
  g_ptr_array_index (self->texts, self->texts->len - 1) = copy;
}

MtnChartTable *
mtn_chart_table_new (const MtnChart *chart)
{
  MtnChartTable *self = mtn_chart_table_new_empty (0);

  self->is_time = chart->x.scale == MTN_SCALE_TIME;

  for (guint s = 0; s < chart->series->len; s++)
    {
      const MtnChartSeries *series = g_ptr_array_index (chart->series, s);

      if (series->kind == MTN_SERIES_HEAT)
        {
          build_heat (self, chart, series);
          return self;
        }
    }
  build_points (self, chart);

  return self;
}

void
mtn_chart_table_free (MtnChartTable *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

guint
mtn_chart_table_get_n_columns (MtnChartTable *self)
{
  return self->columns->len;
}

gsize
mtn_chart_table_get_n_rows (MtnChartTable *self)
{
  return self->n_rows;
}

const char *
mtn_chart_table_get_title (MtnChartTable *self, guint column)
{
  g_return_val_if_fail (column < self->titles->len, NULL);

  return g_ptr_array_index (self->titles, column);
}

const char *
mtn_chart_table_get_name (MtnChartTable *self, gsize row, guint column)
{
  char **texts;

  g_return_val_if_fail (row < self->n_rows && column < self->texts->len, NULL);

  texts = g_ptr_array_index (self->texts, column);

  return texts != NULL ? texts[row] : NULL;
}

double
mtn_chart_table_get_value (MtnChartTable *self, gsize row, guint column)
{
  g_return_val_if_fail (row < self->n_rows && column < self->columns->len, NAN);

  return ((double *) g_ptr_array_index (self->columns, column))[row];
}

static char *
dup_time (double seconds)
{
  g_autoptr (GDateTime) time =
      fabs (seconds) < 1e11 ? g_date_time_new_from_unix_utc ((gint64) seconds) : NULL;

  return time != NULL ? mtn_plot_moment (time) : mtn_plot_number (seconds);
}

char *
mtn_chart_table_dup_text (MtnChartTable *self, gsize row, guint column)
{
  const char *name = mtn_chart_table_get_name (self, row, column);
  double value = mtn_chart_table_get_value (self, row, column);

  if (name != NULL)
    return g_strdup (name);
  if (isnan (value))
    return g_strdup ("");
  if (column == 0 && self->is_time)
    return dup_time (value);

  return g_strdup_printf ("%.6g", value);
}

void
mtn_chart_table_append_csv (MtnChartTable *self, GString *out)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint c = 0; c < self->columns->len; c++)
    {
      if (c > 0)
        g_string_append_c (out, ',');
      mtn_csv_append_field (out, mtn_chart_table_get_title (self, c));
    }
  g_string_append_c (out, '\n');

  for (gsize row = 0; row < self->n_rows; row++)
    {
      for (guint c = 0; c < self->columns->len; c++)
        {
          const char *name = mtn_chart_table_get_name (self, row, c);
          double value = mtn_chart_table_get_value (self, row, c);

          if (c > 0)
            g_string_append_c (out, ',');
          if (name != NULL)
            mtn_csv_append_field (out, name);
          else if (!isnan (value))
            g_string_append (out, g_ascii_dtostr (buffer, sizeof buffer, value));
        }
      g_string_append_c (out, '\n');
    }
}
