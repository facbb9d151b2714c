/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-test-recommend.h"

#include <glib/gstdio.h>
#include <math.h>

#define N_AGES 4
#define SMALL_RANK 16
#define N_HIDDEN 12

static const char *const genres[] = { "Action", "Comedy", "Drama", "Horror", "Western", NULL };

const guint mtn_test_twins[3][2] = { { 3, 30 }, { 50, 51 }, { 80, 5 } };

/* Ids ascend with the index but for the last pair of twins, which change places. */
static int
id_of (guint index)
{
  if (index == 5)
    return 80 * 10 + 10;
  if (index == 80)
    return 5 * 10 + 10;

  return (int) index * 10 + 10;
}

static gboolean
is_blend (MtnTestKind kind)
{
  return kind == MTN_TEST_BLEND || kind == MTN_TEST_UNION;
}

static MtnCatalog *
catalog_new (GRand *rand, guint n_movies, MtnTestKind kind)
{
  g_autoptr (GError) error = NULL;
  GArray *movies = g_array_new (FALSE, TRUE, sizeof (MtnMovie));
  MtnCatalog *catalog;

  for (guint j = 0; j < n_movies; j++)
    {
      MtnMovie movie = { .id = id_of (j), .mean_stars = 3.0f };
      guint film = j;

      for (guint t = 0; t < G_N_ELEMENTS (mtn_test_twins); t++)
        if (mtn_test_twins[t][1] == j)
          film = mtn_test_twins[t][0];

      movie.title = j == MTN_TEST_PLACEHOLDER ? g_strdup ("unknown") : g_strdup_printf ("Film %u", film);
      movie.year = j == MTN_TEST_PLACEHOLDER || film % 11 == 7 ? 0 : 1930 + (int) (film * 7 % 69);
      movie.genres = j == MTN_TEST_PLACEHOLDER || film % 17 == 9
                         ? 0
                         : (guint32) (1u << (film % 5) | 1u << (film / 5 % 5));
      movie.n_ratings = (guint) (500.0 * pow (g_rand_double (rand), 4.0));
      movie.pick_only = kind == MTN_TEST_UNION && film % 9 == 4;
      g_array_append_val (movies, movie);
    }

  catalog = mtn_catalog_new (movies, genres, &error);
  g_assert_no_error (error);

  return catalog;
}

static void
add_tensor (MtnCheckpointWriter *writer,
            const char *part,
            const char *tensor,
            const float *values,
            gsize rows,
            gsize columns)
{
  mtn_checkpoint_writer_add (writer, part, tensor, values, columns > 0 ? 2 : 1, (gsize[]){ rows, columns });
}

static void
add_random (MtnCheckpointWriter *writer,
            GRand *rand,
            const char *part,
            const char *tensor,
            gsize rows,
            gsize columns,
            double spread)
{
  gsize n = rows * MAX (columns, 1);
  g_autofree float *values = g_new (float, n);

  for (gsize i = 0; i < n; i++)
    values[i] = (float) g_rand_double_range (rand, -spread, spread);
  add_tensor (writer, part, tensor, values, rows, columns);
}

static void
add_popularity (MtnCheckpointWriter *writer, GRand *rand, MtnCatalog *catalog, gboolean is_logarithm)
{
  guint n_movies = mtn_catalog_get_n_movies (catalog);
  g_autofree float *scores = g_new (float, n_movies);

  for (guint j = 0; j < n_movies; j++)
    {
      double share =
          (mtn_catalog_get_movie (catalog, j)->n_ratings + 1) * g_rand_double_range (rand, 0.2, 0.6) / 1000.0;

      scores[j] = (float) (is_logarithm ? log (share / (1.0 - share)) : share);
    }
  add_tensor (writer, "popularity", "score", scores, n_movies, 0);
}

