/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-data-topic.h"

G_BEGIN_DECLS

/**
 * MtnData:
 *
 * A data set with what there is to be seen in it and the figures of that, which never change: a worker that reads them holds a
 * reference, whatever the window opens meanwhile.
 */
#define MTN_TYPE_DATA (mtn_data_get_type ())
G_DECLARE_FINAL_TYPE (MtnData, mtn_data, MTN, DATA, GObject)

/**
 * mtn_data_load:
 * @paths: as for mtn_union_load(): one, or two that become one data set
 * @job: (nullable)
 * @cancellable: (nullable)
 * @error: those of mtn_union_load()
 *
 * Reads, counts and puts together what is to be drawn, in the thread that calls.
 *
 * Returns: (transfer full): or NULL with @error set
 */
MtnData              *mtn_data_load            (const char * const *paths,
                                                MtnJob             *job,
                                                GCancellable       *cancellable,
                                                GError            **error);

/* (transfer none): both live as long as this. */
const MtnDataset     *mtn_data_get_dataset     (MtnData       *self);
const MtnExploration *mtn_data_get_exploration (MtnData       *self);

/* (transfer full) (nullable): copies of what was put together when it was read; NULL where the data set has not what
 * it takes. */
MtnFigure            *mtn_data_dup_figure      (MtnData            *self,
                                                const MtnDataTopic *topic);
MtnFigure            *mtn_data_dup_preview     (MtnData            *self,
                                                const MtnDataTopic *topic);
MtnFigure            *mtn_data_dup_sample_preview (MtnData         *self);
/* (transfer none) (nullable): the sentence for the card. */
const char           *mtn_data_get_caption     (MtnData            *self,
                                                const MtnDataTopic *topic);
/* (transfer none): what `matinee explore` writes of it. */
JsonObject           *mtn_data_get_json        (MtnData            *self);

G_END_DECLS
