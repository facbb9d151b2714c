/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnJsonCursor:
 *
 * A position in JSON text. For a grammar known beforehand, as a safetensors
 * header has: the caller asks for what must come next. Nothing recurses, and
 * no key is lost as in a parser that builds a tree and lets the last of two
 * equal keys win. A plain value on the stack.
 */
typedef struct
{
  const char *start;
  const char *p;
  const char *end;
} MtnJsonCursor;

typedef enum
{
  MTN_JSON_NUMBER_OK,
  MTN_JSON_NUMBER_MISSING,     /* no number here */
  MTN_JSON_NUMBER_NEGATIVE,
  MTN_JSON_NUMBER_FRACTIONAL,  /* has a point or an exponent */
  MTN_JSON_NUMBER_TOO_LARGE,   /* above 2^53, where JSON numbers stop being exact */
} MtnJsonNumber;

void          mtn_json_cursor_init   (MtnJsonCursor *self,
                                      const char    *text,
                                      gsize          length);
/* Deepest nesting of brackets outside strings, in one pass over the whole text. */
guint         mtn_json_cursor_depth  (const MtnJsonCursor *self);
/* The next character that is no white space, or '\0' at the end; does not move past it. */
char          mtn_json_cursor_peek   (MtnJsonCursor *self);
/* Skips @c if it comes next. */
gboolean      mtn_json_cursor_skip   (MtnJsonCursor *self,
                                      char           c);
/* A string with its escapes resolved, or NULL when none comes next, or a wrong one
 * (raw control character, unknown escape, lone surrogate, U+0000). Free with g_free(). */
char         *mtn_json_cursor_string (MtnJsonCursor *self);
MtnJsonNumber mtn_json_cursor_number (MtnJsonCursor *self,
                                      guint64       *value);
gsize         mtn_json_cursor_tell   (const MtnJsonCursor *self);

G_END_DECLS
