/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-model-item.h"

G_BEGIN_DECLS

/**
 * What is said of models in words. Strings that are returned as char * are freed with g_free().
 */

/* Where it is from, of what kind and size; on a second line data set, split and date; on a third what its headline
 * figure was measured by. */
char       *mtn_model_text_dup_subtitle  (MtnModelItem *item);
/* "Favorites · 5 folds of people · seed 42": protocol, split and seed of the headline figure. (nullable): it has none */
char       *mtn_model_text_dup_headline_origin (MtnModelItem *item);
/* On whom, with which split and seed, and by whom. */
char       *mtn_model_text_dup_measured  (const MtnModelScore *score);
/* "A blend of …": a sentence about that kind of architecture. */
const char *mtn_model_text_describe      (const char   *kind);
/* "Network": the kind in a word or two. */
const char *mtn_model_text_get_kind      (const char   *kind);
/* "all" → "Everybody": who it was trained on. */
const char *mtn_model_text_get_split     (const char   *split);
/* ".542", "–" where it is not known. */
char       *mtn_model_text_dup_figure    (double        value);
/* "favorites" → "Favorites", and in a sentence what is asked there. */
const char *mtn_model_text_get_protocol  (const char   *protocol);
const char *mtn_model_text_explain_protocol (const char *protocol);
/* 2026-11-24 → "24 November 2026", in the order of the person's language; what is no date stays. */
char       *mtn_model_text_dup_date      (const char   *date);

G_END_DECLS
