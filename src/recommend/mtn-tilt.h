/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-catalog.h"
#include "mtn-engine.h"

G_BEGIN_DECLS

/**
 * MtnTilt:
 *
 * The *popular ↔ particular* control. A film's weight of popularity is
 * p = (number of ratings + 10) / (that of a typical rating + 10), so that a
 * typical film of a list keeps its score. A part whose scores are positive is
 * multiplied by p^−β, one whose scores are logarithms has β · log p taken off.
 * β = 0.7 · particular; the factors are asked with another penalty besides. Only the order of a list is tilted: the scores that are
 * shown stay what the model believes.
 */
typedef struct _MtnTilt MtnTilt;

MtnTilt *mtn_tilt_new      (MtnCatalog    *catalog,
                            MtnEngine     *engine);
void     mtn_tilt_free     (MtnTilt       *self);

/* Both change @scores, [n_rows, movies], in place. */
void     mtn_tilt_multiply (MtnTilt       *self,
                            MtnBuffer     *scores,
                            guint          n_rows,
                            double         particular);
void     mtn_tilt_subtract (MtnTilt       *self,
                            MtnBuffer     *scores,
                            guint          n_rows,
                            double         particular);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnTilt, mtn_tilt_free)

G_END_DECLS
