/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* "models_info.json", or of a tuning "tuned_models_info.json". */
const char *mtn_figures_grid_get_info_name (gboolean     is_tuned);

/**
 * mtn_figures_grid_save:
 * @info: of mtn_grid_train() or mtn_grid_tune()
 * @folder: where the models are
 *
 * Writes what is told of a grid beside its models: models_info.json and comparison.svg, or, of a tuning,
 * tuned_models_info.json and tuned_comparison.svg.
 */
gboolean    mtn_figures_grid_save          (JsonNode    *info,
                                            gboolean     is_tuned,
                                            const char  *folder,
                                            GError     **error);

G_END_DECLS
