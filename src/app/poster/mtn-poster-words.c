/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From a title to words that can be measured.
 *
 * Nothing here may depend on the locale: a film has one poster everywhere. So
 * capitals are made character by character, not with g_utf8_strup().
 */

#include "mtn-poster-words.h"

#include <string.h>

#define MAX_CHARS 88      /* of a head or a tail; five lines of about 18 */
#define MAX_WORD_CHARS 24 /* longer words are cut into pieces of 16 */
#define PIECE_CHARS 16
#define MAX_MARKS 3 /* on one character */

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

/* Format characters could turn the direction of what follows; the two joiners
 * belong to the spelling of Persian, Indic scripts and emoji.
 */
static gboolean
is_invisible (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT && c != 0x200C && c != 0x200D;
}

static char *
clean_title (const char *title)
{
  g_autofree char *valid = g_utf8_make_valid (title, -1);
  g_autoptr (GString) clean = g_string_new (NULL);
  gboolean space = FALSE;
  guint n_marks = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_blank (c))
        {
          space = clean->len > 0;
          continue;
        }
      n_marks = g_unichar_ismark (c) ? n_marks + 1 : 0;
      if (n_marks > MAX_MARKS || is_invisible (c))
        continue;
      if (space)
        g_string_append_c (clean, ' ');
      g_string_append_unichar (clean, c);
      space = FALSE;
    }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/* Cuts at a space where there is one near the end. */
static void
shorten (GString *text)
{
  const char *end, *space;

  if (g_utf8_strlen (text->str, text->len) <= MAX_CHARS)
    return;

  end = g_utf8_offset_to_pointer (text->str, MAX_CHARS - 1);
  space = g_strrstr_len (text->str, end - text->str, " ");
  if (space != NULL && space - text->str > (end - text->str) / 2)
    end = space;
  g_string_truncate (text, end - text->str);
  g_string_append (text, "…");
}

static void
split_title (const char *title, GString *head, GString *tail)
{
  static const char *const separators[] = { " or: ", ", or ", ": ", " - ", " – ", " (", " a.k.a. " };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *found = strstr (title, separators[i]);

      if (found == NULL || g_utf8_pointer_to_offset (title, found) < 2 || g_utf8_strlen (found, -1) <= 6)
        continue;

      g_string_append_len (head, title, found - title);
      while (head->len > 1 && head->str[head->len - 1] == ',')
        g_string_truncate (head, head->len - 1);
      if (i < 2)
        g_string_append (tail, "or: ");
      g_string_append (tail, found + strlen (separators[i]));
      if (g_str_equal (separators[i], " (") && g_str_has_suffix (tail->str, ")"))
        g_string_truncate (tail, tail->len - 1);
      return;
    }

  g_string_append (head, title);
}

static gboolean
has_capitals (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_GREEK:
      return TRUE;
    default:
      return FALSE;
    }
}

/* The first letter decides, as in UAX #9. */
static gboolean
is_right_to_left (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        return (c >= 0x0590 && c < 0x0900) || (c >= 0xFB1D && c < 0xFDFE) || (c >= 0xFE70 && c < 0xFEFD);
    }

  return FALSE;
}

/* Ideographs, kana, emoji: a line may be broken before and after each. */
static gboolean
is_ideographic (gunichar c)
{
  GUnicodeBreakType type = g_unichar_break_type (c);

  return type == G_UNICODE_BREAK_IDEOGRAPHIC || type == G_UNICODE_BREAK_EMOJI_BASE ||
         type == G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER;
}

