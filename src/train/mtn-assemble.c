/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * In a blend the factors' scores are divided by their usual spread at that number
 * of picks, popularity and its deviations by that of popularity, so that the
 * weights of mtn-recipe.h mean the same for every data set. Scores of one list are
 * never divided by their own spread: taking a pick away must change a score by
 * what the pick did.
 */

#include "mtn-assemble.h"

#define POPULARITY "popularity"
#define POPULARITY_RATED "popularity-rated"
#define DEMOGRAPHIC "demographic"

static const char *const edlae_names[] = {
  [MTN_HISTORY_FAVORITES] = "favorites",
  [MTN_HISTORY_RATINGS] = "ratings",
};

static const char *const later_names[] = {
  [MTN_HISTORY_FAVORITES] = "favorites-later",
  [MTN_HISTORY_RATINGS] = "ratings-later",
};

static const MtnPartInput inputs[] = {
  [MTN_HISTORY_FAVORITES] = MTN_PART_INPUT_FAVORITES,
  [MTN_HISTORY_RATINGS] = MTN_PART_INPUT_RATINGS,
};

static void
add_popularity (MtnArchitecture *architecture, const char *name, MtnHistory history, double spread)
{
  MtnPart *part = mtn_architecture_add_part (architecture, MTN_PART_POPULARITY, name, inputs[history]);

  for (guint n = history == MTN_HISTORY_RATINGS ? 1 : 0; n != MTN_RECIPE_END; n = mtn_recipe_next_step (n))
    {
      double weight = mtn_recipe_get_popularity_weight (history, n);

      if (n < 2 || weight != mtn_recipe_get_popularity_weight (history, n - 1))
        mtn_steps_add (part->weight, n, (float) (weight / spread));
    }
}

static void
add_edlae (MtnArchitecture *architecture, const char *name, MtnHistory history, const MtnCurves *curves)
{
  MtnPart *part = mtn_architecture_add_part (architecture, MTN_PART_SPECTRAL, name, inputs[history]);
  const float *values = mtn_recipe_get_values (history);

  for (guint i = 0; i < G_N_ELEMENTS (part->values); i++)
    part->values[i] = values[i];

  for (guint n = 1; n != MTN_RECIPE_END; n = mtn_recipe_next_step (n))
    {
      MtnCurvePoint point;

      mtn_curves_get (curves, history, n, &point);
      mtn_steps_add (part->penalty, n, (float) mtn_recipe_get_penalty (history, n));
      mtn_steps_add (part->weight, n, (float) (1 / point.scale));
    }
}

static void
add_demographic (MtnArchitecture *architecture, gboolean fades, double spread)
{
  MtnPart *part =
      mtn_architecture_add_part (architecture, MTN_PART_DEMOGRAPHIC, DEMOGRAPHIC, MTN_PART_INPUT_ANY);

  for (guint n = 0; n != MTN_RECIPE_END; n = fades ? mtn_recipe_next_step (n) : MTN_RECIPE_END)
    mtn_steps_add (part->weight, n, (float) (mtn_recipe_get_demographic_weight (n) / spread));
}

static void
add_calibration (MtnCalibration *calibration, MtnHistory history, const MtnCurves *curves, gboolean varies)
{
  MtnCurvePoint point;

  for (guint n = 0; n != MTN_RECIPE_END; n = varies ? mtn_recipe_next_step (n) : MTN_RECIPE_END)
    {
      if (!mtn_curves_get (curves, history, n, &point))
        continue;
      mtn_steps_add (calibration->a, n, (float) point.a);
      mtn_steps_add (calibration->b, n, (float) point.b);
    }
}

/* Too few people to ask anybody: what a score is worth is not known, but it is a probability all the same.
 * These are about the values of large data sets. */
static void
add_default_calibration (MtnCalibration *calibration)
{
  mtn_steps_add (calibration->a, 0, -2.5f);
  mtn_steps_add (calibration->b, 0, 0.3f);
}

MtnArchitecture *
mtn_assemble_architecture (const MtnPlan *plan, const MtnParts *parts, const MtnCurves *curves)
{
  MtnArchitecture *architecture = mtn_architecture_new (plan->model);

  if (plan->edlae)
    {
      add_popularity (architecture, POPULARITY, MTN_HISTORY_FAVORITES, parts->spread);
      add_popularity (architecture, POPULARITY_RATED, MTN_HISTORY_RATINGS, parts->spread);
      for (guint history = 0; history < G_N_ELEMENTS (edlae_names); history++)
        {
          add_edlae (architecture, edlae_names[history], history, curves);
          if (parts->later[history] != NULL)
            add_edlae (architecture, later_names[history], history, curves);
        }
    }
  else
    {
      MtnPart *part =
          mtn_architecture_add_part (architecture, MTN_PART_POPULARITY, POPULARITY, MTN_PART_INPUT_ANY);

      /* Alone it is the share that a score is meant to be. */
      mtn_steps_add (part->weight, 0, plan->demographic ? (float) (1 / parts->spread) : 1);
    }

  if (plan->demographic)
    add_demographic (architecture, plan->edlae, parts->spread);

  if (plan->edlae || plan->demographic)
    add_calibration (&architecture->favorites, MTN_HISTORY_FAVORITES, curves, plan->edlae);
  if (plan->edlae)
    add_calibration (&architecture->ratings, MTN_HISTORY_RATINGS, curves, TRUE);
  if ((plan->edlae || plan->demographic) && architecture->favorites.a->len == 0 &&
      architecture->ratings.a->len == 0)
    add_default_calibration (&architecture->favorites);

  return architecture;
}

