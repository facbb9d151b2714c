/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-test-cuda.h"

#include <float.h>
#include <math.h>
#include <string.h>

void
mtn_test_set_run (guint run)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();

  machine->set_order (MIN (run, (guint) MTN_TEST_RANDOM), run);
}

gpointer
mtn_test_on_card (gsize n_bytes)
{
  return mtn_test_machine_get ()->alloc (n_bytes);
}

gpointer
mtn_test_to_card (gconstpointer values, gsize n_bytes)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  gpointer memory;

  if (values == NULL)
    return NULL;

  memory = machine->alloc (n_bytes);
  machine->write (memory, values, n_bytes);

  return memory;
}

void
mtn_test_free_on_card (gpointer memory)
{
  if (memory != NULL)
    mtn_test_machine_get ()->free (memory);
}

gpointer
mtn_test_from_card (gconstpointer memory, gsize n_bytes)
{
  gpointer values = g_malloc (MAX (n_bytes, 1));

  mtn_test_machine_get ()->read (values, memory, n_bytes);

  return values;
}

void
mtn_test_assert_ran (int status)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();

  if (status != 0)
    g_error ("%s: %s", machine->name, machine->get_failure ());
}

void
mtn_test_assert_on_card (const float *memory, const float *wanted, gsize n_values)
{
  g_autofree float *got = mtn_test_from_card (memory, n_values * sizeof (float));

  mtn_test_assert_same_bits (got, wanted, n_values);
}

static float
get_value (GRand *rand, MtnTestKind kind)
{
  const float tiny[] = { 0.0f,         -0.0f,         FLT_MIN / 2, -FLT_MIN / 4,
                         FLT_TRUE_MIN, -FLT_TRUE_MIN, FLT_MIN,     -FLT_MIN };
  const float strange[] = { INFINITY, -INFINITY, NAN, -NAN, FLT_MAX, -FLT_MAX, 0.0f, -0.0f };

  switch (kind)
    {
    case MTN_TEST_TINY:
      return tiny[g_rand_int_range (rand, 0, G_N_ELEMENTS (tiny))];
    case MTN_TEST_ANYTHING:
      if (g_rand_int_range (rand, 0, 3) == 0)
        return get_value (rand, MTN_TEST_TINY);
      if (g_rand_int_range (rand, 0, 3) == 0)
        return strange[g_rand_int_range (rand, 0, G_N_ELEMENTS (strange))];
      return get_value (rand, MTN_TEST_ORDINARY);
    case MTN_TEST_TIES:
      return (float) g_rand_int_range (rand, -2, 3);
    case MTN_TEST_EQUAL:
      return 0.75f;
    case MTN_TEST_NOTHING:
      return g_rand_boolean (rand) ? -INFINITY : NAN;
    case MTN_TEST_ORDINARY:
    case MTN_TEST_N_KINDS:
    default:
      return (float) g_rand_double_range (rand, -2.0, 2.0);
    }
}

float *
mtn_test_values (gsize n_values, MtnTestKind kind, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed + 1000 * kind);
  float *values = g_new (float, n_values + 1);

  for (gsize i = 0; i < n_values; i++)
    values[i] = get_value (rand, kind);

  return values;
}

guint *
mtn_test_numbers (gsize n_values, guint below, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint *values = g_new (guint, n_values + 1);

  for (gsize i = 0; i < n_values; i++)
    values[i] = below > 1 ? (guint) g_rand_int_range (rand, 0, below) : 0;

  return values;
}

void
mtn_test_rows_of_lengths (MtnTestRows *self,
                          guint n_rows,
                          const guint *lengths,
                          guint n_columns,
                          MtnTestKind kind,
                          guint32 seed)
{
  self->offsets = g_new0 (guint, n_rows + 1);
  for (guint r = 0; r < n_rows; r++)
    self->offsets[r + 1] = self->offsets[r] + (n_columns > 0 ? lengths[r] : 0);
  self->columns = mtn_test_numbers (self->offsets[n_rows], n_columns, seed);
  self->values = mtn_test_values (self->offsets[n_rows], kind, seed);
  self->rows = (MtnRows){ n_rows, self->offsets, self->columns, self->values };
}

void
mtn_test_card_rows_init (MtnTestCardRows *self, const MtnRows *rows)
{
  guint n_entries = rows->offsets[rows->n_rows];

  self->offsets = mtn_test_to_card (rows->offsets, (rows->n_rows + 1) * sizeof (guint));
  self->columns = mtn_test_to_card (rows->columns, n_entries * sizeof (guint));
  self->values = mtn_test_to_card (rows->values, n_entries * sizeof (float));
}

void
mtn_test_card_rows_clear (MtnTestCardRows *self)
{
  mtn_test_free_on_card (self->offsets);
  mtn_test_free_on_card (self->columns);
  mtn_test_free_on_card (self->values);
}
