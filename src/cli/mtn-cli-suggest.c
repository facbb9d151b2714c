/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-suggest.h"

#include <string.h>

#define LONGEST 32

/* Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours each
 * count one. Bytes will do: what is compared with is ASCII. */
static guint
distance (const char *a, const char *b)
{
  guint rows[3][LONGEST + 1];
  gsize n = strlen (a);
  gsize m = strlen (b);

  for (gsize j = 0; j <= m; j++)
    rows[0][j] = (guint) j;

  for (gsize i = 1; i <= n; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i + 2) % 3];
      const guint *two_above = rows[(i + 1) % 3];

      row[0] = (guint) i;
      for (gsize j = 1; j <= m; j++)
        {
          guint same = g_ascii_tolower (a[i - 1]) == g_ascii_tolower (b[j - 1]);

          row[j] = MIN (MIN (row[j - 1], above[j]) + 1, above[j - 1] + !same);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], two_above[j - 2] + 1);
        }
    }

  return rows[n % 3][m];
}

const char *
mtn_cli_suggest (const char *word, const char *const *candidates)
{
  const char *best = NULL;
  guint best_distance = G_MAXUINT;

  if (strlen (word) > LONGEST)
    return NULL;

  for (; *candidates != NULL; candidates++)
    {
      gsize length = strlen (*candidates);
      guint d;

      if (length > LONGEST)
        continue;
      d = distance (word, *candidates);
      /* A third of the letters may be wrong. A beginning of three letters and more is near, too. */
      if (d > MAX (1, length / 3) && !(strlen (word) >= 3 && g_str_has_prefix (*candidates, word)))
        continue;
      if (d < best_distance)
        {
          best = *candidates;
          best_distance = d;
        }
    }

  return best;
}
