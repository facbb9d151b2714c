/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-machine-engine.h"

#include "mtn-engine-vtable.h"
#include "mtn-test-machine.h"

static guint64 n_launches;

static int
launch (gpointer context, MtnCudaKernel kernel, guint grid_x, guint grid_y, void **arguments)
{
  const MtnCudaLauncher *launcher = &mtn_test_machine_get ()->launcher;

  n_launches++;

  return launcher->launch (launcher->context, kernel, grid_x, grid_y, arguments);
}

static const MtnCudaLauncher launcher = { .launch = launch };

/* A copy on the card of what an operation has in host memory, until the operation is over. */
static gpointer
copy (gconstpointer values, gsize n_bytes)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  gpointer memory;

  if (values == NULL)
    return NULL;

  memory = machine->alloc (n_bytes);
  machine->write (memory, values, n_bytes);

  return memory;
}

static void
forget (void *place)
{
  gpointer memory = *(gpointer *) place;

  if (memory != NULL)
    mtn_test_machine_get ()->free (memory);
}

#define on_card __attribute__ ((cleanup (forget)))

static const char *
get_failure (gpointer context)
{
  return mtn_test_machine_get ()->get_failure ();
}

static gpointer
buffer_new (gpointer context, gsize n_values)
{
  float *memory = mtn_test_machine_get ()->alloc (n_values * sizeof (float));

  mtn_cuda_fill (&launcher, memory, n_values, 0.0f);

  return memory;
}

static void
buffer_free (gpointer context, gpointer handle)
{
  mtn_test_machine_get ()->free (handle);
}

static gboolean
write_values (gpointer context, gpointer handle, gsize offset, const float *values, gsize n_values)
{
  mtn_test_machine_get ()->write ((float *) handle + offset, values, n_values * sizeof (float));

  return TRUE;
}

static gboolean
read_values (gpointer context, gpointer handle, gsize offset, float *values, gsize n_values)
{
  mtn_test_machine_get ()->read (values, (const float *) handle + offset, n_values * sizeof (float));

  return TRUE;
}

static gboolean
fill (gpointer context, gpointer out, gsize n_values, float value)
{
  return mtn_cuda_fill (&launcher, out, n_values, value) == 0;
}

static gboolean
gather (gpointer context,
        const MtnRows *rows,
        gpointer weight,
        gpointer bias,
        MtnActivation activation,
        guint n_out,
        gpointer out)
{
  guint n_entries = rows->offsets[rows->n_rows];
  on_card guint *offsets = copy (rows->offsets, (rows->n_rows + 1) * sizeof (guint));
  on_card guint *columns = copy (rows->columns, n_entries * sizeof (guint));
  on_card float *values = copy (rows->values, n_entries * sizeof (float));

  return mtn_cuda_gather (&launcher, rows->n_rows, offsets, columns, values, weight, bias, activation, n_out,
                          out) == 0;
}

static gboolean
dense (gpointer context,
       gpointer in,
       gpointer weight,
       gpointer bias,
       MtnActivation activation,
       guint n_rows,
       guint n_in,
       guint n_out,
       gpointer out)
{
  return mtn_cuda_dense (&launcher, in, weight, bias, activation, n_rows, n_in, n_out, out) == 0;
}

static gboolean
scale (gpointer context, gpointer matrix, guint n_rows, guint n_columns, gpointer table, const guint *line)
{
  on_card guint *lines = copy (line, n_rows * sizeof (guint));

  return mtn_cuda_scale (&launcher, matrix, n_rows, n_columns, table, lines) == 0;
}

static gboolean
subtract_diagonal (gpointer context,
                   gpointer matrix,
                   const MtnRows *rows,
                   guint n_columns,
                   gpointer table,
                   const guint *line)
{
  guint n_entries = rows->offsets[rows->n_rows];
  on_card guint *offsets = copy (rows->offsets, (rows->n_rows + 1) * sizeof (guint));
  on_card guint *columns = copy (rows->columns, n_entries * sizeof (guint));
  on_card float *values = copy (rows->values, n_entries * sizeof (float));
  on_card guint *lines = copy (line, rows->n_rows * sizeof (guint));

  return mtn_cuda_subtract_diagonal (&launcher, matrix, rows->n_rows, offsets, columns, values, n_columns,
                                     table, lines) == 0;
}

