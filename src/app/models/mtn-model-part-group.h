/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-model-inspection.h"

G_BEGIN_DECLS

/* A part, without its layers. */
GtkWidget *mtn_model_part_group_new (const MtnModelPart  *part);
/* A layer of it as a row that opens to the distribution of its weights. @layer must outlive it; @model: its name. */
void       mtn_model_part_group_add (GtkWidget           *group,
                                     const MtnModelLayer *layer,
                                     const char          *model);

G_END_DECLS
