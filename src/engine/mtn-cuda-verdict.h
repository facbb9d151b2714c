/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cuda-module.h"

G_BEGIN_DECLS

/*
 * What the self-test has said about a card, remembered in the user's state
 * folder for this card, driver and version of Matinee: another of any of them is
 * tested anew.
 */
typedef enum
{
  MTN_CUDA_UNTESTED,
  MTN_CUDA_PASSED,
  MTN_CUDA_REFUSED,
} MtnCudaVerdict;

/* (transfer full): the name under which the verdict is kept. */
char          *mtn_cuda_verdict_dup_key (const MtnCudaSystem *system, const MtnCudaCard *card);
/* @why: (out) (transfer full) (nullable): why it was refused. */
MtnCudaVerdict mtn_cuda_verdict_get     (const char *key, char **why);
/* @why: (nullable). What cannot be written is tested again next time. */
void           mtn_cuda_verdict_set     (const char *key, MtnCudaVerdict verdict, const char *why);

G_END_DECLS
