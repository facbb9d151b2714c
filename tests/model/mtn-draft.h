/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"

G_BEGIN_DECLS

/**
 * MtnDraft:
 *
 * The content of the test checkpoint, open for vandalism: it can be written
 * with anything in it that safetensors allow.
 */
typedef struct
{
  GArray     *tensors;   /* (element-type MtnTensor) */
  GPtrArray  *storage;   /* owns their data */
  GPtrArray  *keys;
  GPtrArray  *values;
} MtnDraft;

MtnDraft  *mtn_draft_new           (GBytes     *checkpoint);
void       mtn_draft_free          (MtnDraft   *self);

const char *mtn_draft_get_metadata (MtnDraft   *self, const char *key);
/* @value NULL: takes the key away. */
void       mtn_draft_set_metadata  (MtnDraft   *self, const char *key, const char *value);
/* In the metadata of @key, puts @new_text in the place of the first @old_text, which must be there. */
void       mtn_draft_replace       (MtnDraft   *self, const char *key, const char *old_text, const char *new_text);
/* The tensor, with data that may be written to. */
MtnTensor *mtn_draft_get           (MtnDraft   *self, const char *name);
void       mtn_draft_remove        (MtnDraft   *self, const char *name);
/* Appends a tensor of zeros. */
MtnTensor *mtn_draft_add           (MtnDraft   *self, const char *name, MtnDtype dtype, guint n_dims, const gsize *dims);
/* Changes type and shape; the data become zeros. */
void       mtn_draft_reshape       (MtnDraft   *self, const char *name, MtnDtype dtype, guint n_dims, const gsize *dims);
/* Keeps the first @n_values of a vector. */
void       mtn_draft_shorten       (MtnDraft   *self, const char *name, gsize n_values);
GBytes    *mtn_draft_to_bytes      (MtnDraft   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnDraft, mtn_draft_free)

G_END_DECLS
