/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-figures-training.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "mtn-figures-json.h"
#include "mtn-plot-scale.h"

/* A run gave one model or two: its best epoch and its latest. */
typedef struct
{
  char *name;
  JsonObject *model; /* whose losses it has */
  gboolean leaks;
} Run;

typedef struct
{
  JsonObject *info;
  GPtrArray *names; /* of models, borrowed */
  GPtrArray *runs;
  guint *run_of; /* [names] */
} Story;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_free (run->name);
  g_free (run);
}

static char *
dup_run_name (const char *model)
{
  static const char *const suffixes[] = { "_best", "_latest" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (model, suffixes[i]))
      return g_strndup (model, strlen (model) - strlen (suffixes[i]));

  return g_strdup (model);
}

/* The seed's own files have no provenance, but names that say it. */
static gboolean
leaks (const char *name, JsonObject *model)
{
  JsonObject *provenance = mtn_figures_json_get_object (model, "provenance");

  if (provenance != NULL && json_object_has_member (provenance, "leaks"))
    return mtn_figures_json_get_string (provenance, "leaks") != NULL;

  return strstr (name, "msplit") != NULL;
}

static guint
find_run (Story *story, const char *model_name, JsonObject *model)
{
  g_autofree char *name = dup_run_name (model_name);
  Run *run;

  for (guint i = 0; i < story->runs->len; i++)
    {
      run = g_ptr_array_index (story->runs, i);
      if (g_str_equal (run->name, name))
        return i;
    }

  run = g_new0 (Run, 1);
  run->leaks = leaks (name, model);
  run->model = model;
  run->name = g_steal_pointer (&name);
  g_ptr_array_add (story->runs, run);

  return story->runs->len - 1;
}

static void
read_story (Story *story, JsonObject *info)
{
  g_autoptr (GList) members = json_object_get_members (info);
  guint n = 0;

  story->info = info;
  story->names = g_ptr_array_new ();
  story->runs = g_ptr_array_new_with_free_func (run_free);
  story->run_of = g_new0 (guint, json_object_get_size (info) + 1);
  for (GList *member = members; member != NULL; member = member->next)
    {
      JsonObject *model = mtn_figures_json_get_object (info, member->data);

      if (mtn_figures_json_get_object (model, "metrics") == NULL)
        continue;
      g_ptr_array_add (story->names, member->data);
      story->run_of[n++] = find_run (story, member->data, model);
    }
}

static void
story_clear (Story *story)
{
  g_clear_pointer (&story->names, g_ptr_array_unref);
  g_clear_pointer (&story->runs, g_ptr_array_unref);
  g_clear_pointer (&story->run_of, g_free);
}

/* Which loss function a run had, by its name: 0 cross entropy, 1 squared error, 2 something else. */
static guint
get_loss (const Run *run)
{
  return strstr (run->name, "bce") != NULL ? 0 : strstr (run->name, "mse") != NULL ? 1 : 2;
}

/* Training and validation stand side by side on one scale: what is higher is worse. */
static double
find_top (const Story *story, guint loss)
{
  double top = 0;

  for (guint i = 0; i < story->runs->len; i++)
    {
      const Run *run = g_ptr_array_index (story->runs, i);

      for (int validation = 0; get_loss (run) == loss && validation < 2; validation++)
        {
          guint n;
          g_autofree double *losses = mtn_figures_json_dup_losses (run->model, validation, &n);

          for (guint e = 0; e < n; e++)
            if (isfinite (losses[e]))
              top = MAX (top, losses[e]);
        }
    }

  return top > 0 ? ceil (top / mtn_plot_nice_step (top, 6)) * mtn_plot_nice_step (top, 6) : NAN;
}

static void
add_losses (MtnFigure *figure, const Story *story, guint loss, gboolean validation)
{
  static const char *const titles[3][2] = {
    { N_ ("Training Loss, Cross Entropy"), N_ ("Validation Loss, Cross Entropy") },
    { N_ ("Training Loss, Squared Error"), N_ ("Validation Loss, Squared Error") },
    { N_ ("Training Loss"), N_ ("Validation Loss") },
  };
  g_autoptr (MtnChart) chart = mtn_chart_new (_ (titles[loss][validation]));

  mtn_chart_axis_set (&chart->x, _ ("Epoch"), NULL, MTN_SCALE_LINEAR);
  chart->x.whole = TRUE;
  chart->y.from_zero = TRUE;
  chart->y.max = find_top (story, loss);
  for (guint i = 0; i < story->runs->len; i++)
    {
      const Run *run = g_ptr_array_index (story->runs, i);
      guint n;
      g_autofree double *losses = mtn_figures_json_dup_losses (run->model, validation, &n);
      g_autofree double *epochs = g_new (double, MAX (n, 1));
      MtnChartSeries *series;

      if (get_loss (run) != loss || n == 0)
        continue;
      for (guint e = 0; e < n; e++)
        epochs[e] = e + 1;
      series = mtn_chart_add (chart, MTN_SERIES_LINE, run->name, epochs, losses, n);
      series->color = i;
      series->marker = MTN_MARKER_DISC + i % (MTN_N_MARKERS - 1);
      series->dash = run->leaks ? MTN_DASH_DASHED : MTN_DASH_SOLID;
    }
  if (chart->series->len > 0)
    mtn_figure_take (figure, g_steal_pointer (&chart));
}

