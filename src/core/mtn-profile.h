/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnPick:
 *
 * A film that the person likes or has rated.
 */
typedef struct
{
  int   movie_id;   /* the data set's id: a profile outlives a catalogue */
  float stars;      /* 0.5 … 5.0 in halves, or 0: loved, without stars */
} MtnPick;

typedef enum
{
  MTN_EXCLUDE_SEEN,
  MTN_EXCLUDE_NOT_INTERESTED,
} MtnExcludeReason;

typedef struct
{
  int              movie_id;
  MtnExcludeReason reason;
} MtnExclusion;

/**
 * MtnProfile:
 *
 * A person as an input: picks, exclusions, and three attributes that may each
 * be unsaid. Not an id: nothing below knows who it is. A mutable value, one
 * owner; copy it to hand it to another thread. A film is either picked or
 * excluded or neither: each setter keeps that.
 */
typedef struct _MtnProfile MtnProfile;

MtnProfile *mtn_profile_new   (void);
MtnProfile *mtn_profile_copy  (const MtnProfile *self);
void        mtn_profile_free  (MtnProfile *self);
gboolean    mtn_profile_equal (const MtnProfile *a, const MtnProfile *b);

/* Picks in the order in which they were first made. */
guint          mtn_profile_get_n_picks (const MtnProfile *self);
const MtnPick *mtn_profile_get_pick    (const MtnProfile *self, guint position);
const MtnPick *mtn_profile_find_pick   (const MtnProfile *self, int movie_id); /* (nullable) */
/* Adds the pick, or changes its stars. @stars: 0, or 0.5 … 5.0 in halves. */
void           mtn_profile_set_pick    (MtnProfile *self, int movie_id, float stars);
/* Puts a pick back where it was (undo); @position beyond the end appends. */
void           mtn_profile_insert_pick (MtnProfile *self, guint position, int movie_id, float stars);
/* Returns the position that the pick had, or -1 when it was none. */
int            mtn_profile_remove_pick (MtnProfile *self, int movie_id);

guint               mtn_profile_get_n_exclusions (const MtnProfile *self);
const MtnExclusion *mtn_profile_get_exclusion    (const MtnProfile *self, guint position);
const MtnExclusion *mtn_profile_find_exclusion   (const MtnProfile *self, int movie_id); /* (nullable) */
void                mtn_profile_exclude          (MtnProfile *self, int movie_id, MtnExcludeReason reason);
gboolean            mtn_profile_unexclude        (MtnProfile *self, int movie_id);

/* Years, or MTN_NOT_SAID. */
int         mtn_profile_get_age        (const MtnProfile *self);
void        mtn_profile_set_age        (MtnProfile *self, int years);
/* Code or name as the vocabulary has it, or NULL: not said. */
const char *mtn_profile_get_gender     (const MtnProfile *self);
void        mtn_profile_set_gender     (MtnProfile *self, const char *gender);
const char *mtn_profile_get_occupation (const MtnProfile *self);
void        mtn_profile_set_occupation (MtnProfile *self, const char *occupation);

/* Forgets everything: picks, exclusions, attributes. */
void mtn_profile_clear (MtnProfile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnProfile, mtn_profile_free)

G_END_DECLS