static gboolean
column_norms (gpointer context,
              gpointer matrix,
              gpointer weights,
              guint n_rows,
              guint n_columns,
              gpointer out)
{
  return mtn_cuda_column_norms (&launcher, matrix, weights, n_rows, n_columns, out) == 0;
}

static gboolean
blend (gpointer context,
       gpointer sum,
       guint n_rows,
       guint n_columns,
       gpointer part,
       const guint *row_of,
       const float *weights)
{
  on_card guint *rows = copy (row_of, n_rows * sizeof (guint));
  on_card float *factors = copy (weights, n_rows * sizeof (float));

  return mtn_cuda_blend (&launcher, sum, n_rows, n_columns, part, rows, factors) == 0;
}

static gboolean
merge_columns (gpointer context,
               gpointer matrix,
               guint n_rows,
               guint n_columns,
               const guint *from,
               const guint *to,
               guint n_pairs)
{
  on_card guint *sources = copy (from, n_pairs * sizeof (guint));
  on_card guint *targets = copy (to, n_pairs * sizeof (guint));

  return mtn_cuda_merge_columns (&launcher, matrix, n_rows, n_columns, sources, targets, n_pairs) == 0;
}

static gboolean
spread_columns (gpointer context,
                gpointer in,
                guint n_rows,
                guint n_in,
                const guint *columns,
                guint n_columns,
                gpointer out)
{
  on_card guint *places = copy (columns, n_in * sizeof (guint));

  return mtn_cuda_spread_columns (&launcher, in, n_rows, n_in, places, n_columns, out) == 0;
}

static gboolean
take_columns (gpointer context,
              gpointer matrix,
              guint n_rows,
              guint n_columns,
              const guint *columns,
              guint n_taken,
              float *out)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  const gsize n_bytes = (gsize) n_rows * n_taken * sizeof (float);
  on_card guint *places = copy (columns, n_taken * sizeof (guint));
  on_card float *taken = machine->alloc (n_bytes);

  if (mtn_cuda_take_columns (&launcher, matrix, n_rows, n_columns, places, n_taken, taken) != 0)
    return FALSE;
  machine->read (out, taken, n_bytes);

  return TRUE;
}

static gboolean
top_k (gpointer context,
       gpointer scores,
       guint n_rows,
       guint n_columns,
       const guint8 *mask,
       const MtnRows *hidden,
       guint k,
       guint *out_columns,
       float *out_scores,
       guint *out_n)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  const gsize n_lists = (gsize) n_rows * k;
  on_card guint8 *open = copy (mask, n_columns);
  on_card guint *offsets = hidden != NULL ? copy (hidden->offsets, (n_rows + 1) * sizeof (guint)) : NULL;
  on_card guint *columns =
      hidden != NULL ? copy (hidden->columns, hidden->offsets[n_rows] * sizeof (guint)) : NULL;
  on_card guint64 *scratch =
      machine->alloc ((gsize) n_rows * mtn_cuda_top_k_get_n_scratch (n_columns, k) * sizeof (guint64));
  on_card guint *found = machine->alloc (n_lists * sizeof (guint));
  on_card float *found_scores = machine->alloc (n_lists * sizeof (float));
  on_card guint *n_found = machine->alloc (n_rows * sizeof (guint));

  if (mtn_cuda_top_k (&launcher, scores, n_rows, n_columns, open, offsets, columns, k, scratch, found,
                      found_scores, n_found) != 0)
    return FALSE;
  machine->read (out_columns, found, n_lists * sizeof (guint));
  machine->read (out_scores, found_scores, n_lists * sizeof (float));
  machine->read (out_n, n_found, n_rows * sizeof (guint));

  return TRUE;
}

static gboolean
dense_nt (gpointer context, gpointer in, gpointer weight, guint n_rows, guint n_in, guint n_out, gpointer out)
{
  return mtn_cuda_dense_transposed (&launcher, 0, TRUE, in, weight, n_rows, n_in, n_out, out) == 0;
}

static gboolean
dense_tn (gpointer context, gpointer in, gpointer weight, guint n_rows, guint n_in, guint n_out, gpointer out)
{
  return mtn_cuda_dense_transposed (&launcher, 0, FALSE, in, weight, n_rows, n_in, n_out, out) == 0;
}

static gboolean
drop (gpointer context, gpointer matrix, guint n_rows, guint n_columns, const MtnDrop *drop)
{
  return mtn_cuda_drop (&launcher, matrix, n_rows, n_columns, drop) == 0;
}

