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
 * A part need not say something about every film: reach is a factor of each film's score, and where it is 0
 * nothing is computed. Such a part works on narrow rows and tables, whose columns are the films within reach.
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

  guint n_columns;   /* films within reach */
  guint *columns;    /* [n_columns]; (nullable): all films, in their order */
  guint *column_of;  /* [movies]: G_MAXUINT out of reach; (nullable) likewise */
  MtnBuffer *narrow; /* [MTN_BATCH, n_columns]; (nullable) likewise */

  MtnBuffer *factors;    /* [movies, rank] */
  MtnBuffer *transposed; /* [rank, n_columns] */
  MtnBuffer *hidden;     /* [MTN_BATCH, rank] */

  guint n_penalties;
  Lines straight;
  Lines tilted;
  MtnBuffer *filter;   /* [2 n_penalties, rank]: f */
  MtnBuffer *scale;    /* [2 n_penalties, n_columns]: g^½ / (1 − s), times reach */
  MtnBuffer *diagonal; /* [2 n_penalties, n_columns]: g^½ s / (1 − s), times reach */
} Spectral;

/* What a film's score is multiplied by at last: g^½ and reach. */
static float
get_root_gram (Spectral *self, guint column)
{
  return self->root_gram[self->columns != NULL ? self->columns[column] : column];
}

/* Finds the films within reach, and takes reach into the roots of g, which are done with. */
static void
find_columns (Spectral *self)
{
  MtnScorer *base = &self->base;
  gsize n_values;
  const float *reach = mtn_checkpoint_get_weights (base->checkpoint, base->part->name, "reach", &n_values);

  self->n_columns = base->n_movies;
  if (reach == NULL)
    return;

  self->n_columns = 0;
  self->columns = g_new (guint, base->n_movies);
  self->column_of = g_new (guint, base->n_movies);
  for (guint j = 0; j < base->n_movies; j++)
    {
      self->root_gram[j] *= reach[j];
      self->column_of[j] = reach[j] > 0.0f ? self->n_columns : G_MAXUINT;
      if (reach[j] > 0.0f)
        self->columns[self->n_columns++] = j;
    }
  self->narrow = mtn_buffer_new (base->engine, (gsize) MTN_BATCH * self->n_columns);
}

static void
prepare (Spectral *self)
{
  MtnScorer *base = &self->base;
  gsize n_values, n_factors, n_transposed;
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

  find_columns (self);
  n_transposed = (gsize) self->rank * self->n_columns;
  transposed = g_new (float, MAX (n_transposed, 1));
  for (guint block = 0; block < self->n_columns; block += 16)
    for (guint k = 0; k < self->rank; k++)
      for (guint c = block; c < MIN (block + 16, self->n_columns); c++)
        {
          gsize j = self->columns != NULL ? self->columns[c] : c;

          transposed[(gsize) k * self->n_columns + c] = factors[j * self->rank + k];
        }

  self->factors = mtn_buffer_new_for_data (base->engine, factors, n_factors);
  self->transposed = mtn_buffer_new (base->engine, n_transposed);
  mtn_buffer_write (self->transposed, 0, transposed, n_transposed);
  self->hidden = mtn_buffer_new (base->engine, (gsize) MTN_BATCH * self->rank);

  self->n_penalties = MAX (base->part->penalty != NULL ? base->part->penalty->len : 0, 1);
  self->straight.penalties = g_new0 (float, self->n_penalties);
  self->tilted.penalties = g_new0 (float, self->n_penalties);
  self->tilted.first = self->n_penalties;
  self->filter = mtn_buffer_new (base->engine, 2 * (gsize) self->n_penalties * self->rank);
  self->scale = mtn_buffer_new (base->engine, 2 * (gsize) self->n_penalties * self->n_columns);
  self->diagonal = mtn_buffer_new (base->engine, 2 * (gsize) self->n_penalties * self->n_columns);
}

