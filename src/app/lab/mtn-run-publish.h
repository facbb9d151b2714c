/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-run-spec.h"

G_BEGIN_DECLS

/**
 * mtn_run_publish:
 * @folder: of a run whose work is done
 * @home: gets "models/NAME.safetensors", of a grid one for the best epoch of each network,
 *   "models/NAME-bce_msplit_best.safetensors", and "evaluations/NAME-models_info.json"
 * @error: %G_FILE_ERROR
 *
 * Puts what a run has made where models are looked for. Nothing is replaced: another file of that name
 * makes it "NAME-2". Done again for the same files, it finds that they are there. Where the file system can,
 * they are the same files and take no more room.
 *
 * Returns: (transfer full): paths of the models
 */
GStrv mtn_run_publish     (const MtnRunSpec  *spec,
                           const char        *folder,
                           const char        *home,
                           GError           **error);

/* Where the model of a run is while it is trained: named after the run, as its log and latest state are. (transfer full) */
char *mtn_run_publish_dup_model (const MtnRunSpec *spec,
                                 const char       *folder);

/* Removes what only going on needs from the folder of a run that is finished. */
void  mtn_run_publish_tidy (const MtnRunSpec *spec,
                            const char       *folder);

G_END_DECLS
