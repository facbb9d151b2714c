/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-recommender.h"

G_BEGIN_DECLS

/* A place in a list. */
typedef struct
{
  char *label;        /* film and year */
  guint rank;         /* 1 … */
  guint other_rank;   /* in the other list; 0: not there */
} MtnListPlace;

/**
 * MtnListComparison:
 *
 * What two models recommend to the same person, side by side. Films are known by title and year, so that models of
 * different data sets can be compared.
 */
typedef struct
{
  GPtrArray *lists[2];    /* (element-type MtnListPlace), best first */
  guint      n_common;    /* films in both */
} MtnListComparison;

MtnListComparison *mtn_list_comparison_new  (const MtnRecommendations *a,
                                             MtnCatalog               *a_catalog,
                                             const MtnRecommendations *b,
                                             MtnCatalog               *b_catalog);
void               mtn_list_comparison_free (MtnListComparison        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnListComparison, mtn_list_comparison_free)

G_END_DECLS
