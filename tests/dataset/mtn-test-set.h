/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"

G_BEGIN_DECLS

/* A tiny invented data set in a temporary folder, which a test then spoils. */
typedef struct
{
  char *folder;
  char *zip; /* a path beside the folder's files; may not exist */
} MtnTestSet;

/* MovieLens 100K: people 1, 3, 7; films 1 to 4 and the placeholder 267; seven ratings. */
MtnTestSet *mtn_test_set_new_ml100k (void);
/* MovieLens CSV: people 1001, 1004; films 1, 26, 318, 1007; six ratings. */
MtnTestSet *mtn_test_set_new_csv    (void);
void        mtn_test_set_free       (MtnTestSet *self);

void  mtn_test_set_write   (MtnTestSet *self, const char *name, const char *content, gssize length);
void  mtn_test_set_append  (MtnTestSet *self, const char *name, const char *content);
/* Replaces a line, counted from 1; @content without line end. */
void  mtn_test_set_line    (MtnTestSet *self, const char *name, guint line, const char *content);
void  mtn_test_set_remove  (MtnTestSet *self, const char *name);
void  mtn_test_set_rename  (MtnTestSet *self, const char *name, const char *new_name);
char *mtn_test_set_content (MtnTestSet *self, const char *name);

/* The archive, byte by byte. */
void  mtn_test_set_write_zip  (MtnTestSet *self, const char *content, gsize length);
/* Packs the files below a folder of that name ("" for none) into self->zip. */
void  mtn_test_set_pack       (MtnTestSet *self, const char *top);
/* An archive with one more member, of that path; @link_to: it is a link. */
void  mtn_test_set_pack_entry (MtnTestSet *self, const char *path, const char *link_to);
/* An archive with so many empty members beside the files. */
void  mtn_test_set_pack_many  (MtnTestSet *self, guint n);

/* Replaces a file without the care that keeps one from being lost. @length: −1 for a string */
void  mtn_test_write_file (const char *folder, const char *name, const char *content, gssize length);

/* The folder of a real set, or NULL and the test is skipped. */
char *mtn_test_set_find_real (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnTestSet, mtn_test_set_free)

G_END_DECLS
