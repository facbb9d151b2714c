/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Titles as MovieLens stores them ("Killer, The (Die xue shuang xiong) (1989)")
 * and as people type them.
 *
 * Traps: a bracket may be part of the title ("You Are (Not) Alone"), so only
 * brackets at the end are other titles; some titles end in a blank; "(V)" may
 * follow the year; a series has a span of years, "(2006–2007)".
 */

#include "mtn-title.h"

#include <string.h>

/* What stands behind the last comma of a stored title when it is an article: English, French, German,
 * Italian, Spanish, Portuguese, Dutch and the Scandinavian languages. An apostrophe joins without a blank. */
static const char *const articles[] = {
  "the",  "a",   "an", "le",  "la",  "les", "l'",  "l’",  "un", "une", "der", "die", "das", "ein",
  "eine", "il",  "lo", "i",   "gli", "una", "uno", "un'", "el", "los", "las", "o",   "os",  "as",
  "um",   "uma", "de", "het", "een", "det", "den", "en",  "et", "ett", "da",  NULL,
};

static gboolean
is_article (const char *text)
{
  /* Not g_utf8_strdown(), whose "I" is no "i" where people read Turkish. */
  g_autofree char *folded = g_ascii_strdown (text, -1);

  return g_strv_contains (articles, folded);
}

/* "Haine, La" → "La Haine", "Enfer, L'" → "L'Enfer"; else a copy. */
static char *
article_to_front (const char *text)
{
  const char *comma = strrchr (text, ',');
  g_autofree char *article = NULL;
  g_autofree char *rest = NULL;

  if (comma == NULL || comma == text)
    return g_strdup (text);

  article = g_strstrip (g_strdup (comma + 1));
  if (!is_article (article))
    return g_strdup (text);

  rest = g_strstrip (g_strndup (text, comma - text));
  if (rest[0] == '\0')
    return g_strdup (text);

  if (g_str_has_suffix (article, "'") || g_str_has_suffix (article, "’"))
    return g_strconcat (article, rest, NULL);

  return g_strconcat (article, " ", rest, NULL);
}

/* The opening bracket that belongs to a closing one at the end of @text, or NULL. */
static char *
last_bracket (char *text)
{
  gsize length = strlen (text);
  int depth = 0;

  if (length == 0 || text[length - 1] != ')')
    return NULL;

  for (char *p = text + length - 1; p > text; p--)
    {
      if (*p == ')')
        depth++;
      else if (*p == '(' && --depth == 0)
        return p;
    }

  return NULL;
}

/* Year in "1995" or, of a series, in "2006–2007" and "2006-"; else 0. */
static int
parse_year (const char *text)
{
  int year;

  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return 0;
    }

  year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
  if (year < 1870 || year > 2100)
    return 0;

  for (const char *p = text + 4; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != '-' && c != 0x2013 && !g_ascii_isdigit ((char) MIN (c, 127)))
        return 0;
    }

  return year;
}

/* What a bracket holds, as a title: without "a.k.a.", article in front. */
static char *
parse_alternative (const char *text)
{
  static const char *const prefixes[] = { "a.k.a. ", "a.k.a ", "aka ", "a.k.a.", "also known as " };
  g_autofree char *stripped = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      if (g_ascii_strncasecmp (text, prefixes[i], strlen (prefixes[i])) == 0)
        {
          text += strlen (prefixes[i]);
          break;
        }
    }

  stripped = g_strstrip (g_strdup (text));
  return article_to_front (stripped);
}

/* Without blanks around, and single ones between. */
static char *
tidy_blanks (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n\v\f", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        g_free (words[i]);
      else
        words[n++] = words[i];
    }
  words[n] = NULL;

  return g_strjoinv (" ", words);
}

void
mtn_title_parse (const char *raw, char **title, char ***alternatives, int *year)
{
  g_autofree char *rest = NULL;
  g_autoptr (GPtrArray) others = NULL;
  char *bracket;

  g_return_if_fail (raw != NULL);
  g_return_if_fail (title != NULL && alternatives != NULL && year != NULL);

  rest = tidy_blanks (raw);
  others = g_ptr_array_new_with_free_func (g_free);
  *year = 0;

  while ((bracket = last_bracket (rest)) != NULL)
    {
      g_autofree char *content = NULL;
      int parsed;

      content = g_strndup (bracket + 1, strlen (bracket) - 2);
      g_strstrip (content);
      parsed = parse_year (content);

      if (parsed != 0 && *year == 0)
        {
          /* What stood behind the year is a remark on the medium, "(V)", and no title. */
          *year = parsed;
          g_ptr_array_set_size (others, 0);
        }
      else if (content[0] != '\0')
        {
          g_autofree char *other = parse_alternative (content);

          if (other[0] != '\0')
            g_ptr_array_insert (others, 0, g_steal_pointer (&other));
        }

      *bracket = '\0';
      g_strchomp (rest);
    }

  if (rest[0] == '\0')
    {
      g_free (rest);
      rest = tidy_blanks (raw);
      g_ptr_array_set_size (others, 0);
    }

  *title = article_to_front (rest);
  *alternatives = NULL;
  if (others->len > 0)
    {
      g_ptr_array_add (others, NULL);
      *alternatives = (char **) g_ptr_array_free (g_steal_pointer (&others), FALSE);
    }
}
