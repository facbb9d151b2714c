/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-query.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-cli-suggest.h"
#include "mtn-error.h"

#define LAST_YEAR 9999

void
mtn_cli_filter_clear (MtnCliFilter *self)
{
  g_clear_pointer (&self->n, g_free);
  g_clear_pointer (&self->threshold, g_free);
  g_clear_pointer (&self->particular, g_free);
  g_clear_pointer (&self->years, g_free);
  g_clear_pointer (&self->candidates, g_free);
  g_clear_pointer (&self->genres, g_strfreev);
  g_clear_pointer (&self->not_genres, g_strfreev);
}

static gboolean
read_year (const char *text, int *year, GError **error)
{
  /* An open end. */
  if (*text == '\0')
    return TRUE;

  return mtn_cli_parse_integer (text, "--years", 1, LAST_YEAR, year, error);
}

static gboolean
read_years (const char *text, MtnQuery *query, GError **error)
{
  const char *dash = strchr (text, '-');
  g_autofree char *from = NULL;

  if (dash == NULL)
    {
      if (!mtn_cli_parse_integer (text, "--years", 1, LAST_YEAR, &query->year_from, error))
        return FALSE;
      query->year_to = query->year_from;
      return TRUE;
    }

  if (strcmp (text, "-") == 0)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE,
                           _ ("--years takes FROM-TO, FROM- or -TO, not “-”"));
      return FALSE;
    }

  from = g_strndup (text, (gsize) (dash - text));
  if (!read_year (from, &query->year_from, error) || !read_year (dash + 1, &query->year_to, error))
    return FALSE;

  if (query->year_from != 0 && query->year_to != 0 && query->year_from > query->year_to)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("--years takes FROM-TO, and %d is after %d"),
                   query->year_from, query->year_to);
      return FALSE;
    }

  return TRUE;
}

gboolean
mtn_cli_query_read (const MtnCliFilter *filter, MtnQuery *query, GError **error)
{
  static const char *const candidates[] = { "unseen", "all", NULL };
  int n = (int) query->n;
  int position;

  if (filter->n != NULL && !mtn_cli_parse_integer (filter->n, "--num-recs", 1, G_MAXINT, &n, error))
    return FALSE;
  query->n = (guint) n;

  if (filter->threshold != NULL &&
      !mtn_cli_parse_number (filter->threshold, "--predicted-threshold", -G_MAXDOUBLE, G_MAXDOUBLE,
                             &query->threshold, error))
    return FALSE;

  if (filter->particular != NULL &&
      !mtn_cli_parse_number (filter->particular, "--particular", -1, 1, &query->particular, error))
    return FALSE;

  position = mtn_cli_parse_choice (filter->candidates, "--candidates", candidates, error);
  if (position < 0)
    return FALSE;
  query->seen_too = position == 1;

  return filter->years == NULL || read_years (filter->years, query, error);
}

static gboolean
read_genres (char **names, const char *flag, MtnCatalog *catalog, guint32 *bits, GError **error)
{
  for (; names != NULL && *names != NULL; names++)
    {
      /* g_strsplit() makes nothing of nothing, which is no genre either. */
      g_auto (GStrv) words = g_strsplit (**names != '\0' ? *names : ",", ",", -1);

      for (char **word = words; *word != NULL; word++)
        {
          const char *const *genres = mtn_catalog_get_genres (catalog);
          const char *name = g_strstrip (*word);
          int genre = mtn_catalog_find_genre (catalog, name);

          if (genre < 0)
            {
              const char *meant = mtn_cli_suggest (name, genres);
              g_autofree char *list = g_strjoinv (", ", (char **) genres);

              if (meant != NULL)
                g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                             _ ("%s: no genre is called “%s”; did you mean %s?"), flag, name, meant);
              else
                g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("%s takes some of %s, not “%s”"), flag,
                             list, name);
              return FALSE;
            }
          *bits |= 1u << genre;
        }
    }

  return TRUE;
}

gboolean
mtn_cli_query_read_genres (const MtnCliFilter *filter, MtnCatalog *catalog, MtnQuery *query, GError **error)
{
  guint32 both;

  if (!read_genres (filter->genres, "--genre", catalog, &query->genres_only, error) ||
      !read_genres (filter->not_genres, "--not-genre", catalog, &query->genres_never, error))
    return FALSE;

  both = query->genres_only & query->genres_never;
  if (both != 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                   _ ("%s is wanted by --genre and refused by --not-genre"),
                   mtn_catalog_get_genres (catalog)[g_bit_nth_lsf (both, -1)]);
      return FALSE;
    }

  return TRUE;
}
