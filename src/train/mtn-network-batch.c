/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-network-batch.h"

/* Rows one behind the other. */
typedef struct
{
  GArray *offsets; /* (element-type guint) */
  GArray *columns; /* (element-type guint) */
  GArray *values;  /* (element-type float) */
} Rows;

struct _MtnNetworkBatcher
{
  MtnCatalog *catalog;
  const MtnVocabulary *vocabulary;
  const MtnPerson *people;
  MtnNetworkFeatures features;
  gboolean masked;
  Rows in;
  Rows targets;
  Rows excluded;  /* without values */
  GArray *movies; /* (element-type guint): visible ones of a sample */
  GArray *stars;  /* (element-type float) */
};

static void
rows_init (Rows *self)
{
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->values = g_array_new (FALSE, FALSE, sizeof (float));
}

static void
rows_clear (Rows *self)
{
  g_array_unref (self->offsets);
  g_array_unref (self->columns);
  g_array_unref (self->values);
}

static void
rows_begin (Rows *self)
{
  const guint zero = 0;

  g_array_set_size (self->offsets, 0);
  g_array_set_size (self->columns, 0);
  g_array_set_size (self->values, 0);
  g_array_append_val (self->offsets, zero);
}

static void
rows_end_row (Rows *self)
{
  g_array_append_val (self->offsets, self->columns->len);
}

static MtnNetRows
rows_get (const Rows *self)
{
  return (MtnNetRows){ (const guint *) self->offsets->data, (const guint *) self->columns->data,
                       self->values->len > 0 ? (const float *) self->values->data : NULL };
}

MtnNetworkBatcher *
mtn_network_batcher_new (MtnCatalog *catalog,
                         const MtnVocabulary *vocabulary,
                         const MtnPerson *people,
                         MtnNetworkFeatures features,
                         gboolean masked)
{
  MtnNetworkBatcher *self = g_new0 (MtnNetworkBatcher, 1);

  self->catalog = catalog;
  self->vocabulary = vocabulary;
  self->people = people;
  self->features = features;
  self->masked = masked;
  rows_init (&self->in);
  rows_init (&self->targets);
  rows_init (&self->excluded);
  self->movies = g_array_new (FALSE, FALSE, sizeof (guint));
  self->stars = g_array_new (FALSE, FALSE, sizeof (float));

  return self;
}

void
mtn_network_batcher_free (MtnNetworkBatcher *self)
{
  if (self == NULL)
    return;

  rows_clear (&self->in);
  rows_clear (&self->targets);
  rows_clear (&self->excluded);
  g_array_unref (self->movies);
  g_array_unref (self->stars);
  g_free (self);
}

void
mtn_network_batcher_get_attributes (const MtnVocabulary *vocabulary,
                                    const MtnPerson *person,
                                    MtnNetworkFeatures features,
                                    float attributes[MTN_NETWORK_N_ATTRIBUTES])
{
  mtn_network_input_set_attributes (features, vocabulary, person->age, person->gender, person->occupation,
                                    attributes);
  if (features == MTN_NETWORK_FEATURES_SEED_2023)
    attributes[0] = (float) person->id;
}

static void
add_sample (MtnNetworkBatcher *self, const MtnSampleSet *set, guint sample)
{
  const MtnRatings *ratings = set->ratings;
  guint person = set->samples[sample].person;
  guint begin = ratings->offsets[person], n_ratings = ratings->offsets[person + 1] - begin;
  float attributes[MTN_NETWORK_N_ATTRIBUTES];
  guint n_visible;

  g_array_set_size (self->movies, n_ratings);
  g_array_set_size (self->stars, n_ratings);
  n_visible =
      mtn_sample_set_list (set, sample, FALSE, (guint *) self->movies->data, (float *) self->stars->data);

  mtn_network_batcher_get_attributes (self->vocabulary, &self->people[person], self->features, attributes);
  mtn_network_input_append (self->catalog, attributes, n_visible, (const guint *) self->movies->data,
                            (const float *) self->stars->data, self->in.columns, self->in.values);
  rows_end_row (&self->in);

  g_array_append_vals (self->targets.columns, ratings->movies + begin, n_ratings);
  for (guint i = 0; i < n_ratings; i++)
    {
      float value = ratings->stars[begin + i] / 5.0f;

      g_array_append_val (self->targets.values, value);
    }
  rows_end_row (&self->targets);

  if (self->masked)
    {
      g_array_append_vals (self->excluded.columns, self->movies->data, n_visible);
      rows_end_row (&self->excluded);
    }
}

guint64
mtn_network_batcher_fill (MtnNetworkBatcher *self,
                          const MtnSampleSet *set,
                          const guint *samples,
                          guint n_samples,
                          MtnNetBatch *batch)
{
  rows_begin (&self->in);
  rows_begin (&self->targets);
  rows_begin (&self->excluded);
  for (guint i = 0; i < n_samples; i++)
    add_sample (self, set, samples[i]);

  *batch =
      (MtnNetBatch){ .n_rows = n_samples, .in = rows_get (&self->in), .targets = rows_get (&self->targets) };
  if (self->masked)
    batch->excluded = rows_get (&self->excluded);

  return (guint64) n_samples * mtn_catalog_get_n_movies (self->catalog) - self->excluded.columns->len;
}
