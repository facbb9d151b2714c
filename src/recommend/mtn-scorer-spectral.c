/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The size-adaptive EDLAE (Steck, "Autoencoders that don't overfit towards the identity", NeurIPS 2020) in
 * its shared eigenbasis: whatever the penalty c, the item-item matrix is
 *
 *   B(c)_ij = g_i^−½ [Σ_k F_ik f_k F_jk] g_j^½ / (1 − s_j),   B_jj = 0,
 *   f_k = (l_k / c) / (1 + l_k / c),   s_j = Σ_k f_k F_jk²
 *
 * so a person's scores are one pass through the factors F, never the matrix, and c is chosen when the number
 * of picks is known. Per penalty three lines are kept: f, the scale of the columns, and the diagonal that a
 * picked film's own input is freed of.
 *
 * A list that is tilted towards the particular is asked for with a smaller penalty, which leaves the finer
 * traits of the picks. */

#include <math.h>

#include "mtn-scorer-private.h"

/* Used by a part that lists no penalties, or an impossible one. */
#define DEFAULT_PENALTY 50.0f

/* How many times smaller the penalty is for the most particular list. With the tilt of the scores a tenth of
 * the way costs nothing, a quarter .01 of NDCG@10 on held-out people of MovieLens-100K (favourites); what is
 * further is for exploring. */
#define TILTED_PENALTY 10.0

/* In exact arithmetic s_j < 1; rounding and foreign files may not keep to that. */
#define LEAST_REST 1e-6

/* The lines of the tables for one tilt. */
typedef struct
{
  guint first;
  guint n_filled;
  double particular;
  float *penalties; /* [n_penalties]: that of each line, once it is filled */
} Lines;

typedef struct
{
  MtnScorer base;
  guint rank;
  const float *eigenvalues; /* [rank] */
  float *root_gram;         /* [movies]: g^½ */
  float *inverse_root_gram; /* [movies]: g^−½; 0 where g is not positive */

  MtnBuffer *factors;    /* [movies, rank] */
  MtnBuffer *transposed; /* [rank, movies] */
  MtnBuffer *hidden;     /* [MTN_BATCH, rank] */

  guint n_penalties;
  Lines straight;
  Lines tilted;
  MtnBuffer *filter;   /* [2 n_penalties, rank]: f */
  MtnBuffer *scale;    /* [2 n_penalties, movies]: g^½ / (1 − s) */
  MtnBuffer *diagonal; /* [2 n_penalties, movies]: g^½ s / (1 − s) */
} Spectral;

static void
prepare (Spectral *self)
{
  MtnScorer *base = &self->base;
  gsize n_values, n_factors;
  const float *gram, *factors;
  g_autofree float *transposed = NULL;

  if (self->factors != NULL)
    return;

  self->eigenvalues =
      mtn_checkpoint_get_weights (base->checkpoint, base->part->name, "eigenvalues", &n_values);
  self->rank = n_values;
  gram = mtn_checkpoint_get_weights (base->checkpoint, base->part->name, "gram", &n_values);
  factors = mtn_checkpoint_get_weights (base->checkpoint, base->part->name, "factors", &n_factors);

  self->root_gram = g_new (float, base->n_movies);
  self->inverse_root_gram = g_new (float, base->n_movies);
  for (guint j = 0; j < base->n_movies; j++)
    {
      self->root_gram[j] = gram[j] > 0.0f ? sqrtf (gram[j]) : 0.0f;
      self->inverse_root_gram[j] = gram[j] > 0.0f ? 1.0f / sqrtf (gram[j]) : 0.0f;
    }

  transposed = g_new (float, MAX (n_factors, 1));
  for (guint block = 0; block < base->n_movies; block += 16)
    for (guint k = 0; k < self->rank; k++)
      for (guint j = block; j < MIN (block + 16, base->n_movies); j++)
        transposed[(gsize) k * base->n_movies + j] = factors[(gsize) j * self->rank + k];

  self->factors = mtn_buffer_new_for_data (base->engine, factors, n_factors);
  self->transposed = mtn_buffer_new (base->engine, n_factors);
  mtn_buffer_write (self->transposed, 0, transposed, n_factors);
  self->hidden = mtn_buffer_new (base->engine, (gsize) MTN_BATCH * self->rank);

  self->n_penalties = MAX (base->part->penalty != NULL ? base->part->penalty->len : 0, 1);
  self->straight.penalties = g_new0 (float, self->n_penalties);
  self->tilted.penalties = g_new0 (float, self->n_penalties);
  self->tilted.first = self->n_penalties;
  self->filter = mtn_buffer_new (base->engine, 2 * (gsize) self->n_penalties * self->rank);
  self->scale = mtn_buffer_new (base->engine, 2 * (gsize) self->n_penalties * base->n_movies);
  self->diagonal = mtn_buffer_new (base->engine, 2 * (gsize) self->n_penalties * base->n_movies);
}

