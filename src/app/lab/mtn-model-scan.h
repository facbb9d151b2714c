/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-model-facts.h"
#include "mtn-model-item.h"

G_BEGIN_DECLS

/* A file to look at, and what was found in it. */
typedef struct
{
  char           *path;
  MtnModelOrigin  origin;
  gint64          stamp;          /* when it was written, in microseconds; 0: it is not there */
  gboolean        is_known;       /* the stamp is as it was: nothing below is set */
  MtnModelFacts  *facts;          /* (nullable) */
  char           *error_message;  /* (nullable) */
} MtnModelFile;

/**
 * MtnModelScan:
 *
 * Looks for models and results in a thread. A file whose stamp is as it was is not read again.
 */
typedef struct
{
  char       *shipped_folder;
  char       *folder;          /* own models */
  char       *results_folder;
  GHashTable *known;           /* (element-type utf8 gint64): path → stamp */
  GPtrArray  *opened;          /* (element-type utf8): paths of further files */
  GHashTable *old_scores;      /* (element-type utf8 MtnModelScore): borrowed from scores of before, by path */
  GPtrArray  *old_keep;        /* (nullable): what those are borrowed from */

  GPtrArray  *files;           /* (element-type MtnModelFile): found */
  GPtrArray  *scores;          /* (element-type MtnModelScore): found, newest first, those that are shipped last */
} MtnModelScan;

MtnModelScan *mtn_model_scan_new    (void);
void          mtn_model_scan_free   (MtnModelScan *self);
/* In a worker. */
void          mtn_model_scan_run    (MtnModelScan *self,
                                     GCancellable *cancellable);
/* 0: no such file. */
gint64        mtn_model_scan_stamp  (const char   *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnModelScan, mtn_model_scan_free)

G_END_DECLS
