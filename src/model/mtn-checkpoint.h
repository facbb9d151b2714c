/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-architecture.h"
#include "mtn-catalog.h"
#include "mtn-safetensors.h"
#include "mtn-vocabulary.h"

G_BEGIN_DECLS

/**
 * MtnCheckpointError:
 * @MTN_CHECKPOINT_ERROR_FOREIGN: a safetensors file, but not written as a Matinee checkpoint
 * @MTN_CHECKPOINT_ERROR_VERSION: of a newer format version than this build reads
 * @MTN_CHECKPOINT_ERROR_CATALOG: the catalogue is missing, incomplete or contradicts itself
 * @MTN_CHECKPOINT_ERROR_VOCABULARY: likewise the vocabulary
 * @MTN_CHECKPOINT_ERROR_ARCHITECTURE: the architecture is missing, malformed or has a part of an unknown type
 * @MTN_CHECKPOINT_ERROR_TENSOR: a tensor that a part needs is missing, or has another dtype or shape (a catalogue of another size, say)
 * @MTN_CHECKPOINT_ERROR_NON_FINITE: a weight is NaN or infinite; the message names tensor and position
 * @MTN_CHECKPOINT_ERROR_CHECKSUM: the SHA-256 of the data is not the one in the metadata, or none is there
 */
typedef enum
{
  MTN_CHECKPOINT_ERROR_FOREIGN,
  MTN_CHECKPOINT_ERROR_VERSION,
  MTN_CHECKPOINT_ERROR_CATALOG,
  MTN_CHECKPOINT_ERROR_VOCABULARY,
  MTN_CHECKPOINT_ERROR_ARCHITECTURE,
  MTN_CHECKPOINT_ERROR_TENSOR,
  MTN_CHECKPOINT_ERROR_NON_FINITE,
  MTN_CHECKPOINT_ERROR_CHECKSUM,
} MtnCheckpointError;

#define MTN_CHECKPOINT_ERROR (mtn_checkpoint_error_quark ())
GQuark mtn_checkpoint_error_quark (void);

/**
 * MtnCheckpoint:
 *
 * A model in one file: weights, catalogue, vocabulary, architecture and
 * provenance. Memory-mapped and verified when opened (all but the checksum,
 * which mtn_checkpoint_verify() computes). Immutable; reference counted; may be
 * used from several threads. FORMAT.md describes the file.
 */
typedef struct _MtnCheckpoint MtnCheckpoint;

/* Errors in %MTN_CHECKPOINT_ERROR, %MTN_SAFETENSORS_ERROR and, for trouble with the file itself, %G_FILE_ERROR. */
MtnCheckpoint *mtn_checkpoint_open      (const char      *path,
                                         GError         **error);
MtnCheckpoint *mtn_checkpoint_new_for_bytes (GBytes      *bytes,
                                         const char      *what,
                                         GError         **error);
MtnCheckpoint *mtn_checkpoint_ref       (MtnCheckpoint   *self);
void           mtn_checkpoint_unref     (MtnCheckpoint   *self);

const char            *mtn_checkpoint_get_path         (MtnCheckpoint *self);
MtnCatalog            *mtn_checkpoint_get_catalog      (MtnCheckpoint *self); /* (transfer none) */
MtnVocabulary         *mtn_checkpoint_get_vocabulary   (MtnCheckpoint *self); /* (transfer none) */
const MtnArchitecture *mtn_checkpoint_get_architecture (MtnCheckpoint *self);
MtnSafetensors        *mtn_checkpoint_get_file         (MtnCheckpoint *self); /* (transfer none): names, shapes, sizes */
const char            *mtn_checkpoint_get_sha256       (MtnCheckpoint *self); /* as recorded */

/* Tensor `<part>.<tensor>` (`<tensor>` for a part without a name) as F32, or NULL; cannot fail for what the
 * architecture's parts need, which was checked. One that the file holds in fewer bytes is converted when
 * first asked for and kept. */
const float           *mtn_checkpoint_get_weights      (MtnCheckpoint *self, const char *part, const char *tensor, gsize *n_values);

