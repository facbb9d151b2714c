/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MTN_NOT_SAID (-1)

/**
 * MtnVocabulary:
 *
 * What can be said about a person to a model: age groups, genders and
 * occupations, each an ordered list. An index into a list, or %MTN_NOT_SAID.
 * Immutable once shared; reference counted.
 */
typedef struct
{
  int *age_starts;       /* first year of each group, ascending; a group ends before the next starts */
  guint n_ages;
  char **genders;        /* codes as in the data ("F", "M"), NULL-terminated */
  char **occupations;    /* names as in the data, NULL-terminated */
} MtnVocabulary;

/* Takes copies. @age_starts must ascend; lists may be empty, never NULL. */
MtnVocabulary *mtn_vocabulary_new   (const int          *age_starts,
                                     guint               n_ages,
                                     const char * const *genders,
                                     const char * const *occupations);
MtnVocabulary *mtn_vocabulary_ref   (MtnVocabulary      *self);
void           mtn_vocabulary_unref (MtnVocabulary      *self);

/* Index of the group that holds @years (younger than all: the first), or %MTN_NOT_SAID for @years < 0 or no groups. */
int mtn_vocabulary_age_group  (const MtnVocabulary *self, int years);
/* Index, ignoring case, "male"/"female" and 1/0 understood for M/F; %MTN_NOT_SAID if @name is NULL or not in the list. */
int mtn_vocabulary_gender     (const MtnVocabulary *self, const char *name);
/* Index, ignoring case; a number in the list's range is an index from 0; %MTN_NOT_SAID if @name is NULL or not in the list. */
int mtn_vocabulary_occupation (const MtnVocabulary *self, const char *name);
/* "25–34", "under 18", "56+"; free with g_free(). */
char *mtn_vocabulary_dup_age_label (const MtnVocabulary *self, guint group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnVocabulary, mtn_vocabulary_unref)

G_END_DECLS
