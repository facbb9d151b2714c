/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine.h"

G_BEGIN_DECLS

/* The paths of the CPU engine. Where the processor lacks the vector path, all are the reference. */
typedef struct
{
  MtnEngine *reference;
  MtnEngine *vector;     /* the widest vectors that there are */
  MtnEngine *narrow;     /* AVX2 */
} MtnTestEngines;

void       mtn_test_engines_init  (MtnTestEngines *self);
void       mtn_test_engines_clear (MtnTestEngines *self);
/* A path of the CPU engine by its name in MATINEE_CPU: "reference", "vector", "avx2". */
MtnEngine *mtn_test_engine_new    (const char     *path);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnTestEngines, mtn_test_engines_clear)

/* Sizes at which loops over 6, 8, 16, 32 and 64 start, end and leave something over. */
extern const guint mtn_test_sizes[];
extern const guint mtn_test_n_sizes;

/* The same values for the same seed, in −2 … 2. (transfer full) */
float     *mtn_test_random_values (gsize n_values, guint32 seed);

/* Every number of a result against one that was computed in double. @scales: what the error grows with, the sum
 * of the magnitudes that were added. */
void       mtn_test_assert_near   (const float *values, const double *wanted, const double *scales, gsize n_values);

/* Any NaN counts as the same as any other: processors and compilers choose different ones. */
void       mtn_test_assert_same_bits (const float *a, const float *b, gsize n_values);

/* (transfer full) */
MtnBuffer *mtn_test_upload        (MtnEngine *engine, const float *values, gsize n_values);
float     *mtn_test_download      (MtnBuffer *buffer, gsize n_values);

/* Random rows with few entries each, some with none; a column may come twice. */
typedef struct
{
  MtnRows rows;
  guint  *offsets;
  guint  *columns;
  float  *values;
} MtnTestRows;

void       mtn_test_rows_init     (MtnTestRows *self, guint n_rows, guint n_columns, guint32 seed);
void       mtn_test_rows_clear    (MtnTestRows *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnTestRows, mtn_test_rows_clear)

G_END_DECLS
