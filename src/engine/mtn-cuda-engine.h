/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cuda-module.h"

G_BEGIN_DECLS

/**
 * mtn_cuda_engine_new:
 * @device: number of the card, −1: the one with most memory free
 * @message: (out) (transfer full): why there is none
 *
 * Returns: (nullable) (transfer full): an engine on a card that passes the self-test, or has passed it
 */
MtnEngine *mtn_cuda_engine_new (int device, char **message);

/* The texts for what a module found. (transfer full) (nullable): READY */
char      *mtn_cuda_engine_dup_system_problem (const MtnCudaSystem *system);
char      *mtn_cuda_engine_dup_card_problem   (const MtnCudaCard *card);

/* A name for the card; opened, tested unless @key says that it was; @why and NULL where that failed. The verdict is kept. */
MtnEngine *mtn_cuda_engine_open (const MtnCudaModule *module, guint device, const MtnCudaSystem *system,
                                 gboolean test_anew, MtnCudaCard *card, char **why);

G_END_DECLS
