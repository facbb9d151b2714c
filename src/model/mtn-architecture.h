/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnPartType:
 * @MTN_PART_POPULARITY: share of people who love a film, the same for everybody;
 *   tensor `<name>.score` F32 [movies]
 * @MTN_PART_DEMOGRAPHIC: by how much more people of a group love a film than people in
 *   general: share of the group minus share of all, shrunk towards 0;
 *   tensors `<name>.age` F32 [ages, movies], `<name>.gender` [genders, movies],
 *   `<name>.occupation` [occupations, movies]; what is not said adds nothing
 * @MTN_PART_SPECTRAL: size-adaptive EDLAE in its shared eigenbasis;
 *   tensors `<name>.factors` F32 [movies, rank] (row j is column j of W),
 *   `<name>.eigenvalues` F32 [rank] (l), `<name>.gram` F32 [movies] (g), and optionally
 *   `<name>.reach` F32 [movies] ≥ 0: factor of a film's score; 0: the part knows the film when it is
 *   picked, but says nothing about it
 * @MTN_PART_ITEM_ITEM: tensor `<name>.weight` F32 [movies, movies], row = picked film, column = scored film
 * @MTN_PART_NETWORK: tensors `<name>.fc1.weight` F32 [out, in], `<name>.fc1.bias` F32 [out],
 *   fc2 … as the PyTorch module has them, without `<name>.` when the name is empty; as many
 *   layers as there are tensors; ReLU between them, sigmoid at the end, whose outputs are the
 *   movies. The input of fc1, mtn_network_n_inputs() values in this order:
 *     three attributes, see #MtnNetworkFeatures ·
 *     for films without any genre, then per genre: Σ over picks of that kind of stars / (5 · number of picks) ·
 *     per movie: stars / 5, 0 where not picked
 * @MTN_PART_AUTOENCODER: tensors as those of a network; the inputs are the movies, each pick
 *   with its input value over the Euclidean norm of all of them; ReLU between the
 *   layers, sigmoid at the end
 * @MTN_PART_FACTORS: matrix factorisation whose person is solved for when it asks ("fold-in");
 *   tensors `<name>.factors` F32 [movies, rank] (row j is v_j), `<name>.gram` F32 [rank, rank]
 *   (A, symmetric). Scores are v_jᵀ x with
 *   (A + penalty · 1 + Σ value_i v_i v_iᵀ) x = Σ value_i v_i over the picks
 *
 * Each size named here is that of the checkpoint's catalogue or vocabulary.
 */
typedef enum
{
  MTN_PART_POPULARITY,
  MTN_PART_DEMOGRAPHIC,
  MTN_PART_SPECTRAL,
  MTN_PART_ITEM_ITEM,
  MTN_PART_NETWORK,
  MTN_PART_AUTOENCODER,
  MTN_PART_FACTORS,
} MtnPartType;

#define MTN_N_PART_TYPES (MTN_PART_FACTORS + 1)

/**
 * MtnNetworkFeatures:
 * @MTN_NETWORK_FEATURES_DOCUMENTED: age / 100 · gender (M 1, F 0) · index of the occupation
 * @MTN_NETWORK_FEATURES_SEED_2023: number of the person in the data set · age / 100 · gender. What the
 *   published models of 2023 were really trained with: their loader took the wrong columns. For checking
 *   against their figures alone; a profile has no such number, so 0 stands there
 *
 * What the first three inputs of a network are; what is not said is 0.
 */
typedef enum
{
  MTN_NETWORK_FEATURES_DOCUMENTED,
  MTN_NETWORK_FEATURES_SEED_2023,
} MtnNetworkFeatures;

#define MTN_NETWORK_N_ATTRIBUTES 3

/* Length of a network's input: attributes, genres and none, movies. */
static inline gsize
mtn_network_n_inputs (gsize n_genres, gsize n_movies)
{
  return MTN_NETWORK_N_ATTRIBUTES + 1 + n_genres + n_movies;
}

/**
 * MtnPartInput:
 *
 * Which kind of profile a part is for. The share r of picks with stars decides:
 * a part for favourites counts 1 − r, a part for rated histories counts r,
 * one for any profile counts 1. A profile without picks counts as favourites.
 */
