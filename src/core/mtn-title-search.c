/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The order of the films that match. Ranks are already sorted by number of
 * ratings, so each class is one pass.
 */

#include "mtn-title-index.h"

#include <string.h>

#include "mtn-title.h"
#include "mtn-title-index-private.h"

typedef enum
{
  CLASS_WHOLE_TITLE,
  CLASS_PREFIX,
  CLASS_REST,
  N_CLASSES,
} Class;

char *
mtn_title_index_fold_query (const char *query, int *year)
{
  g_autofree char *valid = g_utf8_make_valid (query, strnlen (query, MTN_TITLE_QUERY_BYTES));
  g_autofree char *title = NULL;
  g_auto (GStrv) alternatives = NULL;

  mtn_title_parse (valid, &title, &alternatives, year);

  return mtn_title_fold (title);
}

/* The query as text to match: with the year, and with what stood in brackets. */
static char *
fold_all (const char *query)
{
  g_autofree char *valid = g_utf8_make_valid (query, strnlen (query, MTN_TITLE_QUERY_BYTES));
  g_autofree char *title = NULL;
  g_auto (GStrv) alternatives = NULL;
  g_autofree char *others = NULL;
  g_autofree char *text = NULL;
  int year;

  mtn_title_parse (valid, &title, &alternatives, &year);
  if (alternatives != NULL)
    others = g_strjoinv (" ", alternatives);

  text = year > 0 ? g_strdup_printf ("%s %s %d", title, others != NULL ? others : "", year)
                  : g_strdup_printf ("%s %s", title, others != NULL ? others : "");

  return mtn_title_fold (text);
}

static void
classify (const MtnTitleIndex *self, const char *folded, guint8 *classes)
{
  gsize length = strlen (folded);
  guint begin, end;

  mtn_title_index_find_keys (self, folded, &begin, &end);
  for (guint i = begin; i < end; i++)
    {
      const MtnTitleKey *key = &g_array_index (self->keys, MtnTitleKey, i);
      gboolean is_whole = key->title_length == length || key->text[length] == '\0';

      classes[key->rank] = MIN (classes[key->rank], is_whole ? CLASS_WHOLE_TITLE : CLASS_PREFIX);
    }
}

static GArray *
all_films (const MtnTitleIndex *self, guint max)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = max == 0 ? self->n_films : MIN (max, self->n_films);

  if (n > 0)
    g_array_append_vals (found, self->films, n);

  return found;
}

static void
append_class (const MtnTitleIndex *self,
              const guint64 *bits,
              const guint8 *classes,
              Class wanted,
              guint max,
              GArray *found)
{
  gsize n_chunks = mtn_title_index_n_chunks (self);

  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    {
      for (guint64 left = bits[chunk]; left != 0; left &= left - 1)
        {
          guint rank = (guint) (chunk * 64) + (guint) __builtin_ctzll (left);

          if (classes[rank] != wanted)
            continue;

          g_array_append_val (found, self->films[rank]);
          if (found->len == max)
            return;
        }
    }
}

GArray *
mtn_title_index_search (MtnTitleIndex *self, const char *query, guint max)
{
  g_autofree char *folded = NULL;
  g_autofree guint64 *bits = NULL;
  g_autofree guint8 *classes = NULL;
  gboolean forgiven;
  GArray *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);

  folded = fold_all (query);
  if (folded[0] == '\0')
    return all_films (self, max);

  bits = mtn_title_index_match (self, folded, &forgiven);

  classes = g_malloc (self->n_films + 1);
  memset (classes, CLASS_REST, self->n_films + 1);
  classify (self, folded, classes);
  classify (self, mtn_title_skip_article (folded), classes);

  found = g_array_new (FALSE, FALSE, sizeof (guint));
  for (Class wanted = 0; wanted < N_CLASSES && (max == 0 || found->len < max); wanted++)
    append_class (self, bits, classes, wanted, max, found);

  return found;
}