/* Provenance: strings by key, see MTN_PROVENANCE_…; NULL when not recorded. */
const char            *mtn_checkpoint_get_provenance   (MtnCheckpoint *self, const char *key);
/* The keys present, in a fixed order; NULL-terminated. */
const char * const    *mtn_checkpoint_get_provenance_keys (MtnCheckpoint *self);

/* Computes the SHA-256 of the weights and compares; %MTN_CHECKPOINT_ERROR_CHECKSUM when it differs. */
gboolean               mtn_checkpoint_verify           (MtnCheckpoint *self, GError **error);

/**
 * mtn_checkpoint_write_copy:
 * @name: what the copy is called (%MTN_PROVENANCE_NAME)
 *
 * Writes the checkpoint under another name, atomically; @path may be its own. All else, the checksum of the
 * weights too, stays; keys of the metadata are sorted. Errors as those of mtn_checkpoint_writer_write().
 */
gboolean               mtn_checkpoint_write_copy       (MtnCheckpoint *self, const char *path, const char *name, GError **error);

#define MTN_PROVENANCE_NAME        "name"         /* for people: "EDLAE + demographic prior" */
#define MTN_PROVENANCE_DATASET     "dataset"
#define MTN_PROVENANCE_DATA_SHA256 "data_sha256"
#define MTN_PROVENANCE_SPLIT       "split"        /* "all", "users", "masks" */
#define MTN_PROVENANCE_SEED        "seed"
#define MTN_PROVENANCE_DATE        "date"         /* YYYY-MM-DD */
#define MTN_PROVENANCE_METRICS     "metrics"      /* JSON object */
#define MTN_PROVENANCE_LICENCE     "licence"
#define MTN_PROVENANCE_PROGRAM     "program"      /* "matinee 0.1.0" */
#define MTN_PROVENANCE_PEOPLE      "people"
#define MTN_PROVENANCE_RATINGS     "ratings"
#define MTN_PROVENANCE_OPTIONS     "options"      /* JSON object: the training options */
#define MTN_PROVENANCE_TRAINING    "training"     /* JSON object: how far a training in epochs got, and what they came to */

/**
 * MtnCheckpointWriter:
 *
 * Collects a checkpoint and writes it in one go.
 */
typedef struct _MtnCheckpointWriter MtnCheckpointWriter;

MtnCheckpointWriter *mtn_checkpoint_writer_new            (MtnCatalog            *catalog,
                                                           MtnVocabulary         *vocabulary,
                                                           const MtnArchitecture *architecture);
void                 mtn_checkpoint_writer_free           (MtnCheckpointWriter   *self);
/* @data is copied; it may be NULL when a dimension is 0. @part as in mtn_checkpoint_get_weights(). */
void                 mtn_checkpoint_writer_add            (MtnCheckpointWriter   *self,
                                                           const char            *part,
                                                           const char            *tensor,
                                                           const float           *data,
                                                           guint                  n_dims,
                                                           const gsize           *dims);
/**
 * mtn_checkpoint_writer_add_compact:
 * @data: [rows, columns], copied
 * @dtype: %MTN_DTYPE_F16, or %MTN_DTYPE_I8 with a scale for each row, which is added as `<tensor>.scale`
 *
 * A matrix in a half or a quarter of the bytes. Readers get F32 again: in F16 within 2^−11 of
 * a weight, in I8 within 1/254 of the largest of its row.
 */
void                 mtn_checkpoint_writer_add_compact    (MtnCheckpointWriter   *self,
                                                           const char            *part,
                                                           const char            *tensor,
                                                           const float           *data,
                                                           gsize                  rows,
                                                           gsize                  columns,
                                                           MtnDtype               dtype);
/* @key: one of MTN_PROVENANCE_…. A date that is not set is today's, or that of $SOURCE_DATE_EPOCH; a program, this one. */
void                 mtn_checkpoint_writer_set_provenance (MtnCheckpointWriter   *self,
                                                           const char            *key,
                                                           const char            *value);
/* Checks what mtn_checkpoint_open() would check, with its errors, then writes atomically. The same input gives the same bytes. */
gboolean             mtn_checkpoint_writer_write          (MtnCheckpointWriter   *self,
                                                           const char            *path,
                                                           GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnCheckpoint, mtn_checkpoint_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnCheckpointWriter, mtn_checkpoint_writer_free)

G_END_DECLS
