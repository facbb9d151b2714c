/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Results that were written to files, drawn side by side. They come from outside: nothing in them is taken
 * for granted. */

#include "mtn-figures-results.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "mtn-figures-json.h"
#include "mtn-plot-scale.h"

#define FEW_PEOPLE 30
#define N_BINS 20
#define MAIN_K 10

/* Keys of the files, and what people call them. */
static const struct
{
  const char *key;
  const char *label;
} metrics[] = {
  { "precision", N_ ("Precision") },
  { "mean_average_precision", "MAP" },
  { "recall", N_ ("Recall") },
  { "ndcg", "NDCG" },
};

/* What models are measured by, on the same rows. */
static const struct
{
  const char *key;
  const char *name;
  MtnDash dash;
} references[] = {
  { "random", N_ ("random order"), MTN_DASH_DASHED },
  { "popularity", N_ ("number of ratings"), MTN_DASH_DOTTED },
  { "ceiling", N_ ("perfect ranking"), MTN_DASH_MIXED },
};

static JsonObject *
get_at (JsonObject *object, guint k)
{
  g_autofree char *key = g_strdup_printf ("%u", k);

  return mtn_figures_json_get_object (object, key);
}

/* A metric at a K with its interval; NaN where the file does not say. */
static double
get_metric (JsonObject *object, guint k, const char *key, double *low, double *high)
{
  JsonObject *at = get_at (object, k);
  JsonArray *interval = mtn_figures_json_get_array (mtn_figures_json_get_object (at, "intervals"), key);
  guint n;
  g_autofree double *ends = mtn_figures_json_dup_numbers (interval, &n);

  if (low != NULL)
    *low = n == 2 ? ends[0] : NAN;
  if (high != NULL)
    *high = n == 2 ? ends[1] : NAN;

  return mtn_figures_json_get_number (at, key);
}

/* The K that bars, curves and groups are about: 10, or the smallest. */
static guint
find_main_k (JsonObject *object)
{
  guint n;
  g_autofree guint *ks = mtn_figures_json_dup_ks (object, &n);

  for (guint i = 0; i < n; i++)
    if (ks[i] == MAIN_K)
      return MAIN_K;

  return n > 0 ? ks[0] : 0;
}

gboolean
mtn_figures_is_result (JsonObject *object)
{
  return mtn_figures_json_get_object (object, "provenance") != NULL && find_main_k (object) > 0 &&
         isfinite (mtn_figures_json_get_number (object, "evaluation"));
}

const char *
mtn_figures_get_leaks (JsonObject *object)
{
  return mtn_figures_json_get_string (mtn_figures_json_get_object (object, "provenance"), "leaks");
}

char *
mtn_figures_dup_rows_key (JsonObject *object)
{
  JsonObject *provenance = mtn_figures_json_get_object (object, "provenance");
  const char *protocol = mtn_figures_json_get_string (provenance, "protocol");
  const char *split = mtn_figures_json_get_string (provenance, "split");
  const char *dataset = mtn_figures_json_get_string (provenance, "dataset");
  double seed = mtn_figures_json_get_number (provenance, "seed");
  double folds = mtn_figures_json_get_number (provenance, "folds");
  double threshold = mtn_figures_json_get_number (provenance, "threshold");
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, _ ("Protocol %s"), protocol != NULL ? protocol : "?");
  if (split != NULL)
    g_string_append_printf (key, _ (", split %s"), split);
  if (isfinite (seed))
    g_string_append_printf (key, _ (", seed %.0f"), seed);
  if (isfinite (folds))
    g_string_append_printf (key, _ (", %.0f folds"), folds);
  if (threshold > 0)
    g_string_append_printf (key, _ (", above %.2g"), threshold);
  if (dataset != NULL)
    g_string_append_printf (key, " · %s", dataset);

  return g_string_free (key, FALSE);
}

char *
mtn_figures_dup_relevance (const char *words)
{
  static const char above[] = "hidden films rated above ";
  g_autofree char *stars = NULL;

  if (words == NULL || *words == '\0')
    return g_strdup ("?");
  if (!g_str_has_prefix (words, above))
    return g_strdup (_ (words));

  stars = mtn_plot_number (g_ascii_strtod (words + strlen (above), NULL));
  return g_strdup_printf (_ ("hidden films rated above %s stars"), stars);
}

