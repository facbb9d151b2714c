/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a result says, and NaN, NULL or 0 where it says nothing, something else or null. The results come from files. */
double      mtn_figures_json_get_number  (JsonObject  *object,
                                          const char  *key);
const char *mtn_figures_json_get_string  (JsonObject  *object,
                                          const char  *key);
JsonObject *mtn_figures_json_get_object  (JsonObject  *object,
                                          const char  *key);
JsonArray  *mtn_figures_json_get_array   (JsonObject  *object,
                                          const char  *key);
/* (transfer full): [n] numbers of an array, NaN for what is none. */
double     *mtn_figures_json_dup_numbers (JsonArray   *array,
                                          guint       *n);

/* (transfer full): [n] losses per epoch of what a models_info.json says of a model, means over the cells.
 * Files of the seed have them divided once more by its number of films, which is undone: beside
 * those of other runs they would be flat. */
double     *mtn_figures_json_dup_losses  (JsonObject  *model,
                                          gboolean     validation,
                                          guint       *n);

/* Members that are numbers, "5" "10" …, ascending; [n]. */
guint      *mtn_figures_json_dup_ks      (JsonObject  *object,
                                          guint       *n);

G_END_DECLS
