/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <cuda_runtime_api.h>
#include <libintl.h>

#include "mtn-cuda-launch.h"
#include "mtn-cuda-module.h"

G_BEGIN_DECLS

#if CUDART_VERSION < 12080 || CUDART_VERSION >= 14000
#error "the CUDA engine is made for CUDA runtimes 12.8 to 13.x"
#endif

#define _(text) dgettext (GETTEXT_PACKAGE, text)

/*
 * A piece of pinned memory and one of the card's, of the same size: what an
 * operation is told goes through it. There are two, so that the host fills one
 * while the card still reads the other. Whoever leaves a stage records `done`;
 * whoever comes back waits for it.
 */
typedef struct
{
  guint8     *host;
  guint8     *card;
  gsize       size;
  gsize       used;        /* handed out */
  gsize       sent;        /* of that, already on its way to the card */
  cudaEvent_t done;
  gboolean    is_pending;  /* @done is recorded and was not waited for */
} MtnCudaStage;

#define MTN_CUDA_N_STAGES 2

/* One card with one stream. A handle of a buffer is its address on the card. */
typedef struct MtnCuda_
{
  int             device;
  cudaStream_t    stream;
  cudaLibrary_t   library;
  cudaKernel_t    kernels[MTN_CUDA_N_KERNELS];
  MtnCudaLauncher launcher;
  MtnCudaStage    stages[MTN_CUDA_N_STAGES];
  guint           stage;         /* the one that is being filled */
  void           *scratch;       /* of the card, for long lists */
  gsize           n_scratch;     /* bytes */
  guint           patience;      /* milliseconds */
  gboolean        is_lost;       /* nothing more will work */
  gboolean        is_hung;       /* … and whoever waits, waits for ever: nothing can be freed */
  char            failure[256];
  struct MtnCuda_ *next;         /* of those that were abandoned */
} MtnCuda;

/* PTX, ends with NUL; in the source that is generated from kernels.ptx. */
extern const char mtn_cuda_image[];

/* Before every call that needs the card: threads have a current card each. */
gboolean mtn_cuda_enter (MtnCuda *self);
/* @doing: "copying to the card"; TRUE where @code is no error. */
gboolean mtn_cuda_check (MtnCuda *self, cudaError_t code, const char *doing);
/* What @code means, for `failure` members. */
void     mtn_cuda_describe (cudaError_t code, const char *doing, char *out, gsize n_out);
/* What a launch returned, which is not always an error of the runtime. */
gboolean mtn_cuda_check_launch (MtnCuda *self, int code);
/* Waits until the card has got to where @event was recorded, as long as patience lasts. */
gboolean mtn_cuda_wait  (MtnCuda *self, cudaEvent_t event);

/*
 * An operation begins with the size of all that it will put and reserve (each
 * rounded up by mtn_cuda_stage_round()); then it puts what the card has to read, sends all of that
 * with one copy, reserves what the card writes, launches, fetches, and finishes.
 */
gsize    mtn_cuda_stage_round   (gsize n_bytes);
gboolean mtn_cuda_stage_begin   (MtnCuda *self, gsize n_bytes);
/* Addresses on the card. */
void    *mtn_cuda_stage_put     (MtnCuda *self, const void *data, gsize n_bytes);
void    *mtn_cuda_stage_reserve (MtnCuda *self, gsize n_bytes);
gboolean mtn_cuda_stage_send    (MtnCuda *self);
/* Queues the way back of what was reserved; returns where it will be on the host, (transfer none), once
 * mtn_cuda_stage_finish() has waited for it, until the next operation. */
const void *mtn_cuda_stage_fetch (MtnCuda *self, const void *on_card, gsize n_bytes);
gboolean mtn_cuda_stage_finish  (MtnCuda *self);
gboolean mtn_cuda_stages_init   (MtnCuda *self);
void     mtn_cuda_stages_clear  (MtnCuda *self);

/* For the table. */
gpointer mtn_cuda_buffer_new    (gpointer context, gsize n_values);
void     mtn_cuda_buffer_free   (gpointer context, gpointer handle);
gboolean mtn_cuda_write         (gpointer context, gpointer handle, gsize offset, const float *values, gsize n_values);
gboolean mtn_cuda_read          (gpointer context, gpointer handle, gsize offset, float *values, gsize n_values);
gsize    mtn_cuda_get_memory    (gpointer context);
/* Grows `scratch`. */
gboolean mtn_cuda_need_scratch  (MtnCuda *self, gsize n_bytes);

gboolean mtn_cuda_train_dense_nt    (gpointer context, gpointer in, gpointer weight, guint n_rows, guint n_in,
                                     guint n_out, gpointer out);
gboolean mtn_cuda_train_dense_tn    (gpointer context, gpointer in, gpointer weight, guint n_rows, guint n_in,
                                     guint n_out, gpointer out);
gboolean mtn_cuda_train_drop        (gpointer context, gpointer matrix, guint n_rows, guint n_columns,
                                     const MtnDrop *drop);
gboolean mtn_cuda_train_derive      (gpointer context, gpointer deltas, gpointer units, guint n_rows, guint n_columns,
                                     MtnActivation activation, const MtnDrop *drop);
gboolean mtn_cuda_train_set_goals   (gpointer context, const MtnRows *targets, const MtnRows *excluded,
                                     guint n_columns, gpointer goals);
gboolean mtn_cuda_train_loss        (gpointer context, MtnLoss loss, gpointer values, gpointer goals, guint n_rows,
                                     guint n_columns, float scale, float *losses);
gboolean mtn_cuda_train_column_sums (gpointer context, gpointer matrix, guint n_rows, guint n_columns, gpointer out);
gboolean mtn_cuda_train_sum_squares (gpointer context, gpointer values, gsize n_values, double *sum);
gboolean mtn_cuda_train_adam        (gpointer context, const MtnAdam *adam, gpointer values, gpointer means,
                                     gpointer variances, gpointer gradient, gsize n_values, float factor);

void     mtn_cuda_free_context  (gpointer context);
const char *mtn_cuda_get_failure (gpointer context);
extern const MtnEngineVtable mtn_cuda_vtable;

G_END_DECLS
