/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-prepared.h"

G_BEGIN_DECLS

/* Inside of prepared folders; PREPARED.md says it for people. */

#define MTN_PREPARED_FORMAT        "matinee-prepared"
#define MTN_PREPARED_VERSION       1
#define MTN_PREPARED_MANIFEST      "manifest.json"
#define MTN_PREPARED_DATASET       "dataset.bin"
#define MTN_PREPARED_DATASET_MAGIC "MTNDATA\1"
#define MTN_PREPARED_PART_MAGIC    "MTNPART\1"

typedef struct
{
  guint64 size;
  char   *sha256; /* NULL: there is no such file */
  guint   n_samples;
} MtnPreparedFile;

/* What the manifest says. */
typedef struct
{
  char           *name;
  char           *sha256;   /* of the data set's own files */
  char           *licence;
  const char     *variant;  /* (nullable): static */
  char          **genres;
  MtnVocabulary  *vocabulary;
  char           *features;
  MtnSplitOptions options;
  MtnPreparedFile dataset;
  MtnPreparedFile parts[MTN_SPLIT_N_PARTS];
} MtnPreparedManifest;

gboolean mtn_prepared_manifest_read  (MtnPreparedManifest        *self,
                                      const char                 *folder,
                                      GError                    **error);
gboolean mtn_prepared_manifest_write (const MtnPreparedManifest  *self,
                                      const char                 *folder,
                                      GError                    **error);
void     mtn_prepared_manifest_clear (MtnPreparedManifest        *self);

/* "train.bin"; free with g_free(). */
char *mtn_prepared_dup_part_name (MtnSplitPart part);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnPreparedManifest, mtn_prepared_manifest_clear)

G_END_DECLS
