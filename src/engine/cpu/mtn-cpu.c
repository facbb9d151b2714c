/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The two tables of the CPU back end, its memory and its threads. */

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "mtn-cpu-context.h"

/* From so many bytes on, a buffer may have huge pages: a weight matrix is read line by line, and every line
 * on another small page would cost a look into the page table. */
#define HUGE_PAGE (2u << 20)

/* From so many numbers on, waking a helper pays. */
#define SHARED_VALUES (128 * 1024)

static gpointer
buffer_new (gpointer context, gsize n_values)
{
  gsize n_bytes = MAX (n_values, 1) * sizeof (float);
  gboolean is_huge = n_bytes >= 2 * HUGE_PAGE;
  gpointer values;

  if (n_values > G_MAXSIZE / 2 / sizeof (float) ||
      posix_memalign (&values, is_huge ? HUGE_PAGE : 64, n_bytes) != 0)
    return NULL;

#ifdef MADV_HUGEPAGE
  if (is_huge)
    madvise (values, n_bytes & ~(gsize) (HUGE_PAGE - 1), MADV_HUGEPAGE);
#endif

  return memset (values, 0, n_bytes);
}

static gpointer
buffer_wrap (gpointer context, const float *data, gsize n_values)
{
  return (gpointer) data;
}

static void
buffer_free (gpointer context, gpointer handle)
{
  free (handle);
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
  .spread_columns = mtn_cpu_spread_columns,
  .take_columns = mtn_cpu_take_columns,
  .top_k = mtn_cpu_top_k,
  .dense_nt = mtn_cpu_dense_nt,
  .dense_tn = mtn_cpu_dense_tn,
  .drop = mtn_cpu_drop,
  .derive = mtn_cpu_derive,
  .set_goals = mtn_cpu_set_goals,
  .loss = mtn_cpu_loss,
  .column_sums = mtn_cpu_column_sums,
  .sum_squares = mtn_cpu_sum_squares,
  .adam = mtn_cpu_adam,
};

#if MTN_CPU_HAVE_VECTOR

static void
free_vector (gpointer context)
{
  MtnCpu *self = context;

  if (self == NULL)
    return;

  mtn_cpu_pool_unref (self->pool);
  free (self->scratch);
  g_free (self);
}

/* Nothing else can fail here. */
static const char *
get_failure (gpointer context)
{
  return _ ("there is not enough memory");
}

const MtnEngineVtable mtn_cpu_vector = {
  .abi = MTN_ENGINE_ABI,
  .free = free_vector,
  .get_failure = get_failure,
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
  .spread_columns = mtn_cpu_spread_columns,
  .take_columns = mtn_cpu_take_columns,
  .top_k = mtn_cpu_top_k_vector,
  .dense_nt = mtn_cpu_dense_nt_vector,
  .dense_tn = mtn_cpu_dense_tn_vector,
  .drop = mtn_cpu_drop,
  .derive = mtn_cpu_derive,
  .set_goals = mtn_cpu_set_goals,
  .loss = mtn_cpu_loss_vector,
  .column_sums = mtn_cpu_column_sums,
  .sum_squares = mtn_cpu_sum_squares_vector,
  .adam = mtn_cpu_adam_vector,
};

MtnCpu *
mtn_cpu_new (const char *wish)
{
  MtnCpu *self;

  if (!__builtin_cpu_supports ("avx2") || !__builtin_cpu_supports ("fma"))
    return NULL;

  self = g_new0 (MtnCpu, 1);
  self->pool = mtn_cpu_pool_ref ();
  self->lines = __builtin_cpu_supports ("avx512f") && g_strcmp0 (wish, "avx2") != 0 ? &mtn_cpu_lines_avx512
                                                                                    : &mtn_cpu_lines_avx2;

  return self;
}

char *
mtn_cpu_describe (MtnCpu *self)
{
  guint n_threads = mtn_cpu_pool_get_n_threads (self->pool);

  return g_strdup_printf (ngettext ("%s, %u thread", "%s, %u threads", n_threads), self->lines->name,
                          n_threads);
}

gpointer
mtn_cpu_reserve (MtnCpu *self, gsize n_bytes)
{
  if (n_bytes > self->n_scratch)
    {
      free (self->scratch);
      self->scratch = buffer_new (NULL, (n_bytes + sizeof (float) - 1) / sizeof (float));
      self->n_scratch = self->scratch != NULL ? n_bytes : 0;
    }

  return self->scratch;
}

typedef struct
{
  guint n_items;
  guint n_tasks;
  MtnCpuStretch func;
  gpointer data;
} Share;

static void
run_stretch (guint index, guint worker, gpointer data)
{
  const Share *share = data;

  share->func ((guint) ((guint64) share->n_items * index / share->n_tasks),
               (guint) ((guint64) share->n_items * (index + 1) / share->n_tasks), share->data);
}

void
mtn_cpu_share (gpointer context, guint n_items, gsize n_values, MtnCpuStretch func, gpointer data)
{
  MtnCpu *self = context;
  Share share = { n_items, 1, func, data };

  if (self == NULL || n_values < SHARED_VALUES || n_items < 2)
    {
      func (0, n_items, data);
      return;
    }

  /* More than there are threads, for when one of them has less of a processor than the others. */
  share.n_tasks = MIN (4 * mtn_cpu_pool_get_n_threads (self->pool), n_items);
  mtn_cpu_pool_run (self->pool, share.n_tasks, run_stretch, &share);
}

#else

MtnCpu *
mtn_cpu_new (const char *wish)
{
  return NULL;
}

char *
mtn_cpu_describe (MtnCpu *self)
{
  return NULL;
}

#endif