static void
fill_line (Spectral *self, guint line, float penalty)
{
  MtnScorer *base = &self->base;
  g_autofree float *filter = g_new (float, MAX (self->rank, 1));
  gsize n_columns = self->n_columns;
  g_autofree float *scale = g_new0 (float, MAX (n_columns, 1));
  g_autofree float *diagonal = g_new (float, MAX (n_columns, 1));
  g_autoptr (MtnBuffer) weights = mtn_buffer_new (base->engine, self->rank);
  g_autoptr (MtnBuffer) norms = mtn_buffer_new (base->engine, n_columns);

  for (guint k = 0; k < self->rank; k++)
    {
      double ratio = self->eigenvalues[k] > 0.0f ? (double) self->eigenvalues[k] / penalty : 0.0;

      filter[k] = (float) (ratio / (1.0 + ratio));
    }

  mtn_buffer_write (weights, 0, filter, self->rank);
  mtn_engine_column_norms (base->engine, self->transposed, weights, self->rank, self->n_columns, norms);
  /* A failure sticks and is reported with the scores. */
  if (!mtn_buffer_read (norms, 0, scale, n_columns))
    return;

  for (guint c = 0; c < n_columns; c++)
    {
      double share = scale[c];
      double rest = 1.0 - share > LEAST_REST ? 1.0 - share : LEAST_REST;

      scale[c] = (float) (get_root_gram (self, c) / rest);
      diagonal[c] = (float) (get_root_gram (self, c) * share / rest);
    }

  mtn_buffer_write (self->filter, (gsize) line * self->rank, filter, self->rank);
  mtn_buffer_write (self->scale, line * n_columns, scale, n_columns);
  mtn_buffer_write (self->diagonal, line * n_columns, diagonal, n_columns);
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

/* The same picks by their columns; those out of reach have none. */
static void
add_columns (Spectral *self, const MtnRows *picks, MtnRowsBuilder *builder)
{
  for (guint r = 0; r < picks->n_rows; r++)
    {
      for (guint i = picks->offsets[r]; i < picks->offsets[r + 1]; i++)
        if (self->column_of[picks->columns[i]] != G_MAXUINT)
          mtn_rows_builder_add (builder, self->column_of[picks->columns[i]], picks->values[i]);
      mtn_rows_builder_end_row (builder);
    }
}

static void
score (Spectral *self, Lines *lines, const MtnFeatures *const *rows, guint n_rows, MtnBuffer *out)
{
  MtnScorer *base = &self->base;
  g_auto (MtnRowsBuilder) builder;
  g_auto (MtnRowsBuilder) within = { 0 };
  MtnBuffer *columns = self->columns != NULL ? self->narrow : out;
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
                    self->rank, self->n_columns, columns);
  mtn_engine_scale (base->engine, columns, n_rows, self->n_columns, self->scale, line);
  if (self->columns == NULL)
    {
      mtn_engine_subtract_diagonal (base->engine, columns, &picks, self->n_columns, self->diagonal, line);
      return;
    }

  mtn_rows_builder_init (&within);
  add_columns (self, &picks, &within);
  picks = mtn_rows_builder_get (&within);
  mtn_engine_subtract_diagonal (base->engine, columns, &picks, self->n_columns, self->diagonal, line);
  mtn_engine_spread_columns (base->engine, columns, n_rows, self->n_columns, self->columns, base->n_movies,
                             out);
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

  g_clear_pointer (&self->narrow, mtn_buffer_free);
  g_clear_pointer (&self->factors, mtn_buffer_free);
  g_clear_pointer (&self->transposed, mtn_buffer_free);
  g_clear_pointer (&self->hidden, mtn_buffer_free);
  g_clear_pointer (&self->filter, mtn_buffer_free);
  g_clear_pointer (&self->scale, mtn_buffer_free);
  g_clear_pointer (&self->diagonal, mtn_buffer_free);
  g_free (self->columns);
  g_free (self->column_of);
  g_free (self->root_gram);
  g_free (self->inverse_root_gram);
  g_free (self->straight.penalties);
  g_free (self->tilted.penalties);
  g_free (self);
}

static void
prepare_scorer (MtnScorer *base)
{
  prepare ((Spectral *) base);
}

MtnScorer *
mtn_scorer_spectral_new (void)
{
  Spectral *self = g_new0 (Spectral, 1);

  self->base.run = run;
  self->base.prepare = prepare_scorer;
  self->base.tilt = tilt;
  self->base.free = free_spectral;

  return &self->base;
}
