/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Loads, stores and atomics with everything that is checked about them. */

#include <string.h>
#include <sys/mman.h>

#include "mtn-ptx-machine.h"

/* Pages that nobody touches cost nothing, so an area may be larger than the memory of the machine. */
static gpointer
map (gsize n_bytes)
{
  gpointer pages = mmap (NULL, MAX (n_bytes, 1), PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  return pages == MAP_FAILED ? NULL : pages;
}

gboolean
mtn_ptx_area_init (MtnPtxArea *self, guint64 address, guint8 *bytes, gsize size)
{
  *self = (MtnPtxArea){ address, size, bytes, map (size), FALSE, map ((size / 4 + 1) * sizeof (MtnPtxWord)) };

  return self->written != NULL && self->words != NULL;
}

void
mtn_ptx_area_clear (MtnPtxArea *self)
{
  munmap (self->written, MAX (self->size, 1));
  munmap (self->words, (self->size / 4 + 1) * sizeof (MtnPtxWord));
}

static MtnPtxArea *
find_area (MtnPtxMachine *machine, guint64 address)
{
  MtnPtxArea *areas = (MtnPtxArea *) machine->areas->data;
  guint low = 0, high = machine->areas->len;

  if (machine->last_area < high &&
      address - areas[machine->last_area].address < areas[machine->last_area].size)
    return &areas[machine->last_area];
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (address < areas[middle].address)
        high = middle;
      else if (address - areas[middle].address < areas[middle].size)
        {
          machine->last_area = middle;
          return &areas[middle];
        }
      else
        low = middle + 1;
    }

  return NULL;
}

/* Whether what is recorded happened before, in every order that the barriers allow. */
static inline gboolean
is_ordered (const MtnPtxAccess *past, const MtnPtxAccess *now, guint32 first_epoch)
{
  if (past->epoch < first_epoch)
    return TRUE;
  if (past->epoch != now->epoch || (past->flags & MTN_PTX_ACCESS_MANY_BLOCKS))
    return FALSE;
  if (past->generation < now->generation)
    return TRUE;
  if (past->flags & MTN_PTX_ACCESS_MANY_WARPS)
    return FALSE;
  if (past->warp == now->warp && past->warp_generation < now->warp_generation)
    return TRUE;

  return past->thread == now->thread && !(past->flags & MTN_PTX_ACCESS_MANY_THREADS);
}

/* Adds an access to those that are not ordered with it. */
static inline void
record (MtnPtxAccess *past, const MtnPtxAccess *now, guint32 first_epoch)
{
  guint8 flags = now->flags;

  if (past->epoch >= first_epoch)
    {
      flags |= past->flags & MTN_PTX_ACCESS_MANY_BLOCKS;
      if (past->epoch != now->epoch)
        flags |= MTN_PTX_ACCESS_MANY_BLOCKS;
      else if (!is_ordered (past, now, first_epoch))
        {
          flags |= MTN_PTX_ACCESS_MANY_THREADS | (past->flags & MTN_PTX_ACCESS_MANY_WARPS);
          if (past->warp != now->warp)
            flags |= MTN_PTX_ACCESS_MANY_WARPS;
        }
    }
  *past = *now;
  past->flags = flags;
}

typedef enum
{
  LOAD,
  STORE,
  ATOMIC,
} Deed;

static const char *const deeds[] = { "reads", "writes", "changes" };

static const char *
name_space (const MtnPtxInstruction *in)
{
  return in->space == MTN_PTX_SHARED ? "shared" : "global";
}

static void
stop_race (MtnPtxWarp *warp,
           const MtnPtxInstruction *in,
           guint lane,
           guint64 address,
           Deed deed,
           const MtnPtxAccess *past,
           const char *what)
{
  gboolean other_block = past->epoch != warp->machine->epoch || (past->flags & MTN_PTX_ACCESS_MANY_BLOCKS);

  mtn_ptx_stop (warp, (int) lane, MTN_PTX_ERROR_RACE,
                "race: the thread %s %s address 0x%" G_GINT64_MODIFIER
                "x, which thread %u%s %s with no barrier "
                "between",
                deeds[deed], name_space (in), address, past->thread, other_block ? " of another block" : "",
                what);
}

