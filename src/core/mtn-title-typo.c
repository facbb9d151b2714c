/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* One typo is a Damerau–Levenshtein distance of 1: a letter too many, missing or
 * wrong, or two neighbours swapped (Damerau, "A technique for computer detection
 * and correction of spelling errors", 1964). Letters are characters, not bytes.
 */

#include "mtn-title-index-private.h"

#include <string.h>

#define MIN_LETTERS 5
#define MAX_LETTERS 128

gboolean
mtn_title_word_is_forgivable (const char *written)
{
  gsize n = strlen (written);

  /* A year or a number with another digit is another year. */
  return n >= MIN_LETTERS && g_utf8_strlen (written, -1) >= MIN_LETTERS && strspn (written, "0123456789") < n;
}

static int
compare_rest (const char *written, const char *word)
{
  gsize length = strlen (written);

  if (strncmp (written, word, length) != 0)
    return 0;

  return word[length] == '\0' ? 2 : 1;
}

int
mtn_title_word_forgive (const char *written, const char *word, gsize from)
{
  const char *w = written + from;
  const char *v = word + from;
  int best = 0;

  /* The first difference is where the typo must be, or, where a letter is doubled, just before. */
  while (*w != '\0' && *w == *v)
    {
      w++;
      v++;
    }
  while (w > written + from && (*w & 0xc0) == 0x80)
    {
      w--;
      v--;
    }

  if (*w != '\0')
    best = MAX (best, compare_rest (g_utf8_next_char (w), v));
  if (*v != '\0')
    best = MAX (best, compare_rest (w, g_utf8_next_char (v)));
  if (*w != '\0' && *v != '\0')
    {
      const char *w_next = g_utf8_next_char (w);
      const char *v_next = g_utf8_next_char (v);
      gsize w_size = w_next - w;
      gsize v_size = v_next - v;

      best = MAX (best, compare_rest (w_next, v_next));

      if (*w_next != '\0' && strncmp (w_next, v, v_size) == 0 && strncmp (v_next, w, w_size) == 0)
        best = MAX (best, compare_rest (w_next + v_size, v_next + w_size));
    }

  return best;
}

guint
mtn_title_distance (const char *a, const char *b, guint limit)
{
  gunichar text_a[MAX_LETTERS], text_b[MAX_LETTERS];
  guint rows[3][MAX_LETTERS + 1];
  guint n_a = 0, n_b = 0;

  for (; *a != '\0' && n_a < MAX_LETTERS; a = g_utf8_next_char (a))
    text_a[n_a++] = g_utf8_get_char (a);
  for (; *b != '\0' && n_b < MAX_LETTERS; b = g_utf8_next_char (b))
    text_b[n_b++] = g_utf8_get_char (b);

  if ((n_a > n_b ? n_a - n_b : n_b - n_a) > limit)
    return limit + 1;

  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = j;

  for (guint i = 1; i <= n_a; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i + 2) % 3];
      const guint *second = rows[(i + 1) % 3];
      guint least = row[0] = i;

      for (guint j = 1; j <= n_b; j++)
        {
          guint cost = text_a[i - 1] != text_b[j - 1];

          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + cost);
          if (i > 1 && j > 1 && text_a[i - 1] == text_b[j - 2] && text_a[i - 2] == text_b[j - 1])
            row[j] = MIN (row[j], second[j - 2] + 1);
          least = MIN (least, row[j]);
        }

      if (least > limit)
        return limit + 1;
    }

  return MIN (rows[n_a % 3][n_b], limit + 1);
}
