/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MtnEngineNews:
 *
 * What becomes of engines, whoever works with them: a card that failed, so that
 * the CPU goes on. The films, a look at a model, a training and an evaluation
 * have an engine each; all of them tell here, at once.
 *
 * Signal `told` (string): for people, in the main loop.
 */
#define MTN_TYPE_ENGINE_NEWS (mtn_engine_news_get_type ())
G_DECLARE_FINAL_TYPE (MtnEngineNews, mtn_engine_news, MTN, ENGINE_NEWS, GObject)

/* Asked for before the first engine is made. (transfer none) */
MtnEngineNews *mtn_engine_news_get_default (void);

G_END_DECLS
