/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-test-batch.h"

#include "mtn-random.h"

static MtnNetRows
make_rows (MtnRandom *random, guint n_rows, guint n_columns, double density, GArray **arrays)
{
  const guint unused = 7; /* entries before the first row, which belong to nobody */
  guint offset = unused;

  arrays[0] = g_array_new (FALSE, TRUE, sizeof (guint));
  arrays[1] = g_array_new (FALSE, TRUE, sizeof (guint));
  arrays[2] = g_array_new (FALSE, TRUE, sizeof (float));
  g_array_set_size (arrays[1], unused);
  g_array_set_size (arrays[2], unused);
  g_array_append_val (arrays[0], offset);
  for (guint r = 0; r < n_rows; r++)
    {
      for (guint c = 0; c < n_columns; c++)
        if (mtn_random_unit (random) < density)
          {
            float value = (float) (1 + mtn_random_below (random, 5)) / 5;

            g_array_append_val (arrays[1], c);
            g_array_append_val (arrays[2], value);
            offset++;
          }
      g_array_append_val (arrays[0], offset);
    }

  return (MtnNetRows){ (const guint *) (gpointer) arrays[0]->data, (const guint *) (gpointer) arrays[1]->data,
                       (const float *) (gpointer) arrays[2]->data };
}

MtnTestBatch *
mtn_test_batch_new (guint n_rows,
                    guint n_in,
                    guint n_out,
                    double density,
                    gboolean has_excluded,
                    guint64 seed)
{
  MtnTestBatch *self = g_new0 (MtnTestBatch, 1);
  MtnRandom random;

  mtn_random_init (&random, seed, 1);
  self->batch.n_rows = n_rows;
  self->batch.in = make_rows (&random, n_rows, n_in, density, self->arrays);
  self->batch.targets = make_rows (&random, n_rows, n_out, density, self->arrays + 3);
  if (has_excluded)
    {
      GArray *values = NULL;
      GArray *arrays[3];

      self->batch.excluded = make_rows (&random, n_rows, n_out, density, arrays);
      self->batch.excluded.values = NULL;
      self->arrays[6] = arrays[0];
      self->arrays[7] = arrays[1];
      values = arrays[2];
      g_array_unref (values);
    }

  return self;
}

void
mtn_test_batch_free (MtnTestBatch *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->arrays); i++)
    g_clear_pointer (&self->arrays[i], g_array_unref);
  g_free (self);
}
