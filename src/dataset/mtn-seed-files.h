/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-split.h"

G_BEGIN_DECLS

/* The CSV files that the seed of this project kept its splits in. A header, then a row a sample:
 *
 *   user_id,age,gender,occupation,input,output,genres
 *   1.0,0.24,1.0,19.0,"[5.0, 0.0, …]","[5.0, 3.0, …]","[0.0, 0.26…, …]"
 *
 * with the age divided by 100, gender 1 for M and 0 for F, occupations counted from 0, a number a
 * film of the catalogue (0: not rated, or hidden), and the shares of "no genre" and of each genre:
 * Σ stars / (5 · films) over the visible films of that genre. Where an attribute is not said, its
 * field is empty, which the seed did not know.
 */

/**
 * MtnSeedFilesTold:
 * @n_files: written
 * @size: of them all, in bytes
 */
typedef struct
{
  guint   n_files;
  guint64 size;
} MtnSeedFilesTold;

/**
 * mtn_seed_files_write:
 * @kind: by masks everybody at one mask and fraction goes to a file, by users a person's samples
 * @folder: is there, and empty; gets 0.csv, 1.csv, …
 * @told: (out)
 *
 * Writes a part of a split, byte for byte as the seed did.
 */
gboolean mtn_seed_files_write (const MtnDataset    *dataset,
                               const MtnSampleSet  *set,
                               MtnSplitKind         kind,
                               const char          *folder,
                               MtnSeedFilesTold    *told,
                               MtnJob              *job,
                               GCancellable        *cancellable,
                               GError             **error);

/**
 * MtnSeedFiles:
 * @samples: a row of its ratings for each different person; fractions as far as they can be told
 *   from the numbers, 0.2 0.4 0.6 0.8 0.9, and a last one, −1, for other shares
 * @people: [samples->ratings->n_people]
 * @vocabulary: of the seed: genders F, M and MovieLens 100K's occupations
 * @n_genres: in the last column, with that of films without one
 * @files: (array zero-terminated=1): paths in the order of the samples
 * @sha256: hexadecimal, over the bytes of the files in that order
 *
 * Rows of such files. Film i is the one at position i of the catalogue that they were made from.
 */
typedef struct
{
  MtnSampleSet  *samples;
  MtnPerson     *people;
  MtnVocabulary *vocabulary;
  guint          n_genres;
  char         **files;
  char          *sha256;
} MtnSeedFiles;

/**
 * mtn_seed_files_load:
 * @path: a folder, whose files NAME.csv are read, those with numbers first and in their order; or one file
 * @job: (nullable)
 * @cancellable: (nullable)
 * @error: %MTN_ERROR_FORMAT with "file:line:column: what was found and what was expected", %G_FILE_ERROR
 *
 * Rows are read one by one: what is kept is a byte a rating and a bit a sample, not people × films.
 *
 * Returns: (transfer full): or NULL with @error set
 */
MtnSeedFiles *mtn_seed_files_load  (const char    *path,
                                    MtnJob        *job,
                                    GCancellable  *cancellable,
                                    GError       **error);
/* Whether it is a folder with CSV files, or one, that begin as the seed's do. */
gboolean      mtn_seed_files_probe (const char    *path);
void          mtn_seed_files_free  (MtnSeedFiles  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnSeedFiles, mtn_seed_files_free)

G_END_DECLS
