/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-app-state.h"

G_BEGIN_DECLS

typedef enum
{
  MTN_RESULT_FILTER_ONLY,  /* all the genres of which a film must have one */
  MTN_RESULT_FILTER_NEVER, /* one genre that hides a film */
  MTN_RESULT_FILTER_YEARS,
} MtnResultFilterKind;

/**
 * MtnResultFilter:
 *
 * One of the filters that narrow the results now, as a person would say it.
 */
typedef struct
{
  MtnResultFilterKind kind;
  guint32 genres; /* bits that it is about */
  char *label;    /* "Only Crime or Film-Noir", "No Drama", "1950–1998" */
} MtnResultFilter;

void       mtn_result_filter_free       (MtnResultFilter       *self);

/* (transfer full) (element-type MtnResultFilter): empty when nothing is filtered. */
GPtrArray *mtn_result_filters_list      (MtnAppState           *state);

/* Takes the filter away. */
void       mtn_result_filter_remove     (const MtnResultFilter *self,
                                         MtnAppState           *state);

/* "“Only Film-Noir” and “1997–1998” together hide every film.": (transfer full) */
char      *mtn_result_filters_dup_blame (GPtrArray             *filters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnResultFilter, mtn_result_filter_free)

G_END_DECLS