static void
describe (MtnFigure *figure, const MtnFiguresResult *results, guint n)
{
  JsonObject *first = results[0].object;
  JsonObject *provenance = mtn_figures_json_get_object (first, "provenance");
  const char *sha256 = mtn_figures_json_get_string (provenance, "data_sha256");
  const char *program = mtn_figures_json_get_string (provenance, "program");
  g_autofree char *relevance =
      mtn_figures_dup_relevance (mtn_figures_json_get_string (provenance, "relevance"));
  g_autofree char *key = mtn_figures_dup_rows_key (first);
  g_autofree char *rows = mtn_plot_number_fixed (mtn_figures_json_get_number (first, "rows"), 0);
  g_autofree char *people = mtn_plot_number_fixed (mtn_figures_json_get_number (first, "people"), 0);
  g_autofree char *subtitle =
      g_strdup_printf (_ ("%s; %s rows of %s people; to be found: %s"), key, rows, people, relevance);
  g_autofree char *caption =
      g_strdup_printf (_ ("Intervals: 95 %%, bootstrap over people. Data SHA-256 %s. %s."),
                       sha256 != NULL ? sha256 : "?", program != NULL ? program : "?");
  g_autoptr (GString) warning = g_string_new (NULL);

  mtn_figure_set_subtitle (figure, subtitle);
  mtn_figure_set_caption (figure, caption);
  for (guint i = 0; i < n; i++)
    if (mtn_figures_get_leaks (results[i].object) != NULL)
      g_string_append_printf (warning, "%s%s: %s", warning->len > 0 ? "; " : "", results[i].name,
                              _ (mtn_figures_get_leaks (results[i].object)));
  if (warning->len > 0)
    mtn_figure_set_warning (figure, warning->str);
}

static void
set_style (MtnChartSeries *series, const MtnFiguresResult *result)
{
  series->color = result->color;
  series->dash = mtn_figures_get_leaks (result->object) != NULL ? MTN_DASH_DASHED : MTN_DASH_SOLID;
  series->marker = mtn_chart_marker_for (result->color);
}

static void
set_reference (MtnChartSeries *series, guint which)
{
  series->color = MTN_CHART_INK;
  series->marker = MTN_MARKER_NONE;
  series->dash = references[which].dash;
}

/* Against K. */

/* A metric of a model or reference: at every K where its file has that, else at those that were asked for, as
 * are the intervals. */
static MtnChartSeries *
add_at_k (MtnChart *chart, const char *name, JsonObject *object, const char *key)
{
  JsonObject *every = mtn_figures_json_get_object (object, "at_every_k");
  guint n_curve, n_ks, n, kept = 0;
  g_autofree double *curve = mtn_figures_json_dup_numbers (mtn_figures_json_get_array (every, key), &n_curve);
  g_autofree guint *ks = mtn_figures_json_dup_ks (object, &n_ks);
  g_autofree double *values = NULL;
  double *x, *y, *low, *high;
  gboolean any = FALSE;
  MtnChartSeries *series;

  n = n_curve > 0 ? n_curve : n_ks;
  x = values = g_new (double, 4 * MAX (n, 1));
  y = x + n;
  low = y + n;
  high = low + n;
  for (guint i = 0; i < n; i++)
    {
      guint k = n_curve > 0 ? i + 1 : ks[i];
      double at_k = get_metric (object, k, key, &low[kept], &high[kept]);

      x[kept] = k;
      y[kept] = n_curve > 0 ? curve[i] : at_k;
      if (!isfinite (y[kept]))
        continue;
      any = any || isfinite (low[kept]);
      kept++;
    }
  if (kept == 0)
    return NULL;

  series = mtn_chart_add (chart, kept > 1 ? MTN_SERIES_LINE : MTN_SERIES_POINTS, name, x, y, kept);
  if (any)
    mtn_chart_series_set_interval (series, low, high);

  return series;
}

