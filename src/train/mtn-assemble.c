/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * In a blend a learner's scores are divided by their usual spread at that number
 * of picks, popularity and its deviations by that of popularity, so that the
 * weights of mtn-recipe.h mean the same for every data set. Scores of one list are
 * never divided by their own spread: taking a pick away must change a score by
 * what the pick did.
 */

#include "mtn-assemble.h"

#define POPULARITY "popularity"
#define POPULARITY_RATED "popularity-rated"
#define POPULARITY_UNPICKED "popularity-unpicked"
#define DEMOGRAPHIC "demographic"
#define DEMOGRAPHIC_UNPICKED "demographic-unpicked"

static const MtnPartInput inputs[] = {
  [MTN_HISTORY_FAVORITES] = MTN_PART_INPUT_FAVORITES,
  [MTN_HISTORY_RATINGS] = MTN_PART_INPUT_RATINGS,
};

/* @from: number of picks; for fewer it adds nothing */
static void
add_popularity (MtnArchitecture *architecture,
                const char *name,
                const MtnPlan *plan,
                MtnHistory history,
                guint from,
                double spread)
{
  MtnPart *part = mtn_architecture_add_part (architecture, MTN_PART_POPULARITY, name, inputs[history]);

  if (from > 0 && history == MTN_HISTORY_FAVORITES)
    mtn_steps_add (part->weight, 0, 0);
  for (guint n = from; n != MTN_RECIPE_END; n = mtn_recipe_next_step (n))
    {
      double weight = mtn_plan_get_popularity_weight (plan, history, n);

      if (n == from || weight != mtn_plan_get_popularity_weight (plan, history, n - 1))
        mtn_steps_add (part->weight, n, (float) (weight / spread));
    }
}

/* Adds part @index of what a learner has become. */
static void
add_learnt (MtnArchitecture *architecture,
            const MtnParts *parts,
            guint learner,
            MtnHistory history,
            guint index,
            const MtnCurves *curves)
{
  const MtnLearner *type = parts->plan->learners[learner];
  gconstpointer trained = parts->trained[learner][history];
  MtnPart *part = mtn_architecture_add_part (architecture, type->part_type, type->part_names[history][index],
                                             inputs[history]);
  const float *values = mtn_recipe_get_values (history);

  for (guint i = 0; i < G_N_ELEMENTS (part->values); i++)
    part->values[i] = values[i];

  /* Nothing is known of nothing, though a network would have an opinion. */
  mtn_steps_add (part->weight, 0, 0);
  for (guint n = 1; n != MTN_RECIPE_END; n = mtn_recipe_next_step (n))
    {
      MtnCurvePoint point;

      mtn_curves_get (curves, history, n, &point);
      mtn_steps_add (part->weight, n,
                     (float) (mtn_plan_get_weight (parts->plan, learner, history, n) / point.scale[learner]));
      if (type->get_penalty != NULL)
        mtn_steps_add (part->penalty, n, (float) type->get_penalty (trained, history, n));
    }
}

static guint
count_parts (const MtnParts *parts, guint learner, MtnHistory history)
{
  const MtnLearner *type = parts->plan->learners[learner];

  return type->get_n_parts != NULL ? type->get_n_parts (parts->trained[learner][history]) : 1;
}

/* What counts as long as nothing is picked. */
static void
add_unpicked (MtnArchitecture *architecture, const MtnPlan *plan, double spread)
{
  MtnPart *popularity = mtn_architecture_add_part (architecture, MTN_PART_POPULARITY, POPULARITY_UNPICKED,
                                                   MTN_PART_INPUT_FAVORITES);
  MtnPart *demographic = mtn_architecture_add_part (architecture, MTN_PART_DEMOGRAPHIC, DEMOGRAPHIC_UNPICKED,
                                                    MTN_PART_INPUT_ANY);

  mtn_steps_add (popularity->weight, 0,
                 (float) (mtn_plan_get_popularity_weight (plan, MTN_HISTORY_FAVORITES, 0) / spread));
  mtn_steps_add (popularity->weight, 1, 0);
  mtn_steps_add (demographic->weight, 0, (float) (mtn_recipe_get_demographic_weight (0) / spread));
  mtn_steps_add (demographic->weight, 1, 0);
}

