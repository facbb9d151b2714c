/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds one field of a line of CSV, in quotes where it needs them (RFC 4180, section 2). */
void mtn_csv_append_field (GString    *out,
                           const char *text);

G_END_DECLS
