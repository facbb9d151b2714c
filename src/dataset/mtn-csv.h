/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-text.h"

G_BEGIN_DECLS

#define MTN_CSV_MAX_FIELDS 32

/**
 * MtnCsv:
 *
 * Comma-separated values after RFC 4180: fields in double quotes may hold
 * commas, line ends and doubled quotes. A plain value on the stack.
 */
typedef struct
{
  MtnLines lines;     /* of the current record's begin, for errors */
  guint    n_fields;
  MtnSpan  fields[MTN_CSV_MAX_FIELDS];  /* without quotes; valid until the next record */
  MtnSpan  raw[MTN_CSV_MAX_FIELDS];     /* as they stand in the file, for errors */
  guint    extra_lines; /* that the record takes beyond its first */
  GString *unquoted;
} MtnCsv;

void     mtn_csv_init  (MtnCsv      *self,
                        const char  *name,
                        GBytes      *bytes);
void     mtn_csv_clear (MtnCsv      *self);
/* The next record that is not blank: 1; at the end: 0; damaged, with @error set: -1. */
int      mtn_csv_next  (MtnCsv      *self,
                        GError     **error);
/* Column of the header in the current record, ignoring case, or -1. */
int      mtn_csv_find  (MtnCsv      *self,
                        const char  *header);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnCsv, mtn_csv_clear)

G_END_DECLS
