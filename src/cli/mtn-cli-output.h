/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cli-session.h"
#include "mtn-profile.h"

G_BEGIN_DECLS

typedef enum
{
  MTN_CLI_FORMAT_TEXT,
  MTN_CLI_FORMAT_JSON,
  MTN_CLI_FORMAT_CSV,
} MtnCliFormat;

/* Most reasons asked for per film: a line of text has room for the strongest only. */
#define MTN_CLI_TEXT_REASONS 4
#define MTN_CLI_JSON_REASONS 64

/* A line a film: rank, title and year, score, genres; below it the reasons, if there are any. */
void  mtn_cli_output_text       (GString                   *out,
                                 MtnCliSession             *session,
                                 const MtnProfile          *profile,
                                 const MtnRecommendations  *list);

/* Title and year, as Letterboxd imports them; RFC 4180. */
void  mtn_cli_output_csv        (GString                   *out,
                                 MtnCliSession             *session,
                                 const MtnRecommendations  *list);

/* One object in one line: items, engine, model. */
void  mtn_cli_output_json       (GString                   *out,
                                 MtnCliSession             *session,
                                 const MtnProfile          *profile,
                                 const MtnQuery            *query,
                                 const MtnRecommendations  *list);

/* `"items": [...]`, and behind it `"available"` and `"note"` when there are fewer than asked for. */
void  mtn_cli_output_json_items (GString                   *out,
                                 MtnCliSession             *session,
                                 const MtnProfile          *profile,
                                 const MtnQuery            *query,
                                 const MtnRecommendations  *list);

/* Why there are fewer films than asked for, or NULL when there are not. */
char *mtn_cli_output_dup_note   (const MtnQuery            *query,
                                 const MtnRecommendations  *list);

/* "Star Wars (1977) +0.12, age 25–34 +0.01" */
void  mtn_cli_output_reasons    (GString                   *out,
                                 MtnCliSession             *session,
                                 const MtnProfile          *profile,
                                 const GArray              *reasons);

/* A film's title and year, safe for a terminal. */
char *mtn_cli_output_dup_label  (MtnCliSession             *session,
                                 guint                      movie);

G_END_DECLS
