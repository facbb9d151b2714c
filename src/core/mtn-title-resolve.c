/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From what a person typed to the one film that is meant. The closest way in
 * which any film answers decides, and then only one film may answer that way:
 *
 * 1. the whole title or, failing that, a whole alternative title, with article;
 * 2. the same without regard to the article;
 * 3. the words, as in a search: one title that begins with them, else one that holds them in this order.
 */

#include "mtn-title-index.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-title.h"
#include "mtn-title-index-private.h"

#define MAX_CANDIDATES 20
#define MAX_SUGGESTIONS 3

static const MtnMovie *
film_of_rank (const MtnTitleIndex *self, guint rank)
{
  return mtn_catalog_get_movie (self->catalog, self->films[rank]);
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  guint rank_a = *(const guint *) a, rank_b = *(const guint *) b;

  return rank_a < rank_b ? -1 : rank_a > rank_b;
}

static void
add_rank (GArray *ranks, guint rank)
{
  for (guint i = 0; i < ranks->len; i++)
    {
      if (g_array_index (ranks, guint, i) == rank)
        return;
    }

  g_array_append_val (ranks, rank);
}

/* Ranks of the films that have this very title, of the given year when there is one. */
static GArray *
find_whole (const MtnTitleIndex *self,
            const char *folded,
            int year,
            gboolean is_alternative,
            gboolean is_without_article)
{
  GArray *ranks = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize length = strlen (folded);
  guint begin, end;

  mtn_title_index_find_keys (self, folded, &begin, &end);
  for (guint i = begin; i < end; i++)
    {
      const MtnTitleKey *key = &g_array_index (self->keys, MtnTitleKey, i);

      if (key->title_length == length && key->is_alternative == is_alternative &&
          (is_without_article || !key->is_without_article) &&
          (year == 0 || film_of_rank (self, key->rank)->year == year))
        add_rank (ranks, key->rank);
    }
  g_array_sort (ranks, compare_ranks);

  return ranks;
}

static GArray *
find_exact (const MtnTitleIndex *self, const char *folded, int year)
{
  const char *rest = mtn_title_skip_article (folded);

  for (int way = 0; way < 4; way++)
    {
      g_autoptr (GArray) ranks = find_whole (self, way < 2 ? folded : rest, year, way % 2 == 1, way >= 2);

      if (ranks->len > 0)
        return g_steal_pointer (&ranks);
    }

  return NULL;
}

/* "Heat 1995" typed without brackets. */
static GArray *
find_with_bare_year (const MtnTitleIndex *self, const char *folded)
{
  const char *blank = strrchr (folded, ' ');
  g_autofree char *title = NULL;

  if (blank == NULL || strlen (blank + 1) != 4 || strspn (blank + 1, "0123456789") != 4)
    return NULL;

  title = g_strndup (folded, blank - folded);
  return find_exact (self, title, (int) g_ascii_strtoll (blank + 1, NULL, 10));
}

/* Whether the title, or another of the film, holds the words as they stand, whole; behind nothing but an
 * article, if that is asked. */
static gboolean
holds_phrase (const MtnMovie *movie, const char *folded, gboolean at_start)
{
  g_autofree char *phrase = g_strdup_printf (" %s ", folded);

  for (int i = -1; i < 0 || (movie->alternatives != NULL && movie->alternatives[i] != NULL); i++)
    {
      g_autofree char *title = mtn_title_fold (i < 0 ? movie->title : movie->alternatives[i]);
      g_autofree char *padded = g_strdup_printf (" %s ", at_start ? mtn_title_skip_article (title) : title);

      if (at_start ? g_str_has_prefix (padded, phrase) : strstr (padded, phrase) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Whether the whole title differs by one typo. */
static gboolean
is_nearly (const MtnMovie *movie, const char *folded)
{
  g_autofree char *title = mtn_title_fold (movie->title);

  return mtn_title_distance (mtn_title_skip_article (title), mtn_title_skip_article (folded), 1) <= 1;
}

static GArray *
find_words (const MtnTitleIndex *self, const char *folded, int year)
{
  gboolean forgiven;
  g_autofree guint64 *bits = mtn_title_index_match (self, folded, &forgiven);
  const char *phrase = mtn_title_skip_article (folded);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) closer = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) closest = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint rank = 0; rank < self->n_films; rank++)
    {
      const MtnMovie *movie = film_of_rank (self, rank);

      if ((bits[rank / 64] >> (rank % 64) & 1) == 0 || (year != 0 && movie->year != year))
        continue;

      g_array_append_val (all, rank);
      if (forgiven ? is_nearly (movie, folded) : holds_phrase (movie, phrase, FALSE))
        g_array_append_val (closer, rank);
      if (!forgiven && holds_phrase (movie, phrase, TRUE))
        g_array_append_val (closest, rank);
    }

  if (closest->len == 1)
    return g_steal_pointer (&closest);
  return closer->len == 1 ? g_steal_pointer (&closer) : g_steal_pointer (&all);
}