/* The bytes that a lane may touch, or NULL and the launch is stopped. */
static guint8 *
reach (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint lane, guint64 address, guint size, Deed deed)
{
  MtnPtxMachine *machine = warp->machine;
  MtnPtxArea *area = in->space == MTN_PTX_SHARED ? &machine->shared : find_area (machine, address);
  MtnPtxAccess now = { machine->epoch,       machine->generation,
                       warp->generation,     (guint16) (warp->index * 32 + lane),
                       (guint8) warp->index, deed == ATOMIC ? MTN_PTX_ACCESS_ATOMIC : 0 };
  /* Each block has shared memory of its own. */
  guint32 first_epoch = in->space == MTN_PTX_SHARED ? machine->epoch : machine->first_epoch;
  guint64 offset;

  if (area == NULL || address - area->address >= area->size || address - area->address + size > area->size)
    {
      mtn_ptx_stop (warp, (int) lane, MTN_PTX_ERROR_BOUNDS,
                    "the thread %s %u bytes of %s memory at 0x%" G_GINT64_MODIFIER "x: %s", deeds[deed], size,
                    name_space (in), address,
                    area == NULL || address - area->address >= area->size
                        ? (in->space == MTN_PTX_SHARED ? "outside of the block's" : "in no live allocation")
                        : "across its end");
      return NULL;
    }
  if (address % size != 0)
    {
      mtn_ptx_stop (warp, (int) lane, MTN_PTX_ERROR_ALIGNMENT,
                    "the thread %s %u bytes of %s memory at 0x%" G_GINT64_MODIFIER "x, which is not aligned",
                    deeds[deed], size, name_space (in), address);
      return NULL;
    }

  offset = address - area->address;
  if (deed != STORE && !area->is_all_written)
    for (guint i = 0; i < size; i++)
      if (area->written[offset + i] == 0)
        {
          mtn_ptx_stop (warp, (int) lane, MTN_PTX_ERROR_UNWRITTEN,
                        "the thread %s %s memory at 0x%" G_GINT64_MODIFIER "x (byte %" G_GUINT64_FORMAT
                        " of the allocation), where nothing was written",
                        deeds[deed], name_space (in), address + i, offset + i);
          return NULL;
        }
  if (deed == STORE)
    memset (area->written + offset, 1, size);

  /* An area need not start at a word: a mask of bytes may lie anywhere. */
  for (guint64 i = offset / 4; i <= (offset + size - 1) / 4; i++)
    {
      MtnPtxWord *word = &area->words[i];

      if (!is_ordered (&word->write, &now, first_epoch) &&
          !(deed == ATOMIC && (word->write.flags & MTN_PTX_ACCESS_ATOMIC)))
        {
          stop_race (warp, in, lane, address, deed, &word->write, "wrote");
          return NULL;
        }
      if (in->is_read_only && word->write.epoch >= first_epoch)
        {
          mtn_ptx_stop (warp, (int) lane, MTN_PTX_ERROR_RACE,
                        "the thread reads address 0x%" G_GINT64_MODIFIER
                        "x as constant, but this launch wrote to it",
                        address);
          return NULL;
        }
      if (deed == LOAD)
        {
          record (&word->read, &now, first_epoch);
          continue;
        }
      if (!is_ordered (&word->read, &now, first_epoch))
        {
          stop_race (warp, in, lane, address, deed, &word->read, "read");
          return NULL;
        }
      if (deed == STORE)
        word->write = now;
      else
        record (&word->write, &now, first_epoch);
    }

  return area->bytes + offset;
}

static inline guint64
address_of (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint lane)
{
  guint64 address = warp->values[in->a][lane] + (guint64) in->offset;

  return in->space == MTN_PTX_SHARED ? (guint32) address : address;
}

static void
count (MtnPtxWarp *warp,
       const MtnPtxInstruction *in,
       const guint64 *addresses,
       guint32 mask,
       gboolean is_store)
{
  guint size = in->size * MAX (in->n_vector, 1);

  if (in->space == MTN_PTX_SHARED)
    mtn_ptx_count_shared (warp->machine->count, addresses, mask, size);
  else
    mtn_ptx_count_global (warp->machine->count, addresses, mask, size, is_store);
}

static inline guint64
widen (guint64 value, const MtnPtxInstruction *in)
{
  if (in->is_signed && in->size < 8)
    {
      guint shift = 64 - 8 * in->size;

      value = (guint64) ((gint64) (value << shift) >> shift);
      if (in->width < 8)
        value &= (G_GUINT64_CONSTANT (1) << (8 * in->width)) - 1;
    }

  return value;
}

void
mtn_ptx_run_load (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  guint64 addresses[MTN_PTX_LANES];

  for (guint32 rest = mask; rest != 0; rest &= rest - 1)
    {
      guint l = (guint) __builtin_ctz (rest);
      const guint8 *from;

      addresses[l] = address_of (warp, in, l);
      from = reach (warp, in, l, addresses[l], in->size * in->n_vector, LOAD);
      if (from == NULL)
        return;
      for (guint i = 0; i < in->n_vector; i++)
        {
          guint64 value = 0;

          memcpy (&value, from + i * in->size, in->size);
          if (in->vector[i] != MTN_PTX_NO_SLOT)
            warp->values[in->vector[i]][l] = widen (value, in);
        }
    }
  count (warp, in, addresses, mask, FALSE);
}

