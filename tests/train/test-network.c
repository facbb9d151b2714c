/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The training of networks around their mathematics: samples, rows, epochs, going on. On the
 * invented data set, with small layers. */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "mtn-error.h"
#include "mtn-network-batch.h"
#include "mtn-network-checkpoint.h"
#include "mtn-network-files.h"
#include "mtn-network-train.h"
#include "mtn-recommender.h"
#include "mtn-test-training.h"
#include "mtn-train.h"

static MtnNetworkTraining
small_training (MtnNetLoss loss, MtnNetworkSplit split)
{
  MtnNetworkTraining training = MTN_NETWORK_TRAINING_INIT;

  training.options.loss = loss;
  training.options.split = split;
  training.options.n_hidden = 2;
  training.options.hidden[0] = 24;
  training.options.hidden[1] = 16;
  training.options.epochs = 4;
  training.options.threads = 1;
  mtn_network_options_settle (&training.options);

  return training;
}

static MtnNetworkData *
new_data (MtnTestTraining *fixture, MtnNetworkTraining *training)
{
  g_autoptr (GError) error = NULL;
  MtnNetworkData *data =
      mtn_network_data_new (fixture->dataset, NULL, 0, NULL, &training->options, NULL, NULL, &error);

  g_assert_no_error (error);

  return data;
}

static MtnNetworkState *
train (const MtnNetworkData *data, const MtnNetworkTraining *training, const char *out)
{
  g_autoptr (GError) error = NULL;
  MtnNetworkState *state = NULL;

  g_assert_true (mtn_network_train (data, training, out, &state, NULL, NULL, &error));
  g_assert_no_error (error);

  return state;
}