/* The part of UAX #14 that titles need, for neighbours within a word. */
static gboolean
may_break (gunichar before, gunichar after)
{
  if (!is_ideographic (before) && !is_ideographic (after))
    return FALSE;

  switch (g_unichar_break_type (before))
    {
    case G_UNICODE_BREAK_OPEN_PUNCTUATION:
    case G_UNICODE_BREAK_ZERO_WIDTH_JOINER:
      return FALSE;
    default:
      break;
    }

  switch (g_unichar_break_type (after))
    {
    case G_UNICODE_BREAK_CLOSE_PUNCTUATION:
    case G_UNICODE_BREAK_CLOSE_PARANTHESIS:
    case G_UNICODE_BREAK_EXCLAMATION:
    case G_UNICODE_BREAK_INFIX_SEPARATOR:
    case G_UNICODE_BREAK_NON_STARTER:
    case G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER:
    case G_UNICODE_BREAK_COMBINING_MARK:
    case G_UNICODE_BREAK_ZERO_WIDTH_JOINER:
    case G_UNICODE_BREAK_EMOJI_MODIFIER:
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
is_weak (const char *word, gsize length)
{
  static const char *const weak[] = { "the", "a",   "an",  "of", "and", "&",    "in",   "to",
                                      "on",  "for", "at",  "or", "le",  "la",   "les",  "de",
                                      "der", "die", "das", "el", "il",  "with", "from", "my" };

  while (length > 0 && word[length - 1] == ',')
    length--;
  for (guint i = 0; i < G_N_ELEMENTS (weak); i++)
    if (strlen (weak[i]) == length && g_ascii_strncasecmp (weak[i], word, length) == 0)
      return TRUE;

  return FALSE;
}

/* The length in bytes of the word at @text; spaces are over already. */
static gsize
measure_word (const char *text, gboolean hopeless)
{
  gunichar last = 0;
  guint n_chars = 0;

  for (const char *p = text;; p = g_utf8_next_char (p), n_chars++)
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0 || c == ' ')
        return p - text;
      if (n_chars > 0 && may_break (last, c))
        return p - text;
      if (n_chars > 3 && (last == '-' || last == 0x2013 || last == 0x2014 || last == '/'))
        return p - text;
      if (hopeless && n_chars >= PIECE_CHARS && !g_unichar_ismark (c) && last != 0x200D)
        return p - text;
      last = c;
    }
}

static void
add_words (MtnPosterWords *self, const char *text, guint limit)
{
  guint n_added = 0;
  gboolean spaced = TRUE;

  for (const char *p = text; *p != '\0' && n_added < limit;)
    {
      gsize length;

      if (*p == ' ')
        {
          spaced = TRUE;
          p++;
          continue;
        }
      length = measure_word (p, FALSE);
      if (g_utf8_strlen (p, length) > MAX_WORD_CHARS)
        length = measure_word (p, TRUE);

      if (self->n_words > 0)
        g_string_append_c (self->text, '\n');
      g_string_append_len (self->text, p, length);
      self->words[self->n_words].spaced = spaced;
      self->words[self->n_words].weak = is_weak (p, length);
      self->n_words++;
      n_added++;
      spaced = FALSE;
      p += length;
    }
}

static void
look_at (MtnPosterWords *self, gunichar c)
{
  gunichar base = c, mark = 0;

  self->n_chars++;
  if (is_ideographic (c) || c >= 0x2E80)
    self->latin = FALSE;
  if (c >= 0x2E80 && c < 0x1F000 && is_ideographic (c))
    self->cjk = TRUE;
  if (!has_capitals (c) && g_unichar_isalpha (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_COMMON)
    self->latin = FALSE;

  if (g_unichar_ismark (c) || !g_unichar_decompose (c, &base, &mark))
    mark = c;
  if (g_unichar_combining_class (mark) >= 228)
    self->rising = TRUE;
  else if (g_unichar_combining_class (mark) > 0 || c == ',' || c == ';')
    self->hanging = TRUE;
}

/* Georgian has capitals too, but few fonts do. */
static void
append_capital (GString *text, gunichar c)
{
  if (c == 0x00DF)
    g_string_append (text, "SS");
  else
    g_string_append_unichar (text, has_capitals (c) ? g_unichar_toupper (c) : c);
}

void
mtn_poster_words_init (MtnPosterWords *self, const char *title, gboolean capitals)
{
  g_autofree char *clean = clean_title (title);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GString) tail = g_string_new (NULL);
  g_autoptr (GString) shown = g_string_new (NULL);

  split_title (*clean != '\0' ? clean : "?", head, tail);
  shorten (head);
  shorten (tail);

  self->text = g_string_new (NULL);
  self->n_words = 0;
  self->n_chars = 0;
  self->latin = TRUE;
  self->cjk = self->rising = self->hanging = FALSE;
  self->rtl = is_right_to_left (head->str);

  for (const char *p = head->str; *p != '\0'; p = g_utf8_next_char (p))
    if (capitals)
      append_capital (shown, g_utf8_get_char (p));
    else
      g_string_append_unichar (shown, g_utf8_get_char (p));
  for (const char *p = shown->str; *p != '\0'; p = g_utf8_next_char (p))
    look_at (self, g_utf8_get_char (p));

  add_words (self, shown->str, MTN_POSTER_MAX_WORDS);
  self->n_head = self->n_words;
  add_words (self, tail->str, MTN_POSTER_MAX_WORDS);
}

void
mtn_poster_words_clear (MtnPosterWords *self)
{
  g_string_free (self->text, TRUE);
  self->text = NULL;
}
