/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-title-index.h"

G_BEGIN_DECLS

/* Inside the index films are known by rank: 0 is the one with the most ratings.
 * Ascending ranks are the order of the results, so nothing is sorted when a
 * query is answered.
 */

/* A title or alternative title, folded, with the year behind it: "star wars 1977". */
typedef struct
{
  guint64     head;           /* first eight bytes, big endian: most comparisons end here */
  const char *text;
  guint       rank;
  guint16     title_length;   /* bytes before the year */
  guint8      is_alternative;
  guint8      is_without_article;
} MtnTitleKey;

typedef struct
{
  guint64     head;
  const char *text;
  guint       id;             /* in the order of first appearance, while building */
} MtnTitleWord;

struct _MtnTitleIndex
{
  MtnCatalog   *catalog;
  GStringChunk *texts;        /* owns all strings */
  guint         n_films;
  guint        *films;        /* [n_films] rank → catalogue index */
  GArray       *keys;         /* MtnTitleKey, sorted by text */
  GArray       *words;        /* MtnTitleWord, sorted by text */
  guint        *posting_ends; /* [words + 1] postings of word i: from posting_ends[i] to posting_ends[i + 1] */
  guint        *postings;     /* ranks, ascending for each word */
};

/* First eight bytes of a terminated string, so that integers compare as strings do. */
guint64  mtn_title_head (const char *text);

/* Range [begin, end) of the sorted keys that begin with @prefix. */
void     mtn_title_index_find_keys (const MtnTitleIndex *self, const char *prefix, guint *begin, guint *end);

/**
 * mtn_title_index_match:
 * @folded: query from mtn_title_fold(), not empty
 * @forgiven: (out): whether typos had to be forgiven
 *
 * Returns: (transfer full): a bit for each rank
 */
guint64 *mtn_title_index_match (const MtnTitleIndex *self, const char *folded, gboolean *forgiven);
gsize    mtn_title_index_n_chunks (const MtnTitleIndex *self); /* of the bits above, 64 each */

/* Of what a person typed so much is looked at: a pasted page must not take long. */
#define MTN_TITLE_QUERY_BYTES 2000

/* What a person typed, as the keys have it: article in front, folded; year apart, 0 without. */
char    *mtn_title_index_fold_query (const char *query, int *year);

/**
 * mtn_title_word_forgive:
 * @written: what was typed, folded
 * @word: a word of the index
 * @from: bytes that the two have in common at the beginning
 *
 * Whether @written becomes @word, or a beginning of it, by one letter more,
 * less, or other, or two neighbours swapped, behind the first @from bytes.
 *
 * Returns: 0: no; 1: a beginning of it; 2: all of it
 */
int      mtn_title_word_forgive (const char *written, const char *word, gsize from);
/* Letters that must match before a typo is forgiven at all. */
gboolean mtn_title_word_is_forgivable (const char *written);
/* Edit distance with swaps of neighbours (optimal string alignment), or @limit + 1 when it is above @limit. */
guint    mtn_title_distance (const char *a, const char *b, guint limit);

/* "the", "la", … */
gboolean mtn_title_is_article (const char *folded_word);

G_END_DECLS
