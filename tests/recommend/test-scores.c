/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The scores of each kind of model against a computation in double that writes the formulas down plainly:
 * whole item-item matrices, dense layers, every part for everybody. */

#include "mtn-test-recommend.h"

#include <math.h>
#include <string.h>

#define N MTN_TEST_N_MOVIES

typedef struct
{
  guint n;
  guint movies[64];
  float stars[64];
  double rated_share;
} Picks;

static void
read_picks (MtnCheckpoint *checkpoint, const MtnProfile *profile, Picks *picks)
{
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);
  guint n_rated = 0;

  picks->n = 0;
  for (guint i = 0; i < mtn_profile_get_n_picks (profile); i++)
    {
      const MtnPick *pick = mtn_profile_get_pick (profile, i);
      int index = mtn_catalog_find_id (catalog, pick->movie_id);
      guint k = 0;

      if (index < 0 || mtn_catalog_get_movie (catalog, index)->placeholder)
        continue;

      index = (int) mtn_catalog_get_movie (catalog, index)->lead;
      while (k < picks->n && picks->movies[k] != (guint) index)
        k++;
      picks->movies[k] = (guint) index;
      if (k == picks->n || pick->stars > 0)
        picks->stars[k] = pick->stars;
      picks->n = MAX (picks->n, k + 1);
    }
  for (guint k = 0; k < picks->n; k++)
    n_rated += picks->stars[k] > 0;
  picks->rated_share = picks->n > 0 ? (double) n_rated / picks->n : 0.0;
}

static void
add_spectral (MtnCheckpoint *checkpoint,
              const MtnPart *part,
              const Picks *picks,
              double weight,
              double *scores)
{
  gsize rank, n;
  const float *F = mtn_checkpoint_get_weights (checkpoint, part->name, "factors", &n);
  const float *l = mtn_checkpoint_get_weights (checkpoint, part->name, "eigenvalues", &rank);
  const float *g = mtn_checkpoint_get_weights (checkpoint, part->name, "gram", &n);
  const float *reach = mtn_checkpoint_get_weights (checkpoint, part->name, "reach", &n);
  double c = mtn_steps_get (part->penalty, picks->n, 0);

  for (guint i = 0; i < picks->n; i++)
    for (guint j = 0; j < N; j++)
      {
        guint from = picks->movies[i];
        double product = 0.0, norm = 0.0;

        for (guint k = 0; k < rank; k++)
          {
            double f = l[k] / c / (1.0 + l[k] / c);

            product += F[from * rank + k] * f * F[j * rank + k];
            norm += f * F[j * rank + k] * F[j * rank + k];
          }
        if (from != j)
          scores[j] += weight * mtn_star_value (part->values, picks->stars[i]) * product *
                       sqrt (g[j] / g[from]) / (1.0 - norm) * (reach != NULL ? reach[j] : 1.0);
      }
}

static void
add_rows (MtnCheckpoint *checkpoint,
          const char *part,
          const char *tensor,
          int row,
          double weight,
          double *scores)
{
  gsize n;
  const float *table = mtn_checkpoint_get_weights (checkpoint, part, tensor, &n);

  for (guint j = 0; row >= 0 && j < N; j++)
    scores[j] += weight * table[(gsize) row * N + j];
}

/* The layers of a network or an autoencoder on its input, [n_in]. */
static void
add_layers (MtnCheckpoint *checkpoint,
            const MtnPart *part,
            guint n_layers,
            double *input,
            guint n_in,
            double *scores)
{
  double values[2][3 + 1 + 32 + N];
  guint now = 0;

  memcpy (values[0], input, sizeof (double) * n_in);
  for (guint layer = 1; layer <= n_layers; layer++)
    {
      g_autofree char *weight_name = g_strdup_printf ("fc%u.weight", layer);
      g_autofree char *bias_name = g_strdup_printf ("fc%u.bias", layer);
      gsize n_weights, n_out;
      const float *weight = mtn_checkpoint_get_weights (checkpoint, part->name, weight_name, &n_weights);
      const float *bias = mtn_checkpoint_get_weights (checkpoint, part->name, bias_name, &n_out);

      g_assert_cmpuint (n_weights, ==, n_in * n_out);
      for (guint j = 0; j < n_out; j++)
        {
          double sum = bias[j];

          for (guint i = 0; i < n_in; i++)
            sum += weight[(gsize) j * n_in + i] * values[now][i];
          values[!now][j] = layer < n_layers ? MAX (sum, 0.0) : 1.0 / (1.0 + exp (-sum));
        }
      now = !now;
      n_in = n_out;
    }

  for (guint j = 0; j < N; j++)
    scores[j] += values[now][j];
}