static void
add_spectral (MtnCheckpointWriter *writer,
              GRand *rand,
              MtnCatalog *catalog,
              const char *name,
              guint rank,
              MtnTestKind kind)
{
  guint n_movies = mtn_catalog_get_n_movies (catalog);
  g_autofree float *factors = g_new (float, (gsize) n_movies *rank);
  g_autofree float *eigenvalues = g_new (float, rank);
  g_autofree float *gram = g_new (float, n_movies);

  for (guint k = 0; k < rank; k++)
    eigenvalues[k] = 200.0f / (float) (k + 1);
  for (guint j = 0; j < n_movies; j++)
    {
      gram[j] = 1.0f + 0.1f * (float) mtn_catalog_get_movie (catalog, j)->n_ratings;
      /* The first factor leans towards the popular, as it does in real ones. */
      factors[(gsize) j * rank] = sqrtf (gram[j]) / 10.0f;
      for (guint k = 1; k < rank; k++)
        factors[(gsize) j * rank + k] = (float) (g_rand_double_range (rand, -0.9, 0.9) / sqrt (rank));
    }

  if (kind == MTN_TEST_UNION)
    {
      g_autofree float *reach = g_new (float, n_movies);

      for (guint j = 0; j < n_movies; j++)
        reach[j] = 0.5f * (float) g_rand_int_range (rand, 0, 3);
      add_tensor (writer, name, "reach", reach, n_movies, 0);
      mtn_checkpoint_writer_add_compact (writer, name, "factors", factors, n_movies, rank, MTN_DTYPE_I8);
    }
  else
    {
      add_tensor (writer, name, "factors", factors, n_movies, rank);
    }
  add_tensor (writer, name, "eigenvalues", eigenvalues, rank, 0);
  add_tensor (writer, name, "gram", gram, n_movies, 0);
}

static MtnArchitecture *
architecture_new (MtnTestKind kind)
{
  static const char *const names[] = { "popularity", "popularity", "demographic", "blend",   "item-item",
                                       "network",    "blend",      "autoencoder", "factors", "item-item" };
  MtnArchitecture *self = mtn_architecture_new (names[kind]);
  MtnPart *part;

  if (kind <= MTN_TEST_BLEND || kind == MTN_TEST_UNION)
    {
      part = mtn_architecture_add_part (self, MTN_PART_POPULARITY, "popularity", MTN_PART_INPUT_ANY);
      if (is_blend (kind))
        {
          mtn_steps_add (part->weight, 0, 1.0f);
          mtn_steps_add (part->weight, 1, 0.25f);
        }
    }

  if (kind == MTN_TEST_DEMOGRAPHIC || is_blend (kind))
    {
      part = mtn_architecture_add_part (self, MTN_PART_DEMOGRAPHIC, "prior", MTN_PART_INPUT_ANY);
      mtn_steps_add (part->weight, 0, 0.1f);
      mtn_steps_add (part->weight, 2, 0.05f);
      mtn_steps_add (part->weight, 9, 0.0f);
    }

  if (is_blend (kind))
    {
      part = mtn_architecture_add_part (self, MTN_PART_SPECTRAL, "loved", MTN_PART_INPUT_FAVORITES);
      part->values[0] = 1.2f;
      mtn_steps_add (part->penalty, 1, 499.0f);
      mtn_steps_add (part->penalty, 2, 124.0f);
      mtn_steps_add (part->penalty, 4, 49.0f);

      part = mtn_architecture_add_part (self, MTN_PART_SPECTRAL, "rated", MTN_PART_INPUT_RATINGS);
      part->values[1] = part->values[2] = 0.3f;
      part->values[3] = 0.6f;
      part->values[5] = 1.2f;
      mtn_steps_add (part->penalty, 1, 499.0f);
      mtn_steps_add (part->penalty, 3, 19.0f);

      mtn_steps_add (self->favorites.a, 0, -2.0f);
      mtn_steps_add (self->favorites.a, 3, -1.5f);
      mtn_steps_add (self->favorites.b, 0, 3.0f);
      mtn_steps_add (self->ratings.a, 0, -1.0f);
      mtn_steps_add (self->ratings.b, 0, 2.0f);
      mtn_steps_add (self->ratings.b, 4, 2.5f);
      mtn_steps_add (self->ratings.b, 40, 0.05f);
    }

  if (kind == MTN_TEST_ITEM_ITEM || kind == MTN_TEST_HUGE)
    mtn_architecture_add_part (self, MTN_PART_ITEM_ITEM, "neighbours", MTN_PART_INPUT_ANY);
  if (kind == MTN_TEST_NETWORK)
    mtn_architecture_add_part (self, MTN_PART_NETWORK, "", MTN_PART_INPUT_ANY);
  if (kind == MTN_TEST_AUTOENCODER || kind == MTN_TEST_FACTORS)
    {
      part =
          mtn_architecture_add_part (self, kind == MTN_TEST_FACTORS ? MTN_PART_FACTORS : MTN_PART_AUTOENCODER,
                                     "alone", MTN_PART_INPUT_ANY);
      part->values[1] = 0.3f;
      part->values[5] = 1.5f;
      mtn_steps_add (part->penalty, 1, 0.8f);
      mtn_steps_add (part->penalty, 5, 0.4f);
    }

  return self;
}

