/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-trials.h"

G_BEGIN_DECLS

/**
 * MtnProtocolKind:
 * @MTN_PROTOCOL_SEED: the test samples of a split as the seed program made them
 * @MTN_PROTOCOL_NEW_USERS: of a person who is new, some ratings are known, the others are to be found
 * @MTN_PROTOCOL_FAVORITES: of a person who is new, a few films that they love are known; the others they
 *   love are to be found. What the window does
 */
typedef enum
{
  MTN_PROTOCOL_SEED,
  MTN_PROTOCOL_NEW_USERS,
  MTN_PROTOCOL_FAVORITES,
} MtnProtocolKind;

/**
 * MtnGiven:
 * @MTN_GIVEN_ALL: films, and age, gender and occupation
 * @MTN_GIVEN_FILMS: films alone; the attributes are not said
 * @MTN_GIVEN_ATTRIBUTES: attributes alone: somebody who has picked nothing yet
 * @MTN_GIVEN_NOTHING: neither
 *
 * What is known of a person in a run of the favorites.
 */
typedef enum
{
  MTN_GIVEN_ALL,
  MTN_GIVEN_FILMS,
  MTN_GIVEN_ATTRIBUTES,
  MTN_GIVEN_NOTHING,
} MtnGiven;

/* Films rated so high are loved. */
#define MTN_PROTOCOL_LOVED          4.0f
/* Who would have fewer films to be found is left out of the favorites. */
#define MTN_PROTOCOL_LEAST_RELEVANT 5
/* No protocol has more. */
#define MTN_PROTOCOL_MAX_SLICES     64

/**
 * MtnProtocol:
 *
 * One run: how the trials of a person are made. A plain value. What a person's trials are
 * depends on the data, the seed and the person's row alone: not on folds,
 * and not on who else is asked.
 */
typedef struct
{
  MtnProtocolKind kind;
  MtnGiven        given;       /* of the favorites */
  guint64         seed;
  double          threshold;   /* a hidden film is relevant if stars / 5 is above; not of the favorites */
  guint           n_slices;
  double          slices[MTN_PROTOCOL_MAX_SLICES];   /* fractions hidden, or numbers of picks */
} MtnProtocol;

/* New-users or favorites. */
void mtn_protocol_init          (MtnProtocol         *self,
                                 MtnProtocolKind      kind,
                                 MtnGiven             given,
                                 guint64              seed,
                                 double               threshold);
/* The seed's, whose slices are the fractions of @samples. */
void mtn_protocol_init_seed     (MtnProtocol         *self,
                                 const MtnSampleSet  *samples,
                                 guint64              seed,
                                 double               threshold);

/* Makes all trials of a person; of new-users and favorites. */
void mtn_protocol_add_person    (const MtnProtocol   *self,
                                 const MtnRatings    *ratings,
                                 guint                person,
                                 MtnTrials           *trials);
/* Makes the trial of one sample; of the seed's. One without a relevant film is kept, as the seed kept it. */
void mtn_protocol_add_sample    (const MtnProtocol   *self,
                                 const MtnSampleSet  *samples,
                                 guint                sample,
                                 MtnTrials           *trials);

/* "seed", "new-users", "favorites". */
const char *mtn_protocol_kind_get_name (MtnProtocolKind kind);
/* "all", "films", "attributes", "nothing". */
const char *mtn_given_get_name         (MtnGiven given);
/* What counts as found, for people: "stars of 4 or more", say. Free with g_free(). */
char       *mtn_protocol_dup_relevance (const MtnProtocol *self);

G_END_DECLS
