/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-autoencoder.h"

#include <math.h>
#include <string.h>

#include <cblas.h>

#include "mtn-denormals.h"
#include "mtn-net.h"
#include "mtn-random.h"

/* People times epochs above which there are no more. */
#define MANY_PEOPLE 2500
#define LEAST_EPOCHS 4

#define NO_OUTPUT G_MAXUINT

/* What logits become: sigmoid (SPREAD · z − DEPTH). */
#define SPREAD 0.5
#define DEPTH 4.0

/* A sample of people is enough to see how far logits spread. */
#define N_MEASURED 256

/* Sparse rows of a batch; room for a whole catalogue in each. */
typedef struct
{
  guint *offsets; /* [batch + 1] */
  guint *columns;
  float *values; /* (nullable): all 1 */
} Rows;

typedef struct
{
  MtnRatings *ratings;
  const MtnAutoencoderOptions *options;
  guint n_outputs;
  guint *output_of; /* [n_movies]: NO_OUTPUT: out of reach */
  MtnRandom random;
  guint *people; /* [n_people]: with at least two films */
  guint n_people;
  guint *places; /* [n_movies]: scratch */
  Rows in;
  Rows targets;
  Rows excluded; /* offsets NULL: none */
} Sampler;

static void
rows_init (Rows *self, gsize n_rows, gsize n_columns, gboolean with_values)
{
  self->offsets = g_new0 (guint, n_rows + 1);
  self->columns = g_new (guint, MAX (n_rows * n_columns, 1));
  self->values = with_values ? g_new (float, MAX (n_rows * n_columns, 1)) : NULL;
}

static void
rows_clear (Rows *self)
{
  g_clear_pointer (&self->offsets, g_free);
  g_clear_pointer (&self->columns, g_free);
  g_clear_pointer (&self->values, g_free);
}

static void
sampler_clear (Sampler *self)
{
  g_clear_pointer (&self->output_of, g_free);
  g_clear_pointer (&self->people, g_free);
  g_clear_pointer (&self->places, g_free);
  rows_clear (&self->in);
  rows_clear (&self->targets);
  rows_clear (&self->excluded);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sampler, sampler_clear)

/* Places in the ratings of a person's films that count. */
static guint
collect (const Sampler *self, guint person, guint *places)
{
  const MtnRatings *ratings = self->ratings;
  guint n = 0;

  for (guint i = ratings->offsets[person]; i < ratings->offsets[person + 1]; i++)
    if (ratings->stars[i] >= self->options->least_stars)
      places[n++] = i;

  return n;
}

static void
sampler_init (Sampler *self, MtnRatings *ratings, const MtnAutoencoderOptions *options)
{
  self->ratings = ratings;
  self->options = options;
  mtn_random_init (&self->random, options->seed, 1);

  self->n_outputs = options->reach != NULL ? options->n_reach : ratings->n_movies;
  self->output_of = g_new (guint, MAX (ratings->n_movies, 1));
  for (guint j = 0; j < ratings->n_movies; j++)
    self->output_of[j] = options->reach != NULL ? NO_OUTPUT : j;
  for (guint c = 0; options->reach != NULL && c < options->n_reach; c++)
    self->output_of[options->reach[c]] = c;

  self->people = g_new (guint, MAX (ratings->n_people, 1));
  self->places = g_new (guint, MAX (ratings->n_movies, 1));

  for (guint u = 0; u < ratings->n_people; u++)
    if (collect (self, u, self->places) >= 2)
      self->people[self->n_people++] = u;

  rows_init (&self->in, options->batch, ratings->n_movies, TRUE);
  rows_init (&self->targets, options->batch, ratings->n_movies, FALSE);
  if (options->film_sets != NULL)
    rows_init (&self->excluded, options->batch, ratings->n_movies, FALSE);
}

static guint
draw_n_picks (Sampler *self, guint n)
{
  const MtnAutoencoderOptions *options = self->options;
  double drawn = mtn_random_unit (&self->random);
  double wanted;

  if (options->most_picks > 0)
    wanted = floor (exp (drawn * log (options->most_picks + 1.0)));
  else
    wanted = floor (n * (options->least_share + drawn * (options->most_share - options->least_share)) + 0.5);

  return (guint) CLAMP (wanted, 1.0, n - 1.0);
}

