/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cli-args.h"
#include "mtn-recommender.h"
#include "mtn-title-index.h"

G_BEGIN_DECLS

/**
 * MtnCliSession:
 *
 * A model opened for recommending, with what the command line needs around it.
 */
typedef struct
{
  char           *model_path;
  MtnCheckpoint  *checkpoint;
  MtnEngine      *engine;
  MtnRecommender *recommender;
  /* The checkpoint's films, in the checkpoint's order; under other titles when asked for. */
  MtnCatalog     *catalog;
  MtnVocabulary  *vocabulary;   /* the checkpoint's, borrowed */
  MtnTitleIndex  *index;        /* made when first used: see mtn_cli_session_find() */
} MtnCliSession;

/**
 * mtn_cli_session_open:
 * @model_path: (nullable): NULL: the shipped model
 * @titles_path: (nullable): a MovieLens folder whose titles are shown and understood instead of the checkpoint's
 */
MtnCliSession *mtn_cli_session_open   (const char           *model_path,
                                       const char           *titles_path,
                                       const MtnCliCommon   *common,
                                       GError              **error);
void           mtn_cli_session_free   (MtnCliSession        *self);

/* For people and JSON: "EDLAE + demographic prior", or the file's name where none is recorded. */
const char    *mtn_cli_session_get_model_name (MtnCliSession *self);

/* Model and engine, on stderr. */
void           mtn_cli_session_say            (MtnCliSession *self);

MtnTitleIndex *mtn_cli_session_get_index      (MtnCliSession *self);

/**
 * mtn_cli_session_find:
 * @text: an id, a title with or without year, or `title:` and a title that looks like a number
 *
 * Finds the film that is meant; of a film that stands under two ids, the lower.
 *
 * Returns: catalogue index, or −1 with %MTN_ERROR_UNKNOWN, %MTN_ERROR_AMBIGUOUS or %MTN_ERROR_USAGE
 */
int            mtn_cli_session_find   (MtnCliSession        *self,
                                       const char           *text,
                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnCliSession, mtn_cli_session_free)

G_END_DECLS