static void
fill_line (Spectral *self, guint line, float penalty)
{
  MtnScorer *base = &self->base;
  g_autofree float *filter = g_new (float, MAX (self->rank, 1));
  g_autofree float *scale = g_new0 (float, base->n_movies);
  g_autofree float *diagonal = g_new (float, base->n_movies);
  g_autoptr (MtnBuffer) weights = mtn_buffer_new (base->engine, self->rank);
  g_autoptr (MtnBuffer) norms = mtn_buffer_new (base->engine, base->n_movies);

  for (guint k = 0; k < self->rank; k++)
    {
      double ratio = self->eigenvalues[k] > 0.0f ? (double) self->eigenvalues[k] / penalty : 0.0;

      filter[k] = (float) (ratio / (1.0 + ratio));
    }

  mtn_buffer_write (weights, 0, filter, self->rank);
  mtn_engine_column_norms (base->engine, self->transposed, weights, self->rank, base->n_movies, norms);
  /* A failure sticks and is reported with the scores. */
  if (!mtn_buffer_read (norms, 0, scale, base->n_movies))
    return;

  for (guint j = 0; j < base->n_movies; j++)
    {
      double share = scale[j];
      double rest = 1.0 - share > LEAST_REST ? 1.0 - share : LEAST_REST;

      scale[j] = (float) (self->root_gram[j] / rest);
      diagonal[j] = (float) (self->root_gram[j] * share / rest);
    }

  mtn_buffer_write (self->filter, (gsize) line * self->rank, filter, self->rank);
  mtn_buffer_write (self->scale, (gsize) line * base->n_movies, scale, base->n_movies);
  mtn_buffer_write (self->diagonal, (gsize) line * base->n_movies, diagonal, base->n_movies);
}

/* Line of the tables for a person with so many picks; computed when it is first wanted. */
static guint
find_line (Spectral *self, Lines *lines, guint n_picks)
{
  float penalty = mtn_steps_get (self->base.part->penalty, n_picks, DEFAULT_PENALTY);
  guint i = 0;

  if (!(penalty > 0.0f))
    penalty = DEFAULT_PENALTY;

  while (i < lines->n_filled && lines->penalties[i] != penalty)
    i++;
  if (i == lines->n_filled)
    {
      g_assert (i < self->n_penalties);
      fill_line (self, lines->first + i,
                 (float) (penalty * pow (TILTED_PENALTY, -MAX (lines->particular, 0.0))));
      lines->penalties[lines->n_filled++] = penalty;
    }

  return lines->first + i;
}

static void
score (Spectral *self, Lines *lines, const MtnFeatures *const *rows, guint n_rows, MtnBuffer *out)
{
  MtnScorer *base = &self->base;
  g_auto (MtnRowsBuilder) builder;
  MtnRows picks;
  guint line[MTN_BATCH];

  for (guint r = 0; r < n_rows; r++)
    line[r] = find_line (self, lines, rows[r]->picks->len);

  mtn_rows_builder_init (&builder);
  mtn_rows_builder_add_picks (&builder, base->part, rows, n_rows, self->inverse_root_gram);
  picks = mtn_rows_builder_get (&builder);

  mtn_engine_gather (base->engine, &picks, self->factors, NULL, MTN_ACTIVATION_NONE, base->n_movies,
                     self->rank, self->hidden);
  mtn_engine_scale (base->engine, self->hidden, n_rows, self->rank, self->filter, line);
  mtn_engine_dense (base->engine, self->hidden, self->transposed, NULL, MTN_ACTIVATION_NONE, n_rows,
                    self->rank, base->n_movies, out);
  mtn_engine_scale (base->engine, out, n_rows, base->n_movies, self->scale, line);
  mtn_engine_subtract_diagonal (base->engine, out, &picks, base->n_movies, self->diagonal, line);
}

static void
run (MtnScorer *base, const MtnFeatures *const *rows, guint n_rows, MtnBuffer *out)
{
  Spectral *self = (Spectral *) base;

  prepare (self);
  score (self, &self->straight, rows, n_rows, out);
}

static void
tilt (MtnScorer *base, const MtnFeatures *const *rows, guint n_rows, double particular, MtnBuffer *scores)
{
  Spectral *self = (Spectral *) base;

  if (self->tilted.particular != particular)
    {
      self->tilted.particular = particular;
      self->tilted.n_filled = 0;
    }
  score (self, &self->tilted, rows, n_rows, scores);
  mtn_tilt_multiply (base->tilts, scores, n_rows, particular);
}

static void
free_spectral (MtnScorer *base)
{
  Spectral *self = (Spectral *) base;

  g_clear_pointer (&self->factors, mtn_buffer_free);
  g_clear_pointer (&self->transposed, mtn_buffer_free);
  g_clear_pointer (&self->hidden, mtn_buffer_free);
  g_clear_pointer (&self->filter, mtn_buffer_free);
  g_clear_pointer (&self->scale, mtn_buffer_free);
  g_clear_pointer (&self->diagonal, mtn_buffer_free);
  g_free (self->root_gram);
  g_free (self->inverse_root_gram);
  g_free (self->straight.penalties);
  g_free (self->tilted.penalties);
  g_free (self);
}

MtnScorer *
mtn_scorer_spectral_new (void)
{
  Spectral *self = g_new0 (Spectral, 1);

  self->base.run = run;
  self->base.tilt = tilt;
  self->base.free = free_spectral;

  return &self->base;
}
