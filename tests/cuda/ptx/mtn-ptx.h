/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Runs kernels in PTX on the CPU, so that the code a GPU's compiler is given is
 * tested where there is no GPU. Numbers are exact: every operation gives the
 * bits that the PTX manual and IEEE 754 say, every access is checked, and what
 * one thread may see of another is only what a barrier lets it see. It knows
 * the part of PTX that straight kernels with everything inlined compile to;
 * all else is refused when a module is loaded, with its line, never skipped.
 */

#define MTN_PTX_ERROR (mtn_ptx_error_quark ())
GQuark mtn_ptx_error_quark (void);

typedef enum
{
  MTN_PTX_ERROR_SYNTAX,       /* not PTX, or PTX that is not known here; with the line */
  MTN_PTX_ERROR_LAUNCH,       /* a grid, a block or a size of shared memory that no card takes */
  MTN_PTX_ERROR_BOUNDS,       /* outside of every live allocation, or across the end of one */
  MTN_PTX_ERROR_ALIGNMENT,
  MTN_PTX_ERROR_UNWRITTEN,    /* a read of bytes, or of a register, that nothing was written to */
  MTN_PTX_ERROR_RACE,         /* two accesses, one a write, not both atomic, no barrier between */
  MTN_PTX_ERROR_DIVERGENCE,   /* threads at different barriers or warp-wide operations */
  MTN_PTX_ERROR_DEADLOCK,
  MTN_PTX_ERROR_ENDLESS,
  MTN_PTX_ERROR_ARITHMETIC,   /* what PTX leaves undefined: division by zero, a trap */
} MtnPtxError;

/* A parsed module. */
typedef struct _MtnPtxModule MtnPtxModule;
typedef struct _MtnPtxKernel MtnPtxKernel;

/* (transfer full): NULL with an error that names the line. @text need not end in 0. */
MtnPtxModule       *mtn_ptx_module_new             (const char          *text,
                                                    gsize                length,
                                                    GError             **error);
void                mtn_ptx_module_free            (MtnPtxModule        *self);
guint               mtn_ptx_module_get_n_kernels   (MtnPtxModule        *self);
const MtnPtxKernel *mtn_ptx_module_get_kernel      (MtnPtxModule        *self,
                                                    guint                index);
/* (nullable) */
const MtnPtxKernel *mtn_ptx_module_find            (MtnPtxModule        *self,
                                                    const char          *name);
const char         *mtn_ptx_kernel_get_name        (const MtnPtxKernel  *self);
guint               mtn_ptx_kernel_get_n_parameters (const MtnPtxKernel *self);
/* Bytes of one parameter. */
gsize               mtn_ptx_kernel_get_parameter_size (const MtnPtxKernel *self,
                                                    guint                index);
/* Bytes that are declared in the kernel, without what a launch adds. */
gsize               mtn_ptx_kernel_get_shared_size (const MtnPtxKernel  *self);
/* Of __launch_bounds__; 0: none. */
guint               mtn_ptx_kernel_get_max_threads (const MtnPtxKernel  *self);

typedef enum
{
  /* Warp after warp; lanes that went apart meet again as early as they can. Its counts are those of a good compiler. */
  MTN_PTX_LOCKSTEP,
  /* Blocks in any order, a warp chosen at random for some instructions. */
  MTN_PTX_RANDOM_WARP,
  /* And in it any lanes that are at the same instruction: what independent thread scheduling allows. */
  MTN_PTX_RANDOM_LANES,
} MtnPtxSchedule;

/* What was done, for all launches of a kernel together. Instructions, sectors and
 * wavefronts mean most in lockstep. A request is one instruction of a warp. */
typedef struct
{
  guint64 launches;
  guint64 blocks;
  guint64 warp_instructions;
  guint64 thread_instructions;    /* lanes that took part */
  guint64 fused;                  /* multiply-adds of single threads */
  guint64 load_requests;          /* of global memory */
  guint64 load_sectors;           /* 32 bytes each */
  guint64 load_bytes;
  guint64 store_requests;
  guint64 store_sectors;
  guint64 store_bytes;
  guint64 shared_requests;
  guint64 shared_wavefronts;      /* turns that 32 banks of 4 bytes need */
  guint64 shared_ideal;           /* turns without a bank conflict */
  guint64 atomics;                /* of single threads */
  guint64 barriers;               /* of whole blocks */
} MtnPtxCounters;

/* Memory, a schedule, and counts. */
typedef struct _MtnPtxMachine MtnPtxMachine;

MtnPtxMachine        *mtn_ptx_machine_new          (MtnPtxSchedule       schedule,
                                                    guint64              seed);
void                  mtn_ptx_machine_free         (MtnPtxMachine       *self);
void                  mtn_ptx_machine_set_schedule (MtnPtxMachine       *self,
                                                    MtnPtxSchedule       schedule,
                                                    guint64              seed);

/* Launches run only these blocks of their grid, counted along x first: for sizes that could not be run as a whole. */
void                  mtn_ptx_machine_set_blocks   (MtnPtxMachine       *self,
                                                    guint64              first,
                                                    guint64              n);

/* Makes @n_bytes at @address, host memory, known as one allocation of the device. Nothing in it counts as written.
 * It may be larger than memory is, where the pages are not touched. @address is aligned to 256 bytes, as a card's
 * allocations are, where that matters. */
void                  mtn_ptx_machine_add          (MtnPtxMachine       *self,
                                                    gpointer             address,
                                                    gsize                n_bytes);
/* FALSE if there is no allocation that starts there. */
gboolean              mtn_ptx_machine_remove       (MtnPtxMachine       *self,
                                                    gpointer             address);
/* The host wrote these bytes, of one allocation (or, with FALSE, took care that nobody may rely on them). */
void                  mtn_ptx_machine_set_written  (MtnPtxMachine       *self,
                                                    gconstpointer        address,
                                                    gsize                n_bytes,
                                                    gboolean             is_written);
/* Whether every one of these bytes has been written by the host or a kernel. */
gboolean              mtn_ptx_machine_get_written  (MtnPtxMachine       *self,
                                                    gconstpointer        address,
                                                    gsize                n_bytes);

/* Runs a kernel to its end. @parameters: as for cudaLaunchKernel(). FALSE with an error that names kernel, block,
 * thread and line; memory then holds what was done until there. */
gboolean              mtn_ptx_machine_launch       (MtnPtxMachine       *self,
                                                    const MtnPtxKernel  *kernel,
                                                    const guint          grid[3],
                                                    const guint          block[3],
                                                    gsize                shared_bytes,
                                                    void               **parameters,
                                                    GError             **error);

/* Zeroed before the first launch of that kernel. */
const MtnPtxCounters *mtn_ptx_machine_get_counters (MtnPtxMachine       *self,
                                                    const char          *kernel);
void                  mtn_ptx_machine_reset_counters (MtnPtxMachine     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnPtxModule, mtn_ptx_module_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnPtxMachine, mtn_ptx_machine_free)

G_END_DECLS
