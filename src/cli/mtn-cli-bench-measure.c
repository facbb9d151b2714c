/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-bench-measure.h"

#include <math.h>
#include <stdlib.h>

#include "mtn-machine-peak.h"
#include "mtn-net.h"
#include "mtn-random.h"

#define N_HIDDEN 1024
#define N_WARM 5

/* As many as percentiles of a long run need. */
#define MAX_CALLS 20000

/* Means of MovieLens 100K. */
#define LEAST_RATINGS 20
#define MEAN_RATINGS 106.0

/* Steps of Adam read and write a parameter and its two moments, four bytes each. */
#define BYTES_OF_ADAM 24.0

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

double
mtn_cli_bench_get_roof (const MtnCliBench *self)
{
  return MAX (self->step_operations / self->peak_flops, self->step_bytes / self->peak_bandwidth);
}

MtnRatings *
mtn_cli_bench_invent (guint n_people, guint n_movies, guint64 seed)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (MtnRating));
  g_autofree guint *rated_by = g_new0 (guint, MAX (n_movies, 1));
  guint most = (n_movies + 1) / 2;
  MtnRandom random;

  mtn_random_init (&random, seed, 0);
  for (guint u = 0; u < n_people; u++)
    {
      double extra = -(MEAN_RATINGS - LEAST_RATINGS) * log (1 - mtn_random_unit (&random));
      guint n = (guint) MIN (LEAST_RATINGS + extra, most);

      while (n > 0)
        {
          double x = mtn_random_unit (&random);
          MtnRating rating = { u, (guint) (x * x * n_movies), (float) (1 + mtn_random_below (&random, 5)),
                               0 };

          if (rated_by[rating.movie] == u + 1)
            continue;
          rated_by[rating.movie] = u + 1;
          g_array_append_val (entries, rating);
          n--;
        }
    }

  return mtn_ratings_new ((const MtnRating *) entries->data, entries->len, n_people, n_movies);
}

void
mtn_cli_bench_measure_machine (MtnCliBench *self)
{
  self->n_threads = g_get_num_processors ();
  self->peak_flops = mtn_machine_peak_gemm (self->n_threads);
  self->peak_bandwidth = mtn_machine_peak_bandwidth (self->n_threads);
}

/* Numbers and operations of the parts that answer a person with so many picks. */
static void
count_work (MtnCliBench *self, MtnCheckpoint *checkpoint, double n_picks)
{
  const MtnArchitecture *architecture = mtn_checkpoint_get_architecture (checkpoint);
  double n_movies = mtn_catalog_get_n_movies (mtn_checkpoint_get_catalog (checkpoint));
  double n_weights = 0;

  for (guint p = 0; p < architecture->parts->len; p++)
    {
      const MtnPart *part = g_ptr_array_index (architecture->parts, p);
      gsize n_values = 0, n_out = 0;

      switch (part->type)
        {
        case MTN_PART_SPECTRAL:
          mtn_checkpoint_get_weights (checkpoint, part->name, "eigenvalues", &n_values);
          n_weights += (n_picks + n_movies) * (double) n_values;
          break;

        case MTN_PART_ITEM_ITEM:
          n_weights += n_picks * n_movies;
          break;

        case MTN_PART_NETWORK:
          for (guint l = 1;; l++)
            {
              g_autofree char *weight = g_strdup_printf ("fc%u.weight", l);
              g_autofree char *bias = g_strdup_printf ("fc%u.bias", l);

              if (mtn_checkpoint_get_weights (checkpoint, part->name, weight, &n_values) == NULL ||
                  mtn_checkpoint_get_weights (checkpoint, part->name, bias, &n_out) == NULL)
                break;
              n_weights += l == 1 ? n_picks * (double) n_out : (double) n_values;
            }
          break;

        case MTN_PART_POPULARITY:
        case MTN_PART_DEMOGRAPHIC:
        default:
          n_weights += n_movies;
          break;
        }
    }

  self->n_bytes = n_weights * sizeof (float);
  self->n_operations = 2 * n_weights;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second ? 1 : 0;
}

/* The least time that so many of the calls did not exceed (nearest rank). */
static double
get_percentile (const GArray *sorted, double share)
{
  guint rank = (guint) ceil (share * sorted->len);

  return g_array_index (sorted, double, MAX (rank, 1) - 1);
}

