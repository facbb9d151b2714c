/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-split.h"

G_BEGIN_DECLS

/* Of some numbers; all 0 where there are none. The median of an even number of them is the mean of the two in the middle. */
typedef struct
{
  guint  n;
  double min, median, mean, max;
} MtnSpread;

/* @values: [n] sorted in place */
MtnSpread mtn_spread_of (guint *values,
                         guint  n);

#define MTN_EXPLORATION_N_STARS   10 /* ½, 1, … 5 */
#define MTN_EXPLORATION_N_AGES    131
#define MTN_EXPLORATION_N_TOP     20
#define MTN_EXPLORATION_N_HEAD    5
#define MTN_EXPLORATION_GRID_ROWS 24
#define MTN_EXPLORATION_GRID_COLS 36

/**
 * MtnExplorationCounts:
 *
 * How much there is.
 */
typedef struct
{
  guint  n_people, n_movies, n_ratings;
  guint  n_genres;          /* with "no genre", if there are films without */
  guint  n_occupations;
  guint  n_silent;          /* people without a rating */
  guint  n_unrated;         /* films without one */
  double sparsity;          /* share of people × films without a rating */
  guint  n_second_ids;      /* films that are there under a lower id too */
  guint  n_not_ascii;       /* titles, also alternative ones, with other letters */
  guint  n_without_year;
} MtnExplorationCounts;

/**
 * MtnExplorationStars:
 *
 * Which ratings people give.
 */
typedef struct
{
  guint  counts[MTN_EXPLORATION_N_STARS]; /* of (i + 1) / 2 stars */
  double mean;
} MtnExplorationStars;

/**
 * MtnExplorationTail:
 *
 * How ratings are spread over people and over films.
 */
typedef struct
{
  guint    *per_person;   /* [n_people] descending */
  guint    *per_movie;    /* [n_movies] descending */
  MtnSpread people;       /* all of them, also those without a rating */
  MtnSpread movies;       /* films with a rating */
  guint     n_once;       /* films with one rating */
  guint     n_below_5;    /* films with fewer, but at least one */
  guint     n_below_20;
  double    top_tenth;    /* share of the ratings on the tenth of the films that has most */
  guint     top[MTN_EXPLORATION_N_TOP]; /* films with most ratings, indices; of equals the lower first */
  guint     n_top;
} MtnExplorationTail;

/**
 * MtnExplorationGenres:
 *
 * [0] of each is for films without any genre, [1 + i] for genre i of the catalogue. A film counts for each of its genres.
 */
typedef struct
{
  guint  movies[MTN_CATALOG_MAX_GENRES + 1];
  guint  ratings[MTN_CATALOG_MAX_GENRES + 1];
  double mean_stars[MTN_CATALOG_MAX_GENRES + 1];
  double per_movie; /* genres a film, "no genre" counting as one, as the seed counts */
} MtnExplorationGenres;

/**
 * MtnExplorationPeople:
 *
 * What is known about people.
 */
typedef struct
{
  gboolean  is_there;       /* FALSE: the data set says nothing about people */
  guint     ages[MTN_EXPLORATION_N_AGES]; /* by years */
  MtnSpread age;
  guint    *age_groups;     /* [n_ages of the vocabulary] */
  guint    *genders;        /* [genders of the vocabulary] */
  guint    *occupations;    /* [occupations of the vocabulary] */
  guint     n_age_not_said, n_gender_not_said, n_occupation_not_said;
} MtnExplorationPeople;

/**
 * MtnExplorationTime:
 *
 * When ratings were given, by calendar months in UTC.
 */
typedef struct
{
  gint64  first, last;      /* seconds since 1970 */
  gint64 *months;           /* [n_months] their begins */
  guint  *counts;           /* [n_months] */
  guint   n_months;         /* 0: times are not known */
} MtnExplorationTime;

/**
 * MtnExplorationGrid:
 *
 * Where the table of people × films has ratings, people by how many they gave, films by how many
 * they got: cells of a share. And how many people rated two of the most rated films.
 */
typedef struct
{
  double density[MTN_EXPLORATION_GRID_ROWS * MTN_EXPLORATION_GRID_COLS]; /* row-major; the most active people first */
  guint  n_rows, n_cols;    /* fewer where there are fewer people or films */
  guint *together;          /* [n_top × n_top], films as in #MtnExplorationTail; the diagonal: who rated that film */
} MtnExplorationGrid;

/**
 * MtnExplorationSplit:
 *
 * A split of the seed, made with its options.
 */
