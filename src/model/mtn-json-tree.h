/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Appends a whole tree, indented for people, and a line feed; numbers are as short as they can be and still exact. */
void mtn_json_tree_append (GString *json, JsonNode *node);
/* The same with fewer lines: what is nested no deeper than three levels stands on one. */
void mtn_json_tree_append_dense (GString *json, JsonNode *node);

G_END_DECLS
