/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The models beside the EDLAE, each against its definition, computed densely in double precision. */

#include <math.h>
#include <string.h>

#include "mtn-autoencoder.h"
#include "mtn-error.h"
#include "mtn-ials.h"
#include "mtn-item-knn.h"
#include "mtn-random.h"

#define N 12
#define N_PEOPLE 60

/* Films are of two worlds, the even and the odd; people love one and now and then look into the other. */
static MtnRatings *
make_ratings (void)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (MtnRating));
  MtnRandom random;

  mtn_random_init (&random, 5, 0);
  for (guint u = 0; u < N_PEOPLE; u++)
    for (guint j = 0; j < N; j++)
      {
        gboolean is_own = u % 2 == j % 2;
        MtnRating rating = { u, j, is_own ? 5 : 1 + mtn_random_below (&random, 5), 0 };

        if (mtn_random_unit (&random) < (is_own ? 0.7 : 0.15))
          g_array_append_val (entries, rating);
      }

  return mtn_ratings_new ((const MtnRating *) entries->data, entries->len, N_PEOPLE, N);
}

static const MtnAutoencoderOptions shares = { .values = { 1, 0.5f, 0.8f, 1, 1, 1.1f },
                                              .least_share = 0.1,
                                              .most_share = 0.8,
                                              .n_hidden = 6,
                                              .n_epochs = 60,
                                              .batch = 8,
                                              .learning_rate = 0.01,
                                              .dropout = 0.2,
                                              .seed = 3 };

static const guint offsets[] = { 0, 1, 4, 4 };
static const guint picks[] = { 2, 1, 3, 8 };
static const float values[] = { 1, 1.1f, 0.5f, 1 };

static void
test_autoencoder (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnAutoencoder) net = mtn_autoencoder_fit (ratings, &shares, NULL, &error);
  float scores[3 * N];
  double own = 0, other = 0, sum = 0;

  g_assert_no_error (error);
  mtn_autoencoder_score (net, 3, offsets, picks, values, scores);

  for (guint r = 0; r < 3; r++)
    for (guint j = 0; j < N; j++)
      {
        double squares = 0, logit = net->bias2[j];

        for (guint i = offsets[r]; i < offsets[r + 1]; i++)
          squares += values[i] * values[i];
        for (guint k = 0; k < net->n_hidden; k++)
          {
            double hidden = net->bias1[k];

            for (guint i = offsets[r]; i < offsets[r + 1]; i++)
              hidden += values[i] / sqrt (squares) * net->weight1[picks[i] * net->n_hidden + k];
            logit += MAX (hidden, 0) * net->weight2[j * net->n_hidden + k];
          }
        g_assert_cmpfloat (fabs (scores[r * N + j] - 1 / (1 + exp (-logit))), <=, 1e-6);
      }

  /* Whoever picks film 2 is of the even world. */
  for (guint j = 0; j < N; j++)
    if (j != 2)
      *(j % 2 == 0 ? &own : &other) += scores[j];
  g_assert_cmpfloat (own / 5, >, 1.3 * other / 6);

  /* Centred: the bias spreads around one value, and so does every unit's share. */
  for (guint j = 0; j < N; j++)
    sum += net->bias2[j];
  g_assert_cmpfloat (fabs (sum / N + 4), <=, 1e-5);
  for (guint k = 0; k < net->n_hidden; k++)
    {
      sum = 0;
      for (guint j = 0; j < N; j++)
        sum += net->weight2[j * net->n_hidden + k];
      g_assert_cmpfloat (fabs (sum), <=, 1e-5);
    }
}

static void
test_autoencoder_again (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (MtnAutoencoder) first = mtn_autoencoder_fit (ratings, &shares, NULL, NULL);
  g_autoptr (MtnAutoencoder) again = mtn_autoencoder_fit (ratings, &shares, NULL, NULL);
  MtnAutoencoderOptions options = shares;
  g_autoptr (MtnAutoencoder) other = NULL;
  gsize n_bytes = sizeof (float) * N * shares.n_hidden;

  g_assert_cmpmem (first->weight2, n_bytes, again->weight2, n_bytes);
  options.seed++;
  other = mtn_autoencoder_fit (ratings, &options, NULL, NULL);
  g_assert_cmpint (memcmp (first->weight2, other->weight2, n_bytes), !=, 0);
}