static void
add_sample (Sampler *self, guint row, guint person)
{
  const MtnRatings *ratings = self->ratings;
  guint n = collect (self, person, self->places);
  guint n_picks = draw_n_picks (self, n);
  guint n_in = self->in.offsets[row], n_targets = self->targets.offsets[row];
  double squares = 0;

  mtn_random_shuffle (&self->random, self->places, n);
  for (guint i = 0; i < n_picks; i++)
    {
      double value = mtn_star_value (self->options->values, ratings->stars[self->places[i]]);

      if (self->options->most_picks > 0)
        value = self->options->values[0];
      self->in.columns[n_in + i] = ratings->movies[self->places[i]];
      self->in.values[n_in + i] = (float) value;
      squares += value * value;
    }
  for (guint i = 0; squares > 0 && i < n_picks; i++)
    self->in.values[n_in + i] = (float) (self->in.values[n_in + i] / sqrt (squares));
  for (guint i = 0; i < n; i++)
    if (self->output_of[ratings->movies[self->places[i]]] != NO_OUTPUT)
      self->targets.columns[n_targets++] = self->output_of[ratings->movies[self->places[i]]];

  self->in.offsets[row + 1] = n_in + n_picks;
  self->targets.offsets[row + 1] = n_targets;

  if (self->excluded.offsets == NULL)
    return;
  self->excluded.offsets[row + 1] = self->excluded.offsets[row];
  for (guint j = 0; j < ratings->n_movies; j++)
    if (self->output_of[j] != NO_OUTPUT &&
        (self->options->film_sets[j] >> self->options->person_sets[person] & 1) == 0)
      self->excluded.columns[self->excluded.offsets[row + 1]++] = self->output_of[j];
}

static MtnNetBatch
make_batch (Sampler *self, const guint *people, guint n_people)
{
  for (guint r = 0; r < n_people; r++)
    add_sample (self, r, people[r]);

  return (MtnNetBatch){
    .n_rows = n_people,
    .in = { self->in.offsets, self->in.columns, self->in.values },
    .targets = { self->targets.offsets, self->targets.columns, NULL },
    .excluded = { self->excluded.offsets, self->excluded.columns, NULL },
  };
}

