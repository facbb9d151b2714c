/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Launches: registers, shared memory and limits of a launch, and its blocks one after another. */

#include <string.h>

#include "mtn-ptx-machine.h"

/* So many instructions of warps, and a launch counts as endless. */
#define BUDGET (G_GUINT64_CONSTANT (1) << 32)

/* Registers for all warps of a block; what never changes in a launch is put there once. */
static void
prepare_warps (MtnPtxMachine *self)
{
  const MtnPtxKernel *kernel = self->kernel;

  self->warps = g_new0 (MtnPtxWarp, self->n_warps);
  for (guint w = 0; w < self->n_warps; w++)
    {
      MtnPtxWarp *warp = &self->warps[w];

      warp->machine = self;
      warp->index = w;
      warp->values = g_malloc (sizeof *warp->values * kernel->n_slots);
      /* A pattern that no test expects. */
      memset (warp->values, 0xa5, sizeof *warp->values * kernel->n_slots);
      warp->known = g_new0 (guint32, kernel->n_slots);

      for (guint i = 0; i < kernel->constants->len; i++)
        {
          const MtnPtxConstant *constant = &g_array_index (kernel->constants, MtnPtxConstant, i);

          for (guint l = 0; l < MTN_PTX_LANES; l++)
            warp->values[constant->slot][l] = constant->value;
        }
      for (guint l = 0; l < MTN_PTX_LANES; l++)
        {
          guint t = w * MTN_PTX_LANES + l;
          const guint32 specials[] = {
            [MTN_PTX_TID_X] = t % self->block[0],
            [MTN_PTX_TID_Y] = t / self->block[0] % self->block[1],
            [MTN_PTX_TID_Z] = t / self->block[0] / self->block[1],
            [MTN_PTX_NTID_X] = self->block[0],
            [MTN_PTX_NTID_Y] = self->block[1],
            [MTN_PTX_NTID_Z] = self->block[2],
            [MTN_PTX_NCTAID_X] = self->grid[0],
            [MTN_PTX_NCTAID_Y] = self->grid[1],
            [MTN_PTX_NCTAID_Z] = self->grid[2],
            [MTN_PTX_LANEID] = l,
            [MTN_PTX_LANEMASK_LT] = (1u << l) - 1,
            [MTN_PTX_LANEMASK_LE] = (2u << l) - 1,
            [MTN_PTX_LANEMASK_GT] = ~((2u << l) - 1),
            [MTN_PTX_LANEMASK_GE] = ~((1u << l) - 1),
            [MTN_PTX_LANEMASK_EQ] = 1u << l,
          };

          for (guint i = 0; i < MTN_PTX_N_SPECIALS; i++)
            warp->values[i][l] = specials[i];
        }
    }
}

static void
free_warps (MtnPtxMachine *self)
{
  for (guint w = 0; w < self->n_warps; w++)
    {
      g_free (self->warps[w].values);
      g_free (self->warps[w].known);
    }
  g_clear_pointer (&self->warps, g_free);
}

static gboolean
check_launch (const MtnPtxKernel *kernel,
              const guint grid[3],
              const guint block[3],
              gsize shared_bytes,
              GError **error)
{
  guint64 n_threads = (guint64) block[0] * block[1] * block[2];
  const char *what = NULL;

  if (grid[0] == 0 || grid[1] == 0 || grid[2] == 0 || grid[0] > G_MAXINT32 || grid[1] > 65535 ||
      grid[2] > 65535)
    what = "grid";
  else if (n_threads == 0 || n_threads > 1024 || block[2] > 64 ||
           (kernel->max_threads > 0 && n_threads > kernel->max_threads) ||
           (kernel->required[0] > 0 && memcmp (kernel->required, block, sizeof kernel->required) != 0))
    what = "block";
  /* Without an attribute that asks for more, which not every card has. */
  else if (kernel->shared_bytes + shared_bytes > 48 * 1024)
    what = "size of shared memory";
  if (what != NULL)
    g_set_error (error, MTN_PTX_ERROR, MTN_PTX_ERROR_LAUNCH,
                 "%s: a %s that cannot be launched: grid (%u, %u, %u), block (%u, %u, %u), %" G_GSIZE_FORMAT
                 " + %" G_GSIZE_FORMAT " bytes",
                 kernel->name, what, grid[0], grid[1], grid[2], block[0], block[1], block[2],
                 kernel->shared_bytes, shared_bytes);

  return what == NULL;
}

