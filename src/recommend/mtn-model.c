/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The blend. Everything about a row depends on that row alone, never on who else is in the batch: batches and
 * single calls give the same bits. */

#include "mtn-model.h"

#include <math.h>

/* Of a batch; up to three buffers of so many floats, 16 MiB each, are held. */
#define MOST_SCORES (4u << 20)

struct _MtnModel
{
  MtnEngine *engine;
  const MtnArchitecture *architecture;
  GPtrArray *scorers; /* (element-type MtnScorer), as the parts */
  MtnTilt *tilt;
  guint n_movies;
  GArray *twin_from;  /* (element-type guint): the higher ids … */
  GArray *twin_to;    /* … and the lower one of each */
  guint batch;        /* planned; 0: not yet */
  guint n_rows;       /* that the buffers below hold: as many as were run at once */
  MtnBuffer *raw;     /* [n_rows, movies] */
  MtnBuffer *order;   /* [n_rows, movies]; (nullable) until a query is tilted */
  MtnBuffer *partial; /* [n_rows, movies]: one part's scores */
};

MtnModel *
mtn_model_new (MtnCheckpoint *checkpoint, MtnEngine *engine, GError **error)
{
  g_autoptr (MtnModel) self = g_new0 (MtnModel, 1);
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);

  self->engine = engine;
  self->architecture = mtn_checkpoint_get_architecture (checkpoint);
  self->n_movies = mtn_catalog_get_n_movies (catalog);
  self->tilt = mtn_tilt_new (catalog, engine);
  self->scorers = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_scorer_free);
  self->twin_from = g_array_new (FALSE, FALSE, sizeof (guint));
  self->twin_to = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint p = 0; p < self->architecture->parts->len; p++)
    {
      MtnScorer *scorer = mtn_scorer_new (checkpoint, g_ptr_array_index (self->architecture->parts, p),
                                          engine, self->tilt, error);

      if (scorer == NULL)
        return NULL;
      g_ptr_array_add (self->scorers, scorer);
    }

  for (guint j = 0; j < self->n_movies; j++)
    {
      guint twin = mtn_catalog_get_movie (catalog, j)->twin;

      if (twin != j)
        {
          g_array_append_val (self->twin_from, j);
          g_array_append_val (self->twin_to, twin);
        }
    }

  return g_steal_pointer (&self);
}

void
mtn_model_free (MtnModel *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->scorers, g_ptr_array_unref);
  g_clear_pointer (&self->tilt, mtn_tilt_free);
  g_clear_pointer (&self->twin_from, g_array_unref);
  g_clear_pointer (&self->twin_to, g_array_unref);
  g_clear_pointer (&self->raw, mtn_buffer_free);
  g_clear_pointer (&self->order, mtn_buffer_free);
  g_clear_pointer (&self->partial, mtn_buffer_free);
  g_free (self);
}

/* With all weights on the device, what is left is shared out: for the three buffers, and half of that again
 * for what an operation may want for itself. */
static guint
plan_batch (MtnModel *self)
{
  guint wanted = CLAMP (MOST_SCORES / MAX (self->n_movies, 1), 1, MTN_BATCH);
  gsize n_row = (gsize) 3 * MAX (self->n_movies, 1) * sizeof (float);
  gsize memory = mtn_engine_get_memory (self->engine);

  if (memory == G_MAXSIZE)
    return wanted;

  for (guint p = 0; p < self->scorers->len; p++)
    mtn_scorer_prepare (g_ptr_array_index (self->scorers, p));
  memory = mtn_engine_get_memory (self->engine) / 3 * 2;

  return (guint) CLAMP (memory / n_row, 1, wanted);
}

guint
mtn_model_get_batch (MtnModel *self)
{
  if (self->batch == 0)
    self->batch = plan_batch (self);

  return self->batch;
}

static float
weigh (const MtnPart *part, const MtnFeatures *features)
{
  float share = 1.0f;

  if (part->input == MTN_PART_INPUT_FAVORITES)
    share = 1.0f - features->rated_share;
  else if (part->input == MTN_PART_INPUT_RATINGS)
    share = features->rated_share;

  return share * mtn_steps_get (part->weight, features->picks->len, 1.0f);
}

/* Runs one part for those of the rows for which it counts, and adds it up. */
static void
add_part (MtnModel *self,
          guint p,
          const MtnFeatures *const *rows,
          guint n_rows,
          double particular,
          const MtnScores *scores)
{
  MtnScorer *scorer = g_ptr_array_index (self->scorers, p);
  const MtnPart *part = g_ptr_array_index (self->architecture->parts, p);
  gboolean is_same = mtn_scorer_is_same_for_all (scorer);
  const MtnFeatures *wanted[MTN_BATCH];
  guint row_of[MTN_BATCH];
  float weights[MTN_BATCH];
  guint n_wanted = 0;

  for (guint r = 0; r < n_rows; r++)
    {
      weights[r] = weigh (part, rows[r]);
      row_of[r] = MTN_NO_ROW;
      if (weights[r] == 0.0f)
        continue;

      row_of[r] = is_same ? 0 : n_wanted;
      if (!is_same || n_wanted == 0)
        wanted[n_wanted++] = rows[r];
    }

  if (n_wanted == 0)
    return;

  mtn_scorer_run (scorer, wanted, n_wanted, self->partial);
  mtn_engine_blend (self->engine, scores->raw, n_rows, self->n_movies, self->partial, row_of, weights);

  if (scores->order != scores->raw)
    {
      mtn_scorer_tilt (scorer, wanted, n_wanted, particular, self->partial);
      mtn_engine_blend (self->engine, scores->order, n_rows, self->n_movies, self->partial, row_of, weights);
    }
}