static void
add_network (MtnCheckpoint *checkpoint,
             const MtnPart *part,
             const MtnProfile *profile,
             const Picks *picks,
             double *scores)
{
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);
  MtnVocabulary *vocabulary = mtn_checkpoint_get_vocabulary (checkpoint);
  guint n_genres = mtn_catalog_get_n_genres (catalog);
  double values[3 + 1 + 32 + N] = { 0.0 };
  guint n_in = 3 + 1 + n_genres + N;

  if (mtn_profile_get_age (profile) != MTN_NOT_SAID)
    values[0] = mtn_profile_get_age (profile) / 100.0;
  values[1] = g_strcmp0 (mtn_profile_get_gender (profile), "M") == 0;
  if (mtn_profile_get_occupation (profile) != NULL)
    values[2] = mtn_vocabulary_occupation (vocabulary, mtn_profile_get_occupation (profile));
  for (guint i = 0; i < picks->n; i++)
    {
      double stars = picks->stars[i] > 0 ? picks->stars[i] : 5.0;

      if (mtn_catalog_get_movie (catalog, picks->movies[i])->genres == 0)
        values[3] += stars / (5.0 * picks->n);
      for (guint g = 0; g < n_genres; g++)
        if (mtn_catalog_get_movie (catalog, picks->movies[i])->genres & (1u << g))
          values[4 + g] += stars / (5.0 * picks->n);
      values[4 + n_genres + picks->movies[i]] = stars / 5.0;
    }

  add_layers (checkpoint, part, 3, values, n_in, scores);
}

static void
add_autoencoder (MtnCheckpoint *checkpoint, const MtnPart *part, const Picks *picks, double *scores)
{
  double input[N] = { 0.0 }, squares = 0.0;

  for (guint i = 0; i < picks->n; i++)
    squares += pow (mtn_star_value (part->values, picks->stars[i]), 2.0);
  for (guint i = 0; i < picks->n; i++)
    input[picks->movies[i]] = mtn_star_value (part->values, picks->stars[i]) / sqrt (squares);

  add_layers (checkpoint, part, 2, input, N, scores);
}

/* The person's factors by Gauss's elimination; the matrix is definite, so no pivot is sought. */
static void
add_factors (MtnCheckpoint *checkpoint, const MtnPart *part, const Picks *picks, double *scores)
{
  gsize n_factors, n_gram;
  const float *v = mtn_checkpoint_get_weights (checkpoint, part->name, "factors", &n_factors);
  const float *gram = mtn_checkpoint_get_weights (checkpoint, part->name, "gram", &n_gram);
  guint rank = n_factors / N;
  g_autofree double *a = g_new (double, (gsize) rank *rank);
  g_autofree double *x = g_new0 (double, rank);

  g_assert_cmpuint (n_gram, ==, (gsize) rank * rank);
  for (guint i = 0; i < rank; i++)
    for (guint j = 0; j < rank; j++)
      a[i * rank + j] = gram[i * rank + j] + (i == j ? mtn_steps_get (part->penalty, picks->n, 0) : 0.0f);
  for (guint p = 0; p < picks->n; p++)
    for (guint i = 0; i < rank; i++)
      {
        double value = mtn_star_value (part->values, picks->stars[p]) * v[picks->movies[p] * rank + i];

        x[i] += value;
        for (guint j = 0; j < rank; j++)
          a[i * rank + j] += value * v[picks->movies[p] * rank + j];
      }

  for (guint i = 0; i < rank; i++)
    for (guint row = 0; row < rank; row++)
      {
        double factor = a[row * rank + i] / a[i * rank + i];

        if (row == i)
          continue;
        for (guint j = i; j < rank; j++)
          a[row * rank + j] -= factor * a[i * rank + j];
        x[row] -= factor * x[i];
      }

  for (guint j = 0; j < N; j++)
    for (guint i = 0; i < rank; i++)
      scores[j] += v[j * rank + i] * x[i] / a[i * rank + i];
}

static double
mix (const MtnArchitecture *architecture, const Picks *picks, gboolean is_slope)
{
  GArray *favorites = is_slope ? architecture->favorites.b : architecture->favorites.a;
  GArray *ratings = is_slope ? architecture->ratings.b : architecture->ratings.a;

  return (1.0 - picks->rated_share) * mtn_steps_get (favorites, picks->n, 0) +
         picks->rated_share * mtn_steps_get (ratings, picks->n, 0);
}

