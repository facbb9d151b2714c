/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Parses small JSON text from outside, guarded; %MTN_ERROR_FORMAT for anything wrong. */
JsonNode *mtn_json_read_text (const char         *text,
                              const char         *what,
                              GError            **error);
/* FALSE with %MTN_ERROR_FORMAT if @object has a member that is not in @keys (NULL-terminated). */
gboolean  mtn_json_read_keys (JsonObject         *object,
                              const char * const *keys,
                              const char         *what,
                              GError            **error);
/* Member @key if it is a string, array, object; else NULL with %MTN_ERROR_FORMAT. Borrowed. */
const char *mtn_json_read_string (JsonObject *object, const char *key, const char *what, GError **error);
JsonArray  *mtn_json_read_array  (JsonObject *object, const char *key, const char *what, GError **error);
JsonObject *mtn_json_read_object (JsonObject *object, const char *key, const char *what, GError **error);
/* A list of different, non-empty names; %MTN_ERROR_FORMAT. (transfer full) */
char      **mtn_json_read_names  (JsonArray *array, const char *key, const char *what, GError **error);
/* A finite number; FALSE if @node is none. */
gboolean    mtn_json_read_number (JsonNode *node, double *value);

G_END_DECLS