static void
assert_same_file (const char *first, const char *second)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *a = NULL, *b = NULL;
  gsize n_a, n_b;

  g_assert_true (g_file_get_contents (first, &a, &n_a, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (second, &b, &n_b, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (a, n_a, b, n_b);
}

static guint
count_people (const MtnSampleSet *set, gboolean *is_there)
{
  guint n = 0;

  for (guint s = 0; s < set->n_samples; s++)
    {
      n += !is_there[set->samples[s].person];
      is_there[set->samples[s].person] = TRUE;
    }

  return n;
}

static void
test_people_apart (MtnTestTraining *fixture, gconstpointer unused)
{
  MtnNetworkTraining training = small_training (MTN_NET_BCE, MTN_NETWORK_SPLIT_NONE);
  g_autoptr (MtnNetworkData) data = new_data (fixture, &training);
  guint n_people = fixture->dataset->ratings->n_people;
  g_autofree gboolean *is_there = g_new0 (gboolean, n_people);
  g_autoptr (MtnNetworkData) other = NULL;

  g_assert_cmpuint (count_people (data->validation, is_there), ==, n_people / 10);
  /* All of them new: nobody is on both sides. */
  g_assert_cmpuint (count_people (data->train, is_there), ==, n_people - n_people / 10);
  g_assert_cmpuint (data->train->n_samples, ==, 20 * (n_people - n_people / 10));
  g_assert_false (data->is_test_validation);

  training.options.seed++;
  other = new_data (fixture, &training);
  g_assert_cmpstr (other->fingerprint, !=, data->fingerprint);
}

static void
test_fresh_masks (MtnTestTraining *fixture, gconstpointer unused)
{
  MtnNetworkTraining training = small_training (MTN_NET_BCE, MTN_NETWORK_SPLIT_USERS);
  g_autoptr (MtnNetworkData) data = new_data (fixture, &training);
  g_autoptr (MtnSampleSet) first = mtn_network_data_draw (data->train, 42, 1);
  g_autoptr (MtnSampleSet) again = mtn_network_data_draw (data->train, 42, 1);
  g_autoptr (MtnSampleSet) second = mtn_network_data_draw (data->train, 42, 2);
  gsize n_bytes = (data->train->n_bits + 7) / 8;

  g_assert_true (data->is_test_validation);
  g_assert_cmpuint (first->n_samples, ==, data->train->n_samples);
  g_assert_cmpmem (first->hidden, n_bytes, again->hidden, n_bytes);
  g_assert_cmpint (memcmp (first->hidden, second->hidden, n_bytes), !=, 0);
  g_assert_cmpint (memcmp (first->hidden, data->train->hidden, n_bytes), !=, 0);
  for (guint s = 0; s < first->n_samples; s++)
    g_assert_cmpuint (mtn_sample_set_get_n_hidden (first, s), ==,
                      mtn_sample_set_get_n_hidden (data->train, s));
}

/* A batch against its samples, value by value. */
static void
test_batch (MtnTestTraining *fixture, gconstpointer unused)
{
  MtnNetworkTraining training = small_training (MTN_NET_MSE, MTN_NETWORK_SPLIT_USERS);
  g_autoptr (MtnNetworkData) data = new_data (fixture, &training);
  MtnCatalog *catalog = fixture->dataset->catalog;
  g_autoptr (MtnNetworkBatcher) batcher =
      mtn_network_batcher_new (catalog, fixture->dataset->vocabulary, data->people,
                               MTN_NETWORK_FEATURES_SEED_2023, TRUE);
  const MtnSampleSet *set = data->train;
  const guint samples[] = { 7, 0, set->n_samples - 1 };
  guint n_genres = mtn_catalog_get_n_genres (catalog), n_movies = mtn_catalog_get_n_movies (catalog);
  guint n_visible_of_all = 0;
  MtnNetBatch batch;
  guint64 n_cells = mtn_network_batcher_fill (batcher, set, samples, 3, &batch);

  for (guint r = 0; r < 3; r++)
    {
      guint n_ratings = mtn_sample_set_get_n_ratings (set, samples[r]);
      guint person = set->samples[samples[r]].person;
      g_autofree guint *movies = g_new (guint, n_ratings);
      g_autofree float *stars = g_new (float, n_ratings);
      guint n = mtn_sample_set_list (set, samples[r], FALSE, movies, stars);
      g_autofree double *wanted = g_new0 (double, mtn_network_n_inputs (n_genres, n_movies));

      wanted[0] = data->people[person].id;
      wanted[1] = data->people[person].age / 100.0;
      wanted[2] = data->people[person].gender == mtn_vocabulary_gender (fixture->dataset->vocabulary, "M");
      for (guint i = 0; i < n; i++)
        {
          guint32 genres = mtn_catalog_get_movie (catalog, movies[i])->genres;

          if (genres == 0)
            wanted[3] += stars[i] / (5.0 * n);
          for (guint g = 0; g < n_genres; g++)
            if (genres & (1u << g))
              wanted[4 + g] += stars[i] / (5.0 * n);
          wanted[4 + n_genres + movies[i]] = stars[i] / 5.0;
          g_assert_cmpuint (batch.excluded.columns[batch.excluded.offsets[r] + i], ==, movies[i]);
        }
      n_visible_of_all += n;

      for (guint e = batch.in.offsets[r]; e < batch.in.offsets[r + 1]; e++)
        {
          g_assert_cmpfloat_with_epsilon (batch.in.values[e], wanted[batch.in.columns[e]],
                                          1e-6 * MAX (1, wanted[0]));
          wanted[batch.in.columns[e]] = 0;
        }
      for (guint c = 0; c < mtn_network_n_inputs (n_genres, n_movies); c++)
        g_assert_cmpfloat (wanted[c], ==, 0);

      g_assert_cmpuint (batch.targets.offsets[r + 1] - batch.targets.offsets[r], ==, n_ratings);
      for (guint i = 0; i < n_ratings; i++)
        g_assert_cmpfloat (batch.targets.values[batch.targets.offsets[r] + i], ==,
                           set->ratings->stars[set->ratings->offsets[person] + i] / 5.0f);
    }
  g_assert_cmpuint (n_cells, ==, 3 * n_movies - n_visible_of_all);
}

/* What the network answered in training is what the checkpoint answers, for every person and film. */
static void
test_same_as_scorer (MtnTestTraining *fixture, gconstpointer features)
{
  MtnNetworkTraining training = small_training (MTN_NET_BCE, MTN_NETWORK_SPLIT_USERS);
  g_autofree char *out = mtn_test_training_dup_path (fixture, "net.safetensors");
  g_autoptr (MtnNetworkData) data = NULL;
  g_autoptr (MtnNetworkState) state = NULL;
  g_autoptr (MtnNetworkCheckpoint) model = NULL;
  g_autoptr (MtnNetworkBatcher) batcher = NULL;
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnRecommender) recommender = NULL;
  g_autoptr (MtnNet) net = NULL;
  g_autoptr (GError) error = NULL;
  guint n_movies = mtn_catalog_get_n_movies (fixture->dataset->catalog);
  guint sizes[4] = { mtn_network_n_inputs (mtn_catalog_get_n_genres (fixture->dataset->catalog), n_movies),
                     24, 16, n_movies };
  MtnNetOptions net_options = MTN_NET_OPTIONS_INIT;
  g_autofree float *logits = g_new (float, n_movies);
  g_autofree float *scores = g_new (float, n_movies);

  training.options.features = GPOINTER_TO_INT (features);
  training.options.epochs = 2;
  data = new_data (fixture, &training);
  state = train (data, &training, out);
  model = mtn_network_checkpoint_read (out, &error);
  g_assert_no_error (error);
  recommender = mtn_recommender_new (model->checkpoint, engine, &error);
  g_assert_no_error (error);

  net_options.sizes = sizes;
  net_options.n_layers = 3;
  net_options.max_rows = 1;
  net_options.n_threads = 1;
  net = mtn_net_new (&net_options, &error);
  g_assert_no_error (error);
  g_assert_true (mtn_network_checkpoint_restore (model, net, FALSE, 0, &error));
  g_assert_no_error (error);
  batcher = mtn_network_batcher_new (fixture->dataset->catalog, fixture->dataset->vocabulary, data->people,
                                     training.options.features, FALSE);

  for (guint s = 0; s < data->test->n_samples; s += 17)
    {
      const MtnPerson *person = &data->people[data->test->samples[s].person];
      guint n_ratings = mtn_sample_set_get_n_ratings (data->test, s);
      g_autofree guint *movies = g_new (guint, n_ratings);
      g_autofree float *stars = g_new (float, n_ratings);
      float attributes[MTN_NETWORK_N_ATTRIBUTES];
      MtnScoreRow row = { mtn_sample_set_list (data->test, s, FALSE, movies, stars),
                          movies,
                          stars,
                          person->age,
                          person->gender,
                          person->occupation,
                          NULL };
      MtnNetBatch batch;

      if (training.options.features == MTN_NETWORK_FEATURES_SEED_2023)
        {
          mtn_network_batcher_get_attributes (fixture->dataset->vocabulary, person, training.options.features,
                                              attributes);
          row.inputs = attributes;
        }
      mtn_network_batcher_fill (batcher, data->test, &s, 1, &batch);
      g_assert_true (mtn_net_predict (net, &batch, logits, &error));
      g_assert_true (mtn_recommender_score_rows (recommender, &row, 1, scores, &error));
      g_assert_no_error (error);
      for (guint j = 0; j < n_movies; j++)
        g_assert_cmpfloat (fabs (scores[j] - 1 / (1 + exp (-logits[j]))), <=, 1e-5);
    }
}

static void
test_same_bytes (MtnTestTraining *fixture, gconstpointer unused)
{
  MtnNetworkTraining training = small_training (MTN_NET_MSE, MTN_NETWORK_SPLIT_MASKS);
  g_autofree char *first = mtn_test_training_dup_path (fixture, "first.safetensors");
  g_autofree char *second = mtn_test_training_dup_path (fixture, "second.safetensors");
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (first);
  g_autoptr (MtnNetworkFiles) others = mtn_network_files_new (second);
  g_autoptr (MtnNetworkData) data = NULL;
  g_autoptr (MtnNetworkState) a = NULL, b = NULL;
  const MtnNetworkEpoch *last;

  training.options.fresh_masks = TRUE;
  data = new_data (fixture, &training);
  a = train (data, &training, first);
  training.options.threads = 2;
  b = train (data, &training, second);
  assert_same_file (files->best, others->best);
  assert_same_file (files->latest, others->latest);

  /* Where squared error collapses, all is 0 and the loss the mean of the squared targets; it must be well
   * below. */
  last = &g_array_index (a->epochs, MtnNetworkEpoch, a->epochs->len - 1);
  g_assert_cmpuint (last->epoch, ==, 4);
  {
    double squares = 0;

    for (guint s = 0; s < data->validation->n_samples; s++)
      {
        guint person = data->validation->samples[s].person;

        for (guint i = data->ratings->offsets[person]; i < data->ratings->offsets[person + 1]; i++)
          squares += pow (data->ratings->stars[i] / 5.0, 2);
      }
    squares /= (double) data->validation->n_samples * data->ratings->n_movies;
    g_assert_cmpfloat (last->val_loss, <, 0.9 * squares);
  }
  g_assert_cmpfloat_with_epsilon (last->train_loss_seed * data->ratings->n_movies, last->train_loss,
                                  0.01 * last->train_loss);
}

typedef struct
{
  const MtnNetworkData *data;
  MtnNetworkTraining training;
  const char *out;
  GCancellable *cancellable;
  GError *error;
  gboolean done;
} Worker;

static gpointer
work (gpointer data)
{
  Worker *worker = data;

  worker->done = mtn_network_train (worker->data, &worker->training, worker->out, NULL, NULL,
                                    worker->cancellable, &worker->error);

  return NULL;
}

/* Stopped again and again, wherever it happens to be, in the end it is the same. */
static void
test_resume (MtnTestTraining *fixture, gconstpointer unused)
{
  MtnNetworkTraining training = small_training (MTN_NET_BCE, MTN_NETWORK_SPLIT_USERS);
  g_autofree char *whole = mtn_test_training_dup_path (fixture, "whole.safetensors");
  g_autofree char *pieces = mtn_test_training_dup_path (fixture, "pieces.safetensors");
  g_autoptr (MtnNetworkFiles) whole_files = mtn_network_files_new (whole);
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (pieces);
  g_autoptr (MtnNetworkData) data = NULL;
  g_autoptr (MtnNetworkState) state = NULL;
  guint n_within = 0, n_stops = 0;
  gboolean done = FALSE;

  training.options.fresh_masks = TRUE;
  training.options.schedule = MTN_NETWORK_SCHEDULE_COSINE;
  training.options.warm_up = 1;
  training.options.weight_decay = 0.01;
  training.options.clip = 1;
  data = new_data (fixture, &training);
  state = train (data, &training, whole);

  for (guint i = 0; !done; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (MtnNetworkCheckpoint) latest = NULL;
      Worker worker = { data, training, pieces, cancellable, NULL, FALSE };
      GThread *thread;

      g_assert_cmpuint (i, <, 2000);
      if (g_file_test (files->latest, G_FILE_TEST_EXISTS))
        worker.training.resume = files->latest;
      thread = g_thread_new ("training", work, &worker);
      g_usleep (10000 + i % 7 * 2000);
      g_cancellable_cancel (cancellable);
      g_thread_join (thread);
      done = worker.done;
      if (done)
        break;

      g_assert_error (worker.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&worker.error);
      n_stops++;
      latest = mtn_network_checkpoint_read (files->latest, NULL);
      n_within += latest != NULL && latest->state->n_batches > 0;
    }

  g_test_message ("stopped %u times, %u of them within an epoch", n_stops, n_within);
  g_assert_cmpuint (n_within, >, 0);
  assert_same_file (whole_files->best, files->best);
  assert_same_file (whole_files->latest, files->latest);
}

static void
assert_no_resume (const MtnNetworkData *data,
                  const MtnNetworkTraining *training,
                  const char *out,
                  const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mtn_network_train (data, training, out, NULL, NULL, NULL, &error));
  g_assert_cmpint (error->domain, ==, MTN_ERROR);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_resume_of_another (MtnTestTraining *fixture, gconstpointer unused)
{
  MtnNetworkTraining training = small_training (MTN_NET_BCE, MTN_NETWORK_SPLIT_USERS);
  g_autofree char *out = mtn_test_training_dup_path (fixture, "net.safetensors");
  g_autofree char *elsewhere = mtn_test_training_dup_path (fixture, "elsewhere.safetensors");
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (out);
  g_autoptr (MtnNetworkData) data = new_data (fixture, &training);
  g_autoptr (MtnNetworkData) fewer = NULL;
  g_autoptr (MtnNetworkState) state = NULL, longer = NULL;
  g_autoptr (GError) error = NULL;
  const guint people[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };

  training.options.epochs = 1;
  state = train (data, &training, out);

  training.resume = out;
  assert_no_resume (data, &training, out, "_latest");
  training.resume = files->latest;
  training.options.batch_size = 16;
  assert_no_resume (data, &training, out, "--batch-size: 32 there, 16 here");
  training.options.batch_size = 32;
  fewer = mtn_network_data_new (fixture->dataset, people, G_N_ELEMENTS (people), NULL, &training.options,
                                NULL, NULL, &error);
  g_assert_no_error (error);
  assert_no_resume (fewer, &training, out, "other data");

  /* More epochs, and elsewhere: the best so far comes along. */
  training.options.epochs = 2;
  longer = train (data, &training, elsewhere);
  g_assert_cmpuint (longer->epochs->len, ==, 2);
  g_assert_true (g_file_test (elsewhere, G_FILE_TEST_EXISTS));

  /* Without it there is no going on. */
  g_assert_cmpint (g_remove (out), ==, 0);
  g_assert_cmpint (g_remove (elsewhere), ==, 0);
  assert_no_resume (data, &training, elsewhere, "best model so far");
}

static void
test_patience (MtnTestTraining *fixture, gconstpointer unused)
{
  MtnNetworkTraining training = small_training (MTN_NET_BCE, MTN_NETWORK_SPLIT_USERS);
  g_autofree char *out = mtn_test_training_dup_path (fixture, "net.safetensors");
  g_autoptr (MtnNetworkData) data = new_data (fixture, &training);
  g_autoptr (MtnNetworkState) state = NULL;
  g_autoptr (MtnNetworkCheckpoint) best = NULL;
  g_autoptr (GError) error = NULL;

  training.options.epochs = 200;
  training.options.patience = 2;
  training.options.learning_rate = 0.01;
  state = train (data, &training, out);
  g_assert_cmpuint (state->epochs->len, ==, state->best_epoch + 2);
  best = mtn_network_checkpoint_read (out, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (best->state->epochs->len, ==, state->best_epoch);
}

/* Folds: few people, the model alone. */
static void
test_only_best (MtnTestTraining *fixture, gconstpointer unused)
{
  MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;
  g_autofree char *out = mtn_test_training_dup_path (fixture, "net.safetensors");
  g_autofree char *latest = mtn_test_training_dup_path (fixture, "net_latest.safetensors");
  g_autofree char *log = mtn_test_training_dup_path (fixture, "net_log.jsonl");
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnCheckpoint) checkpoint = NULL;
  guint people[60];

  for (guint u = 0; u < G_N_ELEMENTS (people); u++)
    people[u] = 3 * u;
  options.model = "mlp";
  options.network = small_training (MTN_NET_BCE, MTN_NETWORK_SPLIT_NONE);
  options.network.only_best = TRUE;
  g_assert_true (
      mtn_train (fixture->dataset, people, G_N_ELEMENTS (people), &options, out, NULL, NULL, &error));
  g_assert_no_error (error);
  checkpoint = mtn_checkpoint_open (out, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_PEOPLE), ==, "60");
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_SPLIT), ==, "users");
  g_assert_false (g_file_test (latest, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  MTN_TEST_TRAINING_ADD ("/network/people-apart", NULL, test_people_apart);
  MTN_TEST_TRAINING_ADD ("/network/fresh-masks", NULL, test_fresh_masks);
  MTN_TEST_TRAINING_ADD ("/network/batch", NULL, test_batch);
  MTN_TEST_TRAINING_ADD ("/network/same-as-scorer/documented",
                         GINT_TO_POINTER (MTN_NETWORK_FEATURES_DOCUMENTED), test_same_as_scorer);
  MTN_TEST_TRAINING_ADD ("/network/same-as-scorer/seed-2023",
                         GINT_TO_POINTER (MTN_NETWORK_FEATURES_SEED_2023), test_same_as_scorer);
  MTN_TEST_TRAINING_ADD ("/network/same-bytes", NULL, test_same_bytes);
  MTN_TEST_TRAINING_ADD ("/network/resume", NULL, test_resume);
  MTN_TEST_TRAINING_ADD ("/network/resume-of-another", NULL, test_resume_of_another);
  MTN_TEST_TRAINING_ADD ("/network/patience", NULL, test_patience);
  MTN_TEST_TRAINING_ADD ("/network/only-best", NULL, test_only_best);

  return g_test_run ();
}
