/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"

G_BEGIN_DECLS

/*
 * What reader and writer of a checkpoint must agree on; for this room only.
 * FORMAT.md describes the same for others.
 */

#define MTN_CHECKPOINT_FORMAT  "matinee-checkpoint"
#define MTN_CHECKPOINT_VERSION 1

#define MTN_CHECKPOINT_KEY_FORMAT       "format"
#define MTN_CHECKPOINT_KEY_VERSION      "format_version"
#define MTN_CHECKPOINT_KEY_ARCHITECTURE "architecture"
#define MTN_CHECKPOINT_KEY_VOCABULARY   "vocabulary"
#define MTN_CHECKPOINT_KEY_GENRES       "genres"
#define MTN_CHECKPOINT_KEY_SHA256       "sha256"

/* Every MTN_PROVENANCE_… key, in the order of writing and listing; NULL-terminated. */
extern const char * const mtn_checkpoint_provenance_keys[];

/* `<part>.<tensor>`, or the bare tensor when @part is empty. Free with g_free(). */
char          *mtn_checkpoint_dup_tensor_name (const char             *part,
                                               const char             *tensor);

/* That of the scales of an I8 matrix: its own name and ".scale". Free with g_free(). */
char          *mtn_checkpoint_dup_scale_name  (const char             *tensor_name);

/* The catalogue from its tensors and the genres, %MTN_CHECKPOINT_ERROR_CATALOG. */
MtnCatalog    *mtn_checkpoint_catalog_read    (MtnSafetensors         *file,
                                               const char             *genres,
                                               const char             *what,
                                               GError                **error);
/* Appends the catalogue's tensors to @tensors (element-type MtnTensor), wide items first; @storage owns the data. */
void           mtn_checkpoint_catalog_write   (MtnCatalog             *catalog,
                                               GArray                 *tensors,
                                               GPtrArray              *storage);
char          *mtn_checkpoint_genres_to_json  (MtnCatalog             *catalog);

/* %MTN_CHECKPOINT_ERROR_VOCABULARY */
MtnVocabulary *mtn_checkpoint_vocabulary_read    (const char          *text,
                                                  const char          *what,
                                                  GError             **error);
char          *mtn_checkpoint_vocabulary_to_json (const MtnVocabulary *vocabulary);

/* %MTN_CHECKPOINT_ERROR_NON_FINITE, over the floating-point tensors of the file. */
gboolean       mtn_checkpoint_check_finite    (MtnSafetensors         *file,
                                               const char             *what,
                                               GError                **error);
/* Whether @tensor is a matrix in F16, or in I8 with its scales. */
gboolean       mtn_checkpoint_is_compact      (MtnSafetensors         *file,
                                               const MtnTensor        *tensor);
/* %MTN_CHECKPOINT_ERROR_TENSOR, for what the architecture needs. */
gboolean       mtn_checkpoint_check_parts     (MtnSafetensors         *file,
                                               const MtnArchitecture  *architecture,
                                               const MtnCatalog       *catalog,
                                               const MtnVocabulary    *vocabulary,
                                               const char             *what,
                                               GError                **error);

G_END_DECLS
