/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-recommender.h"
#include "mtn-title-index.h"

G_BEGIN_DECLS

/**
 * MtnSession:
 *
 * A model made ready on an engine in a thread of its own: the recommender may be
 * used from one thread at a time, so everything asked of it goes there, in the
 * order of asking. Answers come back to the main context of the caller.
 */
#define MTN_TYPE_SESSION (mtn_session_get_type ())
G_DECLARE_FINAL_TYPE (MtnSession, mtn_session, MTN, SESSION, GObject)

/* Opens the checkpoint at @path, prepares the engine and the index of titles. */
void                mtn_session_open_async       (const char           *path,
                                                  MtnEngineKind         engine,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
MtnSession         *mtn_session_open_finish      (GAsyncResult         *result,
                                                  GError              **error);

MtnCheckpoint      *mtn_session_get_checkpoint   (MtnSession           *self);
MtnEngine          *mtn_session_get_engine       (MtnSession           *self); /* for its names only */
MtnTitleIndex      *mtn_session_get_title_index  (MtnSession           *self);

/* @profile and @query are copied. */
void                mtn_session_recommend_async  (MtnSession           *self,
                                                  const MtnProfile     *profile,
                                                  const MtnQuery       *query,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
MtnRecommendations *mtn_session_recommend_finish (MtnSession           *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void                mtn_session_explain_async    (MtnSession           *self,
                                                  const MtnProfile     *profile,
                                                  const MtnQuery       *query,
                                                  guint                 movie,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
MtnExplanation     *mtn_session_explain_finish   (MtnSession           *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void                mtn_session_similar_async    (MtnSession           *self,
                                                  guint                 movie,
                                                  guint                 n,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
MtnRecommendations *mtn_session_similar_finish   (MtnSession           *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