static MtnChart *
draw_at_k (const MtnFiguresResult *results, guint n, guint metric)
{
  g_autofree char *title = g_strdup_printf ("%s@K", _ (metrics[metric].label));
  MtnChart *chart = mtn_chart_new (title);

  mtn_chart_axis_set (&chart->x, _ ("Length of the list, K"), NULL, MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, NULL, NULL, MTN_SCALE_LINEAR);
  for (guint r = 0; r < n; r++)
    {
      MtnChartSeries *series = add_at_k (chart, results[r].name, results[r].object, metrics[metric].key);

      if (series != NULL)
        set_style (series, &results[r]);
    }
  if (chart->series->len == 0)
    {
      mtn_chart_free (chart);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      JsonObject *reference = mtn_figures_json_get_object (results[0].object, references[i].key);
      MtnChartSeries *series = add_at_k (chart, _ (references[i].name), reference, metrics[metric].key);

      if (series == NULL)
        continue;
      series->kind = MTN_SERIES_LINE;
      set_reference (series, i);
    }

  return chart;
}

/* Models side by side. */

static void
add_line (MtnChart *chart, JsonObject *object, guint which, guint k, const char *key)
{
  JsonObject *reference = mtn_figures_json_get_object (object, references[which].key);
  double value = get_metric (reference, k, key, NULL, NULL);

  if (isfinite (value))
    mtn_chart_add_line_at (chart, MTN_SERIES_REFERENCE, _ (references[which].name), value)->dash =
        references[which].dash;
}

static MtnChart *
draw_models (const MtnFiguresResult *results, guint n, guint metric)
{
  guint k = find_main_k (results[0].object);
  g_autofree char *title = g_strdup_printf ("%s@%u", _ (metrics[metric].label), k);
  MtnChart *chart = mtn_chart_new (title);
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree double *values = g_new (double, 3 * n);
  double *y = values, *low = y + n, *high = low + n;
  gboolean any = FALSE;

  chart->horizontal = TRUE;
  chart->values = TRUE;
  chart->bars = MTN_BARS_OVERLAID;
  for (guint r = 0; r < n; r++)
    names[r] = results[r].name;
  mtn_chart_axis_set_categories (&chart->x, names);
  mtn_chart_axis_set (&chart->y, NULL, NULL, MTN_SCALE_LINEAR);
  /* A series a model, so that each has the colour of its run. */
  for (guint r = 0; r < n; r++)
    {
      MtnChartSeries *series;

      for (guint i = 0; i < n; i++)
        y[i] = low[i] = high[i] = NAN;
      y[r] = get_metric (results[r].object, k, metrics[metric].key, &low[r], &high[r]);
      any = any || isfinite (y[r]);
      series = mtn_chart_add (chart, MTN_SERIES_BAR, NULL, NULL, y, n);
      mtn_chart_series_set_interval (series, low, high);
      series->color = results[r].color;
      series->hatched = mtn_figures_get_leaks (results[r].object) != NULL;
    }
  if (!any)
    {
      mtn_chart_free (chart);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    add_line (chart, results[0].object, i, k, metrics[metric].key);

  return chart;
}

/* By what was given or hidden. */

static JsonObject *
get_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Of a model, or where @which is one of the references, of that. */
static void
add_slices (MtnChart *chart,
            const MtnFiguresResult *result,
            gboolean picks,
            guint k,
            const char *key,
            guint which)
{
  gboolean is_reference = which < G_N_ELEMENTS (references);
  JsonObject *object = result->object;
  JsonArray *slices = mtn_figures_json_get_array (object, picks ? "by_picks" : "by_fraction");
  guint n = slices != NULL ? json_array_get_length (slices) : 0;
  g_autofree double *values = g_new (double, 4 * MAX (n, 1));
  double *x = values, *y = x + n, *low = y + n, *high = low + n;
  guint kept = 0;
  MtnChartSeries *series;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *slice = get_element (slices, i);

      x[kept] = mtn_figures_json_get_number (slice, picks ? "picks" : "fraction");
      y[kept] = get_metric (is_reference ? mtn_figures_json_get_object (slice, references[which].key) : slice,
                            k, key, &low[kept], &high[kept]);
      kept += isfinite (x[kept]) && isfinite (y[kept]);
    }
  if (kept == 0)
    return;

  series = mtn_chart_add (chart, kept > 1 ? MTN_SERIES_LINE : MTN_SERIES_POINTS,
                          is_reference ? _ (references[which].name) : result->name, x, y, kept);
  if (is_reference)
    {
      set_reference (series, which);
      return;
    }
  mtn_chart_series_set_interval (series, low, high);
  set_style (series, result);
}

