/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-charts-facts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "mtn-figures-json.h"

#define K "10"

/* A column that is being gathered: texts of all rows, and whether all of them are numbers. */
typedef struct
{
  char *title;
  char **texts; /* [rows] */
} Column;

typedef struct
{
  guint n_rows;
  GPtrArray *columns; /* of Column */
} Facts;

static void
column_free (gpointer data)
{
  Column *column = data;

  g_free (column->title);
  g_strfreev (column->texts);
  g_free (column);
}

static Column *
get_column (Facts *self, const char *title)
{
  Column *column;

  for (guint i = 0; i < self->columns->len; i++)
    {
      column = g_ptr_array_index (self->columns, i);
      if (g_str_equal (column->title, title))
        return column;
    }
  column = g_new0 (Column, 1);
  column->title = g_strdup (title);
  column->texts = g_new0 (char *, self->n_rows + 1);
  for (guint i = 0; i < self->n_rows; i++)
    column->texts[i] = g_strdup ("");
  g_ptr_array_add (self->columns, column);

  return column;
}

static void
put_text (Facts *self, guint row, const char *title, const char *text)
{
  Column *column = get_column (self, title);

  g_free (column->texts[row]);
  column->texts[row] = g_strdup (text != NULL ? text : "");
}

static void
put_number (Facts *self, guint row, const char *title, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  put_text (self, row, title, isfinite (value) ? g_ascii_formatd (buffer, sizeof buffer, "%.6g", value) : "");
}

/* A value as an option is written: "1024 1024", "true", "0.001". */
static char *
dup_value (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      GString *text = g_string_new (NULL);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *element = dup_value (json_array_get_element (array, i));

          g_string_append_printf (text, "%s%s", i > 0 ? " " : "", element);
        }
      return g_string_free (text, FALSE);
    }
  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _ ("yes") : _ ("no"));

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.6g", json_node_get_double (node)));
}

static void
put_members (Facts *self, guint row, JsonObject *object)
{
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);
      g_autofree char *title = g_strdelimit (g_strdup (l->data), "_", ' ');
      g_autofree char *text = JSON_NODE_HOLDS_OBJECT (node) ? NULL : dup_value (node);

      if (text != NULL)
        put_text (self, row, title, text);
    }
}

static void
put_training (Facts *self, guint row, MtnResultItem *item)
{
  const MtnCurve *curve = mtn_result_item_get_curve (item);
  JsonObject *models = mtn_result_item_get_models (item);
  g_autoptr (GList) names = models != NULL ? json_object_get_members (models) : NULL;
  JsonObject *model = names != NULL ? mtn_figures_json_get_object (models, names->data) : NULL;
  JsonObject *at = mtn_figures_json_get_object (mtn_figures_json_get_object (model, "metrics"), K);
  JsonObject *provenance = mtn_figures_json_get_object (model, "provenance");
  guint best = mtn_curve_find_best (curve);
  gboolean has_best = best < curve->epochs->len;

  put_number (self, row, _ ("Epochs"), curve->epochs->len);
  put_number (self, row, _ ("Best epoch"), has_best ? g_array_index (curve->epochs, double, best) : NAN);
  put_number (self, row, _ ("Best validation loss"),
              has_best ? g_array_index (curve->validation, double, best) : NAN);
  put_number (self, row, "Precision@" K,
              at != NULL ? mtn_figures_json_get_number (at, "mean_retrieval_precision")
              : has_best ? g_array_index (curve->metrics[MTN_CURVE_PRECISION], double, best)
                         : NAN);
  put_number (self, row, "MAP@" K,
              at != NULL ? mtn_figures_json_get_number (at, "map")
              : has_best ? g_array_index (curve->metrics[MTN_CURVE_MAP], double, best)
                         : NAN);
  put_number (self, row, "NDCG@" K,
              at != NULL ? mtn_figures_json_get_number (at, "ndcg")
              : has_best ? g_array_index (curve->metrics[MTN_CURVE_NDCG], double, best)
                         : NAN);
  put_text (self, row, _ ("Data"), mtn_figures_json_get_string (provenance, "dataset"));
  put_text (self, row, _ ("Leaks"), mtn_result_item_get_leaks (item) ? _ ("yes") : _ ("no"));
  put_members (self, row, mtn_figures_json_get_object (provenance, "options"));
}