/* Three hidden layers of @width units, as PyTorch would start them: half of the units are 0. */
static void
add_deep_network (MtnCheckpointWriter *writer, GRand *rand, guint n_movies, guint width)
{
  guint n_in = mtn_network_n_inputs (5, n_movies);

  for (guint l = 1; l <= 4; l++)
    {
      guint n_out = l < 4 ? width : n_movies;
      g_autofree char *weight = g_strdup_printf ("fc%u.weight", l);
      g_autofree char *bias = g_strdup_printf ("fc%u.bias", l);

      add_random (writer, rand, "", weight, n_out, n_in, sqrt (6.0 / (n_in + n_out)));
      add_random (writer, rand, "", bias, n_out, 0, 1.0 / sqrt (n_in));
      n_in = n_out;
    }
}

MtnCheckpoint *
mtn_test_checkpoint_new_sized (MtnTestKind kind, guint n_movies, guint rank)
{
  static const int ages[N_AGES] = { 0, 18, 35, 50 };
  static const char *const genders[] = { "F", "M", NULL };
  static const char *const occupations[] = { "artist", "doctor", "student", NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (kind * 1000 + n_movies);
  g_autoptr (MtnCatalog) catalog = catalog_new (rand, n_movies, kind);
  g_autoptr (MtnVocabulary) vocabulary = mtn_vocabulary_new (ages, N_AGES, genders, occupations);
  g_autoptr (MtnArchitecture) architecture = architecture_new (kind);
  g_autoptr (MtnCheckpointWriter) writer = mtn_checkpoint_writer_new (catalog, vocabulary, architecture);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("matinee-test-XXXXXX", &error);
  g_autofree char *path = NULL;
  MtnCheckpoint *checkpoint;

  g_assert_no_error (error);

  if (kind <= MTN_TEST_BLEND || kind == MTN_TEST_UNION)
    add_popularity (writer, rand, catalog, kind == MTN_TEST_LOG_POPULARITY);
  if (kind == MTN_TEST_DEMOGRAPHIC || is_blend (kind))
    {
      add_random (writer, rand, "prior", "age", N_AGES, n_movies, 0.5);
      add_random (writer, rand, "prior", "gender", 2, n_movies, 0.5);
      add_random (writer, rand, "prior", "occupation", 3, n_movies, 0.5);
    }
  if (is_blend (kind))
    {
      add_spectral (writer, rand, catalog, "loved", rank, kind);
      add_spectral (writer, rand, catalog, "rated", rank, kind);
    }
  if (kind == MTN_TEST_ITEM_ITEM)
    {
      g_autofree float *weight = g_new (float, (gsize) n_movies *n_movies);

      for (gsize i = 0; i < (gsize) n_movies * n_movies; i++)
        weight[i] = (float) g_rand_double (rand);
      add_tensor (writer, "neighbours", "weight", weight, n_movies, n_movies);
    }
  if (kind == MTN_TEST_HUGE)
    add_random (writer, rand, "neighbours", "weight", n_movies, n_movies, 3e38);
  if (kind == MTN_TEST_NETWORK && rank <= SMALL_RANK)
    {
      add_random (writer, rand, "", "fc1.weight", N_HIDDEN, mtn_network_n_inputs (5, n_movies), 1.0);
      add_random (writer, rand, "", "fc1.bias", N_HIDDEN, 0, 0.5);
      add_random (writer, rand, "", "fc2.weight", N_HIDDEN, N_HIDDEN, 1.0);
      add_random (writer, rand, "", "fc2.bias", N_HIDDEN, 0, 0.5);
      add_random (writer, rand, "", "fc3.weight", n_movies, N_HIDDEN, 0.5);
      add_random (writer, rand, "", "fc3.bias", n_movies, 0, 0.5);
    }
  else if (kind == MTN_TEST_NETWORK)
    add_deep_network (writer, rand, n_movies, rank);
  if (kind == MTN_TEST_AUTOENCODER)
    {
      add_random (writer, rand, "alone", "fc1.weight", N_HIDDEN, n_movies, 1.0);
      add_random (writer, rand, "alone", "fc1.bias", N_HIDDEN, 0, 0.5);
      add_random (writer, rand, "alone", "fc2.weight", n_movies, N_HIDDEN, 0.5);
      add_random (writer, rand, "alone", "fc2.bias", n_movies, 0, 0.5);
    }
  if (kind == MTN_TEST_FACTORS)
    {
      g_autofree float *gram = g_new0 (float, (gsize) rank *rank);

      for (guint k = 0; k < rank; k++)
        gram[(gsize) k * rank + k] = 0.5f + (float) g_rand_double (rand);
      for (guint k = 1; k < rank; k++)
        gram[(gsize) k * rank + k - 1] = gram[(gsize) (k - 1) * rank + k] = 0.2f;
      add_random (writer, rand, "alone", "factors", n_movies, rank, 0.6);
      add_tensor (writer, "alone", "gram", gram, rank, rank);
    }

  path = g_build_filename (folder, "model.safetensors", NULL);
  mtn_checkpoint_writer_write (writer, path, &error);
  g_assert_no_error (error);
  checkpoint = mtn_checkpoint_open (path, &error);
  g_assert_no_error (error);
  g_remove (path);
  g_rmdir (folder);

  return checkpoint;
}

MtnCheckpoint *
mtn_test_checkpoint_new (MtnTestKind kind)
{
  return mtn_test_checkpoint_new_sized (kind, MTN_TEST_N_MOVIES, SMALL_RANK);
}

MtnProfile *
mtn_test_profile_new (GRand *rand, MtnCheckpoint *checkpoint, guint max_picks)
{
  static const char *const occupations[] = { NULL, "artist", "doctor", "student" };
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);
  int n_movies = (int) mtn_catalog_get_n_movies (catalog);
  MtnProfile *profile = mtn_profile_new ();
  guint n_picks = g_rand_int_range (rand, 0, max_picks + 1);
  guint n_exclusions = g_rand_int_range (rand, 0, 4);
  int habit = g_rand_int_range (rand, 0, 3);

  for (guint i = 0; i < n_picks; i++)
    {
      gboolean is_rated = habit == 0 ? FALSE : habit == 1 ? TRUE : g_rand_boolean (rand);
      int id = mtn_catalog_get_movie (catalog, g_rand_int_range (rand, 0, n_movies))->id;

      mtn_profile_set_pick (profile, id, is_rated ? (float) g_rand_int_range (rand, 1, 11) / 2.0f : 0.0f);
    }
  for (guint i = 0; i < n_exclusions; i++)
    mtn_profile_exclude (profile, mtn_catalog_get_movie (catalog, g_rand_int_range (rand, 0, n_movies))->id,
                         i % 2 == 0 ? MTN_EXCLUDE_SEEN : MTN_EXCLUDE_NOT_INTERESTED);

  if (g_rand_boolean (rand))
    mtn_profile_set_age (profile, g_rand_int_range (rand, 7, 80));
  if (g_rand_boolean (rand))
    mtn_profile_set_gender (profile, g_rand_boolean (rand) ? "F" : "M");
  mtn_profile_set_occupation (profile, occupations[g_rand_int_range (rand, 0, 4)]);

  return profile;
}

