/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From what is chosen in the list to a figure. */

#include "mtn-charts-pick.h"

#include <glib/gi18n.h>

#include "mtn-figures-results.h"
#include "mtn-figures-training.h"

static const struct
{
  const char *name;
  const char *title;
  const char *hint;
  gboolean is_training;
} kinds[MTN_N_CHARTS] = {
  [MTN_CHARTS_LOSS] = { "loss", N_ ("Loss"),
                        N_ ("Open a training log or a models_info.json, or choose a training in the list."),
                        TRUE },
  [MTN_CHARTS_METRICS] = { "metrics", N_ ("Metrics"),
                           N_ ("Choose a training whose log has metrics: one with people held out for "
                               "validation."),
                           TRUE },
  [MTN_CHARTS_NETWORKS] = { "networks", N_ ("Networks"),
                            N_ ("Choose runs of a models_info.json: the file that a grid, tuning or the seed "
                                "project leaves."),
                            TRUE },
  [MTN_CHARTS_AT_K] = { "at-k", N_ ("By Length"),
                        N_ ("Open results of “matinee evaluate”, or choose some in the list."), FALSE },
  [MTN_CHARTS_MODELS] = { "models", N_ ("Models"),
                          N_ ("Open results of “matinee evaluate”, or choose some in the list."), FALSE },
  [MTN_CHARTS_PICKS] = { "picks", N_ ("By Picks"),
                         N_ ("Open results of “matinee evaluate”, or choose some in the list."), FALSE },
  [MTN_CHARTS_GROUPS] = { "groups", N_ ("By Group"),
                          N_ ("Choose results whose data set says something about its people."), FALSE },
  [MTN_CHARTS_TABLE] = { "table", N_ ("Compare"), N_ ("Choose runs or results in the list."), FALSE },
  [MTN_CHARTS_ROWS] = { "rows", N_ ("Rows"),
                        N_ ("Choose results that hold what each row scored: those written without "
                            "“--no-rows”."),
                        FALSE },
};

const char *
mtn_charts_kind_get_name (MtnChartsKind kind)
{
  return kinds[kind].name;
}

const char *
mtn_charts_kind_get_title (MtnChartsKind kind)
{
  return _ (kinds[kind].title);
}

const char *
mtn_charts_kind_get_hint (MtnChartsKind kind)
{
  return _ (kinds[kind].hint);
}

gboolean
mtn_charts_kind_is_training (MtnChartsKind kind)
{
  return kinds[kind].is_training;
}

MtnChartsKind
mtn_charts_kind_parse (const char *name)
{
  MtnChartsKind kind = 0;

  while (kind < MTN_N_CHARTS && !g_str_equal (kinds[kind].name, name))
    kind++;

  return kind;
}

GStrv
mtn_charts_pick_rows (GListModel *items)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (MtnResultItem) item = g_list_model_get_item (items, i);
      const char *key = mtn_result_item_get_rows_key (item);

      if (key != NULL && mtn_result_item_get_shown (item) && g_hash_table_add (seen, g_strdup (key)))
        g_strv_builder_add (builder, key);
    }

  return g_strv_builder_end (builder);
}

static MtnFigure *
draw_networks (GPtrArray *shown)
{
  g_autoptr (JsonObject) all = json_object_new ();

  for (guint i = 0; i < shown->len; i++)
    {
      JsonObject *models = mtn_result_item_get_models (g_ptr_array_index (shown, i));
      g_autoptr (GList) names = models != NULL ? json_object_get_members (models) : NULL;

      for (GList *l = names; l != NULL; l = l->next)
        json_object_set_object_member (all, l->data,
                                       json_object_ref (json_object_get_object_member (models, l->data)));
    }

  return json_object_get_size (all) > 0 ? mtn_figures_training (_ ("Networks Compared"), all) : NULL;
}

static MtnFigure *
draw_curves (GPtrArray *shown, MtnChartsKind kind, MtnCurveAxis axis)
{
  g_autofree const MtnCurve **curves = g_new (const MtnCurve *, MAX (shown->len, 1));

  for (guint i = 0; i < shown->len; i++)
    curves[i] = mtn_result_item_get_curve (g_ptr_array_index (shown, i));

  return kind == MTN_CHARTS_LOSS ? mtn_figures_losses (curves, shown->len, axis)
                                 : mtn_figures_epoch_metrics (curves, shown->len, axis);
}

static MtnFigure *
draw_results (GPtrArray *shown, MtnChartsKind kind)
{
  static const MtnResultsKind figures[MTN_N_CHARTS] = {
    [MTN_CHARTS_AT_K] = MTN_RESULTS_AT_K,    [MTN_CHARTS_MODELS] = MTN_RESULTS_MODELS,
    [MTN_CHARTS_PICKS] = MTN_RESULTS_SLICES, [MTN_CHARTS_GROUPS] = MTN_RESULTS_GROUPS,
    [MTN_CHARTS_ROWS] = MTN_RESULTS_ROWS,
  };
  g_autofree MtnFiguresResult *results = g_new (MtnFiguresResult, MAX (shown->len, 1));

  for (guint i = 0; i < shown->len; i++)
    {
      MtnResultItem *item = g_ptr_array_index (shown, i);

      results[i] = (MtnFiguresResult){ mtn_result_item_get_name (item), mtn_result_item_get_color (item),
                                       mtn_result_item_get_object (item) };
    }

  return mtn_figures_results (figures[kind], results, shown->len);
}

MtnFigure *
mtn_charts_pick (GListModel *items, MtnChartsKind kind, const char *rows_key, MtnCurveAxis axis)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (MtnResultItem) item = g_list_model_get_item (items, i);
      gboolean is_training = mtn_result_item_get_kind (item) == MTN_RESULT_TRAINING;

      if (mtn_result_item_get_shown (item) && is_training == kinds[kind].is_training &&
          (is_training || rows_key == NULL || g_strcmp0 (rows_key, mtn_result_item_get_rows_key (item)) == 0))
        g_ptr_array_add (shown, g_steal_pointer (&item));
    }

  if (kind == MTN_CHARTS_TABLE)
    return NULL;
  if (kind == MTN_CHARTS_NETWORKS)
    return draw_networks (shown);

  return kinds[kind].is_training ? draw_curves (shown, kind, axis) : draw_results (shown, kind);
}
