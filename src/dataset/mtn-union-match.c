/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-union-match.h"

#include "mtn-title.h"

/* Films of MovieLens 100K that later sets call otherwise. Years are those of either set. */
static const struct
{
  const char *base_title;
  int base_year;
  const char *other_title;
  int other_year;
} known[] = {
  /* Since 1999 each is an episode of a series. */
  { "Star Wars", 1977, "Star Wars: Episode IV - A New Hope", 1977 },
  { "The Empire Strikes Back", 1980, "Star Wars: Episode V - The Empire Strikes Back", 1980 },
  { "Return of the Jedi", 1983, "Star Wars: Episode VI - Return of the Jedi", 1983 },
  { "Star Trek: The Wrath of Khan", 1982, "Star Trek II: The Wrath of Khan", 1982 },
  { "Children of the Corn: The Gathering", 1996, "Children of the Corn IV: The Gathering", 1996 },
  { "The Wrong Trousers", 1993, "Wallace & Gromit: The Wrong Trousers", 1993 },
  { "A Close Shave", 1995, "Wallace & Gromit: A Close Shave", 1995 },
  { "A Grand Day Out", 1992, "A Grand Day Out with Wallace and Gromit", 1989 },
  /* With or without a name in front, or a second title. */
  { "Jackie Chan's First Strike", 1996, "First Strike", 1996 },
  { "Interview with the Vampire", 1994, "Interview with the Vampire: The Vampire Chronicles", 1994 },
  { "Up in Smoke", 1978, "Cheech and Chong's Up in Smoke", 1978 },
  { "Stephen King's The Langoliers", 1995, "The Langoliers", 1995 },
  { "Robert A. Heinlein's The Puppet Masters", 1994, "The Puppet Masters", 1994 },
  /* Spelt otherwise. */
  { "William Shakespeare's Romeo and Juliet", 1996, "William Shakespeare's Romeo + Juliet", 1996 },
  { "U.S. Marshalls", 1998, "U.S. Marshals", 1998 },
  { "3 Ninjas: High Noon At Mega Mountain", 1998, "3 Ninjas: High Noon On Mega Mountain", 1998 },
  { "The Line King: Al Hirschfeld", 1996, "The Line King: The Al Hirschfeld Story", 1996 },
  { "Duoluo tianshi", 1995, "Fallen Angels", 1995 },
  /* The address that MovieLens 100K gives for it is that of Shichinin no samurai. */
  { "The Magnificent Seven", 1954, "Seven Samurai", 1954 },
  /* Made in 1993, shown in America in 1996. */
  { "New York Cop", 1996, "New York Cop", 1993 },
};

/* One name of a film. */
typedef struct
{
  guint film;
  gboolean is_alternative;
  char *folded;
} Name;

/* How well two films agree; the lower the better, in the order of the fields. */
typedef struct
{
  guint base;
  guint other;
  guint years_apart;
  gboolean is_alternative;
  gboolean articles_differ;
  guint n_ratings; /* of the other */
} Claim;

static void
clear_name (gpointer data)
{
  g_free (((Name *) data)->folded);
}

/* "title without article" → GArray of Name */
static GHashTable *
index_names (MtnCatalog *catalog)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  for (guint j = 0; j < mtn_catalog_get_n_movies (catalog); j++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, j);
      const char *title = movie->title;

      if (movie->placeholder || movie->year == 0)
        continue;
      for (guint a = 0; title != NULL; a++)
        {
          Name name = { j, a > 0, mtn_title_fold (title) };
          const char *key = mtn_title_skip_article (name.folded);
          GArray *same = g_hash_table_lookup (names, key);

          if (same == NULL)
            {
              same = g_array_new (FALSE, FALSE, sizeof (Name));
              g_array_set_clear_func (same, clear_name);
              g_hash_table_insert (names, g_strdup (key), same);
            }
          g_array_append_val (same, name);
          title = movie->alternatives != NULL ? movie->alternatives[a] : NULL;
        }
    }

  return names;
}

