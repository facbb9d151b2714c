/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-split.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-mt19937.h"

/* Frames are what the seed wrote to one file: by masks everybody at one mask and fraction, by users all
 * samples of one person. A split puts whole frames into its parts. */
typedef struct
{
  const MtnSplitOptions *options;
  MtnRatings *ratings;
  guint *people; /* rows with ratings */
  guint n_people;
  guint n_frames;
  guint ends[MTN_SPLIT_N_PARTS]; /* first frame behind each part */
  guint *row;                    /* room for the shuffled row of a person */
  MtnMt19937 random;
} Work;

static gboolean
check_options (const MtnSplitOptions *options, GError **error)
{
  const char *message = NULL;

  if (options->n_fractions < 1 || options->n_fractions > MTN_SPLIT_MAX_FRACTIONS)
    message = _ ("a split takes 1 to 64 fractions to hide");
  for (guint i = 0; message == NULL && i < options->n_fractions; i++)
    if (!(options->fractions[i] >= 0.0 && options->fractions[i] < 1.0))
      message = _ ("a fraction to hide is at least 0 and below 1");
  if (message == NULL && (options->n_masks < 1 || options->n_masks > MTN_SPLIT_MAX_MASKS))
    message = _ ("a split takes 1 to 1000 masks");
  if (message == NULL && !(options->train_ratio > 0.0 && options->train_ratio < 1.0))
    message = _ ("the share to train on is above 0 and below 1");
  if (message == NULL && !(options->validation_ratio >= 0.0 && options->validation_ratio < 1.0))
    message = _ ("the share for validation is at least 0 and below 1");
  if (message == NULL && options->seed > G_MAXUINT32)
    message = _ ("the seed of a split is at most 4294967295");

  if (message != NULL)
    g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE, message);

  return message == NULL;
}

/* Which frames go where. */
static gboolean
divide (Work *work, GError **error)
{
  const MtnSplitOptions *options = work->options;
  guint n_train = (guint) (work->n_frames * options->train_ratio);
  guint n_validation = (guint) (n_train * options->validation_ratio);

  work->ends[MTN_SPLIT_TRAIN] = n_train - n_validation;
  work->ends[MTN_SPLIT_VALIDATION] = n_train;
  work->ends[MTN_SPLIT_TEST] = work->n_frames;

  if (n_train - n_validation > 0 && n_train < work->n_frames &&
      (n_validation > 0 || options->validation_ratio == 0.0))
    return TRUE;

  if (options->kind == MTN_SPLIT_USERS)
    g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                 _ ("%u people with ratings are too few: a part of the split would be empty"),
                 work->n_people);
  else
    g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                 _ ("%u masks of %u fractions are too few: a part of the split would be empty"),
                 options->n_masks, options->n_fractions);
  return FALSE;
}

static MtnSplitPart
get_part (const Work *work, guint frame)
{
  MtnSplitPart part = MTN_SPLIT_TRAIN;

  while (frame >= work->ends[part])
    part++;

  return part;
}

static guint
get_n_ratings (const Work *work, guint person)
{
  return work->ratings->offsets[person + 1] - work->ratings->offsets[person];
}

/* Room for everything that goes into each part. */
static void
make_parts (Work *work, MtnSplit *split)
{
  const MtnSplitOptions *options = work->options;
  guint64 n_samples[MTN_SPLIT_N_PARTS] = { 0 };
  guint64 n_bits[MTN_SPLIT_N_PARTS] = { 0 };
  guint64 n_bits_all = 0;

  for (guint i = 0; i < work->n_people; i++)
    n_bits_all += get_n_ratings (work, work->people[i]);

  for (guint frame = 0; frame < work->n_frames; frame++)
    {
      MtnSplitPart part = get_part (work, frame);
      gboolean by_masks = options->kind == MTN_SPLIT_MASKS;
      guint n_masks = options->n_masks * options->n_fractions;

      n_samples[part] += by_masks ? work->n_people : n_masks;
      n_bits[part] += by_masks ? n_bits_all : (guint64) n_masks * get_n_ratings (work, work->people[frame]);
    }

  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    if (n_samples[part] > 0)
      split->parts[part] = mtn_sample_set_new (work->ratings, options->fractions, options->n_fractions,
                                               (guint) n_samples[part], n_bits[part]);
}

