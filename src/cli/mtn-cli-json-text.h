/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON text, appended piece by piece: half a million films are written in one go, which a
 * tree of nodes would make slow. */

/* Quoted and escaped; @text is UTF-8. */
void mtn_cli_json_text_append_string (GString *json, const char *text);
/* Up to six significant digits, a point in every locale; a number that is not finite is null. */
void mtn_cli_json_text_append_number (GString *json, double value);

G_END_DECLS
