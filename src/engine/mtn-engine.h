/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnEngine:
 *
 * Where the arithmetic happens, for those who call it. Back ends implement
 * mtn-engine-vtable.h. This room knows matrices and rows, neither films nor
 * people. The engine may be used from one thread at a time.
 */
typedef struct _MtnEngine MtnEngine;

typedef enum
{
  MTN_ENGINE_AUTO,
  MTN_ENGINE_CPU,
  MTN_ENGINE_CUDA,
} MtnEngineKind;

/**
 * mtn_engine_new:
 * @kind: %MTN_ENGINE_AUTO takes the best that works
 * @device: number of the card, −1: the default
 * @message: (out) (transfer full): why it could not be had (kind is then not AUTO)
 *
 * Returns: (transfer full) (nullable): the engine
 */
MtnEngine  *mtn_engine_new             (MtnEngineKind   kind,
                                        int             device,
                                        char          **message);
void        mtn_engine_free            (MtnEngine      *self);

MtnEngineKind mtn_engine_get_kind      (MtnEngine      *self);
/* "CPU", "NVIDIA GeForce RTX 3060": short, for a header bar. */
const char *mtn_engine_get_name        (MtnEngine      *self);
/* A sentence: "CPU, 8-wide AVX2; no GPU: this build has no CUDA engine". */
const char *mtn_engine_get_description (MtnEngine      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnEngine, mtn_engine_free)

G_END_DECLS