static void
add_sample (Work *work, MtnSampleSet *set, guint person, guint mask, guint fraction)
{
  guint n = get_n_ratings (work, person);

  for (guint i = 0; i < n; i++)
    work->row[i] = i;
  mtn_mt19937_shuffle (&work->random, work->row, n);

  mtn_sample_set_add (set, person, fraction, mask, work->row,
                      (guint) (work->options->fractions[fraction] * n));
}

static gboolean
tell (const Work *work, guint frame, MtnJob *job, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  /* Every report wakes somebody: not for each of a hundred thousand people. */
  if (job != NULL && frame % MAX (work->n_frames / 200, 1) == 0)
    mtn_job_report (job, (double) frame / work->n_frames, _ ("Hiding films"));
  return TRUE;
}

static gboolean
fill (Work *work, MtnSplit *split, MtnJob *job, GCancellable *cancellable, GError **error)
{
  const MtnSplitOptions *options = work->options;

  for (guint frame = 0; frame < work->n_frames; frame++)
    {
      MtnSampleSet *set = split->parts[get_part (work, frame)];

      if (!tell (work, frame, job, cancellable, error))
        return FALSE;

      if (options->kind == MTN_SPLIT_MASKS)
        for (guint i = 0; i < work->n_people; i++)
          add_sample (work, set, work->people[i], frame / options->n_fractions, frame % options->n_fractions);
      else
        for (guint mask = 0; mask < options->n_masks; mask++)
          for (guint fraction = 0; fraction < options->n_fractions; fraction++)
            add_sample (work, set, work->people[frame], mask, fraction);
    }

  return TRUE;
}

MtnSplit *
mtn_split_new (MtnRatings *ratings,
               const MtnSplitOptions *options,
               MtnJob *job,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (MtnSplit) split = NULL;
  g_autofree guint *people = NULL;
  g_autofree guint *row = NULL;
  Work work = { .options = options, .ratings = ratings };
  guint max_ratings = 0;

  g_return_val_if_fail (ratings != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  if (!check_options (options, error))
    return NULL;

  work.people = people = g_new (guint, ratings->n_people);
  for (guint i = 0; i < ratings->n_people; i++)
    {
      guint n = get_n_ratings (&work, i);

      max_ratings = MAX (max_ratings, n);
      if (n > 0)
        work.people[work.n_people++] = i;
    }
  work.row = row = g_new (guint, max_ratings);
  work.n_frames = options->kind == MTN_SPLIT_USERS ? work.n_people : options->n_masks * options->n_fractions;

  if (work.n_people == 0)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE,
                           _ ("nobody has rated anything: no samples can be made"));
      return NULL;
    }
  if ((guint64) work.n_people * options->n_masks * options->n_fractions > G_MAXUINT)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE,
                           _ ("so many samples do not fit; take fewer masks"));
      return NULL;
    }
  if (!divide (&work, error))
    return NULL;

  split = g_new0 (MtnSplit, 1);
  split->options = *options;
  make_parts (&work, split);
  mtn_mt19937_init (&work.random, (guint32) options->seed);
  if (!fill (&work, split, job, cancellable, error))
    return NULL;

  return g_steal_pointer (&split);
}

void
mtn_split_free (MtnSplit *self)
{
  g_return_if_fail (self != NULL);

  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    g_clear_pointer (&self->parts[part], mtn_sample_set_free);
  g_free (self);
}

const char *
mtn_split_kind_name (MtnSplitKind kind)
{
  return kind == MTN_SPLIT_USERS ? "users" : "masks";
}

const char *
mtn_split_part_name (MtnSplitPart part)
{
  static const char *const names[] = { "train", "validation", "test" };

  g_return_val_if_fail (part < G_N_ELEMENTS (names), NULL);
  return names[part];
}