/* Who could not know a film says nothing about it: what they rate otherwise does not lower it. */
static void
test_autoencoder_of_union (void)
{
  g_autoptr (MtnRatings) all = make_ratings ();
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (MtnRating));
  g_autoptr (MtnRatings) ratings = NULL;
  guint sets[N_PEOPLE];
  guint8 film_sets[N];
  double known = 0, blamed = 0;

  /* The first three quarters of the people came before the last four films. */
  for (guint u = 0; u < N_PEOPLE; u++)
    {
      sets[u] = u < N_PEOPLE * 3 / 4 ? 0 : 1;
      for (guint i = all->offsets[u]; i < all->offsets[u + 1]; i++)
        {
          MtnRating rating = { u, all->movies[i], all->stars[i], 0 };

          if (sets[u] == 1 || rating.movie < N - 4)
            g_array_append_val (entries, rating);
        }
    }
  for (guint j = 0; j < N; j++)
    film_sets[j] = j < N - 4 ? 3 : 2;
  ratings = mtn_ratings_new ((const MtnRating *) entries->data, entries->len, N_PEOPLE, N);

  for (guint is_union = 0; is_union < 2; is_union++)
    {
      MtnAutoencoderOptions options = shares;
      g_autoptr (MtnAutoencoder) net = NULL;
      float scores[N];

      if (is_union)
        {
          options.person_sets = sets;
          options.film_sets = film_sets;
        }
      net = mtn_autoencoder_fit (ratings, &options, NULL, NULL);
      mtn_autoencoder_score (net, 1, offsets, picks, values, scores);
      for (guint j = N - 4; j < N; j += 2)
        *(is_union ? &known : &blamed) += scores[j];
    }
  g_assert_cmpfloat (known, >, 1.1 * blamed);
}

/* Films out of reach are picks like the others, but have no scores. */
static void
test_autoencoder_out_of_reach (void)
{
  static const guint reach[] = { 0, 3, 4, 6, 7 };
  g_autoptr (MtnRatings) ratings = make_ratings ();
  MtnAutoencoderOptions options = shares;
  g_autoptr (MtnAutoencoder) net = NULL;
  float scores[3 * N];

  options.reach = reach;
  options.n_reach = G_N_ELEMENTS (reach);
  net = mtn_autoencoder_fit (ratings, &options, NULL, NULL);
  mtn_autoencoder_score (net, 3, offsets, picks, values, scores);

  /* Film 2 is of the even world: so are 4 and 6, and 3 and 7 are not. */
  g_assert_cmpfloat (scores[4] + scores[6], >, 1.3 * (scores[3] + scores[7]));
  for (guint r = 0; r < 3; r++)
    {
      g_assert_cmpfloat (scores[r * N + 1], ==, scores[1]);
      g_assert_cmpfloat (scores[r * N + 11], ==, scores[1]);
    }
}

/* Nobody has two films: everything is the same, and finite. */
static void
test_autoencoder_of_nobody (void)
{
  const MtnRating entries[] = { { 0, 3, 5, 0 }, { 1, 0, 4, 0 } };
  g_autoptr (MtnRatings) ratings = mtn_ratings_new (entries, 2, 2, N);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnAutoencoder) net = mtn_autoencoder_fit (ratings, &shares, NULL, &error);
  float scores[3 * N];

  g_assert_no_error (error);
  mtn_autoencoder_score (net, 3, offsets, picks, values, scores);
  for (guint i = 0; i < 3 * N; i++)
    g_assert_cmpfloat (scores[i], ==, scores[0]);
}

