/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset-builder.h"

G_BEGIN_DECLS

/* What the small files of MovieLens 100K say. */
typedef struct
{
  GPtrArray *genres;      /* (owned) as in u.genre, "unknown" too: one a column of u.item */
  GPtrArray *occupations; /* (owned) */
  gboolean occupations_are_given;
  gboolean has_people;
} MtnMl100k;

void mtn_ml100k_init  (MtnMl100k *self);
void mtn_ml100k_clear (MtnMl100k *self);

/* Each reads one file, whose stored name is @name. Where a file is missing, the
 * mtn_ml100k_use_default_ function takes its place. */
gboolean mtn_ml100k_read_genres             (MtnDatasetBuilder  *builder,
                                             const char         *name,
                                             MtnMl100k          *set,
                                             GError            **error);
void     mtn_ml100k_use_default_genres      (MtnMl100k          *set);
gboolean mtn_ml100k_read_occupations        (MtnDatasetBuilder  *builder,
                                             const char         *name,
                                             MtnMl100k          *set,
                                             GError            **error);
/* Occupations that the people have beyond these are added. */
void     mtn_ml100k_use_default_occupations (MtnMl100k          *set);
gboolean mtn_ml100k_read_people             (MtnDatasetBuilder  *builder,
                                             const char         *name,
                                             MtnMl100k          *set,
                                             GError            **error);

/* Genres without "unknown", NULL-terminated; free the array alone. */
const char    **mtn_ml100k_dup_genres       (MtnMl100k          *set);
MtnVocabulary  *mtn_ml100k_dup_vocabulary   (MtnMl100k          *set);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnMl100k, mtn_ml100k_clear)

G_END_DECLS
