/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-text.h"

G_BEGIN_DECLS

/* What writing and reading the seed's CSV files share. */

#define MTN_SEED_FILES_HEADER "user_id,age,gender,occupation,input,output,genres"

/* A row as it stands in the file. */
typedef struct
{
  int     id;
  int     age, gender, occupation; /* MTN_NOT_SAID; gender 1: M */
  GArray *input;                   /* MtnSeedCell: what is not 0, ascending */
  GArray *output;
  guint   n_movies;                /* cells of input and of output */
  guint   n_genres;
} MtnSeedRow;

typedef struct
{
  guint movie;
  float stars;
} MtnSeedCell;

void     mtn_seed_row_init  (MtnSeedRow      *self);
void     mtn_seed_row_clear (MtnSeedRow      *self);
/* The current line. Judges every field alone, and that input and output agree. */
gboolean mtn_seed_row_parse (MtnSeedRow      *self,
                             const MtnLines  *lines,
                             GError         **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnSeedRow, mtn_seed_row_clear)

G_END_DECLS