static void
test_autoencoder_cancelled (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mtn_autoencoder_fit (ratings, &shares, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static const MtnIalsOptions squares = { .values = { 0, 0, 0.5f, 1, 1, 1.5f },
                                        .rank = 3,
                                        .n_sweeps = 12,
                                        .background = 0.1,
                                        .penalty = 0.05,
                                        .seed = 7 };

/* At a person's x the gradient of what is minimised is 0, whoever they are. */
static void
test_ials (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnIals) ials = mtn_ials_fit (ratings, &squares, NULL, &error);
  float scores[3 * N];
  double own = 0, other = 0;

  g_assert_no_error (error);
  mtn_ials_score (ials, 3, offsets, picks, values, scores);

  for (guint r = 0; r < 3; r++)
    {
      guint n = offsets[r + 1] - offsets[r];
      double penalty = 0.05 * (n + 0.1 * N);

      g_assert_cmpfloat (fabs (mtn_ials_get_penalty (ials, n) - penalty), <=, 1e-12);

      /* Σ c (s_j − 1) v_j + α Σ s_j v_j + penalty x = 0. Multiplied by v_i it is about scores alone. */
      for (guint i = 0; i < N; i++)
        {
          double gradient = penalty * scores[r * N + i];

          for (guint j = 0; j < N; j++)
            {
              double product = 0, confidence = 0;

              for (guint k = 0; k < ials->rank; k++)
                product += ials->factors[i * ials->rank + k] * ials->factors[j * ials->rank + k];
              for (guint p = offsets[r]; p < offsets[r + 1]; p++)
                if (picks[p] == j)
                  confidence = values[p];
              gradient += product * (confidence * (scores[r * N + j] - 1) + 0.1 * scores[r * N + j]);
            }
          g_assert_cmpfloat (fabs (gradient), <=, 1e-5);
        }
    }

  for (guint j = 0; j < N; j++)
    if (j != 2)
      *(j % 2 == 0 ? &own : &other) += scores[j];
  g_assert_cmpfloat (own / 5, >, 2 * other / 6);
}

static void
test_ials_again (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (MtnIals) first = mtn_ials_fit (ratings, &squares, NULL, NULL);
  g_autoptr (MtnIals) again = mtn_ials_fit (ratings, &squares, NULL, NULL);

  g_assert_cmpmem (first->factors, sizeof (float) * N * 3, again->factors, sizeof (float) * N * 3);
}

static const MtnItemKnnOptions nearest = { .values = { 0, 0.2f, 0.4f, 0.6f, 1, 1.2f },
                                           .damping = 0.5,
                                           .shrinkage = 0.5,
                                           .n_neighbours = 4 };

static void
test_item_knn (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (GError) error = NULL;
  g_autofree float *similarity = mtn_item_knn_fit (ratings, &nearest, NULL, &error);
  double x[N_PEOPLE][N] = { { 0 } };
  float scores[3 * N];

  g_assert_no_error (error);
  for (guint u = 0; u < N_PEOPLE; u++)
    for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
      x[u][ratings->movies[i]] = mtn_star_value (nearest.values, ratings->stars[i]) *
                                 pow (ratings->offsets[u + 1] - ratings->offsets[u], -0.25);

  for (guint i = 0; i < N; i++)
    {
      double cosines[N];
      guint n_kept = 0;

      for (guint j = 0; j < N; j++)
        {
          double product = 0, first = 0, second = 0;

          for (guint u = 0; u < N_PEOPLE; u++)
            {
              product += x[u][i] * x[u][j];
              first += x[u][i] * x[u][i];
              second += x[u][j] * x[u][j];
            }
          cosines[j] = i == j ? 0 : product / (sqrt (first * second) + 0.5);
        }
      for (guint j = 0; j < N; j++)
        {
          guint n_better = 0;

          for (guint k = 0; k < N; k++)
            n_better += cosines[k] > cosines[j] ? 1 : 0;
          g_assert_cmpfloat (fabs (similarity[i * N + j] - (n_better < 4 ? cosines[j] : 0)), <=, 1e-6);
          n_kept += similarity[i * N + j] > 0 ? 1 : 0;
        }
      g_assert_cmpuint (n_kept, ==, 4);
    }

  mtn_item_knn_score (similarity, N, 3, offsets, picks, values, scores);
  for (guint j = 0; j < N; j++)
    {
      g_assert_cmpfloat (scores[j], ==, similarity[2 * N + j]);
      g_assert_cmpfloat (fabs (scores[N + j] - (1.1f * similarity[1 * N + j] + 0.5f * similarity[3 * N + j] +
                                                similarity[8 * N + j])),
                         <=, 1e-6);
      g_assert_cmpfloat (scores[2 * N + j], ==, 0);
    }
}

/* Of equal neighbours those in front are kept, and only so many. */
static void
test_item_knn_ties (void)
{
  const MtnRating entries[] = {
    { 0, 0, 4, 0 }, { 0, 1, 4, 0 }, { 0, 2, 4, 0 }, { 0, 3, 4, 0 }, { 0, 5, 4, 0 }
  };
  g_autoptr (MtnRatings) ratings = mtn_ratings_new (entries, 5, 1, 6);
  MtnItemKnnOptions options = nearest;
  g_autofree float *similarity = NULL;

  options.n_neighbours = 2;
  similarity = mtn_item_knn_fit (ratings, &options, NULL, NULL);
  g_assert_nonnull (similarity);
  g_assert_true (similarity[3 * 6 + 0] > 0 && similarity[3 * 6 + 1] > 0);
  g_assert_true (similarity[3 * 6 + 2] == 0 && similarity[3 * 6 + 5] == 0);
  for (guint j = 0; j < 6; j++)
    g_assert_cmpfloat (similarity[4 * 6 + j], ==, 0);
}

static void
test_item_knn_of_too_many (void)
{
  const MtnRating entry = { 0, 3, 5, 0 };
  g_autoptr (MtnRatings) ratings = mtn_ratings_new (&entry, 1, 1, MTN_ITEM_KNN_MOST_MOVIES + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_item_knn_fit (ratings, &nearest, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/autoencoder/dense", test_autoencoder);
  g_test_add_func ("/autoencoder/same-bits", test_autoencoder_again);
  g_test_add_func ("/autoencoder/union", test_autoencoder_of_union);
  g_test_add_func ("/autoencoder/out-of-reach", test_autoencoder_out_of_reach);
  g_test_add_func ("/autoencoder/nobody", test_autoencoder_of_nobody);
  g_test_add_func ("/autoencoder/cancelled", test_autoencoder_cancelled);
  g_test_add_func ("/ials/gradient", test_ials);
  g_test_add_func ("/ials/same-bits", test_ials_again);
  g_test_add_func ("/item-knn/dense", test_item_knn);
  g_test_add_func ("/item-knn/ties", test_item_knn_ties);
  g_test_add_func ("/item-knn/too-many", test_item_knn_of_too_many);

  return g_test_run ();
}