static MtnChart *
draw_slices (const MtnFiguresResult *results, guint n, guint metric)
{
  guint k = find_main_k (results[0].object);
  gboolean picks = json_object_has_member (results[0].object, "by_picks");
  g_autofree char *title =
      g_strdup_printf (picks ? _ ("%s@%u against picks") : _ ("%s@%u against what is hidden"),
                       _ (metrics[metric].label), k);
  MtnChart *chart = mtn_chart_new (title);

  mtn_chart_axis_set (&chart->x, picks ? _ ("Picks") : _ ("Share of the ratings hidden"), NULL,
                      MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, NULL, NULL, MTN_SCALE_LINEAR);
  for (guint r = 0; r < n; r++)
    add_slices (chart, &results[r], picks, k, metrics[metric].key, G_MAXUINT);
  if (chart->series->len == 0)
    {
      mtn_chart_free (chart);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    add_slices (chart, &results[0], picks, k, metrics[metric].key, i);

  return chart;
}

/* By groups of people. */

static MtnChart *
draw_groups (const MtnFiguresResult *results, guint n, const char *member, const char *key, const char *title)
{
  guint k = find_main_k (results[0].object);
  JsonArray *groups = mtn_figures_json_get_array (results[0].object, member);
  guint n_groups = groups != NULL ? json_array_get_length (groups) : 0;
  g_autofree char *full = g_strdup_printf (_ ("NDCG@%u by %s"), k, title);
  g_auto (GStrv) names = g_new0 (char *, n_groups + 1);
  g_autofree double *values = g_new (double, 3 * MAX (n_groups, 1));
  g_autofree gboolean *faint = g_new0 (gboolean, MAX (n_groups, 1));
  double *y = values, *low = y + n_groups, *high = low + n_groups;
  MtnChart *chart;

  if (n_groups == 0)
    return NULL;

  for (guint g = 0; g < n_groups; g++)
    {
      JsonObject *group = get_element (groups, g);
      const char *name = mtn_figures_json_get_string (group, key);
      double people = mtn_figures_json_get_number (group, "people");

      names[g] = g_strdup_printf ("%s (%.0f)", name != NULL ? name : _ ("not said"), people);
      faint[g] = people < FEW_PEOPLE;
    }
  chart = mtn_chart_new (full);
  mtn_chart_axis_set (&chart->x, _ ("Group (people)"), NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set_categories (&chart->x, (const char *const *) names);
  mtn_chart_axis_set (&chart->y, NULL, NULL, MTN_SCALE_LINEAR);
  chart->horizontal = n_groups > 8;
  chart->span = chart->horizontal ? 2 : 1;
  for (guint r = 0; r < n; r++)
    {
      JsonArray *own = mtn_figures_json_get_array (results[r].object, member);
      MtnChartSeries *series;

      for (guint g = 0; g < n_groups; g++)
        {
          JsonObject *group = own != NULL && g < json_array_get_length (own) ? get_element (own, g) : NULL;

          y[g] = get_metric (group, k, "ndcg", &low[g], &high[g]);
        }
      series = mtn_chart_add (chart, MTN_SERIES_BAR, results[r].name, NULL, y, n_groups);
      mtn_chart_series_set_interval (series, low, high);
      mtn_chart_series_set_faint (series, faint);
      set_style (series, &results[r]);
      series->hatched = mtn_figures_get_leaks (results[r].object) != NULL;
    }
  mtn_chart_set_note (chart, _ ("Grey: fewer than 30 people."));

  return chart;
}

/* Row by row. */

static MtnChart *
draw_row_points (const MtnFiguresResult *results, guint n, const char *key, const char *title)
{
  MtnChart *chart = mtn_chart_new (title);

  mtn_chart_axis_set (&chart->x, _ ("Row"), NULL, MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, NULL, NULL, MTN_SCALE_LINEAR);
  chart->y.min = 0;
  chart->y.max = 1;
  for (guint r = 0; r < n; r++)
    {
      JsonObject *at = get_at (results[r].object, find_main_k (results[r].object));
      guint n_rows;
      g_autofree double *y = mtn_figures_json_dup_numbers (mtn_figures_json_get_array (at, key), &n_rows);

      if (n_rows > 0)
        set_style (mtn_chart_add (chart, MTN_SERIES_POINTS, results[r].name, NULL, y, n_rows), &results[r]);
    }
  if (chart->series->len > 0)
    return chart;

  mtn_chart_free (chart);
  return NULL;
}

static MtnChart *
draw_row_spread (const MtnFiguresResult *results,
                 guint n,
                 const char *key,
                 const char *title,
                 const char *axis)
{
  MtnChart *chart = mtn_chart_new (title);

  mtn_chart_axis_set (&chart->x, axis, NULL, MTN_SCALE_LINEAR);
  mtn_chart_axis_set (&chart->y, _ ("Share of the rows that have no more"), NULL, MTN_SCALE_LINEAR);
  chart->x.min = chart->y.min = 0;
  chart->x.max = chart->y.max = 1;
  for (guint r = 0; r < n; r++)
    {
      JsonObject *at = get_at (results[r].object, find_main_k (results[r].object));
      guint n_rows, counted = 0;
      g_autofree double *values =
          mtn_figures_json_dup_numbers (mtn_figures_json_get_array (at, key), &n_rows);
      double x[N_BINS + 1], y[N_BINS + 1] = { 0 };

      for (guint i = 0; i < n_rows; i++)
        if (isfinite (values[i]))
          {
            /* Files have some of them in single precision, where a tenth is a little more. */
            y[(guint) ceil (CLAMP (values[i], 0, 1) * N_BINS - 1e-5)]++;
            counted++;
          }
      if (counted == 0)
        continue;
      for (guint b = 0; b <= N_BINS; b++)
        {
          x[b] = (double) b / N_BINS;
          y[b] += b > 0 ? y[b - 1] : 0;
        }
      for (guint b = 0; b <= N_BINS; b++)
        y[b] /= counted;
      set_style (mtn_chart_add (chart, MTN_SERIES_LINE, results[r].name, x, y, N_BINS + 1), &results[r]);
    }
  if (chart->series->len > 0)
    return chart;

  mtn_chart_free (chart);
  return NULL;
}

static void
take (MtnFigure *figure, MtnChart *chart)
{
  if (chart != NULL)
    mtn_figure_take (figure, chart);
}

MtnFigure *
mtn_figures_results (MtnResultsKind kind, const MtnFiguresResult *results, guint n)
{
  static const char *const titles[] = {
    [MTN_RESULTS_AT_K] = N_ ("Metrics against the Length of the List"),
    [MTN_RESULTS_MODELS] = N_ ("Models Compared"),
    [MTN_RESULTS_SLICES] = N_ ("Quality by What Is Known"),
    [MTN_RESULTS_GROUPS] = N_ ("Quality by Group"),
    [MTN_RESULTS_ROWS] = N_ ("Row by Row"),
  };
  g_autoptr (MtnFigure) figure = NULL;

  if (n == 0)
    return NULL;

  figure = mtn_figure_new (_ (titles[kind]));
  for (guint m = 0; m < G_N_ELEMENTS (metrics); m++)
    if (kind == MTN_RESULTS_AT_K || kind == MTN_RESULTS_MODELS || kind == MTN_RESULTS_SLICES)
      take (figure, kind == MTN_RESULTS_AT_K     ? draw_at_k (results, n, m)
                    : kind == MTN_RESULTS_MODELS ? draw_models (results, n, m)
                                                 : draw_slices (results, n, m));
  if (kind == MTN_RESULTS_GROUPS)
    {
      take (figure, draw_groups (results, n, "by_gender", "gender", _ ("gender")));
      take (figure, draw_groups (results, n, "by_age", "age", _ ("age")));
      take (figure, draw_groups (results, n, "by_occupation", "occupation", _ ("occupation")));
      take (figure, draw_groups (results, n, "by_set", "set", _ ("data set")));
    }
  if (kind == MTN_RESULTS_ROWS)
    {
      take (figure, draw_row_points (results, n, "average_precisions", _ ("Average precision of each row")));
      take (figure, draw_row_spread (results, n, "average_precisions", _ ("How it spreads"),
                                     _ ("Average precision")));
      take (figure, draw_row_points (results, n, "retrieval_precisions", _ ("Precision of each row")));
      take (figure,
            draw_row_spread (results, n, "retrieval_precisions", _ ("How it spreads"), _ ("Precision")));
    }
  if (mtn_figure_get_n_charts (figure) == 0)
    return NULL;

  describe (figure, results, n);

  return g_steal_pointer (&figure);
}