void
mtn_test_assert_same_list (const MtnRecommendations *a, const MtnRecommendations *b)
{
  g_assert_cmpuint (a->items->len, ==, b->items->len);
  g_assert_cmpuint (a->n_candidates, ==, b->n_candidates);
  g_assert_cmpuint (a->n_unknown, ==, b->n_unknown);

  for (guint i = 0; i < a->items->len; i++)
    {
      const MtnRecommendation *first = &g_array_index (a->items, MtnRecommendation, i);
      const MtnRecommendation *second = &g_array_index (b->items, MtnRecommendation, i);

      g_assert_cmpuint (first->movie, ==, second->movie);
      g_assert_cmpmem (&first->score, sizeof (float), &second->score, sizeof (float));
      g_assert_cmpint (first->reasons != NULL, ==, second->reasons != NULL);
      if (first->reasons == NULL)
        continue;

      g_assert_cmpuint (first->reasons->len, ==, second->reasons->len);
      for (guint r = 0; r < first->reasons->len; r++)
        {
          const MtnReason *reason = &g_array_index (first->reasons, MtnReason, r);
          const MtnReason *other = &g_array_index (second->reasons, MtnReason, r);

          g_assert_cmpint (reason->kind, ==, other->kind);
          g_assert_cmpuint (reason->movie, ==, other->movie);
          g_assert_cmpmem (&reason->amount, sizeof (float), &other->amount, sizeof (float));
        }
    }
}

MtnEngine *
mtn_test_engine_new (const char *path)
{
  MtnEngine *engine;

  g_setenv ("MATINEE_CPU", path, TRUE);
  engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_unsetenv ("MATINEE_CPU");

  return engine;
}