static void
put_evaluation (Facts *self, guint row, MtnResultItem *item)
{
  static const char *const metrics[][2] = { { "precision", "Precision@" K },
                                            { "mean_average_precision", "MAP@" K },
                                            { "ndcg", "NDCG@" K },
                                            { "recall", "Recall@" K } };
  JsonObject *object = mtn_result_item_get_object (item);
  JsonObject *provenance = mtn_figures_json_get_object (object, "provenance");
  JsonObject *at = mtn_figures_json_get_object (object, K);

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    put_number (self, row, metrics[i][1], mtn_figures_json_get_number (at, metrics[i][0]));
  put_text (self, row, _ ("Measured on"), mtn_result_item_get_rows_key (item));
  put_text (self, row, _ ("Data"), mtn_figures_json_get_string (provenance, "dataset"));
  put_text (self, row, _ ("Leaks"), mtn_result_item_get_leaks (item) ? _ ("yes") : _ ("no"));
  put_members (self, row,
               mtn_figures_json_get_object (mtn_figures_json_get_object (provenance, "model"), "options"));
}

static gboolean
says_the_same (const Facts *self, const Column *column)
{
  for (guint i = 1; i < self->n_rows; i++)
    if (g_strcmp0 (column->texts[0], column->texts[i]) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
is_number (const char *text, double *value)
{
  char *end;

  *value = NAN;
  if (*text == '\0')
    return TRUE;
  *value = g_ascii_strtod (text, &end);

  return *end == '\0';
}

static void
add_column (MtnChartTable *table, const Facts *self, const Column *column)
{
  g_autofree double *values = g_new (double, MAX (self->n_rows, 1));
  gboolean are_numbers = TRUE;

  for (guint i = 0; i < self->n_rows; i++)
    are_numbers = is_number (column->texts[i], &values[i]) && are_numbers;
  if (are_numbers)
    mtn_chart_table_add_numbers (table, column->title, values);
  else
    mtn_chart_table_add_texts (table, column->title, (const char *const *) column->texts);
}

MtnChartTable *
mtn_charts_facts (GListModel *items, gboolean only_differences, guint *n_pinned)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (column_free);
  Facts facts = { 0, columns };
  MtnChartTable *table;

  *n_pinned = 0;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (MtnResultItem) item = g_list_model_get_item (items, i);
      gboolean pinned = mtn_result_item_get_pinned (item);

      if (!mtn_result_item_get_shown (item))
        continue;
      g_ptr_array_insert (names, pinned ? (int) *n_pinned : -1, (gpointer) mtn_result_item_get_name (item));
      g_ptr_array_insert (shown, pinned ? (int) *n_pinned : -1, g_steal_pointer (&item));
      *n_pinned += pinned;
    }
  if (shown->len == 0)
    return NULL;

  facts.n_rows = shown->len;
  for (guint i = 0; i < shown->len; i++)
    {
      MtnResultItem *item = g_ptr_array_index (shown, i);

      if (mtn_result_item_get_kind (item) == MTN_RESULT_TRAINING)
        put_training (&facts, i, item);
      else
        put_evaluation (&facts, i, item);
    }

  table = mtn_chart_table_new_empty (shown->len);
  mtn_chart_table_add_texts (table, _ ("Name"), (const char *const *) names->pdata);
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = g_ptr_array_index (columns, i);

      if (!only_differences || !says_the_same (&facts, column))
        add_column (table, &facts, column);
    }

  return table;
}
