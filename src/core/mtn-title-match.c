/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Which films a query means. A film matches when each word of the query begins
 * a word of its title, of an alternative title, or its year. Articles are
 * ignored unless there is nothing else. Only when no film matches are typos
 * forgiven: first in words that nothing begins with, then in all, then a blank
 * too many or missing.
 */

#include "mtn-title-index-private.h"

#include <string.h>

/* Nobody types more words; a pasted page must not take long. */
#define MAX_QUERY_WORDS 24
#define MAX_RESPACED_WORDS 6
#define MIN_RESPACED_BYTES 5

typedef enum
{
  FORGIVE_NOTHING,
  FORGIVE_UNKNOWN_WORDS,
  FORGIVE_ALL_WORDS,
} Forgive;

gsize
mtn_title_index_n_chunks (const MtnTitleIndex *self)
{
  return ((gsize) self->n_films + 63) / 64;
}

/* First position at or after @begin that is not before @prefix (or, @past, not a continuation of it). */
#define DEFINE_BOUND(name, Type)                                                                        \
  static guint name (const GArray *table, const char *prefix, gsize length, guint begin, gboolean past) \
  {                                                                                                     \
    guint end = table->len;                                                                             \
    while (begin < end)                                                                                 \
      {                                                                                                 \
        guint middle = begin + (end - begin) / 2;                                                       \
        int order = strncmp (g_array_index (table, Type, middle).text, prefix, length);                 \
        if (order < 0 || (past && order == 0))                                                          \
          begin = middle + 1;                                                                           \
        else                                                                                            \
          end = middle;                                                                                 \
      }                                                                                                 \
    return begin;                                                                                       \
  }

DEFINE_BOUND (bound_of_words, MtnTitleWord)
DEFINE_BOUND (bound_of_keys, MtnTitleKey)

static void
find_words (const MtnTitleIndex *self, const char *prefix, guint *begin, guint *end)
{
  gsize length = strlen (prefix);

  *begin = bound_of_words (self->words, prefix, length, 0, FALSE);
  *end = bound_of_words (self->words, prefix, length, *begin, TRUE);
}

void
mtn_title_index_find_keys (const MtnTitleIndex *self, const char *prefix, guint *begin, guint *end)
{
  gsize length = strlen (prefix);

  *begin = bound_of_keys (self->keys, prefix, length, 0, FALSE);
  *end = bound_of_keys (self->keys, prefix, length, *begin, TRUE);
}

static void
mark (const MtnTitleIndex *self, guint begin, guint end, guint64 *bits)
{
  for (guint i = self->posting_ends[begin]; i < self->posting_ends[end]; i++)
    bits[self->postings[i] / 64] |= G_GUINT64_CONSTANT (1) << (self->postings[i] % 64);
}

/* Whether a word can be what was written but for its first letter, judged by the four bytes that must then
 * agree. Most of the table is looked at, so this decides without touching the texts. */
static gboolean
may_begin_with_typo (guint64 written, guint64 word)
{
  guint64 swapped = (written & 0x0000ffffffffffff) | (written >> 8 & 0x00ff000000000000) |
                    (written << 8 & 0xff00000000000000);

  if ((written | word) & 0x8080000000000000)
    return TRUE;

  return (word << 8) >> 32 == (written << 8) >> 32 || (word << 8) >> 32 == written >> 32 ||
         word >> 32 == (written << 8) >> 32 || word >> 32 == swapped >> 32;
}

/* Whether the next character of both is the same, so that a typo can only be further on. */
static gboolean
agrees_here (const char *written, const char *word)
{
  return *written != '\0' && strncmp (written, word, g_utf8_skip[(guchar) *written]) == 0;
}

/* Each place that the typo may have leaves a common beginning; the words that share it are a range, which
 * shrinks fast, so that the whole table is looked at once only: for a typo in the first letter. */
static void
mark_forgiven (const MtnTitleIndex *self, const char *written, guint64 *bits)
{
  guint64 head = mtn_title_head (written);
  guint begin = 0, end = self->words->len;

  for (const char *p = written;; p = g_utf8_next_char (p))
    {
      gsize from = p - written;

      if (from > 0)
        {
          begin = bound_of_words (self->words, written, from, begin, FALSE);
          end = MIN (end, bound_of_words (self->words, written, from, begin, TRUE));
        }

      for (guint i = begin; i < end; i++)
        {
          const MtnTitleWord *word = &g_array_index (self->words, MtnTitleWord, i);

          if (from == 0 && !may_begin_with_typo (head, word->head))
            continue;

          if (!agrees_here (p, word->text + from) && mtn_title_word_forgive (written, word->text, from) > 0)
            mark (self, i, i + 1, bits);
        }

      if (*p == '\0' || begin >= end)
        return;
    }
}

/* Narrows @bits to the films with the word. */
static void
narrow (const MtnTitleIndex *self, const char *word, Forgive forgive, guint64 *bits, guint64 *scratch)
{
  gsize n_chunks = mtn_title_index_n_chunks (self);
  guint begin, end;

  memset (scratch, 0, n_chunks * sizeof *scratch);
  find_words (self, word, &begin, &end);
  mark (self, begin, end, scratch);

  if ((forgive == FORGIVE_ALL_WORDS || (forgive == FORGIVE_UNKNOWN_WORDS && begin == end)) &&
      mtn_title_word_is_forgivable (word))
    mark_forgiven (self, word, scratch);

  for (gsize i = 0; i < n_chunks; i++)
    bits[i] &= scratch[i];
}