/* Whether the scores are those of the only part, without anything that blending would do to them. */
static gboolean
is_plain (const MtnModel *self, const MtnFeatures *const *rows, guint n_rows)
{
  const MtnPart *part = g_ptr_array_index (self->architecture->parts, 0);

  if (self->scorers->len > 1 || part->type != MTN_PART_NETWORK)
    return FALSE;

  for (guint r = 0; r < n_rows; r++)
    if (weigh (part, rows[r]) != 1.0f)
      return FALSE;

  return TRUE;
}

static void
merge (MtnModel *self, MtnBuffer *matrix, guint n_rows)
{
  mtn_engine_merge_columns (self->engine, matrix, n_rows, self->n_movies,
                            (const guint *) self->twin_from->data, (const guint *) self->twin_to->data,
                            self->twin_from->len);
}

MtnScores
mtn_model_run (MtnModel *self,
               const MtnFeatures *const *rows,
               guint n_rows,
               double particular,
               gboolean merge_twins)
{
  gsize n_values = (gsize) n_rows * self->n_movies;
  MtnScores scores;

  g_assert (n_rows <= MTN_BATCH);

  particular = isnan (particular) ? 0.0 : CLAMP (particular, -1.0, 1.0);

  if (self->raw == NULL || n_rows > self->n_rows)
    {
      g_clear_pointer (&self->raw, mtn_buffer_free);
      g_clear_pointer (&self->order, mtn_buffer_free);
      g_clear_pointer (&self->partial, mtn_buffer_free);
      self->n_rows = n_rows;
      self->raw = mtn_buffer_new (self->engine, n_values);
      self->partial = mtn_buffer_new (self->engine, n_values);
    }
  if (self->order == NULL && particular != 0.0)
    self->order = mtn_buffer_new (self->engine, (gsize) self->n_rows * self->n_movies);

  scores.raw = self->raw;
  scores.order = particular != 0.0 ? self->order : self->raw;

  if (scores.order == scores.raw && is_plain (self, rows, n_rows))
    {
      mtn_scorer_run (g_ptr_array_index (self->scorers, 0), rows, n_rows, scores.raw);
    }
  else
    {
      mtn_engine_fill (self->engine, scores.raw, n_values, 0.0f);
      if (scores.order != scores.raw)
        mtn_engine_fill (self->engine, scores.order, n_values, 0.0f);

      for (guint p = 0; p < self->scorers->len; p++)
        add_part (self, p, rows, n_rows, particular, &scores);
    }

  if (merge_twins)
    {
      merge (self, scores.raw, n_rows);
      if (scores.order != scores.raw)
        merge (self, scores.order, n_rows);
    }

  return scores;
}

static gboolean
is_empty (const MtnCalibration *calibration)
{
  return calibration->a == NULL || calibration->b == NULL || calibration->a->len == 0 ||
         calibration->b->len == 0;
}

/* How raw scores of such a person become final ones. */
typedef struct
{
  gboolean is_raw; /* they are final */
  float a;
  float b;
} Curve;

static Curve
choose_curve (const MtnModel *self, const MtnFeatures *features)
{
  const MtnCalibration *favorites = &self->architecture->favorites;
  const MtnCalibration *ratings = &self->architecture->ratings;
  guint n = features->picks->len;
  float r = features->rated_share;

  if (is_empty (favorites) && is_empty (ratings))
    return (Curve){ .is_raw = TRUE };

  /* A model that knows one kind of profile only serves both with it. */
  if (is_empty (favorites))
    favorites = ratings;
  else if (is_empty (ratings))
    ratings = favorites;

  return (Curve){
    .a = (1.0f - r) * mtn_steps_get (favorites->a, n, 0.0f) + r * mtn_steps_get (ratings->a, n, 0.0f),
    .b = (1.0f - r) * mtn_steps_get (favorites->b, n, 1.0f) + r * mtn_steps_get (ratings->b, n, 1.0f),
  };
}

static inline float
apply (const Curve *curve, float raw)
{
  /* A foreign model may overflow; neither a score nor the difference of two may then be anything but a
   * number. */
  if (curve->is_raw)
    return raw > -G_MAXFLOAT / 2 ? MIN (raw, G_MAXFLOAT / 2) : -G_MAXFLOAT / 2;

  return mtn_sigmoid (fmaf (curve->b, raw, curve->a));
}

float
mtn_model_calibrate (MtnModel *self, const MtnFeatures *features, float raw)
{
  Curve curve = choose_curve (self, features);

  return apply (&curve, raw);
}

void
mtn_model_calibrate_all (MtnModel *self, const MtnFeatures *features, float *scores, gsize n_scores)
{
  Curve curve = choose_curve (self, features);

  for (gsize i = 0; i < n_scores; i++)
    scores[i] = apply (&curve, scores[i]);
}