static void
add_demographic (MtnArchitecture *architecture, gboolean fades, guint from, double spread)
{
  MtnPart *part =
      mtn_architecture_add_part (architecture, MTN_PART_DEMOGRAPHIC, DEMOGRAPHIC, MTN_PART_INPUT_ANY);

  if (from > 0)
    mtn_steps_add (part->weight, 0, 0);
  for (guint n = from; n != MTN_RECIPE_END; n = fades ? mtn_recipe_next_step (n) : MTN_RECIPE_END)
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
  guint from = parts->popularity_unpicked != NULL ? 1 : 0;

  if (from > 0)
    add_unpicked (architecture, plan, parts->spread);
  if (plan->n_learners > 0)
    {
      add_popularity (architecture, POPULARITY, plan, MTN_HISTORY_FAVORITES, from, parts->spread);
      if (plan->is_tuned)
        add_popularity (architecture, POPULARITY_RATED, plan, MTN_HISTORY_RATINGS, 1, parts->spread);
      for (guint l = 0; l < plan->n_learners; l++)
        for (guint history = 0; history < G_N_ELEMENTS (inputs); history++)
          for (guint index = 0; index < count_parts (parts, l, history); index++)
            add_learnt (architecture, parts, l, history, index, curves);
    }
  else
    {
      MtnPart *part =
          mtn_architecture_add_part (architecture, MTN_PART_POPULARITY, POPULARITY, MTN_PART_INPUT_ANY);

      /* Alone it is the share that a score is meant to be. */
      mtn_steps_add (part->weight, 0, plan->demographic ? (float) (1 / parts->spread) : 1);
    }

  if (plan->demographic)
    add_demographic (architecture, plan->n_learners > 0, from, parts->spread);

  if (plan->n_learners > 0 || plan->demographic)
    add_calibration (&architecture->favorites, MTN_HISTORY_FAVORITES, curves, plan->n_learners > 0);
  if (plan->n_learners > 0)
    add_calibration (&architecture->ratings, MTN_HISTORY_RATINGS, curves, TRUE);
  if ((plan->n_learners > 0 || plan->demographic) && architecture->favorites.a->len == 0 &&
      architecture->ratings.a->len == 0)
    add_default_calibration (&architecture->favorites);

  return architecture;
}

static void
add_vector (MtnCheckpointWriter *writer, const char *part, const char *tensor, const float *data, gsize n)
{
  mtn_checkpoint_writer_add (writer, part, tensor, data, 1, &n);
}

static void
write_demographic (const char *part,
                   const MtnDemographic *demographic,
                   gboolean is_compact,
                   MtnCheckpointWriter *writer)
{
  gsize n = demographic->n_movies;

  mtn_learner_write_matrix (writer, part, "age", demographic->age, demographic->n_ages, n, is_compact);
  mtn_learner_write_matrix (writer, part, "gender", demographic->gender, demographic->n_genders, n,
                            is_compact);
  mtn_learner_write_matrix (writer, part, "occupation", demographic->occupation, demographic->n_occupations,
                            n, is_compact);
}

void
mtn_assemble_tensors (const MtnPlan *plan,
                      const MtnFilms *films,
                      const MtnParts *parts,
                      MtnCheckpointWriter *writer)
{
  /* A union has so many films that its matrices are written in a quarter of the bytes; its lists stay the
   * same as far as can be measured. */
  gboolean is_compact = mtn_films_is_union (films);

  add_vector (writer, POPULARITY, "score", parts->popularity, parts->n_movies);
  if (plan->is_tuned)
    add_vector (writer, POPULARITY_RATED, "score", parts->popularity, parts->n_movies);

  for (guint l = 0; l < plan->n_learners; l++)
    for (guint history = 0; history < G_N_ELEMENTS (inputs); history++)
      for (guint index = 0; index < count_parts (parts, l, history); index++)
        plan->learners[l]->write (parts->trained[l][history], index,
                                  plan->learners[l]->part_names[history][index], is_compact, writer);

  if (plan->demographic)
    write_demographic (DEMOGRAPHIC, parts->demographic, is_compact, writer);
  if (parts->popularity_unpicked != NULL)
    {
      add_vector (writer, POPULARITY_UNPICKED, "score", parts->popularity_unpicked, parts->n_movies);
      write_demographic (DEMOGRAPHIC_UNPICKED, parts->demographic_unpicked, is_compact, writer);
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