static int
set_ambiguous (const MtnTitleIndex *self, const char *title, const GArray *ranks, GError **error)
{
  g_autoptr (GString) candidates = g_string_new (NULL);

  for (guint i = 0; i < MIN (ranks->len, MAX_CANDIDATES); i++)
    {
      const MtnMovie *movie = film_of_rank (self, g_array_index (ranks, guint, i));
      g_autofree char *label = mtn_movie_dup_label (movie);

      g_string_append_printf (candidates, "%s%s [id %d]", i > 0 ? "; " : "", label, movie->id);
    }
  if (ranks->len > MAX_CANDIDATES)
    g_string_append_printf (candidates, "; and %u more", ranks->len - MAX_CANDIDATES);

  g_set_error (error, MTN_ERROR, MTN_ERROR_AMBIGUOUS,
               _ ("“%s” may be one of %u films; give the year or the id: %s"), title, ranks->len,
               candidates->str);
  return -1;
}

/* How far each film's nearest title is from the query, in edits; above @limit where it is further. */
static guint *
measure_distances (const MtnTitleIndex *self, const char *folded, guint limit)
{
  guint *distances = g_new (guint, self->n_films + 1);

  for (guint rank = 0; rank < self->n_films; rank++)
    distances[rank] = limit + 1;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const MtnTitleKey *key = &g_array_index (self->keys, MtnTitleKey, i);
      g_autofree char *title = g_strndup (key->text, key->title_length);
      guint distance = mtn_title_distance (title, folded, limit);

      distances[key->rank] = MIN (distances[key->rank], distance);
    }

  return distances;
}

static int
set_unknown (const MtnTitleIndex *self, const char *title, const char *folded, GError **error)
{
  const char *rest = mtn_title_skip_article (folded);
  guint limit = (guint) CLAMP (g_utf8_strlen (rest, -1) / 2, 1, 8);
  g_autofree guint *distances = measure_distances (self, rest, limit);
  g_autoptr (GString) suggestion = g_string_new (NULL);
  guint nearest = limit;
  guint n = 0;

  for (guint rank = 0; rank < self->n_films; rank++)
    nearest = MIN (nearest, distances[rank]);

  /* Nearest first, but nothing much further; within a distance the most rated first. */
  for (guint distance = nearest; distance <= MIN (nearest + 1, limit); distance++)
    {
      for (guint rank = 0; rank < self->n_films && n < MAX_SUGGESTIONS; rank++)
        {
          const MtnMovie *movie = film_of_rank (self, rank);
          g_autofree char *label = NULL;

          if (distances[rank] != distance)
            continue;

          label = mtn_movie_dup_label (movie);
          g_string_append_printf (suggestion, "%s%s [id %d]", n++ > 0 ? "; " : "", label, movie->id);
        }
    }

  if (n > 0)
    g_set_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN, _ ("no film is called “%s”; near it: %s"), title,
                 suggestion->str);
  else
    g_set_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN, _ ("no film is called “%s”"), title);

  return -1;
}

int
mtn_title_index_resolve (MtnTitleIndex *self, const char *title, GError **error)
{
  g_autofree char *valid = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GArray) ranks = NULL;
  int year;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (title != NULL, -1);

  valid = g_utf8_make_valid (title, strnlen (title, MTN_TITLE_QUERY_BYTES));
  folded = mtn_title_index_fold_query (valid, &year);
  if (folded[0] == '\0')
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN, _ ("“%s” is no title"), valid);
      return -1;
    }

  ranks = find_exact (self, folded, year);
  if (ranks == NULL && year == 0)
    ranks = find_with_bare_year (self, folded);
  if (ranks == NULL)
    ranks = find_words (self, folded, year);

  if (ranks->len > 1)
    return set_ambiguous (self, valid, ranks, error);
  if (ranks->len == 0)
    return set_unknown (self, valid, folded, error);

  return (int) self->films[g_array_index (ranks, guint, 0)];
}
