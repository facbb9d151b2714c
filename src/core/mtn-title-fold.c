/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Text for comparison. Both what is searched and what is typed go through
 * here, so what matters is that the two agree, not that the result reads well.
 */

#include "mtn-title.h"
#include "mtn-title-index-private.h"

#include <string.h>

/* Leading articles that are ignored when titles are compared. Shorter than the list of mtn-title.c: "die",
 * "i", "as" and the like begin English titles ("Die Hard"). */
static const char *const ignored_articles[] = {
  "the", "a",  "an",  "le",  "la",  "les", "l",   "un",  "une", "der", "das", "ein", "eine",
  "il",  "lo", "gli", "una", "uno", "el",  "los", "las", "det", "het", "uma", NULL,
};

/* Letters that decomposition leaves whole. */
static const struct
{
  gunichar letter;
  const char *folded;
} letters[] = {
  { 0x00DF, "ss" }, /* ß */
  { 0x00E6, "ae" }, /* æ */
  { 0x00F0, "d" },  /* ð */
  { 0x00F8, "o" },  /* ø */
  { 0x00FE, "th" }, /* þ */
  { 0x0111, "d" },  /* đ */
  { 0x0127, "h" },  /* ħ */
  { 0x0131, "i" },  /* dotless i */
  { 0x0142, "l" },  /* ł */
  { 0x0153, "oe" }, /* œ */
  { 0x1E9E, "ss" }, /* capital sharp s */
};

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x00B4 || c == '`' || c == 0x02BC;
}

static const char *
fold_letter (gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      if (letters[i].letter == letter)
        return letters[i].folded;
    }

  return NULL;
}

/* The letters of a word so far, in bytes of ASCII: 1 tells an initial or an elided article. */
static gsize
word_length (const GString *folded)
{
  gsize n = 0;

  while (n < folded->len && folded->str[folded->len - 1 - n] != ' ')
    n++;

  return n;
}

static void
append_space (GString *folded)
{
  if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
    g_string_append_c (folded, ' ');
}

static void
append_punctuation (GString *folded, gunichar c)
{
  gsize n = word_length (folded);
  char last = n > 0 ? folded->str[folded->len - 1] : '\0';

  /* "Schindler's" is one word, "L'Enfer" two. */
  if (is_apostrophe (c))
    {
      if (n == 1 && (last == 'l' || last == 'd'))
        append_space (folded);
      return;
    }

  append_space (folded);
}

/* Initials are one word however they are dotted: "E.T." as "et". */
static gboolean
is_dot_in_initials (const char *dot, const char *begin)
{
  const char *next = dot + 1;
  const char *previous, *before;

  if (dot == begin)
    return FALSE;

  previous = g_utf8_prev_char (dot);
  before = previous > begin ? g_utf8_prev_char (previous) : NULL;

  return g_unichar_isalpha (g_utf8_get_char (previous)) && g_unichar_isalpha (g_utf8_get_char (next)) &&
         (before == NULL || !g_unichar_isalnum (g_utf8_get_char (before))) &&
         !g_unichar_isalpha (g_utf8_get_char (g_utf8_next_char (next)));
}

static void
append_letter (GString *folded, gunichar c)
{
  const char *letter;

  if (c < 128)
    {
      g_string_append_c (folded, g_ascii_tolower ((char) c));
      return;
    }

  letter = fold_letter (c);
  if (letter != NULL)
    g_string_append (folded, letter);
  else
    g_string_append_unichar (folded, g_unichar_tolower (c));
}

/* Decomposed, so that accents can be dropped, and lower case beyond what single letters can say. */
static char *
decompose (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (decomposed, -1);
}

char *
mtn_title_fold (const char *text)
{
  g_autofree char *decomposed = NULL;
  GString *folded;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_str_is_ascii (text))
    text = decomposed = decompose (text);

  folded = g_string_sized_new (strlen (text) + 8);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 128 ? g_ascii_isalnum (c) : g_unichar_isalnum (c))
        {
          append_letter (folded, c);
        }
      else if (c == '&')
        {
          append_space (folded);
          g_string_append (folded, "and ");
        }
      else if (!(c >= 128 && g_unichar_ismark (c)) && !(c == '.' && is_dot_in_initials (p, text)))
        {
          append_punctuation (folded, c);
        }
    }

  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);

  return g_string_free (folded, FALSE);
}

const char *
mtn_title_skip_article (const char *folded)
{
  g_return_val_if_fail (folded != NULL, NULL);

  for (guint i = 0; ignored_articles[i] != NULL; i++)
    {
      gsize length = strlen (ignored_articles[i]);

      if (strncmp (folded, ignored_articles[i], length) == 0 && folded[length] == ' ' &&
          folded[length + 1] != '\0')
        return folded + length + 1;
    }

  return folded;
}

gboolean
mtn_title_is_article (const char *folded_word)
{
  return g_strv_contains (ignored_articles, folded_word);
}
