/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-movie.h"
#include "mtn-text.h"

G_BEGIN_DECLS

/* What the readers share in judging fields. Setters of errors return FALSE.
 * Blanks around a number are ignored: latest-small has some at line ends. */

/* Whether the current line is a header: the first line, with text where those below have a number. */
gboolean mtn_field_is_header       (const MtnLines  *lines,
                                    MtnSpan          field);
/* "3 fields in “…”; expected @expected" */
gboolean mtn_field_set_count_error (const MtnLines  *lines,
                                    guint            n,
                                    const char      *expected,
                                    GError         **error);
/* "“…”; expected @expected", at the field */
gboolean mtn_field_set_error       (const MtnLines  *lines,
                                    MtnSpan          field,
                                    MtnError         code,
                                    const char      *expected,
                                    GError         **error);
/* A whole number from 1. @expected is marked with N_() and translated when it is needed: there are many lines. */
gboolean mtn_field_parse_id        (const MtnLines  *lines,
                                    MtnSpan          field,
                                    const char      *expected,
                                    int             *id,
                                    GError         **error);
/* A rating, 0.5 to 5 in halves. */
gboolean mtn_field_parse_stars     (const MtnLines  *lines,
                                    MtnSpan          field,
                                    float           *stars,
                                    GError         **error);
/* A title, taken apart into title, alternatives and year of @movie, which are left alone on failure. @text may be
 * the unquoted @field; errors point at the latter. */
gboolean mtn_field_parse_title     (const MtnLines  *lines,
                                    MtnSpan          field,
                                    MtnSpan          text,
                                    MtnMovie        *movie,
                                    GError         **error);
/* Seconds since 1970. */
gboolean mtn_field_parse_time      (const MtnLines  *lines,
                                    MtnSpan          field,
                                    gint64          *time,
                                    GError         **error);

G_END_DECLS
