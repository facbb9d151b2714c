/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Building the index. Two sorted tables answer everything: words with the films
 * that hold them, for matching, and whole titles, for ranking. A prefix is a
 * range of either, found by binary search; the films of a range of words lie in
 * one piece.
 */

#include "mtn-title-index.h"

#include <stdlib.h>
#include <string.h>

#include "mtn-title.h"
#include "mtn-title-index-private.h"

typedef struct
{
  guint word;
  guint rank;
} Posting;

typedef struct
{
  MtnTitleIndex *index;
  GHashTable *word_ids; /* text → id + 1 */
  GArray *last_ranks;   /* guint by id: rank + 1 of the film that had the word last */
  GArray *postings;     /* Posting, ranks ascending */
} Build;

guint64
mtn_title_head (const char *text)
{
  guint64 head = 0;

  for (int i = 0; i < 8; i++)
    {
      head = (head << 8) | (guchar) *text;
      if (*text != '\0')
        text++;
    }

  return head;
}

static int
compare_texts (guint64 head_a, const char *a, guint64 head_b, const char *b)
{
  if (head_a != head_b)
    return head_a < head_b ? -1 : 1;

  /* Equal heads that end in NUL are the whole strings. */
  return (head_a & 0xff) == 0 ? 0 : strcmp (a + 8, b + 8);
}

static int
compare_words (const void *a, const void *b)
{
  const MtnTitleWord *word_a = a, *word_b = b;

  return compare_texts (word_a->head, word_a->text, word_b->head, word_b->text);
}

static int
compare_keys (const void *a, const void *b)
{
  const MtnTitleKey *key_a = a, *key_b = b;

  return compare_texts (key_a->head, key_a->text, key_b->head, key_b->text);
}

static void
add_word (Build *build, const char *word, guint rank)
{
  gpointer known = g_hash_table_lookup (build->word_ids, word);
  guint id;

  if (known == NULL)
    {
      MtnTitleWord entry = { .head = mtn_title_head (word), .id = build->index->words->len };
      guint never = 0;

      entry.text = g_string_chunk_insert (build->index->texts, word);
      g_array_append_val (build->index->words, entry);
      g_array_append_val (build->last_ranks, never);
      g_hash_table_insert (build->word_ids, (gpointer) entry.text, GUINT_TO_POINTER (entry.id + 1));
      id = entry.id;
    }
  else
    {
      id = GPOINTER_TO_UINT (known) - 1;
    }

  if (g_array_index (build->last_ranks, guint, id) != rank + 1)
    {
      Posting posting = { .word = id, .rank = rank };

      g_array_append_val (build->postings, posting);
      g_array_index (build->last_ranks, guint, id) = rank + 1;
    }
}

static void
add_words (Build *build, const char *folded, guint rank)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    add_word (build, words[i], rank);
}

static void
add_title (Build *build, const char *title, int year, guint rank, gboolean is_alternative)
{
  g_autofree char *folded = mtn_title_fold (title);
  char with_year[16] = "";
  MtnTitleKey key = { .rank = rank, .is_alternative = is_alternative };
  const char *rest;
  gsize length = MIN (strlen (folded), G_MAXUINT16 - sizeof with_year);
  char *text;

  if (length == 0)
    return;

  add_words (build, folded, rank);

  if (year > 0)
    g_snprintf (with_year, sizeof with_year, " %d", year);
  folded[length] = '\0';
  text = g_strconcat (folded, with_year, NULL);
  key.text = g_string_chunk_insert (build->index->texts, text);
  g_free (text);
  key.head = mtn_title_head (key.text);
  key.title_length = (guint16) length;
  g_array_append_val (build->index->keys, key);

  rest = mtn_title_skip_article (folded);
  if (rest != folded)
    {
      key.text += rest - folded;
      key.head = mtn_title_head (key.text);
      key.title_length -= rest - folded;
      key.is_without_article = TRUE;
      g_array_append_val (build->index->keys, key);
    }
}

static void
add_film (Build *build, const MtnMovie *movie, guint rank)
{
  add_title (build, movie->title, movie->year, rank, FALSE);
  for (guint i = 0; movie->alternatives != NULL && movie->alternatives[i] != NULL; i++)
    add_title (build, movie->alternatives[i], movie->year, rank, TRUE);

  if (movie->year > 0)
    {
      char year[16];

      g_snprintf (year, sizeof year, "%d", movie->year);
      add_word (build, year, rank);
    }
}

