/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * JSON text for files that must come out the same, byte for byte, on every
 * machine and in every locale; a general generator does not promise that.
 */

/* Appends @text (UTF-8) as a JSON string with its quotes. */
void  mtn_json_text_append_string (GString    *out,
                                   const char *text);
/* Appends the shortest decimal number that reads back as the same float; @value must be finite. */
void  mtn_json_text_append_float  (GString    *out,
                                   float       value);
/* The same for a double; what is not finite becomes null, which JSON has in its place. */
void  mtn_json_text_append_double (GString    *out,
                                   double      value);
/* Text from a file for a terminal: what could steer it is escaped. Free with g_free(). */
char *mtn_json_text_dup_printable (const char *text);
/* The same, cut after 80 characters: for a name in an error message. */
char *mtn_json_text_dup_shown     (const char *text);

G_END_DECLS