static gboolean
derive (gpointer context,
        gpointer deltas,
        gpointer units,
        guint n_rows,
        guint n_columns,
        MtnActivation activation,
        const MtnDrop *drop)
{
  static const MtnDrop none = { .scale = 1.0f };

  return mtn_cuda_derive (&launcher, deltas, units, n_rows, n_columns, activation,
                          drop != NULL ? drop : &none) == 0;
}

static gboolean
set_goals (gpointer context, const MtnRows *targets, const MtnRows *excluded, guint n_columns, gpointer goals)
{
  guint n_rows = targets->n_rows, n_targets = targets->offsets[n_rows];
  guint n_excluded = excluded != NULL ? excluded->offsets[n_rows] : 0;
  on_card guint *offsets = copy (targets->offsets, (n_rows + 1) * sizeof (guint));
  on_card guint *columns = copy (targets->columns, n_targets * sizeof (guint));
  on_card float *values = copy (targets->values, n_targets * sizeof (float));
  on_card guint *excluded_offsets =
      excluded != NULL ? copy (excluded->offsets, (n_rows + 1) * sizeof (guint)) : NULL;
  on_card guint *excluded_columns =
      excluded != NULL ? copy (excluded->columns, n_excluded * sizeof (guint)) : NULL;

  return mtn_cuda_set_goals (&launcher, n_rows, offsets, columns, values, excluded_offsets, excluded_columns,
                             n_columns, goals) == 0;
}

static gboolean
loss (gpointer context,
      MtnLoss loss,
      gpointer values,
      gpointer goals,
      guint n_rows,
      guint n_columns,
      float scale,
      float *losses)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  on_card float *found = machine->alloc (n_rows * sizeof (float));

  if (mtn_cuda_loss (&launcher, loss, values, goals, n_rows, n_columns, scale, found) != 0)
    return FALSE;
  machine->read (losses, found, n_rows * sizeof (float));

  return TRUE;
}

static gboolean
column_sums (gpointer context, gpointer matrix, guint n_rows, guint n_columns, gpointer out)
{
  return mtn_cuda_column_sums (&launcher, matrix, n_rows, n_columns, out) == 0;
}

static gboolean
sum_squares (gpointer context, gpointer values, gsize n_values, double *sum)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  gsize n_parts = mtn_cuda_sum_squares_get_n_parts (n_values);
  on_card float *found = machine->alloc (n_parts * sizeof (float));
  g_autofree float *parts = g_new (float, n_parts + 1);

  if (mtn_cuda_sum_squares (&launcher, values, n_values, found) != 0)
    return FALSE;
  machine->read (parts, found, n_parts * sizeof (float));
  *sum = 0;
  for (gsize i = 0; i < n_parts; i++)
    *sum += (double) parts[i];

  return TRUE;
}

static gboolean
adam (gpointer context,
      const MtnAdam *adam,
      gpointer values,
      gpointer means,
      gpointer variances,
      gpointer gradient,
      gsize n_values,
      float factor)
{
  return mtn_cuda_adam (&launcher, adam, values, means, variances, gradient, n_values, factor) == 0;
}

MtnEngine *
mtn_machine_engine_new (void)
{
  static const MtnEngineVtable vtable = {
    .abi = MTN_ENGINE_ABI,
    .get_failure = get_failure,
    .buffer_new = buffer_new,
    .buffer_free = buffer_free,
    .write = write_values,
    .read = read_values,
    .fill = fill,
    .gather = gather,
    .dense = dense,
    .scale = scale,
    .subtract_diagonal = subtract_diagonal,
    .column_norms = column_norms,
    .blend = blend,
    .merge_columns = merge_columns,
    .spread_columns = spread_columns,
    .take_columns = take_columns,
    .top_k = top_k,
    .dense_nt = dense_nt,
    .dense_tn = dense_tn,
    .drop = drop,
    .derive = derive,
    .set_goals = set_goals,
    .loss = loss,
    .column_sums = column_sums,
    .sum_squares = sum_squares,
    .adam = adam,
  };
  const char *name = mtn_test_machine_get ()->name;

  return mtn_engine_new_for_vtable (&vtable, NULL, MTN_ENGINE_CUDA, name, name);
}

guint64
mtn_machine_engine_get_n_launches (void)
{
  return n_launches;
}
