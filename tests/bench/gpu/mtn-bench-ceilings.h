/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a card can do at best, measured on it. */
typedef struct
{
  double bandwidth;    /* bytes/s, read and written, of a copy within its memory */
  double arithmetic;   /* operations/s on floats, a fused multiply-add is two */
  int    driver;       /* newest CUDA that it knows, 12040: 12.4 */
  int    runtime;      /* likewise, of this program */
} MtnBenchCeilings;

/* FALSE, and @why: (transfer full), where there is no card, or it fails. */
gboolean mtn_bench_ceilings_measure (MtnBenchCeilings *self, int device, char **why);

G_END_DECLS
