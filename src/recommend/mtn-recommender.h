/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-checkpoint.h"
#include "mtn-engine.h"
#include "mtn-profile.h"
#include "mtn-score-row.h"

G_BEGIN_DECLS

/**
 * MtnQuery:
 *
 * What is asked for, beside the profile. Initialise with %MTN_QUERY_INIT.
 */
typedef struct
{
  guint    n;             /* films wanted; fewer only if candidates run out */
  guint    n_reasons;     /* most reasons wanted per film, 0: none */
  guint32  genres_only;   /* bits: films must have one of these; 0: any */
  guint32  genres_never;  /* bits: films must have none of these */
  int      year_from;     /* 0: no bound; a film without a year fails a bound */
  int      year_to;
  double   particular;    /* −1 popular … 0 as the model ranks … +1 particular; changes the order, not the scores */
  double   threshold;     /* lowest score listed; −G_MAXDOUBLE and below: none */
  gboolean seen_too;      /* list picks and exclusions as well (`--candidates all`) */
} MtnQuery;

#define MTN_QUERY_INIT { .n = 10, .threshold = -G_MAXDOUBLE }

typedef enum
{
  MTN_REASON_PICK,
  MTN_REASON_AGE,
  MTN_REASON_GENDER,
  MTN_REASON_OCCUPATION,
} MtnReasonKind;

/**
 * MtnReason:
 *
 * The film's score minus its score for the same profile without this pick or
 * attribute, both computed by the engine (ablation), for the same query. A film
 * that was picked under two ids is one pick and is taken away whole. In a list
 * only what raised the score is named, strongest first.
 */
typedef struct
{
  MtnReasonKind kind;
  guint         movie;        /* catalogue index of the pick; 0 for attributes */
  float         amount;
  guint         rank_without; /* 1 …; only in mtn_recommender_explain(), else 0 */
} MtnReason;

typedef struct
{
  guint      movie;      /* catalogue index; of a twin: the lower id's */
  float      score;
  GArray    *reasons;    /* (element-type MtnReason) (nullable) */
} MtnRecommendation;

typedef struct
{
  GArray *items;         /* (element-type MtnRecommendation): best first; ties by lower index */
  guint   n_candidates;  /* films that could have been listed */
  guint   n_unknown;     /* picks that the catalogue does not hold */
} MtnRecommendations;

void mtn_recommendations_free (MtnRecommendations *self);

/**
 * MtnExplanation:
 *
 * Why one film stands where it stands: every pick and said attribute with its
 * amount (which may be negative) and the rank it would have without it.
 */
typedef struct
{
  float   score;
  guint   rank;                     /* 1 … among the candidates of the query; 0: not a candidate (then no rank below is one) */
  guint   n_candidates;
  guint   rank_without_attributes;  /* without age, gender and occupation; equals rank when none is said */
  GArray *reasons;                  /* (element-type MtnReason): strongest amount first */
} MtnExplanation;

void mtn_explanation_free (MtnExplanation *self);

/**
 * MtnRecommender:
 *
 * A checkpoint made ready on an engine: profile → features → engine → filter →
 * top-K → reasons. What the window, the command line and the evaluator share.
 * May be used from one thread at a time.
 */
typedef struct _MtnRecommender MtnRecommender;

/* @engine: (transfer none): must outlive the recommender. Quick: weights are prepared when first needed. */
MtnRecommender     *mtn_recommender_new            (MtnCheckpoint        *checkpoint,
                                                    MtnEngine            *engine,
                                                    GError              **error);
void                mtn_recommender_free           (MtnRecommender       *self);

/**
 * mtn_recommender_recommend:
 * @error: %MTN_ERROR_ENGINE: the engine failed; the next call starts afresh on it
 *
 * Always query->n films, unless there are fewer candidates. Two ids of one film
 * are one film, listed under the lower id with the better of its scores.
 * Order is that of the model's raw scores, so that scores which the
 * calibration brings to the same float keep their order, and tilted where
 * query->particular says so: scores then need not descend.
 */
MtnRecommendations *mtn_recommender_recommend      (MtnRecommender       *self,
                                                    const MtnProfile     *profile,
                                                    const MtnQuery       *query,
                                                    GError              **error);

/* Many people in one call; out[i] answers profiles[i], and equals what mtn_recommender_recommend() gives, bit for bit. */
gboolean            mtn_recommender_recommend_many (MtnRecommender             *self,
                                                    const MtnProfile * const   *profiles,
                                                    guint                       n_profiles,
                                                    const MtnQuery             *query,
                                                    MtnRecommendations        **out,
                                                    GError                    **error);

/* Raw access for evaluation: final scores of the whole catalogue, each id on its own, [movies]. */
gboolean            mtn_recommender_score          (MtnRecommender       *self,
                                                    const MtnProfile     *profile,
                                                    float                *scores,
                                                    GError              **error);

/**
 * mtn_recommender_score_rows:
 * @scores: (out caller-allocates): [n_rows, movies], what mtn_recommender_score() would give
 *
 * Scores of many people at once, row by row as they are. A row's scores do not
 * depend on the others.
 */
gboolean            mtn_recommender_score_rows     (MtnRecommender       *self,
                                                    const MtnScoreRow    *rows,
                                                    guint                 n_rows,
                                                    float                *scores,
                                                    GError              **error);

/**
 * mtn_recommender_score_rows_raw:
 * @raw: (out caller-allocates) (nullable): [n_rows, movies], by which lists are ordered
 * @scores: (out caller-allocates) (nullable): as in mtn_recommender_score_rows()
 *
 * The same, with the raw scores: near 0 and 1 the calibration makes ties of
 * floats that differ.
 */
gboolean            mtn_recommender_score_rows_raw (MtnRecommender       *self,
                                                    const MtnScoreRow    *rows,
                                                    guint                 n_rows,
                                                    float                *raw,
                                                    float                *scores,
                                                    GError              **error);

/* @movie: either id of a film. The candidates stay those of @profile when a pick is taken away. */
MtnExplanation     *mtn_recommender_explain        (MtnRecommender       *self,
                                                    const MtnProfile     *profile,
                                                    const MtnQuery       *query,
                                                    guint                 movie,
                                                    GError              **error);

/* "More like this": the films nearest to @movie for a person of whom nothing else is known. */
MtnRecommendations *mtn_recommender_similar        (MtnRecommender       *self,
                                                    guint                 movie,
                                                    guint                 n,
                                                    GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnRecommendations, mtn_recommendations_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnExplanation, mtn_explanation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnRecommender, mtn_recommender_free)

G_END_DECLS
