/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-film.h"
#include "mtn-recommender.h"
#include "mtn-result.h"
#include "mtn-vocabulary.h"

G_BEGIN_DECLS

/**
 * MtnStatus:
 * @MTN_STATUS_LOADING: the model is being opened
 * @MTN_STATUS_READY: films and results are there
 * @MTN_STATUS_BROKEN: no model: `error-message` says what and why
 */
typedef enum
{
  MTN_STATUS_LOADING,
  MTN_STATUS_READY,
  MTN_STATUS_BROKEN,
} MtnStatus;

/**
 * MtnAppState:
 *
 * What the window shows: the model and its engine, the profile being edited,
 * the filters, the results. Widgets bind to its properties and list models and
 * change it through its methods only; it knows no widget. Results are computed
 * in a worker, the latest request wins, and arrive in the main context.
 *
 * Properties (read-only unless said): `status` (int, MtnStatus), `error-message`
 * (string), `model-name`, `engine-name`, `engine-description` (strings), `profile-name`
 * (string), `n-picks` (uint), `n-candidates` (uint), `can-undo`, `can-redo` (booleans), `has-more`
 * (boolean), `age` (int, read-write: group index or MTN_NOT_SAID), `gender`, `occupation`
 * (likewise), `particular` (double −1 … 1, read-write), `genres-only`, `genres-never` (uint bits,
 * read-write), `year-from`, `year-to` (int, read-write, 0: no bound), `list-length` (uint, read-write),
 * `engine-kind` (int, MtnEngineKind, read-write: another one opens the model anew), `model-shipped` (boolean:
 * the model, also a broken one, is the one that comes with the program), `storage-message` (string, NULL
 * unless profiles cannot be saved).
 *
 * Signals: `results-changed` (after every new list), `undoable` (string message): something was
 * removed that a toast may offer to bring back, "" when there is nothing to bring back any more;
 * `notice` (string): something to tell once; `opened` (string path): mtn_app_state_open_file() has come to
 * a good end.
 */
#define MTN_TYPE_APP_STATE (mtn_app_state_get_type ())
G_DECLARE_FINAL_TYPE (MtnAppState, mtn_app_state, MTN, APP_STATE, GObject)

/* @data_dir: where profiles live (NULL: the XDG data folder). Starts empty: call mtn_app_state_load_model(). */
MtnAppState   *mtn_app_state_new                (const char   *data_dir);

/* @path: a checkpoint, or NULL for the shipped one. Returns at once; `status` tells. */
void           mtn_app_state_load_model         (MtnAppState  *self, const char *path);
/* Loads the shipped model unless a model is there, is being opened, or has turned out to be broken. */
void           mtn_app_state_ensure_model       (MtnAppState  *self);
/* A checkpoint is loaded, a saved profile added and switched to; what it is, is told by content. */
void           mtn_app_state_open_file          (MtnAppState  *self, const char *path);

/* Whether a model is being opened: the first one, or another one while one is there. */
gboolean       mtn_app_state_is_opening         (MtnAppState  *self);
/* (nullable): of the model that is there or being opened; NULL: the shipped one. */
const char    *mtn_app_state_get_model_path     (MtnAppState  *self);

MtnStatus      mtn_app_state_get_status         (MtnAppState  *self);
MtnCatalog    *mtn_app_state_get_catalog        (MtnAppState  *self); /* (transfer none) (nullable) */
MtnVocabulary *mtn_app_state_get_vocabulary     (MtnAppState  *self); /* (transfer none) (nullable) */

/* (transfer none) (element-type MtnFilm): every film once (no twins, no placeholders), most rated first. */
GListModel    *mtn_app_state_get_films          (MtnAppState  *self);
/* (transfer none) (element-type MtnFilm): the picks in their order. */
GListModel    *mtn_app_state_get_picks          (MtnAppState  *self);
/* (transfer none) (element-type MtnFilm): seen and not-interested films. */
GListModel    *mtn_app_state_get_exclusions     (MtnAppState  *self);
/* (transfer none) (element-type MtnResult). */
GListModel    *mtn_app_state_get_results        (MtnAppState  *self);
MtnFilm       *mtn_app_state_get_film           (MtnAppState  *self, guint movie_index); /* (transfer none) */

/* (transfer full) (element-type guint): catalogue indices that answer a search text, best first. */
GArray        *mtn_app_state_search             (MtnAppState  *self, const char *text);

/* (transfer none): as it is now; valid until it changes. */
const MtnProfile *mtn_app_state_get_profile     (MtnAppState  *self);

/* Changes to the profile. Each is one step of undo. */
void           mtn_app_state_pick               (MtnAppState  *self, MtnFilm *film, double stars);
void           mtn_app_state_unpick             (MtnAppState  *self, MtnFilm *film);
void           mtn_app_state_toggle_pick        (MtnAppState  *self, MtnFilm *film);
void           mtn_app_state_exclude            (MtnAppState  *self, MtnFilm *film, MtnExcludeReason reason);
void           mtn_app_state_unexclude          (MtnAppState  *self, MtnFilm *film);
void           mtn_app_state_start_over         (MtnAppState  *self);
void           mtn_app_state_undo               (MtnAppState  *self);
void           mtn_app_state_redo               (MtnAppState  *self);
/* Brings back all that the last `undoable` was about. */
void           mtn_app_state_take_offer         (MtnAppState  *self);
/* The toast is gone: the next removal begins a new offer. */
void           mtn_app_state_end_offer          (MtnAppState  *self);

/* Filters. */
void           mtn_app_state_clear_filters      (MtnAppState  *self);
void           mtn_app_state_show_more          (MtnAppState  *self);

/* Why a film stands where it stands, computed in the worker. */
void            mtn_app_state_explain_async     (MtnAppState          *self,
                                                 MtnFilm              *film,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
MtnExplanation *mtn_app_state_explain_finish    (MtnAppState          *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void            mtn_app_state_similar_async     (MtnAppState          *self,
                                                 MtnFilm              *film,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
/* (transfer full): a GListModel of MtnResult */
GListModel     *mtn_app_state_similar_finish    (MtnAppState          *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* Named profiles. */
char         **mtn_app_state_list_profiles      (MtnAppState  *self); /* (transfer full): names, sorted */
void           mtn_app_state_switch_profile     (MtnAppState  *self, const char *name);
void           mtn_app_state_new_profile        (MtnAppState  *self, const char *name);
void           mtn_app_state_rename_profile     (MtnAppState  *self, const char *name);
void           mtn_app_state_delete_profile     (MtnAppState  *self);
void           mtn_app_state_erase_everything   (MtnAppState  *self);
/* Writes what is not yet written; called when the window closes. */
void           mtn_app_state_flush              (MtnAppState  *self);

G_END_DECLS