/* A union has so many films that its matrices are written in a quarter of the bytes; its lists stay the same
 * as far as can be measured. */
static void
add_matrix (MtnCheckpointWriter *writer,
            gboolean is_compact,
            const char *part,
            const char *tensor,
            const float *data,
            gsize rows,
            gsize columns)
{
  if (is_compact)
    mtn_checkpoint_writer_add_compact (writer, part, tensor, data, rows, columns, MTN_DTYPE_I8);
  else
    mtn_checkpoint_writer_add (writer, part, tensor, data, 2, (gsize[]){ rows, columns });
}

static void
add_vector (MtnCheckpointWriter *writer, const char *part, const char *tensor, const float *data, gsize n)
{
  mtn_checkpoint_writer_add (writer, part, tensor, data, 1, &n);
}

static void
add_spectral (MtnCheckpointWriter *writer, gboolean is_compact, const char *name, const MtnEdlae *edlae)
{
  add_matrix (writer, is_compact, name, "factors", edlae->factors, edlae->n_movies, edlae->rank);
  add_vector (writer, name, "eigenvalues", edlae->eigenvalues, edlae->rank);
  add_vector (writer, name, "gram", edlae->gram, edlae->n_movies);
  if (edlae->reach != NULL)
    {
      g_autofree float *reach = g_new0 (float, edlae->n_movies);

      for (guint i = 0; i < edlae->n_reach; i++)
        reach[edlae->reach[i]] = 1;
      add_vector (writer, name, "reach", reach, edlae->n_movies);
    }
}

void
mtn_assemble_tensors (const MtnPlan *plan,
                      const MtnFilms *films,
                      const MtnParts *parts,
                      MtnCheckpointWriter *writer)
{
  gboolean is_compact = mtn_films_is_union (films);

  for (guint history = 0; plan->edlae && history < G_N_ELEMENTS (parts->edlae); history++)
    {
      add_vector (writer, history == MTN_HISTORY_RATINGS ? POPULARITY_RATED : POPULARITY, "score",
                  parts->popularity, parts->n_movies);
      add_spectral (writer, is_compact, edlae_names[history], parts->edlae[history]);
      if (parts->later[history] != NULL)
        add_spectral (writer, is_compact, later_names[history], parts->later[history]);
    }

  if (!plan->edlae)
    add_vector (writer, POPULARITY, "score", parts->popularity, parts->n_movies);

  if (plan->demographic)
    {
      const MtnDemographic *demographic = parts->demographic;

      add_matrix (writer, is_compact, DEMOGRAPHIC, "age", demographic->age, demographic->n_ages,
                  parts->n_movies);
      add_matrix (writer, is_compact, DEMOGRAPHIC, "gender", demographic->gender, demographic->n_genders,
                  parts->n_movies);
      add_matrix (writer, is_compact, DEMOGRAPHIC, "occupation", demographic->occupation,
                  demographic->n_occupations, parts->n_movies);
    }
}

static void
append_number (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.4f", value));
}

/* "{"1": …, "3": …}" for those numbers of picks that the protocol has. */
static void
append_curve (GString *out, const char *key, const GArray *points, gsize field)
{
  static const guint numbers[] = { 0, 1, 3, 5, 10 };
  const char *separator = "";

  g_string_append_printf (out, ", \"%s\": {", key);
  for (guint i = 0; i < points->len; i++)
    {
      const MtnCurvePoint *point = &g_array_index (points, MtnCurvePoint, i);
      gboolean is_reported = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
        is_reported |= numbers[k] == point->n_picks;
      if (!is_reported)
        continue;

      g_string_append_printf (out, "%s\"%u\": ", separator, point->n_picks);
      append_number (out, G_STRUCT_MEMBER (double, point, field));
      separator = ", ";
    }
  g_string_append_c (out, '}');
}

char *
mtn_assemble_metrics (const MtnCurves *curves)
{
  const GArray *points = curves->points[MTN_HISTORY_FAVORITES];
  GString *out;

  if (points->len == 0)
    return NULL;

  out = g_string_new ("{\"protocol\": \"favorites, people held out in folds while training\"");
  append_curve (out, "ndcg@10", points, G_STRUCT_OFFSET (MtnCurvePoint, ndcg));
  append_curve (out, "ndcg@10_popularity", points, G_STRUCT_OFFSET (MtnCurvePoint, ndcg_of_popularity));
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}
