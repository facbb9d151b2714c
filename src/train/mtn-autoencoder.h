/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-architecture.h"
#include "mtn-engine.h"
#include "mtn-ratings.h"

G_BEGIN_DECLS

/**
 * MtnAutoencoderOptions:
 *
 * How people become samples, and how the network learns from them.
 */
typedef struct
{
  MtnStarValues values;        /* what a pick puts in, as in the model */
  float         least_stars;   /* ratings below it are neither picked nor to be found */
  double        least_share;   /* picks are a share of a person's films, uniform from this … */
  double        most_share;    /* … to this; or, if @most_picks > 0, … */
  guint         most_picks;    /* … 1 to so many, few more often than many: uniform in the logarithm */
  guint         n_hidden;      /* units, ≥ 1 */
  guint         n_epochs;      /* for up to 2,500 people; for more, fewer, so that samples stay as many */
  guint         batch;         /* samples of a step, ≥ 1 */
  double        learning_rate; /* at the start; falls to 0 along a cosine */
  double        dropout;       /* of hidden units */
  guint64       seed;
  MtnEngine    *engine;        /* (nullable): a card to train on; NULL or one on the CPU: the processor's own path */
  const guint  *person_sets;   /* (nullable) [n_people]: of a union, the data set that each person is from */
  const guint8 *film_sets;     /* (nullable) [n_movies], bit s: people of set s could know the film. One that they could
                                * not takes no part in what is learnt from them */
  const guint  *reach;         /* (nullable) [n_reach]: films that scores are wanted for, ascending; NULL: all */
  guint         n_reach;
} MtnAutoencoderOptions;

/**
 * MtnAutoencoder:
 *
 * A denoising autoencoder with the multinomial likelihood (Mult-DAE: Liang,
 * Krishnan, Hoffman and Jebara, "Variational Autoencoders for Collaborative
 * Filtering", WWW 2018), what %MTN_PART_AUTOENCODER stores. Its hidden layer is
 * rectified, which proved better than the paper's tanh. Every epoch draws new
 * picks for everybody, as few or many as people will come with; all of their films
 * are to be found.
 *
 * A softmax does not feel a shift of all logits. They are centred over the films, made
 * to spread by ½ and moved down to where a sigmoid is nearly exponential, so that
 * scores are in the proportions of the softmax and can be blended.
 */
typedef struct
{
  guint  n_movies;
  guint  n_hidden;
  float *weight1;   /* [n_movies, n_hidden]: the transpose of what is stored, so that picks are rows */
  float *bias1;     /* [n_hidden] */
  float *weight2;   /* [n_movies, n_hidden] */
  float *bias2;     /* [n_movies] */
} MtnAutoencoder;

/**
 * mtn_autoencoder_fit:
 * @error: %MTN_ERROR_NUMERIC, or %G_IO_ERROR_CANCELLED
 *
 * In one thread; the same input gives the same bits. People with fewer than two films teach nothing; if there
 * is nobody else, all scores are the same, as those of films out of reach are.
 */
MtnAutoencoder *mtn_autoencoder_fit   (MtnRatings                   *ratings,
                                       const MtnAutoencoderOptions  *options,
                                       GCancellable                 *cancellable,
                                       GError                      **error);
void            mtn_autoencoder_free  (MtnAutoencoder               *self);

/* Scores of many people, inside (0, 1). @offsets, @movies, @values: sparse input rows, not yet of unit length;
 * @scores: (out caller-allocates): [n_rows, n_movies] */
void            mtn_autoencoder_score (const MtnAutoencoder         *self,
                                       guint                         n_rows,
                                       const guint                  *offsets,
                                       const guint                  *movies,
                                       const float                  *values,
                                       float                        *scores);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnAutoencoder, mtn_autoencoder_free)

G_END_DECLS
