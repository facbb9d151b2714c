/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-model-inspection.h"

G_BEGIN_DECLS

/* The layers of a part as rows that open to the distribution of their weights. @part must outlive it; @model: its name. */
GtkWidget *mtn_model_part_group_new (const MtnModelPart *part,
                                     const char         *model);

G_END_DECLS