static gboolean
measure_one (MtnCliBench *self,
             MtnRecommender *recommender,
             const GPtrArray *profiles,
             double seconds,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  MtnQuery query = MTN_QUERY_INIT;
  double end = 0;

  for (guint i = 0; times->len == 0 || (now () < end && times->len < MAX_CALLS); i++)
    {
      g_autoptr (MtnRecommendations) list = NULL;
      double start = now (), taken;

      list = mtn_recommender_recommend (recommender, g_ptr_array_index (profiles, i % profiles->len), &query,
                                        error);
      taken = now () - start;
      if (list == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      /* The first ones prepare what the model needs. */
      if (i == N_WARM)
        end = now () + seconds;
      if (i >= N_WARM)
        g_array_append_val (times, taken);
    }

  g_array_sort (times, compare_times);
  self->n_calls = times->len;
  self->p50 = get_percentile (times, 0.5);
  self->p95 = get_percentile (times, 0.95);
  self->p99 = get_percentile (times, 0.99);

  return TRUE;
}

static gboolean
measure_many (MtnCliBench *self,
              MtnRecommender *recommender,
              const GPtrArray *profiles,
              double seconds,
              GCancellable *cancellable,
              GError **error)
{
  const MtnProfile *asked[MTN_CLI_BENCH_PEOPLE];
  MtnRecommendations *lists[MTN_CLI_BENCH_PEOPLE];
  MtnQuery query = MTN_QUERY_INIT;
  double start = 0, end = 0;

  for (guint i = 0; i < MTN_CLI_BENCH_PEOPLE; i++)
    asked[i] = g_ptr_array_index (profiles, i % profiles->len);

  for (guint i = 0; i < 2 || now () < end; i++)
    {
      /* The first call makes room. */
      if (i == 1)
        {
          start = now ();
          end = start + seconds;
        }
      if (!mtn_recommender_recommend_many (recommender, asked, MTN_CLI_BENCH_PEOPLE, &query, lists, error))
        return FALSE;
      for (guint p = 0; p < MTN_CLI_BENCH_PEOPLE; p++)
        mtn_recommendations_free (lists[p]);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      self->n_batches = i;
    }
  self->people_rate = (double) self->n_batches * MTN_CLI_BENCH_PEOPLE / MAX (now () - start, 1e-9);

  return TRUE;
}

gboolean
mtn_cli_bench_measure_answers (MtnCliBench *self,
                               MtnRecommender *recommender,
                               MtnCheckpoint *checkpoint,
                               const GPtrArray *profiles,
                               double seconds,
                               GCancellable *cancellable,
                               GError **error)
{
  double n_picks = 0;

  for (guint i = 0; i < profiles->len; i++)
    n_picks += mtn_profile_get_n_picks (g_ptr_array_index (profiles, i));
  count_work (self, checkpoint, n_picks / profiles->len);

  return measure_one (self, recommender, profiles, seconds, cancellable, error) &&
         measure_many (self, recommender, profiles, seconds, cancellable, error);
}

/* Samples of a table of ratings, in the layout of the network. */
typedef struct
{
  guint n_rows; /* a multiple of the size of a batch */
  GArray *in_offsets, *in_columns, *in_values;
  GArray *offsets, *columns, *values;
  double n_used; /* inputs that are not 0, of a batch: a column counts once */
} Samples;

static void
samples_clear (Samples *self)
{
  g_clear_pointer (&self->in_offsets, g_array_unref);
  g_clear_pointer (&self->in_columns, g_array_unref);
  g_clear_pointer (&self->in_values, g_array_unref);
  g_clear_pointer (&self->offsets, g_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->values, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Samples, samples_clear)

static void
samples_init (Samples *self, MtnRatings *ratings, guint n_inputs)
{
  guint n_features = n_inputs - ratings->n_movies;
  g_autofree guint *used_in = g_new0 (guint, n_inputs);
  guint n_batches;

  self->n_rows = MIN (ratings->n_people, 20 * MTN_CLI_BENCH_BATCH);
  self->n_rows = MAX (self->n_rows - self->n_rows % MTN_CLI_BENCH_BATCH, MTN_CLI_BENCH_BATCH);
  n_batches = self->n_rows / MTN_CLI_BENCH_BATCH;
  self->in_offsets = g_array_new (FALSE, TRUE, sizeof (guint));
  self->in_columns = g_array_new (FALSE, TRUE, sizeof (guint));
  self->in_values = g_array_new (FALSE, TRUE, sizeof (float));
  self->offsets = g_array_new (FALSE, TRUE, sizeof (guint));
  self->columns = g_array_new (FALSE, TRUE, sizeof (guint));
  self->values = g_array_new (FALSE, TRUE, sizeof (float));
  g_array_set_size (self->in_offsets, 1);
  g_array_set_size (self->offsets, 1);

  for (guint r = 0; r < self->n_rows; r++)
    {
      guint person = r % ratings->n_people;
      guint batch = r / MTN_CLI_BENCH_BATCH + 1;
      guint first = self->in_columns->len;

      for (guint f = 0; f < n_features; f++)
        {
          float half = 0.5f;

          g_array_append_val (self->in_columns, f);
          g_array_append_val (self->in_values, half);
        }
      for (guint i = ratings->offsets[person]; i < ratings->offsets[person + 1]; i++)
        {
          guint movie = ratings->movies[i], column = n_features + movie;
          float value = ratings->stars[i] / 5;

          g_array_append_val (self->columns, movie);
          g_array_append_val (self->values, value);
          if (i % 2 == 0)
            continue;
          g_array_append_val (self->in_columns, column);
          g_array_append_val (self->in_values, value);
        }
      g_array_append_val (self->in_offsets, self->in_columns->len);
      g_array_append_val (self->offsets, self->columns->len);

      for (guint i = first; i < self->in_columns->len; i++)
        {
          guint *last = &used_in[g_array_index (self->in_columns, guint, i)];

          self->n_used += *last != batch ? 1.0 / n_batches : 0;
          *last = batch;
        }
    }
}

static MtnNetBatch
samples_get_batch (const Samples *self, guint step)
{
  guint first = step % (self->n_rows / MTN_CLI_BENCH_BATCH) * MTN_CLI_BENCH_BATCH;

  return (MtnNetBatch){
    MTN_CLI_BENCH_BATCH,
    { (const guint *) (gpointer) self->in_offsets->data + first, (gpointer) self->in_columns->data,
      (gpointer) self->in_values->data },
    { (const guint *) (gpointer) self->offsets->data + first, (gpointer) self->columns->data,
      (gpointer) self->values->data },
    { NULL, NULL, NULL },
  };
}

gboolean
mtn_cli_bench_measure_training (MtnCliBench *self,
                                guint n_genres,
                                MtnRatings *ratings,
                                double seconds,
                                GCancellable *cancellable,
                                GError **error)
{
  guint n_inputs = (guint) mtn_network_n_inputs (n_genres, ratings->n_movies);
  const guint sizes[] = { n_inputs, N_HIDDEN, N_HIDDEN, N_HIDDEN, ratings->n_movies };
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;
  g_auto (Samples) samples = { 0 };
  MtnNet *net;
  double start = 0, end = 0;
  gboolean is_done = TRUE;

  samples_init (&samples, ratings, n_inputs);
  options.sizes = sizes;
  options.n_layers = MTN_CLI_BENCH_N_LAYERS;
  options.max_rows = MTN_CLI_BENCH_BATCH;
  options.drop_hidden = 0.1;
  net = mtn_net_new (&options, error);
  if (net == NULL)
    return FALSE;

  self->step_operations = self->step_bytes = 0;
  for (guint l = 0; l <= MTN_CLI_BENCH_N_LAYERS; l++)
    self->sizes[l] = sizes[l];
  for (guint l = 0; l < MTN_CLI_BENCH_N_LAYERS; l++)
    {
      double n_weights = (double) sizes[l] * sizes[l + 1];

      /* Forward, to the deltas, to the gradient; the first layer is sparse. */
      self->step_operations += l > 0 ? 3 * 2.0 * MTN_CLI_BENCH_BATCH * n_weights : 0;
      self->step_bytes += BYTES_OF_ADAM * n_weights + 4 * (l > 0 ? n_weights : samples.n_used * sizes[1]);
    }

  for (guint i = 0; is_done && (i <= N_WARM || now () < end); i++)
    {
      MtnNetBatch batch = samples_get_batch (&samples, i);

      if (i == N_WARM)
        {
          start = now ();
          end = start + seconds;
        }
      is_done = mtn_net_step (net, &batch, NULL, error) &&
                !g_cancellable_set_error_if_cancelled (cancellable, error);
      self->n_steps = i + 1 - MIN (i + 1, N_WARM);
    }
  self->sample_rate = (double) self->n_steps * MTN_CLI_BENCH_BATCH / MAX (now () - start, 1e-9);
  mtn_net_free (net);

  return is_done;
}
