/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-figure.h"

G_BEGIN_DECLS

/* Writes a figure as SVG, whole or not at all: %MTN_FIGURE_ERROR, %G_FILE_ERROR. */
gboolean    mtn_cli_figure_save       (MtnFigure   *figure,
                                       const char  *path,
                                       GError     **error);

/* What a result says, and NaN, NULL or 0 where it says nothing, something else or null. The results come from files. */
double      mtn_cli_figure_get_number (JsonObject  *object,
                                       const char  *key);
const char *mtn_cli_figure_get_string (JsonObject  *object,
                                       const char  *key);
JsonObject *mtn_cli_figure_get_object (JsonObject  *object,
                                       const char  *key);
JsonArray  *mtn_cli_figure_get_array  (JsonObject  *object,
                                       const char  *key);
/* (transfer full): [n] numbers of an array, NaN for what is none. */
double     *mtn_cli_figure_dup_numbers (JsonArray  *array,
                                       guint       *n);

/* Members that are numbers, "5" "10" …, ascending; [n]. */
guint      *mtn_cli_figure_dup_ks     (JsonObject  *object,
                                       guint       *n);

G_END_DECLS