static int
compare_claims (gconstpointer a, gconstpointer b)
{
  const Claim *s = a, *t = b;

  if (s->years_apart != t->years_apart)
    return s->years_apart < t->years_apart ? -1 : 1;
  if (s->is_alternative != t->is_alternative)
    return s->is_alternative - t->is_alternative;
  if (s->articles_differ != t->articles_differ)
    return s->articles_differ - t->articles_differ;
  if (s->n_ratings != t->n_ratings)
    return s->n_ratings > t->n_ratings ? -1 : 1;
  if (s->base != t->base)
    return s->base < t->base ? -1 : 1;

  return (s->other > t->other) - (s->other < t->other);
}

/* Adds what films of @other could be this one by the name @title. */
static void
claim_by_name (MtnCatalog *other,
               GHashTable *names,
               guint base,
               int year,
               const char *title,
               gboolean is_alternative,
               GArray *claims)
{
  g_autofree char *folded = mtn_title_fold (title);
  GArray *same = g_hash_table_lookup (names, mtn_title_skip_article (folded));

  /* A title of punctuation alone says nothing. */
  for (guint i = 0; *folded != '\0' && same != NULL && i < same->len; i++)
    {
      const Name *name = &g_array_index (same, Name, i);
      const MtnMovie *movie = mtn_catalog_get_movie (other, name->film);
      Claim claim = {
        .base = base,
        .other = name->film,
        .years_apart = (guint) ABS (movie->year - year),
        .is_alternative = is_alternative || name->is_alternative,
        .articles_differ = !g_str_equal (folded, name->folded),
        .n_ratings = movie->n_ratings,
      };

      if (claim.years_apart == 0 || (claim.years_apart == 1 && !claim.articles_differ))
        g_array_append_val (claims, claim);
    }
}

static void
claim_known (MtnCatalog *base, MtnCatalog *other, GHashTable *names, guint film, GArray *claims)
{
  const MtnMovie *movie = mtn_catalog_get_movie (base, film);
  g_autofree char *folded = mtn_title_fold (movie->title);

  for (guint k = 0; k < G_N_ELEMENTS (known); k++)
    {
      g_autofree char *base_title = mtn_title_fold (known[k].base_title);

      if (movie->year != known[k].base_year || !g_str_equal (folded, base_title))
        continue;

      claim_by_name (other, names, film, known[k].other_year, known[k].other_title, FALSE, claims);
    }
}

guint *
mtn_union_match (MtnCatalog *base, MtnCatalog *other)
{
  guint n_base = mtn_catalog_get_n_movies (base);
  guint n_other = mtn_catalog_get_n_movies (other);
  g_autoptr (GHashTable) names = index_names (other);
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (Claim));
  g_autofree gboolean *is_taken = g_new0 (gboolean, MAX (n_base, 1));
  guint *match = g_new (guint, MAX (n_other, 1));

  for (guint i = 0; i < n_base; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (base, i);
      guint n_before = claims->len;

      /* Of a film under two ids the one that its ratings are under. */
      if (movie->placeholder || movie->year == 0 || movie->lead != i)
        continue;

      claim_known (base, other, names, i, claims);
      if (claims->len > n_before)
        continue;
      claim_by_name (other, names, i, movie->year, movie->title, FALSE, claims);
      for (guint a = 0; movie->alternatives != NULL && movie->alternatives[a] != NULL; a++)
        claim_by_name (other, names, i, movie->year, movie->alternatives[a], TRUE, claims);
    }

  g_array_sort (claims, compare_claims);
  for (guint j = 0; j < n_other; j++)
    match[j] = MTN_UNION_NO_FILM;
  for (guint c = 0; c < claims->len; c++)
    {
      const Claim *claim = &g_array_index (claims, Claim, c);

      if (match[claim->other] != MTN_UNION_NO_FILM || is_taken[claim->base])
        continue;
      match[claim->other] = claim->base;
      is_taken[claim->base] = TRUE;
    }

  return match;
}
