/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The two tables of the CPU back end and its memory. */

#include <string.h>

#include "mtn-cpu.h"

static gpointer
buffer_new (gpointer context, gsize n_values)
{
  return g_try_malloc0_n (MAX (n_values, 1), sizeof (float));
}

static gpointer
buffer_wrap (gpointer context, const float *data, gsize n_values)
{
  return (gpointer) data;
}

static void
buffer_free (gpointer context, gpointer handle)
{
  g_free (handle);
}

static gboolean
write_values (gpointer context, gpointer handle, gsize offset, const float *values, gsize n_values)
{
  if (n_values > 0)
    memcpy ((float *) handle + offset, values, n_values * sizeof (float));

  return TRUE;
}

static gboolean
read_values (gpointer context, gpointer handle, gsize offset, float *values, gsize n_values)
{
  if (n_values > 0)
    memcpy (values, (const float *) handle + offset, n_values * sizeof (float));

  return TRUE;
}

static gboolean
fill (gpointer context, gpointer out, gsize n_values, float value)
{
  for (gsize i = 0; i < n_values; i++)
    ((float *) out)[i] = value;

  return TRUE;
}

const MtnEngineVtable mtn_cpu_reference = {
  .abi = MTN_ENGINE_ABI,
  .buffer_new = buffer_new,
  .buffer_wrap = buffer_wrap,
  .buffer_free = buffer_free,
  .write = write_values,
  .read = read_values,
  .fill = fill,
  .gather = mtn_cpu_gather,
  .dense = mtn_cpu_dense,
  .scale = mtn_cpu_scale,
  .subtract_diagonal = mtn_cpu_subtract_diagonal,
  .column_norms = mtn_cpu_column_norms,
  .blend = mtn_cpu_blend,
  .merge_columns = mtn_cpu_merge_columns,
  .take_columns = mtn_cpu_take_columns,
  .top_k = mtn_cpu_top_k,
};

#if MTN_CPU_HAVE_VECTOR

const MtnEngineVtable mtn_cpu_vector = {
  .abi = MTN_ENGINE_ABI,
  .buffer_new = buffer_new,
  .buffer_wrap = buffer_wrap,
  .buffer_free = buffer_free,
  .write = write_values,
  .read = read_values,
  .fill = fill,
  .gather = mtn_cpu_gather_vector,
  .dense = mtn_cpu_dense_vector,
  .scale = mtn_cpu_scale_vector,
  .subtract_diagonal = mtn_cpu_subtract_diagonal,
  .column_norms = mtn_cpu_column_norms_vector,
  .blend = mtn_cpu_blend_vector,
  .merge_columns = mtn_cpu_merge_columns,
  .take_columns = mtn_cpu_take_columns,
  .top_k = mtn_cpu_top_k_vector,
};

gboolean
mtn_cpu_has_vector (void)
{
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma");
}

#else

gboolean
mtn_cpu_has_vector (void)
{
  return FALSE;
}

#endif
