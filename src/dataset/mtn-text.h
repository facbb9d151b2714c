/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-error.h"

G_BEGIN_DECLS

/* Text files by line and field, without an allocation a line, and errors that
 * say where: "u.data:17:9: …". Lines and columns count from 1, columns in bytes.
 */

typedef struct
{
  const char *text; /* not terminated */
  gsize       length;
} MtnSpan;

typedef struct
{
  const char *name;       /* of the file, for errors */
  const char *begin;
  const char *next;       /* begin of the next line */
  const char *end;
  guint       number;     /* of the line */
  MtnSpan     line;       /* without LF or CR LF */
  gboolean    unfinished; /* the line is the last one and has no line end */
} MtnLines;

/* @name and @bytes must outlive @self. A byte order mark is skipped. */
void     mtn_lines_init (MtnLines   *self,
                         const char *name,
                         GBytes     *bytes);
/* The next line that is not blank; FALSE at the end. */
gboolean mtn_lines_next (MtnLines   *self);

/* Fills @fields and returns how many fields the line has, also when those are more than @max. */
guint    mtn_span_split (MtnSpan     line,
                         char        separator,
                         MtnSpan    *fields,
                         guint       max);
MtnSpan  mtn_span_strip (MtnSpan     span);
gboolean mtn_span_equal (MtnSpan     span,
                         const char *text);

/* Digits alone, up to @max; no sign, no blank. */
gboolean mtn_span_parse_int   (MtnSpan  span,
                               gint64   max,
                               gint64  *value);
/* A decimal number as in "4", "3.5" or "-1"; never in the locale's way. */
gboolean mtn_span_parse_stars (MtnSpan  span,
                               double  *value);
/* Whether @stars is 0.5 … 5.0 in halves. */
gboolean mtn_stars_are_valid  (double   stars);

/* The text for people: in quotes, shortened, bytes that are no text escaped. */
char *mtn_span_quote (MtnSpan span);
/* As UTF-8: left alone if it is, else taken for Latin-1. */
char *mtn_span_to_utf8 (MtnSpan span);

/* "name:line:column: message", where @at points into the current line. */
void mtn_lines_set_error (const MtnLines  *self,
                          const char      *at,
                          MtnError         code,
                          GError         **error,
                          const char      *format,
                          ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
