/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * How good the lists are for people that the model has never seen, through the
 * very code that the product runs: mtn_train() on the people of a fold's
 * training part, MtnRecommender for the others. Beside it, on the same rows, four
 * full EDLAE matrices, popularity and demographic popularity; differences are
 * paired over people. The exit status says whether the model holds the floor.
 *
 *   bench-quality DATA [--folds 5] [--seed 42] [--model blend] [--rank 160]
 *
 * new-users: of a person's n films, trunc (p·n) are hidden for p = .2 .4 .6 .8 .9;
 * the rest is the input, with stars; relevant are the hidden ones. favorites: 0, 1, 3, 5, 10 films
 * rated 4 or more are the input, without stars; relevant are the other films
 * rated 4 or more, at least five. In both, age, gender and occupation are given
 * unless it says "not said".
 */

#include <glib/gstdio.h>
#include <string.h>

#include "bench-quality-baseline.h"
#include "bench-quality-metrics.h"
#include "mtn-checkpoint.h"
#include "mtn-engine.h"
#include "mtn-random.h"
#include "mtn-recommender.h"
#include "mtn-train.h"

#define LOVED 4.0f
#define LEAST_RELEVANT 5
#define FLOOR -0.003

typedef enum
{
  MODEL_OURS,
  MODEL_EDLAE,
  MODEL_DEMOGRAPHIC,
  MODEL_POPULARITY,
  N_MODELS,
} Model;

static const char *const model_names[] = { "Matinee", "EDLAE, 4 matrices", "demographic popularity",
                                           "popularity" };

/* One line of the result: a protocol, and how much is known of the person. */
typedef struct
{
  const char *title;
  Protocol protocol;
  guint n_picks;
  gboolean attributes;
  double prior;             /* weight of the demographic prior beside the EDLAE */
  GArray *people;           /* (element-type guint), of each row */
  GArray *values[N_MODELS]; /* (element-type double): N_METRICS of each row */
} Section;

static Section sections[] = {
  { "new-users", PROTOCOL_NEW_USERS, 0, TRUE, 0 },
  { "favorites, n = 1", PROTOCOL_FAVORITES, 1, TRUE, 0.3 },
  { "favorites, n = 3", PROTOCOL_FAVORITES, 3, TRUE, 0.15 },
  { "favorites, n = 5", PROTOCOL_FAVORITES, 5, TRUE, 0 },
  { "favorites, n = 10", PROTOCOL_FAVORITES, 10, TRUE, 0 },
  { "favorites, n = 1, attributes not said", PROTOCOL_FAVORITES, 1, FALSE, 0 },
  { "favorites, n = 3, attributes not said", PROTOCOL_FAVORITES, 3, FALSE, 0 },
  { "favorites, n = 5, attributes not said", PROTOCOL_FAVORITES, 5, FALSE, 0 },
  { "favorites, n = 10, attributes not said", PROTOCOL_FAVORITES, 10, FALSE, 0 },
  { "no picks, attributes only", PROTOCOL_FAVORITES, 0, TRUE, 0 },
  { "nothing known", PROTOCOL_FAVORITES, 0, FALSE, 0 },
};

static int n_folds = 5;
static gint64 seed = 42;
static char *model = NULL;
static int rank = 0;

