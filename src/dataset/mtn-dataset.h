/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-catalog.h"
#include "mtn-ratings.h"
#include "mtn-vocabulary.h"
#include "mtn-job.h"

G_BEGIN_DECLS

/**
 * MtnPerson:
 *
 * What a data set says about one of its people.
 */
typedef struct
{
  int id;           /* the data set's */
  int age;          /* years, or MTN_NOT_SAID */
  int gender;       /* index into the vocabulary, or MTN_NOT_SAID */
  int occupation;   /* index into the vocabulary, or MTN_NOT_SAID */
  guint set;        /* of a union, which of its sets they come from: 0 or 1; else 0 */
} MtnPerson;

/**
 * MtnDataset:
 *
 * A MovieLens data set in memory, of whatever variant. Row u of ratings is
 * people[u]; people ascend by id, whose numbers may have gaps; who has rated nothing
 * has an empty row. Films ascend by id too.
 */
typedef struct
{
  char          *name;        /* "MovieLens 100K", "MovieLens latest-small" */
  char          *source;      /* folder or archive, as given */
  char         **sources;     /* (nullable): of a union, those of its sets, in their order */
  char          *sha256;      /* hex, over the bytes of the files read in a fixed order */
  char          *licence;     /* one sentence for people */
  MtnCatalog    *catalog;
  MtnRatings    *ratings;
  MtnVocabulary *vocabulary;  /* empty lists where the set has no attributes */
  MtnPerson     *people;      /* [ratings->n_people] */
  guint8        *film_sets;   /* (nullable) [ratings->n_movies]: of a union: bit s of a film: set s has it, it existed for
                               * that set's people. NULL: all films existed for everybody */
  const char    *variant;     /* (nullable): static; which reader read it; NULL: made otherwise */
  char         **warnings;    /* counted, e.g. "12 ratings of one film by one person occur twice; the latest was kept" */
} MtnDataset;

/**
 * mtn_dataset_load:
 * @path: folder or ZIP archive of a MovieLens variant, told by content, not by name; or a
 *   prepared folder
 * @job: (nullable): told how far it is; its cancellable is not looked at
 * @cancellable: (nullable)
 * @error: %MTN_ERROR_FORMAT and friends with "file:line:column: what was found and what was expected"
 *
 * Reads a whole data set, or nothing.
 *
 * Returns: (transfer full): or NULL with @error set
 */
MtnDataset *mtn_dataset_load  (const char    *path,
                               MtnJob        *job,
                               GCancellable  *cancellable,
                               GError       **error);
/* The variant of that name as #MtnDataset has it, or NULL: names are told apart by their address. */
const char *mtn_dataset_find_variant (const char  *name);
/**
 * mtn_dataset_load_films:
 * @path: as for mtn_dataset_load(); of MovieLens 100K u.item alone will do
 *
 * Reads which films a data set has, and how they are called.
 *
 * Returns: (transfer full): the films, without numbers of ratings; or NULL with @error set
 */
MtnCatalog *mtn_dataset_load_films (const char    *path,
                                    GError       **error);
void        mtn_dataset_free       (MtnDataset    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnDataset, mtn_dataset_free)

G_END_DECLS
