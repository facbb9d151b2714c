/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-file-source.h"
#include "mtn-text.h"

G_BEGIN_DECLS

/**
 * MtnDatasetBuilder:
 *
 * What readers fill. Lines may come in any order; mtn_dataset_builder_finish()
 * sorts films and people by id, keeps the latest of duplicate ratings, and
 * counts ratings per film.
 */
typedef struct _MtnDatasetBuilder MtnDatasetBuilder;

MtnDatasetBuilder *mtn_dataset_builder_new  (MtnFileSource     *source,
                                             MtnJob            *job,
                                             GCancellable      *cancellable);
void               mtn_dataset_builder_free (MtnDatasetBuilder *self);

MtnFileSource *mtn_dataset_builder_get_source (MtnDatasetBuilder *self);

/* Reads a file of the source and adds it to the checksum. */
GBytes  *mtn_dataset_builder_read      (MtnDatasetBuilder  *self,
                                        const char         *name,
                                        GError            **error);
/* Tells the job; FALSE when cancelled. For every few thousand lines. */
gboolean mtn_dataset_builder_progress  (MtnDatasetBuilder  *self,
                                        const MtnLines     *lines,
                                        GError            **error);
void     mtn_dataset_builder_warn      (MtnDatasetBuilder  *self,
                                        const char         *format,
                                        ...) G_GNUC_PRINTF (2, 3);

/* @movie: its strings are taken, also on failure. FALSE when the id is taken. */
gboolean mtn_dataset_builder_add_movie   (MtnDatasetBuilder *self,
                                          MtnMovie          *movie);
gboolean mtn_dataset_builder_add_person  (MtnDatasetBuilder *self,
                                          const MtnPerson   *person);
/* Positions for mtn_dataset_builder_add_rating(), or -1. */
int      mtn_dataset_builder_find_movie  (MtnDatasetBuilder *self,
                                          int                id);
int      mtn_dataset_builder_find_person (MtnDatasetBuilder *self,
                                          int                id);
void     mtn_dataset_builder_add_rating  (MtnDatasetBuilder *self,
                                          guint              person,
                                          guint              movie,
                                          float              stars,
                                          gint64             time);
/* Bit i of every film's genres becomes bit @map[i]; [MTN_CATALOG_MAX_GENRES] */
void     mtn_dataset_builder_map_genres    (MtnDatasetBuilder *self,
                                            const guint       *map);
guint    mtn_dataset_builder_get_n_movies  (MtnDatasetBuilder *self);
guint    mtn_dataset_builder_get_n_ratings (MtnDatasetBuilder *self);

MtnDataset *mtn_dataset_builder_finish (MtnDatasetBuilder   *self,
                                        const char          *name,
                                        const char          *licence,
                                        const char * const  *genres,
                                        MtnVocabulary       *vocabulary,
                                        GError             **error);

/* "Children's" and "Children" are one genre, by the name "Children". (transfer none) */
const char *mtn_dataset_genre_name (const char *name);
/* Whether the name stands for having no genre: "unknown", "(no genres listed)". */
gboolean    mtn_dataset_genre_is_none (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnDatasetBuilder, mtn_dataset_builder_free)

G_END_DECLS