static const GOptionEntry options[] = {
  { "folds", 0, 0, G_OPTION_ARG_INT, &n_folds, "Parts that the people are cut into", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Who is in which part, and what is picked", "N" },
  { "model", 0, 0, G_OPTION_ARG_STRING, &model, "As in matinee train", "NAME" },
  { "rank", 0, 0, G_OPTION_ARG_INT, &rank, "As in matinee train", "N" },
  { NULL },
};

typedef struct
{
  MtnDataset *dataset;
  MtnRecommender *recommender;
  Baseline *baseline;
  float *scores;      /* [movies] */
  gboolean *relevant; /* [movies] */
} Bench;

static MtnProfile *
make_profile (MtnDataset *dataset, guint person, const guint *places, guint n, const Section *section)
{
  const MtnPerson *who = &dataset->people[person];
  MtnProfile *profile = mtn_profile_new ();

  for (guint i = 0; i < n; i++)
    {
      int id = mtn_catalog_get_movie (dataset->catalog, dataset->ratings->movies[places[i]])->id;

      mtn_profile_set_pick (profile, id,
                            section->protocol == PROTOCOL_FAVORITES ? 0 : dataset->ratings->stars[places[i]]);
    }

  if (section->attributes)
    {
      mtn_profile_set_age (profile, who->age);
      if (who->gender != MTN_NOT_SAID)
        mtn_profile_set_gender (profile, dataset->vocabulary->genders[who->gender]);
      if (who->occupation != MTN_NOT_SAID)
        mtn_profile_set_occupation (profile, dataset->vocabulary->occupations[who->occupation]);
    }

  return profile;
}

static void
score (Bench *self,
       Model which,
       const Section *section,
       guint person,
       const MtnProfile *profile,
       const guint *input,
       guint n_input)
{
  const MtnPerson *who = &self->dataset->people[person];
  g_autoptr (GError) error = NULL;

  switch (which)
    {
    case MODEL_OURS:
      if (!mtn_recommender_score (self->recommender, profile, self->scores, &error))
        g_error ("%s", error->message);
      break;
    case MODEL_EDLAE:
      baseline_score_edlae (self->baseline, section->protocol, input, n_input, self->scores);
      if (section->prior > 0)
        baseline_add_demographic (self->baseline, who, section->prior, self->scores);
      break;
    case MODEL_DEMOGRAPHIC:
      baseline_score_popularity (self->baseline, who, self->scores);
      break;
    case MODEL_POPULARITY:
      baseline_score_popularity (self->baseline, NULL, self->scores);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* The first @n_input of @places are the input, the others are to be found. */
static void
run_row (Bench *self, Section *section, guint person, const guint *places, guint n_input, guint n)
{
  const MtnRatings *ratings = self->dataset->ratings;
  g_autoptr (MtnProfile) profile = make_profile (self->dataset, person, places, n_input, section);
  g_autofree guint *input = g_new (guint, MAX (n_input, 1));

  for (guint i = 0; i < n; i++)
    if (i < n_input)
      input[i] = ratings->movies[places[i]];
    else
      self->relevant[ratings->movies[places[i]]] = TRUE;

  g_array_append_val (section->people, person);
  for (guint m = 0; m < N_MODELS; m++)
    {
      double values[N_METRICS];

      score (self, m, section, person, profile, input, n_input);
      metrics_compute (self->scores, ratings->n_movies, input, n_input, self->relevant, n - n_input, values);
      g_array_append_vals (section->values[m], values, N_METRICS);
    }

  for (guint i = n_input; i < n; i++)
    self->relevant[ratings->movies[places[i]]] = FALSE;
}

static void
run_person (Bench *self, Section *section, guint person)
{
  static const double hidden[] = { 0.2, 0.4, 0.6, 0.8, 0.9 };
  const MtnRatings *ratings = self->dataset->ratings;
  g_autofree guint *places = g_new (guint, MAX (ratings->n_movies, 1));
  guint n = 0;
  MtnRandom random;

  for (guint i = ratings->offsets[person]; i < ratings->offsets[person + 1]; i++)
    if (section->protocol == PROTOCOL_NEW_USERS || ratings->stars[i] >= LOVED)
      places[n++] = i;

  /* The same picks whether attributes are said or not. */
  mtn_random_init (&random, (guint64) seed,
                   ((guint64) person << 8) | section->protocol << 7 | section->n_picks);

  if (section->protocol == PROTOCOL_FAVORITES)
    {
      if (n < section->n_picks + LEAST_RELEVANT)
        return;
      mtn_random_shuffle (&random, places, n);
      run_row (self, section, person, places, section->n_picks, n);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      guint n_hidden = (guint) (hidden[i] * n);

      mtn_random_shuffle (&random, places, n);
      if (n_hidden > 0 && n_hidden < n)
        run_row (self, section, person, places, n - n_hidden, n);
    }
}

static gboolean
run_fold (MtnDataset *dataset, const guint *order, guint start, guint end, const char *path, GError **error)
{
  guint n_people = dataset->ratings->n_people;
  guint n_movies = dataset->ratings->n_movies;
  g_autofree guint *train = g_new (guint, n_people);
  g_autofree float *scores = g_new (float, n_movies);
  g_autofree gboolean *relevant = g_new0 (gboolean, n_movies);
  g_autoptr (Baseline) baseline = NULL;
  g_autoptr (MtnCheckpoint) checkpoint = NULL;
  g_autoptr (MtnEngine) engine = NULL;
  g_autoptr (MtnRecommender) recommender = NULL;
  MtnTrainOptions train_options = MTN_TRAIN_OPTIONS_INIT;
  Bench bench = { .dataset = dataset, .scores = scores, .relevant = relevant };
  guint n = 0;

  for (guint i = 0; i < n_people; i++)
    if (i < start || i >= end)
      train[n++] = order[i];

  if (model != NULL)
    train_options.model = model;
  if (rank > 0)
    train_options.rank = (guint) rank;
  if (!mtn_train (dataset, train, n, &train_options, path, NULL, NULL, error))
    return FALSE;

  checkpoint = mtn_checkpoint_open (path, error);
  if (checkpoint == NULL)
    return FALSE;
  engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  recommender = mtn_recommender_new (checkpoint, engine, error);
  if (recommender == NULL)
    return FALSE;
  baseline = baseline_new (dataset, train, n, error);
  if (baseline == NULL)
    return FALSE;

  bench.recommender = recommender;
  bench.baseline = baseline;
  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    for (guint i = start; i < end; i++)
      run_person (&bench, &sections[s], order[i]);

  return TRUE;
}

static Interval
compare (Section *parts[], guint n_parts, Model a, Model b, Metric metric, guint n_people)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint p = 0; p < n_parts; p++)
    for (guint r = 0; r < parts[p]->people->len; r++)
      {
        double difference = g_array_index (parts[p]->values[a], double, r *N_METRICS + metric);

        if (b != N_MODELS)
          difference -= g_array_index (parts[p]->values[b], double, r *N_METRICS + metric);
        g_array_append_val (values, difference);
        g_array_append_vals (people, &g_array_index (parts[p]->people, guint, r), 1);
      }

  return bootstrap_over_people ((const double *) values->data, (const guint *) people->data, values->len,
                                n_people, (guint64) seed);
}

static void
print_section (Section *section, guint n_people)
{
  g_print ("\n%s (%u rows)\n  %-24s", section->title, section->people->len, "");
  for (guint m = 0; m < N_METRICS; m++)
    g_print ("%10s", metric_names[m]);
  g_print ("   NDCG@10 of Matinee minus it, 95 %%\n");

  for (guint m = 0; m < N_MODELS; m++)
    {
      /* Nothing to say about those who picked nothing; nothing to know of those who say nothing. */
      if ((m == MODEL_EDLAE && section->protocol == PROTOCOL_FAVORITES && section->n_picks == 0) ||
          (m == MODEL_DEMOGRAPHIC && !section->attributes))
        continue;

      g_print ("  %-24s", model_names[m]);
      for (guint metric = 0; metric < N_METRICS; metric++)
        g_print ("%10.4f", compare (&section, 1, m, N_MODELS, metric, n_people).mean);
      if (m != MODEL_OURS)
        {
          Interval difference = compare (&section, 1, MODEL_OURS, m, METRIC_NDCG_10, n_people);

          g_print ("   %+.4f [%+.4f, %+.4f]%s", difference.mean, difference.low, difference.high,
                   difference.low <= 0 && difference.high >= 0 ? " no significant difference" : "");
        }
      else
        {
          Interval own = compare (&section, 1, m, N_MODELS, METRIC_NDCG_10, n_people);

          g_print ("   (itself: [%.4f, %.4f])", own.low, own.high);
        }
      g_print ("\n");
    }
}

/* Whether the model is no more than a hair below the baseline. Each number of picks weighs as many rows as it
 * has. */
static gboolean
check_floor (const char *title, Section *parts[], guint n_parts, guint n_people)
{
  Interval difference = compare (parts, n_parts, MODEL_OURS, MODEL_EDLAE, METRIC_NDCG_10, n_people);
  gboolean holds = difference.mean >= FLOOR;
  double mean = 0;

  for (guint p = 0; p < n_parts; p++)
    mean += compare (&parts[p], 1, MODEL_OURS, N_MODELS, METRIC_NDCG_10, n_people).mean / n_parts;

  g_print ("%s: NDCG@10 %.4f; minus the EDLAE's %+.4f [%+.4f, %+.4f]; floor %+.3f: %s\n", title, mean,
           difference.mean, difference.low, difference.high, FLOOR, holds ? "held" : "NOT HELD");

  return holds;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("DATA");
  g_autoptr (MtnDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree guint *order = NULL;
  MtnRandom random;
  guint n_people;
  gboolean done = TRUE, holds;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || n_folds < 2)
    {
      g_printerr ("%s\n",
                  error != NULL ? error->message : "usage: bench-quality DATA [--folds 5] [--seed 42]");
      return 2;
    }
  if (!g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      g_printerr ("%s is not there: nothing measured\n", argv[1]);
      return 77;
    }

  dataset = mtn_dataset_load (argv[1], NULL, NULL, &error);
  if (dataset == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  n_people = dataset->ratings->n_people;
  order = g_new (guint, n_people);
  for (guint u = 0; u < n_people; u++)
    order[u] = u;
  mtn_random_init (&random, (guint64) seed, 0);
  mtn_random_shuffle (&random, order, n_people);

  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    {
      sections[s].people = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint m = 0; m < N_MODELS; m++)
        sections[s].values[m] = g_array_new (FALSE, FALSE, sizeof (double));
    }

  folder = g_dir_make_tmp ("matinee-bench-XXXXXX", &error);
  path = folder != NULL ? g_build_filename (folder, "model.safetensors", NULL) : NULL;
  for (int f = 0; folder != NULL && done && f < n_folds; f++)
    {
      guint start = (guint) ((guint64) n_people * f / n_folds);
      guint end = (guint) ((guint64) n_people * (f + 1) / n_folds);

      done = run_fold (dataset, order, start, end, path, &error);
      g_printerr ("fold %d of %d, %.0f s\n", f + 1, n_folds, g_timer_elapsed (timer, NULL));
    }
  if (path != NULL)
    g_remove (path);
  if (folder != NULL)
    g_rmdir (folder);
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_print ("%s, sha256 %s, %u people, %d folds over people, seed %" G_GINT64_FORMAT "\n", dataset->name,
           dataset->sha256, n_people, n_folds, seed);
  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    if (sections[s].people->len > 0)
      print_section (&sections[s], n_people);

  g_print ("\n");
  holds = check_floor ("new-users", (Section *[]){ &sections[0] }, 1, n_people);
  holds &= check_floor ("favorites, n = 1, 3, 5, 10",
                        (Section *[]){ &sections[1], &sections[2], &sections[3], &sections[4] }, 4, n_people);
  check_floor ("favorites, n = 1, 3, 5, 10, attributes not said",
               (Section *[]){ &sections[5], &sections[6], &sections[7], &sections[8] }, 4, n_people);

  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    {
      g_array_unref (sections[s].people);
      for (guint m = 0; m < N_MODELS; m++)
        g_array_unref (sections[s].values[m]);
    }

  return holds ? 0 : 1;
}
