/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Squared loss behind a sigmoid has a trap: where every output is next to 0, so is the gradient, and a
 * network that was thrown there stays and recommends nothing in particular. The seed's network falls into it,
 * with its inputs as documented (an occupation of up to 20 beside numbers up to 1). Starting the outputs at
 * the log-odds of the rate at which films are rated keeps it out. */

#include <math.h>

#include "mtn-logistic.h"
#include "mtn-net.h"
#include "mtn-random.h"

#define N_PEOPLE 400
#define N_FEATURES 3
#define N_MOVIES 150
#define N_TASTES 10
#define N_RATED 8
#define N_ROWS 32
#define N_EPOCHS 12

static const guint sizes[] = { N_FEATURES + N_MOVIES, 128, 128, 128, N_MOVIES };

/* People of one taste rate among the same fifteen films; half of what they rate is shown. */
typedef struct
{
  guint in_offsets[N_PEOPLE + 1], offsets[N_PEOPLE + 1];
  guint in_columns[N_PEOPLE * (N_FEATURES + N_RATED)], columns[N_PEOPLE * N_RATED];
  float in_values[N_PEOPLE * (N_FEATURES + N_RATED)], values[N_PEOPLE * N_RATED];
} People;

static void
make_people (People *people)
{
  MtnRandom random;
  guint n_in = 0, n = 0;

  mtn_random_init (&random, 11, 0);
  people->in_offsets[0] = people->offsets[0] = 0;
  for (guint u = 0; u < N_PEOPLE; u++)
    {
      const float features[] = { (float) (10 + mtn_random_below (&random, 60)) / 100,
                                 (float) mtn_random_below (&random, 2),
                                 (float) mtn_random_below (&random, 21) };
      guint films[N_MOVIES / N_TASTES];

      for (guint i = 0; i < N_FEATURES; i++, n_in++)
        {
          people->in_columns[n_in] = i;
          people->in_values[n_in] = features[i];
        }
      for (guint i = 0; i < G_N_ELEMENTS (films); i++)
        films[i] = u % N_TASTES * G_N_ELEMENTS (films) + i;
      mtn_random_shuffle (&random, films, G_N_ELEMENTS (films));
      for (guint i = 0; i < N_RATED; i++, n++)
        {
          people->columns[n] = films[i];
          people->values[n] = (float) (2 + mtn_random_below (&random, 4)) / 5;
          if (i < N_RATED / 2)
            {
              people->in_columns[n_in] = N_FEATURES + films[i];
              people->in_values[n_in++] = people->values[n];
            }
        }
      people->in_offsets[u + 1] = n_in;
      people->offsets[u + 1] = n;
    }
}

/* The mean loss of the last epoch. */
static double
train (const People *people, MtnNetLoss kind, double learning_rate, gboolean is_guarded)
{
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;
  g_autoptr (MtnNet) net = NULL;
  double sum = 0;

  options.sizes = sizes;
  options.n_layers = G_N_ELEMENTS (sizes) - 1;
  options.loss = kind;
  options.learning_rate = learning_rate;
  options.max_rows = N_ROWS;
  options.n_threads = 2;
  options.drop_hidden = 0.1;
  net = mtn_net_new (&options, NULL);
  if (is_guarded)
    mtn_net_set_output_bias (net, NULL, (float) mtn_log_odds ((double) N_RATED / N_MOVIES));

  for (guint epoch = 0; epoch < N_EPOCHS; epoch++)
    {
      guint n = 0;

      sum = 0;
      for (guint first = 0; first < N_PEOPLE; first += N_ROWS, n++)
        {
          MtnNetBatch batch = { MIN (N_ROWS, N_PEOPLE - first),
                                { people->in_offsets + first, people->in_columns, people->in_values },
                                { people->offsets + first, people->columns, people->values } };
          g_autoptr (GError) error = NULL;
          double loss;

          mtn_net_step (net, &batch, &loss, &error);
          g_assert_no_error (error);
          sum += loss;
        }
      sum /= n;
    }

  return sum;
}

/* That of saying 0 to everything. */
static double
get_loss_of_nothing (const People *people)
{
  double sum = 0;

  for (guint i = 0; i < N_PEOPLE * N_RATED; i++)
    sum += (double) people->values[i] * (double) people->values[i];

  return sum / (N_PEOPLE * N_MOVIES);
}

static void
test_collapse (void)
{
  g_autofree People *people = g_new (People, 1);
  double nothing;

  make_people (people);
  nothing = get_loss_of_nothing (people);

  g_assert_cmpfloat (train (people, MTN_NET_MSE, 3e-3, FALSE), >, 0.98 * nothing);
  g_assert_cmpfloat (train (people, MTN_NET_MSE, 3e-3, TRUE), <, 0.6 * nothing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/collapse", test_collapse);

  return g_test_run ();
}