static void
compute_scores (MtnCheckpoint *checkpoint, const MtnProfile *profile, double *scores)
{
  const MtnArchitecture *architecture = mtn_checkpoint_get_architecture (checkpoint);
  MtnVocabulary *vocabulary = mtn_checkpoint_get_vocabulary (checkpoint);
  Picks picks;

  read_picks (checkpoint, profile, &picks);
  for (guint j = 0; j < N; j++)
    scores[j] = 0.0;

  for (guint p = 0; p < architecture->parts->len; p++)
    {
      const MtnPart *part = g_ptr_array_index (architecture->parts, p);
      double share = part->input == MTN_PART_INPUT_ANY         ? 1.0
                     : part->input == MTN_PART_INPUT_FAVORITES ? 1.0 - picks.rated_share
                                                               : picks.rated_share;
      double weight = share * mtn_steps_get (part->weight, picks.n, 1);

      switch (part->type)
        {
        case MTN_PART_POPULARITY:
          add_rows (checkpoint, part->name, "score", 0, weight, scores);
          break;

        case MTN_PART_DEMOGRAPHIC:
          add_rows (checkpoint, part->name, "age",
                    mtn_vocabulary_age_group (vocabulary, mtn_profile_get_age (profile)), weight, scores);
          add_rows (checkpoint, part->name, "gender",
                    mtn_vocabulary_gender (vocabulary, mtn_profile_get_gender (profile)), weight, scores);
          add_rows (checkpoint, part->name, "occupation",
                    mtn_vocabulary_occupation (vocabulary, mtn_profile_get_occupation (profile)), weight,
                    scores);
          break;

        case MTN_PART_SPECTRAL:
          add_spectral (checkpoint, part, &picks, weight, scores);
          break;

        case MTN_PART_ITEM_ITEM:
          for (guint i = 0; i < picks.n; i++)
            add_rows (checkpoint, part->name, "weight", (int) picks.movies[i],
                      weight * mtn_star_value (part->values, picks.stars[i]), scores);
          break;

        case MTN_PART_NETWORK:
          add_network (checkpoint, part, profile, &picks, scores);
          break;

        case MTN_PART_AUTOENCODER:
          add_autoencoder (checkpoint, part, &picks, scores);
          break;

        case MTN_PART_FACTORS:
          add_factors (checkpoint, part, &picks, scores);
          break;

        default:
          g_assert_not_reached ();
        }
    }

  if (architecture->favorites.b->len > 0)
    for (guint j = 0; j < N; j++)
      scores[j] =
          1.0 /
          (1.0 + exp (-(mix (architecture, &picks, FALSE) + mix (architecture, &picks, TRUE) * scores[j])));
}

static void
test_scores (gconstpointer data)
{
  g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new (GPOINTER_TO_INT (data));
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_AUTO, -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnRecommender) recommender = mtn_recommender_new (checkpoint, engine, &error);
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);

  g_assert_no_error (error);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (MtnProfile) profile = mtn_test_profile_new (rand, checkpoint, i % 30);
      float scores[N];
      double wanted[N];

      compute_scores (checkpoint, profile, wanted);
      g_assert_true (mtn_recommender_score (recommender, profile, scores, &error));
      g_assert_no_error (error);
      /* Scores are of the order of 1; chains of a few hundred roundings. False for NaN. */
      for (guint j = 0; j < N; j++)
        g_assert_cmpfloat (fabs (scores[j] - wanted[j]), <=, 2e-5 * MAX (1.0, fabs (wanted[j])));
    }
}

