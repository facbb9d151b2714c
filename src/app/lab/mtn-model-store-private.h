/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-model-store.h"

G_BEGIN_DECLS

/* For the files mtn-model-store*.c alone. */

struct _MtnModelStore
{
  GObject parent_instance;

  MtnAppState *state;
  char *folder;
  char *results_folder;
  char *shipped_path;
  GListStore *items;
  GPtrArray *opened;   /* (element-type utf8) */
  GPtrArray *scores;   /* (element-type MtnModelScore): as last scanned */
  GHashTable *awaited; /* (element-type utf8): paths of which `opened` is to be told */
  GFileMonitor *monitors[2];

  GCancellable *cancellable;
  guint refresh_source;
  gboolean scanning;
  gboolean again;
  guint n_writing;

  MtnModelItem *deleted; /* (nullable): can be taken back */
  char *deleted_path;    /* (nullable): where its file is meanwhile */
  gboolean deleted_recommended;
};

/* In mtn-model-store.c. */
gboolean mtn_model_store_is_default       (MtnModelStore *self, MtnModelItem *item);
void     mtn_model_store_insert           (MtnModelStore *self, MtnModelItem *item);
void     mtn_model_store_take_out         (MtnModelStore *self, MtnModelItem *item);
void     mtn_model_store_remember_opened  (MtnModelStore *self);
void     mtn_model_store_tell_exported    (MtnModelStore *self, const char *path);
void     mtn_model_store_tell_opened      (MtnModelStore *self, MtnModelItem *item);
void     mtn_model_store_tell_notice      (MtnModelStore *self, const char *message);

/* In mtn-model-store-files.c. */
void     mtn_model_store_purge_deleted    (MtnModelStore *self);
/* What a program that was killed had deleted. */
void     mtn_model_store_remove_leftovers (MtnModelStore *self);

G_END_DECLS
