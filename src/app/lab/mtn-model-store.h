/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-app-state.h"
#include "mtn-model-item.h"

G_BEGIN_DECLS

/**
 * MtnModelStore:
 *
 * The checkpoints there are, a GListModel of MtnModelItem: those that come with the program, those in the
 * folder `models` of the data folder (whatever appears there appears here), and files
 * that were opened, which are remembered. Everything is read in a thread.
 * It also says which of them recommends, and remembers it; whatever MtnAppState
 * opens by itself appears here too.
 *
 * Signals: `opened` (MtnModelItem): a file that a person opened or made is in the list now;
 * `exported` (string path): a model is there now; `notice` (string): something that failed after the call had
 * returned.
 */
#define MTN_TYPE_MODEL_STORE (mtn_model_store_get_type ())
G_DECLARE_FINAL_TYPE (MtnModelStore, mtn_model_store, MTN, MODEL_STORE, GObject)

/* @data_dir: (nullable): NULL: the XDG data folder of the program. */
MtnModelStore *mtn_model_store_new              (MtnAppState          *state,
                                                 const char           *data_dir);

/* Where own models lie; need not exist. */
const char    *mtn_model_store_get_folder       (MtnModelStore        *self);
/* Where results of evaluations lie; need not exist. */
const char    *mtn_model_store_get_results      (MtnModelStore        *self);
/* A path in the folder, which is made, that no file has: from "My model" "my-model.safetensors", or "my-model-2…". (transfer full) */
char          *mtn_model_store_dup_free_path    (MtnModelStore        *self,
                                                 const char           *name);
MtnModelItem  *mtn_model_store_find             (MtnModelStore        *self,
                                                 const char           *path);   /* (transfer none) (nullable) */
/* Looks again, soon. Changes in the folders are noticed without. */
void           mtn_model_store_refresh          (MtnModelStore        *self);

/* Opens the model that recommended last, unless MtnAppState has or opens one already. */
void           mtn_model_store_ensure_model     (MtnModelStore        *self);
void           mtn_model_store_use              (MtnModelStore        *self,
                                                 MtnModelItem         *item);
/* Adds a file to the list, without using it; `opened` follows. */
void           mtn_model_store_open             (MtnModelStore        *self,
                                                 const char           *path);

/* Only own models can be renamed: the name is written into the file. */
void           mtn_model_store_rename           (MtnModelStore        *self,
                                                 MtnModelItem         *item,
                                                 const char           *name);
/* A copy among the own models; `opened` follows. */
void           mtn_model_store_duplicate        (MtnModelStore        *self,
                                                 MtnModelItem         *item);
/* Writes the file as it is to another place. */
void           mtn_model_store_export           (MtnModelStore        *self,
                                                 MtnModelItem         *item,
                                                 const char           *path);
/**
 * mtn_model_store_delete:
 * @error: %G_FILE_ERROR
 *
 * Deletes an own model; of an opened one only its place in the list: the file is not ours. The last deletion can
 * be taken back until the next one, or until the program ends. If it recommended, the shipped model does then.
 */
gboolean       mtn_model_store_delete           (MtnModelStore        *self,
                                                 MtnModelItem         *item,
                                                 GError              **error);
/* FALSE: nothing can be taken back. */
gboolean       mtn_model_store_undo_delete      (MtnModelStore        *self);
/* Deletes all own models and results, and forgets what was opened. */
void           mtn_model_store_erase            (MtnModelStore        *self);

G_END_DECLS
