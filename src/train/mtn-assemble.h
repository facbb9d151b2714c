/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"
#include "mtn-curves.h"
#include "mtn-parts.h"

G_BEGIN_DECLS

/* What a checkpoint computes for this plan: its parts, their weights by the number of picks, its calibration. */
MtnArchitecture *mtn_assemble_architecture (const MtnPlan        *plan,
                                            const MtnParts       *parts,
                                            const MtnCurves      *curves);

/* Adds the tensors of these parts. */
void             mtn_assemble_tensors      (const MtnPlan        *plan,
                                            const MtnFilms       *films,
                                            const MtnParts       *parts,
                                            MtnCheckpointWriter  *writer);

/* What the curves say about the quality of the lists: JSON object, or NULL when nothing was measured. */
char            *mtn_assemble_metrics      (const MtnCurves      *curves);

G_END_DECLS