/* Rows of a data set: more than one batch, each the same as a profile; but nothing is merged or left out. */
static void
test_rows (gconstpointer data)
{
  enum
  {
    N_ROWS = 70
  };
  g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new (GPOINTER_TO_INT (data));
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_AUTO, -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnRecommender) recommender = mtn_recommender_new (checkpoint, engine, &error);
  g_autofree float *scores = g_new (float, N_ROWS *N);
  guint movies[N_ROWS][2];
  float stars[N_ROWS][2];
  MtnScoreRow rows[N_ROWS];

  g_assert_no_error (error);

  for (guint r = 0; r < N_ROWS; r++)
    {
      movies[r][0] = r % 3;
      movies[r][1] = 10 + r % 20;
      stars[r][0] = (float) (1 + r % 5);
      stars[r][1] = r % 2 == 0 ? 0.0f : 4.0f;
      rows[r] = (MtnScoreRow){ r % 3, movies[r], stars[r], (int) r, r % 2, (int) r % 4 - 1, NULL };
    }
  g_assert_true (mtn_recommender_score_rows (recommender, rows, N_ROWS, scores, &error));
  g_assert_no_error (error);

  for (guint r = 0; r < N_ROWS; r++)
    {
      static const char *const occupations[] = { "artist", "doctor", "student" };
      g_autoptr (MtnProfile) profile = mtn_profile_new ();
      float wanted[N];

      for (guint i = 0; i < rows[r].n_picks; i++)
        mtn_profile_set_pick (profile, mtn_catalog_get_movie (catalog, movies[r][i])->id, stars[r][i]);
      mtn_profile_set_age (profile, (int) r);
      mtn_profile_set_gender (profile, r % 2 == 0 ? "F" : "M");
      if (rows[r].occupation >= 0)
        mtn_profile_set_occupation (profile, occupations[rows[r].occupation]);
      g_assert_true (mtn_recommender_score (recommender, profile, wanted, &error));
      g_assert_cmpmem (scores + (gsize) r * N, sizeof wanted, wanted, sizeof wanted);
    }
}

/* The first inputs of a network, given as numbers: the second attribute is that of a man. */
static void
test_inputs (void)
{
  g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new (MTN_TEST_NETWORK);
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_AUTO, -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnRecommender) recommender = mtn_recommender_new (checkpoint, engine, &error);
  const guint movies[2] = { 3, 30 }; /* two ids of one film, and both count */
  const float stars[2] = { 5.0f, 1.0f };
  const float inputs[2][3] = { { 0.25f, 1.0f, 2.0f }, { 943.0f, 0.25f, 1.0f } };
  MtnScoreRow rows[3];
  float scores[3][N];

  for (guint r = 0; r < 3; r++)
    rows[r] = (MtnScoreRow){ 2, movies, stars, 25, 1, 2, r > 0 ? inputs[r - 1] : NULL };
  g_assert_true (mtn_recommender_score_rows (recommender, rows, 3, scores[0], &error));
  g_assert_no_error (error);
  g_assert_cmpmem (scores[0], sizeof scores[0], scores[1], sizeof scores[1]);
  g_assert_cmpint (memcmp (scores[0], scores[2], sizeof scores[0]), !=, 0);

  rows[0].n_picks = 1;
  g_assert_true (mtn_recommender_score_rows (recommender, rows, 1, scores[0], &error));
  g_assert_cmpint (memcmp (scores[0], scores[1], sizeof scores[0]), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/scores/popularity", GINT_TO_POINTER (MTN_TEST_POPULARITY), test_scores);
  g_test_add_data_func ("/scores/log-popularity", GINT_TO_POINTER (MTN_TEST_LOG_POPULARITY), test_scores);
  g_test_add_data_func ("/scores/demographic", GINT_TO_POINTER (MTN_TEST_DEMOGRAPHIC), test_scores);
  g_test_add_data_func ("/scores/blend", GINT_TO_POINTER (MTN_TEST_BLEND), test_scores);
  g_test_add_data_func ("/scores/union", GINT_TO_POINTER (MTN_TEST_UNION), test_scores);
  g_test_add_data_func ("/scores/item-item", GINT_TO_POINTER (MTN_TEST_ITEM_ITEM), test_scores);
  g_test_add_data_func ("/scores/network", GINT_TO_POINTER (MTN_TEST_NETWORK), test_scores);
  g_test_add_data_func ("/scores/autoencoder", GINT_TO_POINTER (MTN_TEST_AUTOENCODER), test_scores);
  g_test_add_data_func ("/scores/factors", GINT_TO_POINTER (MTN_TEST_FACTORS), test_scores);

  g_test_add_data_func ("/scores/rows/blend", GINT_TO_POINTER (MTN_TEST_BLEND), test_rows);
  g_test_add_data_func ("/scores/rows/network", GINT_TO_POINTER (MTN_TEST_NETWORK), test_rows);
  g_test_add_data_func ("/scores/rows/autoencoder", GINT_TO_POINTER (MTN_TEST_AUTOENCODER), test_rows);
  g_test_add_data_func ("/scores/rows/factors", GINT_TO_POINTER (MTN_TEST_FACTORS), test_rows);
  g_test_add_func ("/scores/inputs", test_inputs);

  return g_test_run ();
}