typedef struct
{
  guint n_ratings;
  guint film;
} Popularity;

static int
compare_popularity (const void *a, const void *b)
{
  const Popularity *film_a = a, *film_b = b;

  if (film_a->n_ratings != film_b->n_ratings)
    return film_a->n_ratings > film_b->n_ratings ? -1 : 1;

  return film_a->film < film_b->film ? -1 : film_a->film > film_b->film;
}

/* Every film once, the most rated first; twins count together. */
static void
rank_films (MtnTitleIndex *self)
{
  guint n_movies = mtn_catalog_get_n_movies (self->catalog);
  g_autofree Popularity *films = g_new0 (Popularity, (gsize) n_movies + 1);
  guint n = 0;

  for (guint i = 0; i < n_movies; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (self->catalog, i);

      films[i].film = i;
      films[movie->twin].n_ratings += movie->n_ratings;
    }

  for (guint i = 0; i < n_movies; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (self->catalog, i);

      if (!movie->placeholder && movie->twin == i)
        films[n++] = films[i];
    }

  qsort (films, n, sizeof (Popularity), compare_popularity);

  self->n_films = n;
  self->films = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    self->films[i] = films[i].film;
}

/* Sorts the words and gives each the piece of the postings that is its own; ranks stay ascending. */
static void
sort_words (Build *build)
{
  MtnTitleIndex *self = build->index;
  guint n_words = self->words->len;
  g_autofree guint *positions = g_new (guint, n_words + 1);
  guint *ends = g_new0 (guint, (gsize) n_words + 2);

  g_array_sort (self->words, compare_words);
  for (guint i = 0; i < n_words; i++)
    positions[g_array_index (self->words, MtnTitleWord, i).id] = i;

  /* Counting sort; filling moves each begin to its end, hence the table is one longer and starts one later.
   */
  for (guint i = 0; i < build->postings->len; i++)
    ends[positions[g_array_index (build->postings, Posting, i).word] + 2]++;
  for (guint i = 2; i < n_words + 2; i++)
    ends[i] += ends[i - 1];

  self->postings = g_new (guint, build->postings->len + 1);
  for (guint i = 0; i < build->postings->len; i++)
    {
      const Posting *posting = &g_array_index (build->postings, Posting, i);

      self->postings[ends[positions[posting->word] + 1]++] = posting->rank;
    }
  self->posting_ends = ends;
}

MtnTitleIndex *
mtn_title_index_new (MtnCatalog *catalog)
{
  MtnTitleIndex *self;
  Build build = { 0 };

  g_return_val_if_fail (catalog != NULL, NULL);

  self = g_new0 (MtnTitleIndex, 1);
  self->catalog = mtn_catalog_ref (catalog);
  self->texts = g_string_chunk_new (1 << 16);
  self->keys = g_array_new (FALSE, FALSE, sizeof (MtnTitleKey));
  self->words = g_array_new (FALSE, FALSE, sizeof (MtnTitleWord));

  build.index = self;
  build.word_ids = g_hash_table_new (g_str_hash, g_str_equal);
  build.last_ranks = g_array_new (FALSE, FALSE, sizeof (guint));
  build.postings = g_array_new (FALSE, FALSE, sizeof (Posting));

  rank_films (self);
  for (guint rank = 0; rank < self->n_films; rank++)
    add_film (&build, mtn_catalog_get_movie (catalog, self->films[rank]), rank);

  sort_words (&build);
  g_array_sort (self->keys, compare_keys);

  g_hash_table_unref (build.word_ids);
  g_array_unref (build.last_ranks);
  g_array_unref (build.postings);

  return self;
}

void
mtn_title_index_free (MtnTitleIndex *self)
{
  g_return_if_fail (self != NULL);

  mtn_catalog_unref (self->catalog);
  g_string_chunk_free (self->texts);
  g_free (self->films);
  g_array_unref (self->keys);
  g_array_unref (self->words);
  g_free (self->posting_ends);
  g_free (self->postings);
  g_free (self);
}