static gboolean
is_empty (const guint64 *bits, gsize n_chunks)
{
  for (gsize i = 0; i < n_chunks; i++)
    {
      if (bits[i] != 0)
        return FALSE;
    }

  return TRUE;
}

/* All words at once. @bits is filled, FALSE when nothing is left. */
static gboolean
match_words (const MtnTitleIndex *self, char **words, Forgive forgive, guint64 *bits, guint64 *scratch)
{
  gsize n_chunks = mtn_title_index_n_chunks (self);
  guint n_words = g_strv_length (words);
  guint n_articles = 0;
  gboolean last_is_article = FALSE;

  memset (bits, 0xff, n_chunks * sizeof *bits);
  if (self->n_films % 64 != 0)
    bits[n_chunks - 1] = (G_GUINT64_CONSTANT (1) << (self->n_films % 64)) - 1;

  for (guint i = 0; i < n_words; i++)
    n_articles += last_is_article = mtn_title_is_article (words[i]);

  for (guint i = 0; i < n_words; i++)
    {
      if (n_articles < n_words && mtn_title_is_article (words[i]))
        continue;

      narrow (self, words[i], forgive, bits, scratch);
      if (is_empty (bits, n_chunks))
        return FALSE;
    }

  /* "star a": more likely a word begun than an article behind. */
  if (last_is_article && n_articles < n_words)
    {
      g_autofree guint64 *before = g_memdup2 (bits, n_chunks * sizeof *bits);

      narrow (self, words[n_words - 1], forgive, bits, scratch);
      if (is_empty (bits, n_chunks))
        memcpy (bits, before, n_chunks * sizeof *bits);
    }

  return TRUE;
}

/* The query with word @i cut in two behind @length bytes, or joined with the next where @length is 0. */
static char **
respace (char **words, guint i, gsize length)
{
  GPtrArray *changed = g_ptr_array_new ();

  for (guint j = 0; words[j] != NULL; j++)
    {
      if (j != i)
        {
          g_ptr_array_add (changed, g_strdup (words[j]));
        }
      else if (length > 0)
        {
          g_ptr_array_add (changed, g_strndup (words[j], length));
          g_ptr_array_add (changed, g_strdup (words[j] + length));
        }
      else
        {
          g_ptr_array_add (changed, g_strconcat (words[j], words[j + 1], NULL));
          j++;
        }
    }
  g_ptr_array_add (changed, NULL);

  return (char **) g_ptr_array_free (changed, FALSE);
}

static gboolean
is_known (const MtnTitleIndex *self, const char *text, gsize length, gboolean whole)
{
  g_autofree char *word = g_strndup (text, length);
  guint begin, end;

  find_words (self, word, &begin, &end);
  return begin < end && (!whole || g_str_equal (g_array_index (self->words, MtnTitleWord, begin).text, word));
}

/* "starwars" for "star wars", "golden eye" for "goldeneye": a blank missing or too many is a typo as well. */
static void
match_respaced (const MtnTitleIndex *self, char **words, guint64 *bits, guint64 *scratch)
{
  gsize n_chunks = mtn_title_index_n_chunks (self);
  g_autofree guint64 *found = g_new0 (guint64, n_chunks + 1);
  guint n_words = g_strv_length (words);

  for (guint i = 0; i < n_words && n_words <= MAX_RESPACED_WORDS; i++)
    {
      gsize length = strlen (words[i]);

      for (gsize cut = 0; cut < length; cut++)
        {
          g_auto (GStrv) changed = NULL;

          if (cut == 0 ? i + 1 == n_words
                       : length < MIN_RESPACED_BYTES || !is_known (self, words[i], cut, TRUE) ||
                             !is_known (self, words[i] + cut, length - cut, FALSE))
            continue;

          changed = respace (words, i, cut);
          if (match_words (self, changed, FORGIVE_NOTHING, bits, scratch))
            {
              for (gsize j = 0; j < n_chunks; j++)
                found[j] |= bits[j];
            }
        }
    }

  memcpy (bits, found, n_chunks * sizeof *bits);
}

guint64 *
mtn_title_index_match (const MtnTitleIndex *self, const char *folded, gboolean *forgiven)
{
  gsize n_chunks = mtn_title_index_n_chunks (self);
  g_auto (GStrv) words = g_strsplit (folded, " ", MAX_QUERY_WORDS + 1);
  g_autofree guint64 *scratch = g_new0 (guint64, n_chunks + 1);
  g_autofree guint64 *bits = g_new0 (guint64, n_chunks + 1);

  *forgiven = FALSE;
  if (self->n_films == 0)
    return g_steal_pointer (&bits);

  if (g_strv_length (words) > MAX_QUERY_WORDS)
    g_clear_pointer (&words[MAX_QUERY_WORDS], g_free);

  if (match_words (self, words, FORGIVE_NOTHING, bits, scratch))
    return g_steal_pointer (&bits);

  *forgiven = TRUE;
  if (!match_words (self, words, FORGIVE_UNKNOWN_WORDS, bits, scratch) &&
      !match_words (self, words, FORGIVE_ALL_WORDS, bits, scratch))
    match_respaced (self, words, bits, scratch);

  return g_steal_pointer (&bits);
}