gboolean
mtn_ptx_machine_launch (MtnPtxMachine *self,
                        const MtnPtxKernel *kernel,
                        const guint grid[3],
                        const guint block[3],
                        gsize shared_bytes,
                        void **parameters,
                        GError **error)
{
  g_autofree guint8 *parameter_bytes = g_malloc0 (kernel->parameter_bytes + 8);
  g_autofree guint8 *shared = NULL;
  gsize n_shared = kernel->shared_bytes + (kernel->has_dynamic ? shared_bytes : 0);
  guint64 n_blocks, first;

  if (!check_launch (kernel, grid, block, shared_bytes, error))
    return FALSE;

  for (guint i = 0; i < kernel->parameters->len; i++)
    {
      const MtnPtxParameter *parameter = &g_array_index (kernel->parameters, MtnPtxParameter, i);

      memcpy (parameter_bytes + parameter->offset, parameters[i], parameter->size);
    }

  shared = g_malloc (n_shared + 16);
  if (!mtn_ptx_area_init (&self->shared, MTN_PTX_SHARED_BASE, shared, n_shared))
    g_error ("No address space is left for the shadow of shared memory");

  self->kernel = kernel;
  self->code = (const MtnPtxInstruction *) kernel->code->data;
  self->n_code = kernel->code->len;
  self->parameters = parameter_bytes;
  memcpy (self->grid, grid, sizeof self->grid);
  memcpy (self->block, block, sizeof self->block);
  self->n_threads = block[0] * block[1] * block[2];
  self->n_warps = (self->n_threads + MTN_PTX_LANES - 1) / MTN_PTX_LANES;
  self->first_epoch = self->epoch + 1;
  self->budget = BUDGET;
  self->count = (MtnPtxCounters *) mtn_ptx_machine_get_counters (self, kernel->name);
  prepare_warps (self);

  n_blocks = (guint64) grid[0] * grid[1] * grid[2];
  n_blocks = MIN (self->n_blocks, n_blocks - MIN (n_blocks, self->first_block));
  first = self->schedule == MTN_PTX_LOCKSTEP || n_blocks == 0 ? 0 : mtn_ptx_next_random (self) % n_blocks;
  for (guint64 i = 0; i < n_blocks && self->error == NULL; i++)
    {
      guint64 number = self->first_block + (i + first) % n_blocks;

      self->at[0] = (guint) (number % grid[0]);
      self->at[1] = (guint) (number / grid[0] % grid[1]);
      self->at[2] = (guint) (number / grid[0] / grid[1]);
      mtn_ptx_run_block (self);
      self->count->blocks++;
    }
  self->count->launches++;

  free_warps (self);
  mtn_ptx_area_clear (&self->shared);
  self->parameters = NULL;
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return TRUE;
}

static void
clear_area (gpointer data)
{
  mtn_ptx_area_clear (data);
}

MtnPtxMachine *
mtn_ptx_machine_new (MtnPtxSchedule schedule, guint64 seed)
{
  MtnPtxMachine *self = g_new0 (MtnPtxMachine, 1);

  self->areas = g_array_new (FALSE, FALSE, sizeof (MtnPtxArea));
  g_array_set_clear_func (self->areas, clear_area);
  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->n_blocks = G_MAXUINT64;
  mtn_ptx_machine_set_schedule (self, schedule, seed);

  return self;
}

void
mtn_ptx_machine_free (MtnPtxMachine *self)
{
  g_array_unref (self->areas);
  g_hash_table_unref (self->counters);
  g_free (self);
}

void
mtn_ptx_machine_set_schedule (MtnPtxMachine *self, MtnPtxSchedule schedule, guint64 seed)
{
  self->schedule = schedule;
  self->random = seed;
}

void
mtn_ptx_machine_set_blocks (MtnPtxMachine *self, guint64 first, guint64 n)
{
  self->first_block = first;
  self->n_blocks = n;
}

const MtnPtxCounters *
mtn_ptx_machine_get_counters (MtnPtxMachine *self, const char *kernel)
{
  MtnPtxCounters *counters = g_hash_table_lookup (self->counters, kernel);

  if (counters == NULL)
    {
      counters = g_new0 (MtnPtxCounters, 1);
      g_hash_table_insert (self->counters, g_strdup (kernel), counters);
    }

  return counters;
}

void
mtn_ptx_machine_reset_counters (MtnPtxMachine *self)
{
  GHashTableIter iter;
  gpointer counters;

  g_hash_table_iter_init (&iter, self->counters);
  while (g_hash_table_iter_next (&iter, NULL, &counters))
    memset (counters, 0, sizeof (MtnPtxCounters));
}