void
mtn_ptx_run_store (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  guint64 addresses[MTN_PTX_LANES];

  for (guint32 rest = mask; rest != 0; rest &= rest - 1)
    {
      guint l = (guint) __builtin_ctz (rest);
      guint8 *to;

      addresses[l] = address_of (warp, in, l);
      to = reach (warp, in, l, addresses[l], in->size * in->n_vector, STORE);
      if (to == NULL)
        return;
      for (guint i = 0; i < in->n_vector; i++)
        memcpy (to + i * in->size, &warp->values[in->vector[i]][l], in->size);
    }
  count (warp, in, addresses, mask, TRUE);
}

static guint64
change (const MtnPtxInstruction *in, guint64 old, guint64 b, guint64 c)
{
  gboolean is_less;
  guint shift = 64 - 8 * in->size;

  is_less = in->is_signed ? (gint64) (b << shift) < (gint64) (old << shift) : b < old;
  switch ((MtnPtxAtomic) in->operation)
    {
    case MTN_PTX_ATOMIC_ADD:
      return old + b;
    case MTN_PTX_ATOMIC_MIN:
      return is_less ? b : old;
    case MTN_PTX_ATOMIC_MAX:
      return is_less ? old : b;
    case MTN_PTX_ATOMIC_AND:
      return old & b;
    case MTN_PTX_ATOMIC_OR:
      return old | b;
    case MTN_PTX_ATOMIC_XOR:
      return old ^ b;
    case MTN_PTX_ATOMIC_EXCHANGE:
      return b;
    case MTN_PTX_ATOMIC_SWAP:
      return old == b ? c : old;
    default:
      g_assert_not_reached ();
    }
}

void
mtn_ptx_run_atomic (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  for (guint32 rest = mask; rest != 0; rest &= rest - 1)
    {
      guint l = (guint) __builtin_ctz (rest);
      guint64 old = 0, changed;
      guint8 *at = reach (warp, in, l, address_of (warp, in, l), in->size, ATOMIC);

      if (at == NULL)
        return;
      memcpy (&old, at, in->size);
      changed =
          change (in, old, warp->values[in->b][l], in->c != MTN_PTX_NO_SLOT ? warp->values[in->c][l] : 0);
      memcpy (at, &changed, in->size);
      if (in->to != MTN_PTX_NO_SLOT)
        warp->values[in->to][l] = old;
      warp->machine->count->atomics++;
    }
}

void
mtn_ptx_run_parameter (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  guint64 value = 0;

  memcpy (&value, warp->machine->parameters + in->offset, in->size);
  value = widen (value, in);
  if (in->vector[0] != MTN_PTX_NO_SLOT)
    MTN_PTX_EACH (mask, warp->values[in->vector[0]][l] = value);
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  const MtnPtxArea *first = a, *second = b;

  return (first->address > second->address) - (first->address < second->address);
}

void
mtn_ptx_machine_add (MtnPtxMachine *self, gpointer address, gsize n_bytes)
{
  MtnPtxArea area;

  if (!mtn_ptx_area_init (&area, GPOINTER_TO_SIZE (address), address, n_bytes))
    g_error ("No address space is left for the shadow of %" G_GSIZE_FORMAT " bytes", n_bytes);
  g_array_append_val (self->areas, area);
  g_array_sort (self->areas, compare_areas);
  self->last_area = 0;
}

gboolean
mtn_ptx_machine_remove (MtnPtxMachine *self, gpointer address)
{
  for (guint i = 0; i < self->areas->len; i++)
    if (g_array_index (self->areas, MtnPtxArea, i).address == GPOINTER_TO_SIZE (address))
      {
        g_array_remove_index (self->areas, i);
        self->last_area = 0;
        return TRUE;
      }

  return FALSE;
}

void
mtn_ptx_machine_set_written (MtnPtxMachine *self, gconstpointer address, gsize n_bytes, gboolean is_written)
{
  MtnPtxArea *area = find_area (self, GPOINTER_TO_SIZE (address));

  if (n_bytes == 0)
    return;
  g_return_if_fail (area != NULL);
  g_return_if_fail (GPOINTER_TO_SIZE (address) - area->address + n_bytes <= area->size);

  if (is_written && n_bytes == area->size)
    {
      area->is_all_written = TRUE;
      return;
    }
  if (area->is_all_written)
    {
      memset (area->written, 1, area->size);
      area->is_all_written = FALSE;
    }
  memset (area->written + (GPOINTER_TO_SIZE (address) - area->address), is_written != FALSE, n_bytes);
}

gboolean
mtn_ptx_machine_get_written (MtnPtxMachine *self, gconstpointer address, gsize n_bytes)
{
  MtnPtxArea *area = find_area (self, GPOINTER_TO_SIZE (address));
  guint64 offset;

  if (n_bytes == 0)
    return TRUE;
  if (area == NULL || GPOINTER_TO_SIZE (address) - area->address + n_bytes > area->size)
    return FALSE;

  offset = GPOINTER_TO_SIZE (address) - area->address;
  for (gsize i = 0; !area->is_all_written && i < n_bytes; i++)
    if (area->written[offset + i] == 0)
      return FALSE;

  return TRUE;
}