typedef enum
{
  MTN_PART_INPUT_ANY,
  MTN_PART_INPUT_FAVORITES,
  MTN_PART_INPUT_RATINGS,
} MtnPartInput;

/* A value that depends on the number of picks: holds from `min_picks` up to the next step; below the first step: the first value. */
typedef struct
{
  guint min_picks;
  float value;
} MtnStep;

/* Stars 0 (loved, no stars), 1, 2, 3, 4, 5 → input value; half stars lie between. */
typedef float MtnStarValues[6];

typedef struct
{
  MtnPartType    type;
  char          *name;      /* prefix of its tensors: letters, digits, “_” and “-”; unique; empty for a network only */
  MtnPartInput   input;
  MtnStarValues  values;    /* what a pick with so many stars puts in */
  GArray        *penalty;   /* (element-type MtnStep): of the spectral form or of factors, by number of picks; > 0 */
  GArray        *weight;    /* (element-type MtnStep): its factor in the blend, by number of picks; empty: 1 */
  MtnNetworkFeatures features;   /* of a network */
} MtnPart;

/**
 * MtnCalibration:
 *
 * Turns a blended raw score into the share of people like this one for whom
 * the film is a hit: 1 / (1 + exp(−(a + b·raw))), b > 0, so that order is kept
 * and scores can be compared across profiles. Empty: raw scores are shown.
 */
typedef struct
{
  GArray *a;   /* (element-type MtnStep) */
  GArray *b;   /* (element-type MtnStep) */
} MtnCalibration;

/**
 * MtnArchitecture:
 *
 * What a checkpoint computes: raw score = Σ over parts of share · weight(picks) · part score.
 */
typedef struct
{
  char           *kind;       /* "popularity", "demographic", "edlae", "blend", "network" … for people and files */
  GPtrArray      *parts;      /* (element-type MtnPart) */
  MtnCalibration  favorites;  /* for profiles of favourites */
  MtnCalibration  ratings;    /* for rated histories */
} MtnArchitecture;

/* @kind: not empty */
MtnArchitecture *mtn_architecture_new       (const char             *kind);
void             mtn_architecture_free      (MtnArchitecture        *self);
/* Appends a part with input values 1, no penalty and weight 1; owned by @self. */
MtnPart         *mtn_architecture_add_part  (MtnArchitecture        *self,
                                             MtnPartType             type,
                                             const char             *name,
                                             MtnPartInput            input);
/* Locale-independent JSON text, the same for the same architecture; its form: FORMAT.md. */
char            *mtn_architecture_to_json   (const MtnArchitecture  *self);
/**
 * mtn_architecture_from_json:
 * @what: names the source in errors
 * @error: %MTN_ERROR_FORMAT for text that is no JSON of that form (an unknown key included),
 *   %MTN_ERROR_UNSUPPORTED for a part of an unknown type, %MTN_ERROR_RANGE for a number outside its range
 */
MtnArchitecture *mtn_architecture_from_json (const char             *text,
                                             const char             *what,
                                             GError                **error);

/* JSON names: "popularity", "demographic", "spectral", "item-item", "network", "autoencoder", "factors". */
const char *mtn_part_type_get_name  (MtnPartType  type);
/* JSON names: "any", "favorites", "ratings". */
const char *mtn_part_input_get_name (MtnPartInput input);
/* JSON names: "documented", "seed-2023". */
const char *mtn_network_features_get_name (MtnNetworkFeatures features);

/* @steps: (nullable). @fallback is for no steps at all. */
float mtn_steps_get  (GArray *steps, guint n_picks, float fallback);
/* Appends a step; steps must be appended in ascending order. A second step for the same number replaces the first. */
void  mtn_steps_add  (GArray *steps, guint min_picks, float value);
/* Input value of a pick with @stars, 0 or 0.5 … 5; half a star counts as one. */
float mtn_star_value (const MtnStarValues values, float stars);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnArchitecture, mtn_architecture_free)

G_END_DECLS