static gboolean
run_epochs (Sampler *sampler, MtnNet *net, GCancellable *cancellable, GError **error)
{
  const MtnAutoencoderOptions *options = sampler->options;
  guint n_epochs = options->n_epochs;
  guint64 n_steps, step = 0;

  if (sampler->n_people > MANY_PEOPLE)
    n_epochs = MAX ((guint) ((guint64) n_epochs * MANY_PEOPLE / sampler->n_people), LEAST_EPOCHS);
  n_steps = (guint64) n_epochs * ((sampler->n_people + options->batch - 1) / options->batch);

  for (guint epoch = 0; epoch < n_epochs; epoch++)
    {
      mtn_random_shuffle (&sampler->random, sampler->people, sampler->n_people);
      for (guint start = 0; start < sampler->n_people; start += options->batch)
        {
          MtnNetBatch batch =
              make_batch (sampler, sampler->people + start, MIN (options->batch, sampler->n_people - start));

          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          mtn_net_set_learning_rate (net, options->learning_rate * 0.5 *
                                              (1 + cos (G_PI * (double) step++ / (double) n_steps)));
          if (!mtn_net_step (net, &batch, NULL, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* Mean over people of the standard deviation of their logits over the films; 0 where there are none. */
static gboolean
measure_spread (Sampler *sampler, MtnNet *net, double *spread, GError **error)
{
  guint n_outputs = sampler->n_outputs;
  guint n_measured = MIN (sampler->n_people, N_MEASURED);
  g_autofree float *logits = g_new (float, (gsize) sampler->options->batch *n_outputs);
  double sum = 0;

  for (guint start = 0; start < n_measured; start += sampler->options->batch)
    {
      guint n = MIN (sampler->options->batch, n_measured - start);
      MtnNetBatch batch = make_batch (sampler, sampler->people + start, n);

      if (!mtn_net_predict (net, &batch, logits, error))
        return FALSE;
      for (guint r = 0; r < n; r++)
        {
          const float *row = logits + (gsize) r * n_outputs;
          double total = 0, squares = 0;

          for (guint j = 0; j < n_outputs; j++)
            {
              total += row[j];
              squares += (double) row[j] * row[j];
            }
          sum += sqrt (MAX (squares / n_outputs - total / n_outputs * (total / n_outputs), 0));
        }
    }

  *spread = n_measured > 0 ? sum / n_measured : 0;

  return TRUE;
}

/* Takes the weights over, their output centred over the films, scaled and shifted. */
static void
take_weights (MtnAutoencoder *self, const Sampler *sampler, const float *parameters, double spread)
{
  gsize n = self->n_movies, h = self->n_hidden, n_outputs = sampler->n_outputs;
  const float *weight2 = parameters + h * n + h;
  const float *bias2 = weight2 + n_outputs * h;
  double scale = spread > 0 ? SPREAD / spread : 0;
  g_autofree double *center = g_new0 (double, h + 1);

  for (gsize k = 0; k < h; k++)
    for (gsize j = 0; j < n; j++)
      self->weight1[j * h + k] = parameters[k * n + j];
  memcpy (self->bias1, parameters + h * n, sizeof (float) * h);

  for (gsize c = 0; c < n_outputs; c++)
    {
      for (gsize k = 0; k < h; k++)
        center[k] += weight2[c * h + k] / (double) n_outputs;
      center[h] += bias2[c] / (double) n_outputs;
    }
  for (gsize j = 0; j < n; j++)
    {
      gsize c = sampler->output_of[j];

      self->bias2[j] = (float) -DEPTH;
      if (c == NO_OUTPUT)
        continue;
      for (gsize k = 0; k < h; k++)
        self->weight2[j * h + k] = (float) (scale * (weight2[c * h + k] - center[k]));
      self->bias2[j] = (float) (scale * (bias2[c] - center[h]) - DEPTH);
    }
}

MtnAutoencoder *
mtn_autoencoder_fit (MtnRatings *ratings,
                     const MtnAutoencoderOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  const guint sizes[] = { ratings->n_movies, options->n_hidden,
                          options->reach != NULL ? options->n_reach : ratings->n_movies };
  MtnNetOptions net_options = MTN_NET_OPTIONS_INIT;
  g_autoptr (MtnAutoencoder) self = NULL;
  g_autoptr (MtnNet) net = NULL;
  g_autofree float *parameters = NULL;
  g_auto (Sampler) sampler = { 0 };
  double spread;
  guint64 mode;
  gboolean done;

  g_return_val_if_fail (options->n_hidden >= 1 && options->batch >= 1, NULL);
  g_return_val_if_fail (sizes[0] >= 1 && sizes[2] >= 1, NULL);

  net_options.sizes = sizes;
  net_options.n_layers = 2;
  net_options.activation = MTN_NET_RELU;
  net_options.loss = MTN_NET_MULTINOMIAL;
  net_options.max_rows = options->batch;
  net_options.n_threads = 1;
  net_options.seed = options->seed;
  net_options.drop_hidden = options->dropout;
  net_options.drop_last = TRUE;
  net_options.learning_rate = options->learning_rate;
  if (!mtn_net_options_choose_engine (&net_options, options->engine, error))
    return NULL;
  net = mtn_net_new (&net_options, error);
  if (net == NULL)
    return NULL;

  sampler_init (&sampler, ratings, options);
  /* A card keeps them, and who takes over from it must too. */
  mode = net_options.engine == NULL ? mtn_denormals_flush () : 0;
  done = run_epochs (&sampler, net, cancellable, error);
  if (net_options.engine == NULL)
    mtn_denormals_restore (mode);
  if (!done)
    return NULL;

  parameters = g_new (float, mtn_net_get_n_parameters (net));
  if (!mtn_net_get_state (net, parameters, NULL, NULL, error) ||
      !measure_spread (&sampler, net, &spread, error))
    return NULL;

  self = g_new0 (MtnAutoencoder, 1);
  self->n_movies = ratings->n_movies;
  self->n_hidden = options->n_hidden;
  self->weight1 = g_new (float, (gsize) self->n_movies * self->n_hidden);
  self->bias1 = g_new (float, self->n_hidden);
  self->weight2 = g_new0 (float, (gsize) self->n_movies * self->n_hidden);
  self->bias2 = g_new (float, self->n_movies);
  take_weights (self, &sampler, parameters, spread);

  return g_steal_pointer (&self);
}

void
mtn_autoencoder_free (MtnAutoencoder *self)
{
  if (self == NULL)
    return;

  g_free (self->weight1);
  g_free (self->bias1);
  g_free (self->weight2);
  g_free (self->bias2);
  g_free (self);
}

void
mtn_autoencoder_score (const MtnAutoencoder *self,
                       guint n_rows,
                       const guint *offsets,
                       const guint *movies,
                       const float *values,
                       float *scores)
{
  gsize n = self->n_movies, h = self->n_hidden;
  g_autofree float *hidden = g_new (float, MAX (n_rows * h, 1));

  for (guint r = 0; r < n_rows; r++)
    {
      float *row = hidden + r * h;
      double squares = 0;

      for (guint i = offsets[r]; i < offsets[r + 1]; i++)
        squares += (double) values[i] * values[i];

      memcpy (row, self->bias1, sizeof (float) * h);
      for (guint i = offsets[r]; squares > 0 && i < offsets[r + 1]; i++)
        cblas_saxpy ((blasint) h, (float) (values[i] / sqrt (squares)), self->weight1 + movies[i] * h, 1, row,
                     1);
      for (gsize k = 0; k < h; k++)
        row[k] = MAX (row[k], 0);
    }

  if (n_rows > 0)
    cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (blasint) n_rows, (blasint) n, (blasint) h, 1,
                 hidden, (blasint) h, self->weight2, (blasint) h, 0, scores, (blasint) n);

  for (guint r = 0; r < n_rows; r++)
    for (gsize j = 0; j < n; j++)
      scores[r * n + j] = 1 / (1 + expf (-(scores[r * n + j] + self->bias2[j])));
}