static void
add_marks (MtnChart *chart,
           const Story *story,
           const char *k,
           const char *metric,
           const char *what,
           const char *name,
           MtnDash dash)
{
  g_autofree double *values = g_new (double, story->names->len);
  gboolean any = FALSE;

  for (guint m = 0; m < story->names->len; m++)
    {
      JsonObject *model = mtn_figures_json_get_object (story->info, g_ptr_array_index (story->names, m));
      JsonObject *reference =
          mtn_figures_json_get_object (mtn_figures_json_get_object (model, "provenance"), what);

      values[m] = mtn_figures_json_get_number (mtn_figures_json_get_object (reference, k), metric);
      any = any || isfinite (values[m]);
    }
  if (any)
    mtn_chart_add (chart, MTN_SERIES_MARK, name, NULL, values, story->names->len)->dash = dash;
}

/* A bar a model in the colour of its run's curve. */
static void
add_bars (MtnFigure *figure, const Story *story, guint k, const char *metric, const char *what)
{
  g_autofree char *title = g_strdup_printf ("%s@%u", what, k);
  g_autofree char *key = g_strdup_printf ("%u", k);
  g_autofree double *values = g_new (double, MAX (story->names->len, 1));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  MtnChart *chart = mtn_chart_new (title);

  for (guint m = 0; m < story->names->len; m++)
    g_ptr_array_add (names, g_ptr_array_index (story->names, m));
  g_ptr_array_add (names, NULL);
  mtn_chart_axis_set_categories (&chart->x, (const char *const *) names->pdata);
  chart->horizontal = TRUE;
  chart->bars = MTN_BARS_OVERLAID;
  chart->values = TRUE;
  chart->y.max = 1;

  for (guint i = 0; i < story->runs->len; i++)
    {
      MtnChartSeries *series;

      for (guint m = 0; m < story->names->len; m++)
        {
          JsonObject *model = mtn_figures_json_get_object (story->info, g_ptr_array_index (story->names, m));
          JsonObject *metrics = mtn_figures_json_get_object (model, "metrics");

          values[m] = story->run_of[m] == i
                          ? mtn_figures_json_get_number (mtn_figures_json_get_object (metrics, key), metric)
                          : NAN;
        }
      series = mtn_chart_add (chart, MTN_SERIES_BAR, NULL, NULL, values, story->names->len);
      series->color = i;
      series->hatched = ((const Run *) g_ptr_array_index (story->runs, i))->leaks;
    }
  add_marks (chart, story, key, metric, "random", _ ("random order"), MTN_DASH_DASHED);
  add_marks (chart, story, key, metric, "popularity", _ ("popularity"), MTN_DASH_DOTTED);
  add_marks (chart, story, key, metric, "ceiling", _ ("best possible"), MTN_DASH_SOLID);
  mtn_figure_take (figure, chart);
}

static void
describe (MtnFigure *figure, const Story *story)
{
  JsonObject *model = story->names->len > 0
                          ? mtn_figures_json_get_object (story->info, g_ptr_array_index (story->names, 0))
                          : NULL;
  JsonObject *provenance = mtn_figures_json_get_object (model, "provenance");
  const char *dataset = mtn_figures_json_get_string (provenance, "dataset");
  const char *chosen = mtn_figures_json_get_string (provenance, "chosen_on");
  g_autoptr (GString) subtitle = g_string_new (NULL);
  gboolean any_leaks = FALSE;

  if (dataset != NULL)
    g_string_append_printf (subtitle, "%s · ", dataset);
  g_string_append_printf (subtitle, _ ("the seed's protocol · %u models"), story->names->len);
  if (chosen != NULL)
    g_string_append_printf (subtitle, " · %s", chosen);
  mtn_figure_set_subtitle (figure, subtitle->str);

  for (guint i = 0; i < story->runs->len; i++)
    any_leaks = any_leaks || ((const Run *) g_ptr_array_index (story->runs, i))->leaks;
  if (any_leaks)
    mtn_figure_set_warning (figure, _ ("Dashed curves and hatched bars (msplit) leak: same people in "
                                       "training and test. "
                                       "They measure memory."));
  mtn_figure_set_caption (figure, _ ("MRP@K: mean precision in the first K films. MAP@K: mean average "
                                     "precision in them. "
                                     "The rows of msplit and usplit differ: compare within one split only."));
}

MtnFigure *
mtn_figures_training (const char *title, JsonObject *info)
{
  MtnFigure *figure = mtn_figure_new (title);
  Story story = { 0 };
  g_autofree guint *ks = NULL;
  guint n_ks = 0;

  read_story (&story, info);
  describe (figure, &story);
  for (guint loss = 0; loss < 3; loss++)
    for (int validation = 0; validation < 2; validation++)
      add_losses (figure, &story, loss, validation);
  if (story.names->len > 0)
    {
      JsonObject *first = mtn_figures_json_get_object (info, g_ptr_array_index (story.names, 0));

      ks = mtn_figures_json_dup_ks (mtn_figures_json_get_object (first, "metrics"), &n_ks);
    }
  for (guint i = 0; i < n_ks; i++)
    {
      add_bars (figure, &story, ks[i], "mean_retrieval_precision", "MRP");
      add_bars (figure, &story, ks[i], "map", "MAP");
    }
  story_clear (&story);

  return figure;
}
