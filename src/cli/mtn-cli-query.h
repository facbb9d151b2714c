/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-catalog.h"
#include "mtn-recommender.h"

G_BEGIN_DECLS

/**
 * MtnCliFilter:
 *
 * The options that say what is asked for, as typed. Clear with mtn_cli_filter_clear().
 */
typedef struct
{
  char    *n;
  char    *threshold;
  char    *particular;
  char    *years;        /* "1990-1999", "1990-", "-1999", "1994" */
  char    *candidates;   /* "unseen", "all" */
  char   **genres;       /* each a genre, or several with commas between */
  char   **not_genres;
  gboolean explain;
} MtnCliFilter;

void     mtn_cli_filter_clear      (MtnCliFilter        *self);

/* All but the genres, which need a catalogue; errors are %MTN_ERROR_USAGE. @query has been initialised. */
gboolean mtn_cli_query_read        (const MtnCliFilter  *filter,
                                    MtnQuery            *query,
                                    GError             **error);
gboolean mtn_cli_query_read_genres (const MtnCliFilter  *filter,
                                    MtnCatalog          *catalog,
                                    MtnQuery            *query,
                                    GError             **error);

G_END_DECLS