typedef struct
{
  gboolean  is_there;       /* FALSE: too little data for one */
  guint     n_samples[MTN_SPLIT_N_PARTS];
  guint     n_people[MTN_SPLIT_N_PARTS];
  guint     n_files[MTN_SPLIT_N_PARTS];   /* as the seed wrote them */
  MtnSpread hidden;         /* films that a sample of the test hides */
  MtnSpread visible;
} MtnExplorationSplit;

/**
 * MtnExplorationSample:
 *
 * One person as a model is shown it, beside the truth: the first sample of the split by masks.
 * Before that the seed masked people in another way, all at one share; its first sample so is here
 * too, since its exploration shows it.
 */
typedef struct
{
  guint     person;         /* row */
  double    fraction;
  guint     n;              /* ratings of the person */
  guint    *movies;         /* [n] */
  float    *stars;          /* [n] */
  gboolean *is_hidden;      /* [n] */
  double    early_fraction;
  guint     n_early;        /* samples that there were */
  gboolean *early_is_hidden; /* [n] of the same person */
} MtnExplorationSample;

/**
 * mtn_exploration_sample_new:
 * @person: row
 * @fraction: share of the person's ratings that is hidden, 0 ≤ p < 1
 * @seed: at most 2^32 − 1
 * @error: %MTN_ERROR_USAGE for a person without ratings, %G_IO_ERROR_CANCELLED
 *
 * Any person, any share, any seed: the person's first sample of the split by masks with that share alone. Masks are
 * drawn for all people in their order, so that it is the sample that a training would see.
 *
 * Returns: (transfer full): without the early masks; or NULL with @error set
 */
MtnExplorationSample *mtn_exploration_sample_new  (const MtnDataset      *dataset,
                                                   guint                  person,
                                                   double                 fraction,
                                                   guint64                seed,
                                                   GCancellable          *cancellable,
                                                   GError               **error);
void                  mtn_exploration_sample_free (MtnExplorationSample  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnExplorationSample, mtn_exploration_sample_free)

/**
 * MtnExplorationHead:
 *
 * The first lines of a file of the data set, as they stand there.
 */
typedef struct
{
  char  *file;
  char **columns;           /* names */
  char **rows[MTN_EXPLORATION_N_HEAD]; /* (nullable) */
} MtnExplorationHead;

/**
 * MtnExplorationEncoded:
 *
 * The first people as the seed encoded them, in its second way and, with zip codes, in its first.
 */
typedef struct
{
  guint   n;
  double  zip[MTN_EXPLORATION_N_HEAD];   /* hash, divided by the largest; NaN: not known */
  guint64 max_zip_hash;                  /* 0: no zip codes */
  char   *max_zip;                       /* (nullable) */
  double  shares[MTN_EXPLORATION_N_HEAD][MTN_CATALOG_MAX_GENRES + 1]; /* of genres among all rated films, as the first way had them */
} MtnExplorationEncoded;

/**
 * MtnExplorationUnion:
 *
 * Of two data sets that were made one: what each brought along.
 */
typedef struct
{
  gboolean is_there;        /* FALSE: it is one data set */
  guint    n_people[2];
  guint    n_movies[2];
  guint    n_ratings[2];
  guint    n_in_both;       /* films that were found in both */
} MtnExplorationUnion;

/**
 * MtnExploration:
 *
 * What there is to be seen in a data set before anything is learnt from it.
 */
typedef struct
{
  const MtnDataset     *dataset;   /* borrowed */
  MtnExplorationCounts  counts;
  MtnExplorationUnion   both;
  MtnExplorationStars   stars;
  MtnExplorationTail    tail;
  MtnExplorationGenres  genres;
  MtnExplorationPeople  people;
  MtnExplorationTime    time;
  MtnExplorationGrid    grid;
  MtnExplorationSplit   splits[2]; /* by #MtnSplitKind */
  MtnExplorationSample  sample;    /* n = 0: there is none */
  MtnExplorationEncoded encoded;
  GPtrArray            *heads;     /* of #MtnExplorationHead; those of files that could be read again */
} MtnExploration;

/**
 * mtn_exploration_new:
 * @dataset: must outlive the exploration; its source is read again for the first lines of its files
 * @job: (nullable)
 * @cancellable: (nullable)
 * @error: %G_IO_ERROR_CANCELLED; what a data set lacks is no error
 *
 * Counts everything in memory that grows with the number of ratings.
 *
 * Returns: (transfer full): or NULL with @error set
 */
MtnExploration *mtn_exploration_new  (const MtnDataset  *dataset,
                                      MtnJob            *job,
                                      GCancellable      *cancellable,
                                      GError           **error);
void            mtn_exploration_free (MtnExploration    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnExploration, mtn_exploration_free)

G_END_DECLS
