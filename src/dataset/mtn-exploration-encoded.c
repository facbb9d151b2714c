/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The first people in numbers. The seed's first way of encoding turned a zip code into Σ c · 36^i over its
 * characters c at positions i, divided by the largest such sum; that is kept for comparing, no model uses it.
 */

#include "mtn-exploration-private.h"

#include <math.h>
#include <string.h>

#include "mtn-file-source.h"
#include "mtn-text.h"

static guint64
compute_hash (MtnSpan zip)
{
  guint64 hash = 0;
  guint64 weight = 1;

  /* Ten characters of 7 bits are below 2^63. */
  for (gsize i = 0; i < MIN (zip.length, 10); i++)
    {
      hash += (guchar) zip.text[i] * weight;
      weight *= 36;
    }

  return hash;
}

static gboolean
is_person (MtnSpan id, const MtnPerson *person)
{
  gint64 number;

  return mtn_span_parse_int (mtn_span_strip (id), G_MAXINT, &number) && number == person->id;
}

static void
read_zip_codes (MtnExploration *self, MtnFileSource *source, const char *name)
{
  MtnExplorationEncoded *table = &self->encoded;
  g_autoptr (GBytes) bytes = mtn_file_source_read (source, name, NULL);
  guint64 hashes[MTN_EXPLORATION_N_HEAD] = { 0 };
  MtnSpan fields[5];
  MtnLines lines;

  if (bytes == NULL)
    return;

  mtn_lines_init (&lines, name, bytes);
  while (mtn_lines_next (&lines))
    {
      guint64 hash;

      if (mtn_span_split (lines.line, '|', fields, 5) != 5)
        continue;

      hash = compute_hash (fields[4]);
      if (hash > table->max_zip_hash)
        {
          table->max_zip_hash = hash;
          g_free (table->max_zip);
          table->max_zip = mtn_span_to_utf8 (fields[4]);
        }
      for (guint i = 0; i < table->n; i++)
        if (is_person (fields[0], &self->dataset->people[i]))
          hashes[i] = hash;
    }

  for (guint i = 0; i < table->n && table->max_zip_hash > 0; i++)
    table->zip[i] = (double) hashes[i] / (double) table->max_zip_hash;
}

/* Which share of a person's genres each is, all rated films counting alike. */
static void
fill_shares (const MtnExploration *self, guint person, double *shares)
{
  const MtnRatings *ratings = self->dataset->ratings;
  guint n_genres = mtn_catalog_get_n_genres (self->dataset->catalog);
  guint n = 0;

  for (guint k = ratings->offsets[person]; k < ratings->offsets[person + 1]; k++)
    {
      guint32 genres = mtn_catalog_get_movie (self->dataset->catalog, ratings->movies[k])->genres;

      for (guint g = 0; g <= n_genres; g++)
        if (g == 0 ? genres == 0 : (genres >> (g - 1)) & 1)
          {
            shares[g]++;
            n++;
          }
    }
  for (guint g = 0; g <= n_genres && n > 0; g++)
    shares[g] /= n;
}

void
mtn_exploration_encode_people (MtnExploration *self)
{
  MtnExplorationEncoded *table = &self->encoded;
  g_autoptr (MtnFileSource) source = NULL;

  table->n = MIN (self->counts.n_people, MTN_EXPLORATION_N_HEAD);
  for (guint i = 0; i < table->n; i++)
    {
      table->zip[i] = (double) NAN;
      fill_shares (self, i, table->shares[i]);
    }

  if (self->people.is_there)
    source = mtn_file_source_open (self->dataset->source, NULL);
  for (guint i = 0; source != NULL && i < mtn_file_source_get_folders (source)->len; i++)
    {
      const char *name;

      mtn_file_source_select_folder (source, g_ptr_array_index (mtn_file_source_get_folders (source), i));
      name = mtn_file_source_find (source, "u.user");
      if (name == NULL)
        continue;

      read_zip_codes (self, source, name);
      return;
    }
}

void
mtn_exploration_clear_encoded (MtnExploration *self)
{
  g_free (self->encoded.max_zip);
}
